"""Kinerja: a kecamatan's Excel workbooks, checked and turned into a DuckDB warehouse and the tables of its LKjIP/LAKIP.

README.md in this folder walks the data path from left to right.
"""

__version__ = "0.1.0"
