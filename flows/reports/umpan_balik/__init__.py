"""The planner's own workbook handed back with every finding marked in it: ``reports/umpan-balik/<name> - PERIKSA.xlsx``."""

from flows.process import without

with without("numpy"):  # openpyxl loads it where it is, for 0,07 s, to tell its numbers from Python's
    import openpyxl  # noqa: F401
