"""A workbook of another format as .xlsx: its values at their places, with what was seen of their look."""

from __future__ import annotations

import re

from openpyxl import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet

from flows.workbook.cells import Cell, Sheet, Workbook

_FORBIDDEN = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_LAST_COLUMN = 16_384
_MOST_MERGES = 5000
"""Merged ranges that are kept: each costs openpyxl a look at all others."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def transcribed(workbook: Workbook) -> Book:
    """The values of a workbook. A text stays one, also where it looks like a formula."""
    book = Book()
    book.remove(book.worksheets[0])
    for sheet in workbook.sheets:
        _fill(book.create_sheet(_sheet_name(sheet, book)), sheet)
    return book


def _sheet_name(sheet: Sheet, book: Book) -> str:
    """The sheet's name as Excel allows it, used once; openpyxl itself numbers names that are taken."""
    name = _FORBIDDEN.sub(" ", sheet.name)[:_LONGEST_NAME].strip(" '")
    return name or f"Lembar{sheet.order}"


def _fill(target: Worksheet, sheet: Sheet) -> None:
    for r, row in enumerate(sheet.rows, start=1):
        for c, value in enumerate(row[:_LAST_COLUMN], start=1):
            if value != "":
                _write(target, r, c, value, (r - 1, c - 1) in sheet.facts.percent)
    for first_row, first_column, last_row, last_column in sheet.merges[:_MOST_MERGES]:
        if last_column < _LAST_COLUMN:
            target.merge_cells(
                start_row=first_row + 1, start_column=first_column + 1, end_row=last_row + 1, end_column=last_column + 1
            )
    for number in sheet.facts.hidden_rows:
        target.row_dimensions[number + 1].hidden = True
    if sheet.hidden:
        target.sheet_state = "hidden"


def _write(target: Worksheet, row: int, column: int, value: Cell, percent: bool) -> None:
    cell = target.cell(row, column)
    if isinstance(value, str):
        cell.value = _UNWRITABLE.sub("", value)[:_LONGEST_TEXT]
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_SIGNS)
    else:
        cell.value = value
        if percent:
            cell.number_format = "0.00%"
