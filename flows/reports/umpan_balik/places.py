"""Addresses: lists of cells as a finding writes them, and short again as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from flows.workbook.text import column_index, column_letter

Place = tuple[int, int]
"""Row and column of a cell, both from 1, as openpyxl counts."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_LAST = (1_048_576, 16_384)


@lru_cache(maxsize=65536)
def place_of(sel: str) -> Place | None:
    """``E11`` as row and column; None for what is no cell of a sheet."""
    match = _CELL.fullmatch(sel.strip().upper())
    if not match:
        return None
    place = int(match.group(2)), column_index(match.group(1)) + 1
    return place if place[0] <= _LAST[0] and place[1] <= _LAST[1] else None


def places_of(cells: str) -> list[Place]:
    """``E11, C20`` as places; what is no cell is left out."""
    return [place for sel in cells.split(",") if (place := place_of(sel))]


def cell_at(sheet: Worksheet, place: Place) -> Cell:
    """The cell at a place that is not hidden in a merged range."""
    cell = sheet.cell(*place)
    assert isinstance(cell, Cell)
    return cell


def name_of(place: Place) -> str:
    return f"{column_letter(place[1] - 1)}{place[0]}"


def ranges(places: Iterable[Place]) -> list[str]:
    """The cells as few ranges, column by column: ``C6:C17``, ``E6``."""
    found: list[str] = []
    by_column = sorted(set(places), key=lambda place: (place[1], place[0]))
    for column, cells in groupby(by_column, key=lambda place: place[1]):
        rows = [row for row, _ in cells]
        for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            numbers = [row for _, row in run]
            first, last = name_of((numbers[0], column)), name_of((numbers[-1], column))
            found.append(first if first == last else f"{first}:{last}")
    return found


def shortened(texts: Sequence[str], most: int) -> str:
    """The first ``most`` texts, and that there are more."""
    return ", ".join(texts[:most]) + (" …" if len(texts) > most else "")
