"""What a sheet of the report holds, without a word on how it is drawn: builders fill these, ``render`` draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

Value = str | int | float | Decimal | datetime | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    ``kind`` names a format of ``styles.KINDS``; neighbours with the same ``group`` share one merged cell above their
    titles; ``width`` is in characters; ``span`` says how many columns of the sheet's grid this one takes.
    """

    title: str
    width: float = 12
    kind: str = "teks"
    group: str = ""
    span: int = 1


@dataclass(frozen=True)
class Cell:
    """A value that departs from its column: another format, or several columns wide."""

    value: Value
    kind: str | None = None
    span: int = 1


@dataclass(frozen=True)
class Row:
    """One row of a table; ``look`` names a row style of ``styles.LOOKS``, ``indent`` shifts its texts to the right."""

    values: tuple[Value | Cell, ...]
    look: str = "isi"
    indent: int = 0


@dataclass(frozen=True)
class Section:
    """A table with an optional heading above and notes below it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heading: str = ""
    notes: tuple[str, ...] = ()
    header: bool = True
    numbered: bool = False  # a row (1) (2) (3) below the header, as official tables have


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
