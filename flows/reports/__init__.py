"""From the published warehouse to the files an office hands in: CSV tables and a workbook for each unit and year."""
