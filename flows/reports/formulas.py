"""Formulas of the workbook: Excel's text, and the exact value, so that none is written that would say something else.

A formula names its cells by sheet, row and column keys (:class:`At`); where they stand is found when the sheets are drawn.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from flows.workbook.text import column_letter

Number = int | Decimal | Fraction
Result = Fraction | str

_MOST_ARGUMENTS = 250  # Excel takes 255


class NotComputable(Exception):
    """A cell that the formula needs is not in the workbook, holds no number, or divides by nothing."""


@dataclass(frozen=True)
class Spot:
    """Where a named cell stands (0-based) and what it holds."""

    sheet: str
    row: int
    column: int
    value: object


Find = Callable[["At"], Spot]
"""Finds a cell; raises NotComputable."""


class Expr(ABC):
    """A formula or a part of one."""

    @abstractmethod
    def text(self, find: Find, sheet: str) -> str:
        """The formula as Excel writes it on ``sheet``, without the sign =."""

    @abstractmethod
    def value(self, find: Find) -> Result:
        """What it gives, exactly."""

    def number(self, find: Find) -> Fraction:
        """What it gives where that is a number."""
        value = self.value(find)
        if isinstance(value, str):
            raise NotComputable
        return value

    def __add__(self, other: Expr | Number) -> Expr:
        return Infix("+", self, _expr(other))

    def __sub__(self, other: Expr | Number) -> Expr:
        return Infix("-", self, _expr(other))

    def __mul__(self, other: Expr | Number) -> Expr:
        return Infix("*", self, _expr(other))

    def __truediv__(self, other: Expr | Number) -> Expr:
        return Infix("/", self, _expr(other))


def _expr(part: Expr | Number) -> Expr:
    return part if isinstance(part, Expr) else Constant(Fraction(part))


@dataclass(frozen=True)
class Constant(Expr):
    """A number; a fraction such as 1/9 stays one."""

    amount: Fraction

    def text(self, find: Find, sheet: str) -> str:
        decimals = Decimal(self.amount.numerator) / self.amount.denominator
        exact = Fraction(decimals) == self.amount
        return f"{decimals:f}" if exact else f"({self.amount.numerator}/{self.amount.denominator})"

    def value(self, find: Find) -> Fraction:
        return self.amount


@dataclass(frozen=True)
class At(Expr):
    """The cell of a column and a row of a sheet, by their keys; what is left out is the formula's own."""

    column: str | None = None
    row: Hashable = None
    sheet: str | None = None

    def text(self, find: Find, sheet: str) -> str:
        return _address([find(self)], sheet)

    def value(self, find: Find) -> Fraction:
        held = find(self).value
        if isinstance(held, int | Decimal | Fraction):
            return Fraction(held)
        raise NotComputable


@dataclass(frozen=True)
class Infix(Expr):
    """Two parts with a sign between them."""

    sign: Literal["+", "-", "*", "/"]
    left: Expr
    right: Expr

    def text(self, find: Find, sheet: str) -> str:
        left, right = self.left.text(find, sheet), self.right.text(find, sheet)
        if self.sign in "*/" and isinstance(self.left, Infix) and self.left.sign in "+-":
            left = f"({left})"
        if isinstance(self.right, Infix) and (self.sign == "/" or (self.sign in "*-" and self.right.sign in "+-")):
            right = f"({right})"
        return f"{left}{self.sign}{right}"

    def value(self, find: Find) -> Fraction:
        left, right = self.left.number(find), self.right.number(find)
        if self.sign == "/":
            if not right:
                raise NotComputable
            return left / right
        return left + right if self.sign == "+" else left - right if self.sign == "-" else left * right


@dataclass(frozen=True)
class Rounded(Expr):
    """Rounded half up, away from zero, as Excel's ROUND does."""

    part: Expr
    digits: int = 2

    def text(self, find: Find, sheet: str) -> str:
        return f"ROUND({self.part.text(find, sheet)},{self.digits})"

    def value(self, find: Find) -> Fraction:
        shifted = self.part.number(find) * 10**self.digits
        whole = (2 * abs(shifted.numerator) + shifted.denominator) // (2 * shifted.denominator)
        return Fraction(whole if shifted >= 0 else -whole, 10**self.digits)


@dataclass(frozen=True)
class Total(Expr):
    """The sum of cells, or how many of them hold a number; cells without one are passed over, as Excel does."""

    cells: tuple[At, ...]
    function: Literal["SUM", "COUNT"] = "SUM"

    def text(self, find: Find, sheet: str) -> str:
        areas = _areas([find(cell) for cell in self.cells], sheet)
        if not 0 < len(areas) <= _MOST_ARGUMENTS:
            raise NotComputable
        return f"{self.function}({','.join(areas)})"

    def value(self, find: Find) -> Fraction:
        held = [find(cell).value for cell in self.cells]
        numbers = [Fraction(value) for value in held if isinstance(value, int | Decimal | Fraction)]
        return sum(numbers, Fraction(0)) if self.function == "SUM" else Fraction(len(numbers))


@dataclass(frozen=True)
class Mean(Expr):
    """The average of parts."""

    parts: tuple[Expr, ...]

    def text(self, find: Find, sheet: str) -> str:
        if not 0 < len(self.parts) <= _MOST_ARGUMENTS:
            raise NotComputable
        return f"AVERAGE({','.join(part.text(find, sheet) for part in self.parts)})"

    def value(self, find: Find) -> Fraction:
        if not self.parts:
            raise NotComputable
        return sum((part.number(find) for part in self.parts), Fraction(0)) / len(self.parts)


@dataclass(frozen=True)
class Least(Expr):
    """The smaller of two parts."""

    first: Expr
    second: Expr

    def text(self, find: Find, sheet: str) -> str:
        return f"MIN({self.first.text(find, sheet)},{self.second.text(find, sheet)})"

    def value(self, find: Find) -> Fraction:
        return min(self.first.number(find), self.second.number(find))


@dataclass(frozen=True)
class SumOfQuotients(Expr):
    """Each cell of one line divided by its neighbour of another, added up."""

    over: tuple[At, ...]
    under: tuple[At, ...]

    def text(self, find: Find, sheet: str) -> str:
        areas = [_areas([find(cell) for cell in cells], sheet) for cells in (self.over, self.under)]
        if any(len(area) != 1 for area in areas):
            raise NotComputable
        return f"SUMPRODUCT({areas[0][0]}/{areas[1][0]})"

    def value(self, find: Find) -> Fraction:
        pairs = zip(self.over, self.under, strict=True)
        return sum((Infix("/", over, under).value(find) for over, under in pairs), Fraction(0))


@dataclass(frozen=True)
class Letter(Expr):
    """The word of the highest step that a number reaches; ``steps`` rise, each a least number and its word."""

    part: Expr
    steps: tuple[tuple[Decimal, str], ...]

    def text(self, find: Find, sheet: str) -> str:
        bounds = ",".join(f"{bound:f}" for bound, _ in self.steps)
        words = ",".join('"' + word.replace('"', '""') + '"' for _, word in self.steps)
        return f"LOOKUP({self.part.text(find, sheet)},{{{bounds}}},{{{words}}})"

    def value(self, find: Find) -> str:
        number = self.part.number(find)
        reached = [word for bound, word in self.steps if number >= bound]
        if not reached:
            raise NotComputable
        return reached[-1]


def persen(part: Expr, whole: Expr) -> Expr:
    """Part of a whole in percent, two decimals."""
    return Rounded(part / whole * 100)


def column_total(column: str, rows: Iterable[Hashable], sheet: str | None = None) -> Total:
    """The sum of the cells of these rows in one column."""
    return Total(tuple(At(column, row, sheet) for row in rows))


def _areas(spots: Sequence[Spot], sheet: str) -> list[str]:
    """The addresses of cells, neighbours in a column or in a row joined to one area."""
    runs: list[list[Spot]] = []
    step = (1, 0)
    for spot in spots:
        last = runs[-1][-1] if runs else None
        if last is not None and spot.sheet == last.sheet:
            here = (spot.row - last.row, spot.column - last.column)
            if here in ((1, 0), (0, 1)) and (len(runs[-1]) == 1 or here == step):
                step = here
                runs[-1].append(spot)
                continue
        runs.append([spot])
    return [_address(run, sheet) for run in runs]


def _address(run: Sequence[Spot], sheet: str) -> str:
    ends = [f"{column_letter(spot.column)}{spot.row + 1}" for spot in (run[0], run[-1])]
    area = ends[0] if len(run) == 1 else ":".join(ends)
    name = run[0].sheet
    return area if name == sheet else f"{quoted(name)}!{area}"


def quoted(sheet: str) -> str:
    """The sheet's name as formulas and links write it."""
    return "'" + sheet.replace("'", "''") + "'"
