"""What a sheet of the report holds, without a word on how it is drawn: builders fill these, ``render`` draws them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from flows.reports.formulas import Expr

Value = str | int | float | Decimal | Fraction | datetime | None
Formulas = Expr | tuple[Expr, ...] | None
"""Ways to compute a value from other cells, the exact one first; the first that gives the value is written."""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``kind`` names a format of ``styles.KINDS``; neighbours with the same ``group`` share one merged cell above their
    titles; ``width`` is in characters; ``span`` says how many columns of the sheet's grid this one takes. ``key`` is its name in
    formulas and charts, ``formula`` computes its values from other cells of the same row.
    """

    title: str
    width: float = 12
    kind: str = "teks"
    group: str = ""
    span: int = 1
    key: str = ""
    formula: Formulas = None


@dataclass(frozen=True)
class Cell:
    """A value that departs from its column: another format or formula, several columns wide, or a link to a sheet."""

    value: Value
    kind: str | None = None
    span: int = 1
    formula: Formulas = None
    link: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a table; ``look`` names a row style of ``styles.LOOKS``, ``indent`` shifts its texts to the right, ``key`` is
    its name in formulas and charts.
    """

    values: tuple[Value | Cell, ...]
    look: str = "isi"
    indent: int = 0
    key: Hashable = None
    tall: int = 1  # at least so many lines high, for what is filled in by hand


@dataclass(frozen=True)
class Section:
    """A table with an optional heading above and notes below it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    notes: tuple[str, ...] = ()
    header: bool = True
    numbered: bool = False  # a row (1) (2) (3) below the header, as official tables have

    @property
    def grouped(self) -> bool:
        """Whether the column titles stand below a row of group titles."""
        return any(column.group for column in self.columns)

    @property
    def rows_above(self) -> int:
        """Rows of the sheet from the heading to the first row of the table."""
        return bool(self.heading) + (1 + self.grouped + self.numbered if self.header else 0)


@dataclass(frozen=True)
class Series:
    """The values of one column, drawn; ``colours`` of its points where these differ."""

    column: str
    name: str
    colours: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A chart of neighbouring rows of the sheet, from the first key to the last; ``categories`` names their labels' column."""

    kind: Literal["bar", "column", "line", "pyramid"]
    title: str
    rows: tuple[Hashable, ...]
    categories: str
    series: tuple[Series, ...]


def _notes_height(notes: tuple[str, ...]) -> int:
    return len(notes) + 1 if notes else 0


@dataclass(frozen=True)
class Sheet:
    """A sheet: its title lines and tables one below the other.

    All tables share one grid of columns: ``grid`` gives its widths, without it the columns of the first table do. ``intro``
    says above them how to read them.
    """

    title: tuple[str, ...]
    sections: tuple[Section, ...]
    landscape: bool = False
    filtered: bool = False  # filter buttons on the header of the first table
    grid: tuple[float, ...] = ()
    intro: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()

    @property
    def columns(self) -> tuple[float, ...]:
        """The widths of the grid."""
        return self.grid or tuple(column.width for column in self.sections[0].columns)

    def first_rows(self) -> list[int]:
        """The first table row of each section, 0-based: below titles, name of the unit, intro and what precedes it."""
        row = len(self.title) + 1 + _notes_height(self.intro)
        found = []
        for section in self.sections:
            found.append(row + 1 + section.rows_above)
            row = found[-1] + len(section.rows) + _notes_height(section.notes)
        return found
