"""The charts of the page as Vega-Lite specifications; the page's script draws them, and every bar knows its origin.

Each function turns rows of the warehouse into a specification, or None where there is nothing to draw. Values are floats here,
for drawing only: what a reader reads comes from the page's text, which is exact.
"""
