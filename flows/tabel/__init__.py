"""Sums, averages, shares and changes in any table, and the numbers that nearly are such.

A room of its own: a grid of cells in, aggregations and near misses out (:func:`periksa`). Nothing else of the project is known here.
"""
