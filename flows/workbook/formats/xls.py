"""Excel 97 to 2003 (.xls): cells by the fast reader, and what it hides by a look at the records of the file.

Shown there, not by the reader: errors of formulas, cells that show a percentage, hidden rows, a password, and how far the
cells reach. The records are described in Microsoft's [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.limits import Limits
from flows.workbook.cells import Workbook, WorkbookError, sheets_of
from flows.workbook.formats.compound import container, workbook_stream
from flows.workbook.formats.kind import XLS
from flows.workbook.peek import LimitError, SheetFacts, check_reach

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FORMAT, _XF, _DIMENSIONS, _ROW = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x200, 0x208
_COLUMNS = 0x7D
_FORMULA, _MULRK, _MULBLANK, _BOOLERR = 0x06, 0xBD, 0xBE, 0x205
_CELLS = frozenset({_FORMULA, _BOOLERR, 0x203, 0x204, 0x27E, 0xFD, 0xD6})
"""Records of one cell with a value: row, column, format, then the value."""
_PERCENT_FORMATS = frozenset({9, 10})
_LARGEST = 65_536 * 256
"""Cells of the largest sheet that the format knows."""
_HIDDEN = 0x20
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}
"""Errors of formulas by their number."""
Record = tuple[int, int, int]
"""Kind, place of the content in the stream, its length."""


@dataclass
class _Globals:
    """What the head of a workbook says: its sheets by name and place in the stream, and the formats that show a percentage."""

    sheets: list[tuple[str, int]] = field(default_factory=list)
    percent: set[int] = field(default_factory=set)


def read_xls(data: bytes, limits: Limits) -> Workbook:
    """The sheets of an .xls file. Raises WorkbookError for one with a password, LimitError, or what the libraries raise."""
    stream, saved = workbook_stream(data)
    head = _globals(stream)
    facts = {name: _look(stream, at, head.percent, limits) for name, at in head.sheets}
    sheets = sheets_of(container(stream), facts, limits)
    for sheet in sheets:  # this format alone tells whole numbers apart
        for row in sheet.rows:
            row[:] = [float(value) if value.__class__ is int else value for value in row]
    return Workbook(sheets, saved, XLS)


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from a place on, up to the end of their part (a part may hold parts, such as charts)."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + length > len(stream):
            return
        yield kind, at, length
        at += length
        if kind in (_BOF, 0x09, 0x209, 0x409):
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return


def _globals(stream: bytes) -> _Globals:
    found = _Globals()
    formats = set(_PERCENT_FORMATS)
    styles: list[int] = []
    for kind, at, length in _records(stream, 0):
        if kind == _FILEPASS:
            raise WorkbookError("BRK003")
        if kind == _BOUNDSHEET and length >= 8:
            found.sheets.append((_sheet_name(stream[at + 6 : at + length]), struct.unpack_from("<I", stream, at)[0]))
        elif kind == _FORMAT and b"%" in stream[at + 2 : at + length]:
            formats.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == _XF and length >= 4:
            styles.append(struct.unpack_from("<H", stream, at + 2)[0])
    found.percent = {style for style, number in enumerate(styles) if number in formats}
    return found


def _sheet_name(content: bytes) -> str:
    """A name: its length, whether its signs take two bytes (Excel 97 on), the signs."""
    length, flags = content[0], content[1]
    if flags > 1:  # Excel 95 has no such byte
        return content[1 : 1 + length].decode("cp1252", "replace")
    return content[2 : 2 + 2 * length].decode("utf-16-le", "replace") if flags else content[2 : 2 + length].decode("latin-1")


def _look(stream: bytes, at: int, percent: set[int], limits: Limits) -> SheetFacts:
    """The facts of the sheet that begins at ``at``. Raises LimitError."""
    facts = SheetFacts()
    rows = columns = used = 0
    for kind, place, length in _records(stream, at):
        if kind in _CELLS and length >= 7:
            row, column, style = struct.unpack_from("<HHH", stream, place)
            rows, columns, used = max(rows, row + 1), max(columns, column + 1), used + 1
            if style in percent:
                facts.percent.add((row, column))
            if kind in (_FORMULA, _BOOLERR) and (error := _error(stream, kind, place, length)):
                facts.errors[row, column] = error
        elif kind == _MULRK and length >= 12:
            row, first = struct.unpack_from("<HH", stream, place)
            many = (length - 6) // 6
            rows, columns, used = max(rows, row + 1), max(columns, first + many), used + many
            for i in range(many if percent else 0):
                if struct.unpack_from("<H", stream, place + 4 + 6 * i)[0] in percent:
                    facts.percent.add((row, first + i))
        elif kind == _ROW and length >= 16:
            row, options = struct.unpack_from("<H10xH", stream, place)
            if options & _HIDDEN:
                facts.hidden_rows.add(row)
        elif kind == _COLUMNS and length >= 10:
            first_column, last_column, flags = struct.unpack_from("<HH4xH", stream, place)
            if flags & 1:
                facts.hide_columns(first_column, last_column + 1)
        elif kind == _DIMENSIONS:
            _check_dimensions(stream[place : place + length])
    check_reach(rows, columns, used, limits)
    return facts


def _check_dimensions(content: bytes) -> None:
    """Raises LimitError for a sheet that says to be larger than one can be: the fast reader makes room for all of it."""
    form = "<IIHH" if len(content) >= 12 else "<HHHH"
    if len(content) < struct.calcsize(form):
        return
    first_row, last_row, first_column, last_column = struct.unpack_from(form, content)
    if max(last_row - first_row, 0) * max(last_column - first_column, 0) > _LARGEST or last_row > 65_536 or last_column > 256:
        raise LimitError("sel terjauh terlalu jauh dari data")


def _error(stream: bytes, kind: int, place: int, length: int) -> str:
    """The error that a cell shows, or nothing."""
    if kind == _BOOLERR and length >= 8 and stream[place + 7] == 1:
        return ERRORS.get(stream[place + 6], "#ERR")
    if kind == _FORMULA and length >= 14 and stream[place + 12 : place + 14] == b"\xff\xff" and stream[place + 6] == 2:
        return ERRORS.get(stream[place + 8], "#ERR")
    return ""
