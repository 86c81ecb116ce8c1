"""From the bytes of a workbook to typed rows, each value with its cell, and findings."""
