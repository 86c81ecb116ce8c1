"""The planner's own workbook handed back with every finding marked in it: ``reports/umpan-balik/<name> - PERIKSA.xlsx``."""
