"""Sheets written as XML with "the same again": filled cell by cell, unfolded at the end, never beyond the limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from flows.limits import Limits
from flows.workbook.cells import Cell
from flows.workbook.peek import SheetFacts, check_reach

_DEEPEST = 200
"""Elements within elements: twenty times what spreadsheets need."""
_CHUNK = 1 << 18
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

Merges = list[tuple[int, int, int, int]]
Start = Callable[[str, dict[str, str]], None]


def parse(stream: IO[bytes], start: Start, end: Callable[[str], None], text: Callable[[str], None]) -> None:
    """Calls the three for what stands in an XML file; names have the form ``namespace name``.

    Raises ExpatError for broken XML, and for one with a DTD (which could define a word to be a billion others) or too deep.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def deeper(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise expat.ExpatError("too deep")
        start(name, attributes)

    def shallower(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refuse(*_: object) -> None:
        raise expat.ExpatError("DTD")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = deeper, shallower, text
    parser.StartDoctypeDeclHandler = refuse
    while piece := stream.read(_CHUNK):
        parser.Parse(piece, False)
    parser.Parse(b"", True)


class Grid:
    """The cells of a sheet, given row by row. Raises LimitError as soon as they are too many or reach too far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows: dict[int, list[tuple[int, Cell]]] = {}
        self._merges: Merges = []
        self._facts = SheetFacts()
        self._row, self._repeated, self._column = 0, 1, 0
        self._current: list[tuple[int, Cell]] = []
        self._height = self._width = self._used = 0

    def open_row(self, repeated: int, hidden: bool) -> None:
        """Begins a row that stands there ``repeated`` times."""
        self._repeated, self._column, self._current = repeated, 0, []
        if hidden:
            self._facts.hidden_rows.update(range(self._row, min(self._row + min(repeated, _LAST_ROW), _LAST_ROW)))

    def add_columns(self, repeated: int, hidden: bool, first: int | None = None) -> None:
        """Describes the next columns, or those from ``first`` on."""
        first = self._column if first is None else first
        self._column = min(first + repeated, _LAST_COLUMN)
        if hidden:
            self._facts.hide_columns(first, self._column)

    def go_to_row(self, row: int) -> None:
        """Leaves rows blank, up to the one whose 0-based number is given."""
        self._row = max(self._row, row)

    def go_to_column(self, column: int) -> None:
        self._column = max(self._column, column)

    def skip(self, columns: int) -> None:
        """Leaves columns blank."""
        self._column += columns

    def add(
        self,
        value: Cell,
        repeated: int = 1,
        *,
        percent: bool = False,
        error: str = "",
        uncached: bool = False,
        span: tuple[int, int] = (1, 1),
    ) -> None:
        """The next cell of the row, ``repeated`` times; ``span``: rows and columns of which it is the merged first."""
        first, place = self._column, (self._row, self._column)
        self._column += repeated
        if value != "":
            if repeated > 1:
                self._reach(self._row + 1, self._column, 0)
                self._current += [(column, value) for column in range(first, self._column)]
            else:
                self._current.append((first, value))
            if percent:
                self._facts.percent.update((self._row, column) for column in range(first, self._column))
            if error:
                self._facts.errors.update({(self._row, column): error for column in range(first, self._column)})
            if uncached:
                self._facts.uncached.update((self._row, column) for column in range(first, self._column))
        if span != (1, 1):
            self._merges.append((*place, place[0] + min(span[0], _LAST_ROW) - 1, place[1] + min(span[1], _LAST_COLUMN) - 1))

    def _reach(self, height: int, width: int, more: int) -> None:
        self._height, self._width = max(self._height, height), max(self._width, width)
        self._used += more
        check_reach(self._height, self._width, self._used, self._limits)

    def close_row(self) -> None:
        if self._current:
            self._reach(self._row + self._repeated, self._current[-1][0] + 1, len(self._current) * self._repeated)
            for row in range(self._row, self._row + self._repeated):
                self._rows[row] = self._current
            self._repeat_facts()
        self._row += self._repeated

    def _repeat_facts(self) -> None:
        if self._repeated == 1:
            return
        columns = [column for column, _ in self._current]
        facts = self._facts
        for row in range(self._row + 1, self._row + self._repeated):
            facts.percent.update((row, column) for column in columns if (self._row, column) in facts.percent)
            facts.uncached.update((row, column) for column in columns if (self._row, column) in facts.uncached)
            errors = ((column, facts.errors.get((self._row, column))) for column in columns)
            facts.errors.update({(row, column): error for column, error in errors if error})

    def finish(self) -> tuple[list[list[Cell]], Merges, SheetFacts]:
        """Rows as long as the widest, merged ranges, and facts."""
        rows: list[list[Cell]] = []
        for number in range(self._height):
            row: list[Cell] = [""] * self._width
            for column, value in self._rows.get(number, ()):
                row[column] = value
            rows.append(row)
        self._facts.hidden_rows = {row for row in self._facts.hidden_rows if row < self._height}
        merges = [merge for merge in self._merges if merge[0] < self._height and merge[1] < self._width]
        return rows, merges, self._facts
