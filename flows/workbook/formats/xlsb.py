"""Excel's binary workbooks (.xlsb): cells by the fast reader, and what it hides by a look at the records of each sheet.

The records are described in Microsoft's [MS-XLSB].
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from flows.limits import Limits
from flows.workbook.cells import Workbook, sheets_of
from flows.workbook.formats.kind import XLSB
from flows.workbook.formats.xls import ERRORS
from flows.workbook.peek import SheetFacts, check_reach, check_size, opened, saved_time, whole

_ROW, _BLANK, _CELL_ERROR, _LAST_CELL, _FORMULA_ERROR, _COLUMNS, _MERGE = 0, 1, 3, 11, 11, 60, 176
_SHEET, _FORMAT, _XF, _BEGIN_XFS, _END_XFS = 156, 44, 47, 617, 618
_PERCENT_FORMATS = frozenset({9, 10})
_HIDDEN = 0x10
_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"

Merges = list[tuple[int, int, int, int]]


def read_xlsb(data: bytes, limits: Limits) -> Workbook:
    """The sheets of an .xlsb file. Raises LimitError, or what the libraries raise for a broken one."""
    facts: dict[str, SheetFacts] = {}
    merges: dict[str, Merges] = {}
    with opened(data) as archive:
        check_size(archive, limits)
        percent = _percent_styles(archive)
        for name, part in _sheet_parts(archive):
            facts[name], merges[name] = _look(archive.read(part), percent, limits)
        saved = saved_time(archive)
    sheets = sheets_of(data, facts, limits)
    for sheet, found in zip(sheets, merges.values(), strict=False):
        sheet.merges = found
    return Workbook(sheets, saved, XLSB)


def _records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record; both numbers are written seven bits a byte."""
    at = 0
    while at < len(content):
        kind, at = content[at], at + 1
        if kind & 0x80 and at < len(content):
            kind, at = (kind & 0x7F) | (content[at] & 0x7F) << 7, at + 1
        length = shift = 0
        while at < len(content) and shift < 28:
            byte, at = content[at], at + 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if at + length > len(content):
            return
        yield kind, at, length
        at += length


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of every sheet, in their order."""
    relations = whole(archive, _RELATIONS)
    targets = {rel.get("Id"): rel.get("Target", "") for rel in ElementTree.fromstring(relations)} if relations else {}
    content = whole(archive, _WORKBOOK)
    names = set(archive.namelist())
    parts = []
    for kind, at, length in _records(content):
        if kind == _SHEET and length > 12:
            relation, after = _text(content, at + 8)
            name, _ = _text(content, after)
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                parts.append((name, part))
    return parts


def _text(content: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and the place after it."""
    (length,) = struct.unpack_from("<I", content, at)
    end = at + 4 + 2 * length
    return content[at + 4 : end].decode("utf-16-le", "replace"), end


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    content = whole(archive, _STYLES)
    formats, styles = set(_PERCENT_FORMATS), list[int]()
    inside = False
    for kind, at, length in _records(content):
        if kind == _FORMAT and "%" in _text(content, at + 2)[0]:
            formats.add(struct.unpack_from("<H", content, at)[0])
        elif kind in (_BEGIN_XFS, _END_XFS):
            inside = kind == _BEGIN_XFS
        elif kind == _XF and inside and length >= 4:
            styles.append(struct.unpack_from("<H", content, at + 2)[0])
    return {style for style, number in enumerate(styles) if number in formats}


def _look(content: bytes, percent: set[int], limits: Limits) -> tuple[SheetFacts, Merges]:
    """The facts and merged cells of a sheet. Raises LimitError."""
    facts, merges = SheetFacts(), Merges()
    row = rows = columns = used = 0
    for kind, at, length in _records(content):
        if kind == _ROW and length >= 12:
            (row,) = struct.unpack_from("<I", content, at)
            if content[at + 11] & _HIDDEN:
                facts.hidden_rows.add(row)
        elif _BLANK <= kind <= _LAST_CELL and length >= 8:
            column, style = struct.unpack_from("<II", content, at)
            rows, columns, used = max(rows, row + 1), max(columns, column + 1), used + (kind != _BLANK)
            if style & 0xFFFFFF in percent and kind != _BLANK:
                facts.percent.add((row, column))
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and length >= 9:
                facts.errors[row, column] = ERRORS.get(content[at + 8], "#ERR")
        elif kind == _COLUMNS and length >= 18:
            first_column, last_column, flags = struct.unpack_from("<II8xH", content, at)
            if flags & 1:
                facts.hide_columns(first_column, last_column + 1)
        elif kind == _MERGE and length >= 16:
            first_row, last_row, first_column, last_column = struct.unpack_from("<IIII", content, at)
            merges.append((first_row, first_column, last_row, last_column))
    check_reach(rows, columns, used, limits)
    return facts, merges
