"""Workbooks before they are drawn: every cell with its value, its way of writing, and the equations between cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

Value = int | Decimal | str
Place = tuple[str, str, str]
"""File, sheet and A1 address."""


@dataclass(frozen=True)
class Style:
    """How a number is written: as a number or as Indonesian text, with what around it.

    ``decimals`` are those that are printed; None for a number as a formula leaves it. ``percent``: a cell with Excel's percent
    format, which stores the fraction.
    """

    text: bool = False
    decimals: int | None = 0
    before: str = ""
    after: str = ""
    percent: bool = False

    def written(self, value: Value | Fraction) -> str | int | float:
        """What the cell holds."""
        if isinstance(value, str):
            return value
        if self.percent:
            return float(Fraction(value) / 100)
        if self.text:
            return f"{self.before}{indonesian(Decimal(value), self.decimals)}{self.after}"
        return value if isinstance(value, int) else float(value)


def indonesian(value: Decimal, decimals: int | None) -> str:
    """``1.122,40``."""
    text = f"{value:,f}" if decimals is None else f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def rounded(value: Fraction | Decimal | int, decimals: int | None) -> Decimal:
    """Half up, as a planner's Excel prints; with ``decimals`` None as many as a stored number keeps."""
    value = Fraction(value)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-(12 if decimals is None else decimals)), ROUND_HALF_UP)


@dataclass(eq=False)
class Cell:
    """One cell; ``row`` and ``column`` are 1-based. ``limits`` are the values that it could honestly hold."""

    sheet: Sheet
    row: int
    column: int
    value: Value
    style: Style = Style()
    whole: bool = False
    limits: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def place(self) -> Place:
        return self.sheet.book, self.sheet.name, self.address

    @property
    def number(self) -> Fraction:
        assert not isinstance(self.value, str), self.value
        return Fraction(self.value)

    def could_be(self, value: Fraction) -> bool:
        """Whether the cell could hold the value at all."""
        if self.whole and value.denominator != 1:
            return False
        low, high = self.limits or (0, 10**15)
        return low <= value <= high


@dataclass(eq=False)
class Sheet:
    """One sheet. ``at`` finds its figures by row and column name; ``rows`` are the names of its data rows in order."""

    book: str
    name: str
    kind: str
    cells: list[Cell] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    at: dict[tuple[str, str], Cell] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    tahun: int = 0

    def put(self, row: int, column: int, value: Value, style: Style = Style(), key: tuple[str, str] | None = None) -> Cell:
        cell = Cell(self, row, column, value, style, whole=isinstance(value, int))
        self.cells.append(cell)
        if key:
            self.at[key] = cell
        return cell

    def __getitem__(self, key: tuple[str, str]) -> Cell:
        return self.at[key]

    def figures(self, row: str) -> dict[str, Cell]:
        """The numbers of a row by column."""
        return {column: cell for (name, column), cell in self.at.items() if name == row and not isinstance(cell.value, str)}

    def in_row(self, number: int) -> list[Cell]:
        return [cell for cell in self.cells if cell.row == number]

    def columns(self) -> list[str]:
        return list(dict.fromkeys(column for _, column in self.at))

    def remove_row(self, name: str) -> None:
        """Deletes a row as Excel does: what stands below moves up. Its equations go with it."""
        number = next(cell.row for (row, _), cell in self.at.items() if row == name)
        gone = set(self.in_row(number))
        self.cells = [cell for cell in self.cells if cell not in gone]
        for cell in self.cells:
            cell.row -= cell.row > number
        self.at = {key: cell for key, cell in self.at.items() if cell not in gone}
        self.rows = [row for row in self.rows if row != name]
        self.equations = [
            replace(e, parts=[part for part in e.parts if part not in gone]) for e in self.equations if e.result not in gone
        ]

    def double_row(self, name: str) -> str:
        """Repeats a row right below itself; returns the copy's name."""
        number = next(cell.row for (row, _), cell in self.at.items() if row == name)
        for cell in self.cells:
            cell.row += cell.row > number
        copy = f"{name} (ganda)"
        names = {cell: column for (row, column), cell in self.at.items() if row == name}
        for cell in self.in_row(number):
            key = (copy, names[cell]) if cell in names else None
            self.put(number + 1, cell.column, cell.value, cell.style, key)
        self.rows.insert(self.rows.index(name) + 1, copy)
        return copy


Compute = Callable[[Sequence[Fraction]], Fraction | None]


@dataclass(eq=False)
class Equation:
    """``result`` is printed beside what it is computed from; agrees when it does so after rounding to ``decimals``.

    Either ``factor`` times the sum of its parts, or ``compute`` of them. ``slack``: how far off the result may honestly be where
    its parts were rounded too.
    """

    result: Cell
    parts: Sequence[Cell]
    compute: Compute | None = None
    decimals: int | None = 0
    slack: Fraction = Fraction(0)
    factor: Fraction = Fraction(1)

    @property
    def cells(self) -> list[Cell]:
        return [self.result, *self.parts]

    def computed(self, cell: Cell | None = None, value: Fraction = Fraction(0)) -> Fraction | None:
        """What the parts give, with one cell holding another value if one is given."""
        if self.compute is None:
            whole = Fraction(sum(part.value for part in self.parts if not isinstance(part.value, str)))
            return self.factor * (whole + (value - cell.number if cell and cell in self.parts else 0))
        return self.compute([value if part is cell else part.number for part in self.parts])

    def holds(self, cell: Cell | None = None, value: Fraction = Fraction(0)) -> bool:
        """Whether it agrees, with one cell holding another value if one is given."""
        computed = self.computed(cell, value)
        if computed is None:
            return True
        result = value if self.result is cell else self.result.number
        if self.decimals is None:
            return abs(result - computed) < Fraction(1, 10**6)
        if self.slack:
            return abs(result - computed) <= self.slack
        return result == Fraction(rounded(computed, self.decimals))

    def wanted(self, cell: Cell) -> list[Fraction]:
        """Values of one cell that make it agree: the computed result, or what a part must be."""
        computed = self.computed()
        if computed is None:
            return []
        if cell is self.result:
            return [Fraction(rounded(computed, self.decimals))]
        if self.compute is None:
            found: list[Fraction | None] = [cell.number + (self.result.number - computed) / self.factor]
        else:
            found = [self._along(cell, lambda x: x), self._along(cell, lambda x: 1 / x)]
        return [value for solved in found if solved is not None for value in (solved, Fraction(round(solved)))]

    def _along(self, cell: Cell, turn: Callable[[Fraction], Fraction]) -> Fraction | None:
        """The value at which a function straight in ``turn(value)``, its own inverse, meets the printed result."""
        x0, x1 = turn(cell.number + 1), turn(cell.number + 2)
        y0, y1 = self.computed(cell, cell.number + 1), self.computed(cell, cell.number + 2)
        if y0 is None or y1 is None or y0 == y1:
            return None
        x = x0 + (self.result.number - y0) * (x1 - x0) / (y1 - y0)
        return turn(x) if x else None


def total(result: Cell, parts: Iterable[Cell]) -> Equation:
    """A printed sum."""
    return Equation(result, list(parts), decimals=0 if result.whole else result.style.decimals)


def same(a: Cell, b: Cell) -> Equation:
    """The same fact in two places."""
    return Equation(a, [b], decimals=None)


@dataclass
class Office:
    """The workbooks of one office, and the facts that stand in two of its sheets."""

    seed: int
    unit: str
    sheets: list[Sheet]
    across: list[Equation] = field(default_factory=list)

    def sheet(self, kind: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.kind == kind)

    def of_kind(self, kind: str) -> list[Sheet]:
        return [sheet for sheet in self.sheets if sheet.kind == kind]

    @property
    def equations(self) -> Iterator[Equation]:
        for sheet in self.sheets:
            yield from sheet.equations
        yield from self.across

    def save(self, folder: Path) -> list[Path]:
        """Writes the workbooks; returns their paths."""
        paths = []
        for name in dict.fromkeys(sheet.book for sheet in self.sheets):
            path = folder / name
            book = Workbook()
            book.remove(book.worksheets[0])
            for sheet in self.sheets:
                if sheet.book == name:
                    _draw(book, sheet)
            book.save(path)
            paths.append(path)
        return paths


def _draw(book: Workbook, sheet: Sheet) -> None:
    drawn = book.create_sheet(sheet.name)
    for cell in sheet.cells:
        target = drawn.cell(cell.row, cell.column, cell.style.written(cell.value))
        if cell.style.percent:
            target.number_format = "0.00%"
        elif not isinstance(cell.value, str) and not cell.style.text and cell.style.decimals:
            target.number_format = f"0.{'0' * cell.style.decimals}"
    for r0, c0, r1, c1 in sheet.merges:
        drawn.merge_cells(start_row=r0, start_column=c0, end_row=r1, end_column=c1)
