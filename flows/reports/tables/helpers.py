"""Small things that several tables need."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from flows.reports.sheets import Cell
from flows.reports.warehouse import Record

_HUNDREDTH = Decimal("0.01")


def total(rows: Iterable[Record], name: str) -> Any:
    """The sum of a column, leaving out what is missing; None when all of it is."""
    known = [row[name] for row in rows if row[name] is not None]
    return sum(known) if known else None


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """The average of the known values, rounded half up to two decimals; None when none is known."""
    known = [value for value in values if value is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(_HUNDREDTH, ROUND_HALF_UP) if known else None


def percent(part: int | Decimal | None, whole: int | Decimal | None) -> Decimal | None:
    """Part of a whole in percent, rounded half up to two decimals; None where it cannot be said."""
    if part is None or not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def rupiah(rows: Iterable[Record], *names: str) -> str:
    """The format for columns of money: with sen only where the figures have any."""
    sen = any(row[name] is not None and row[name] % 1 for row in rows for name in names)
    return "rupiah_sen" if sen else "rupiah"


def figure(nilai: Decimal | None, teks: str | None = None) -> Cell:
    """A figure among others of any kind: whole numbers without decimals, letters (``teks``) centred."""
    if nilai is None:
        return Cell(teks, "tengah")
    if nilai == nilai.to_integral_value():
        return Cell(nilai, "bulat")
    return Cell(nilai, "desimal" if nilai == nilai.quantize(_HUNDREDTH) else "desimal3")
