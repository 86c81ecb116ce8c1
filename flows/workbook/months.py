"""A sheet of twelve months that no dataset covers, such as a cash plan (RAK): each row's totals against its months."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flows.findings import Temuan, temuan
from flows.wording import angka
from flows.workbook.cells import Cell, Sheet
from flows.workbook.headers import header_words
from flows.workbook.layouts import other_kinds
from flows.workbook.numbers import from_float
from flows.workbook.periods import FULL_YEAR, find_periods
from flows.workbook.text import address
from flows.workbook.values import as_float

MONTHS = tuple(f"B{n:02d}" for n in range(1, 13))
PARTS = {FULL_YEAR: MONTHS, "S1": MONTHS[:6], "S2": MONTHS[6:]} | {f"TW{n}": MONTHS[3 * n - 3 : 3 * n] for n in range(1, 5)}
"""The months that a triwulan, a semester or the year adds up."""
_ROWS_OF_HEADER = 30


@dataclass(frozen=True)
class Plan:
    """Columns of a sheet, 0-based: that of each month, and those that add months up, with the part of the year."""

    body: int
    months: dict[str, int]
    sums: dict[int, str]


def check_months(berkas: str, sheet: Sheet) -> list[Temuan]:
    """Printed sums of months that are wrong, or that are missing in a column that else has them."""
    plan = _plan(sheet)
    if plan is None:
        return []
    rows = [r for r in range(plan.body, len(sheet.rows)) if _belongs(plan, sheet.rows[r])]
    findings: list[Temuan] = []
    for column, part in plan.sums.items():
        printed = any(as_float(sheet.rows[r][column]) is not None for r in rows)
        for r in rows if printed else ():
            cells = [plan.months[month] for month in PARTS[part]]
            right = sum((_amount(sheet.rows[r][i]) for i in cells), Decimal(0))
            if _is_wrong(sheet.rows[r][column], right, part):
                written = _shown(sheet.rows[r][column])
                findings.append(
                    temuan(
                        "TBL004", berkas, sheet.name, address(r, column), written, usul=angka(right), jumlah=angka(right),
                        tertulis=written or "kosong", banyak=len(cells), dari=address(r, cells[0]), sampai=address(r, cells[-1]),
                    )
                )  # fmt: skip
    return findings


def _is_wrong(written: Cell, right: Decimal, part: str) -> bool:
    """A blank sum of a part of the year is left open; that of the year should be there where its months are."""
    if written == "":
        return part == FULL_YEAR and right != 0
    return as_float(written) is None or _amount(written) != right


def _belongs(plan: Plan, row: list[Cell]) -> bool:
    """Whether a row has amounts in months, and a name or a sum: stray amounts below the table have neither."""
    whole = (row[i] for i, part in plan.sums.items() if part == FULL_YEAR)
    named = any(isinstance(value, str) and value.strip(" ,.-") for value in row)
    summed = any(as_float(value) is not None for value in whole)
    return (named or summed) and any(as_float(row[i]) for i in plan.months.values())


def _plan(sheet: Sheet) -> Plan | None:
    """The first row that names each month once, each in a column of its own; sums may be named in the row above or below."""
    for r, row in enumerate(sheet.rows[:_ROWS_OF_HEADER]):
        named = {i: _part(value) for i, value in enumerate(row)}
        months = {part: i for i, part in named.items() if part in MONTHS}
        if len(months) != len(MONTHS) or sum(part in MONTHS for part in named.values()) != len(MONTHS):
            continue
        above = sheet.rows[r - 1] if r else [""] * len(row)
        sums = {i: part for i, part in named.items() if part in PARTS}
        sums |= {i: FULL_YEAR for i in range(len(row)) if not named[i] and _is_total(row[i], above[i])}
        return Plan(r + 1, months, sums) if sums else None
    return None


def _part(value: Cell) -> str:
    """The part of the year that a header names and nothing besides; empty for any other header."""
    if not isinstance(value, str) or header_words(value) not in _BARE:
        return ""
    found = find_periods(value)
    return (found[0].periode or "") if len(found) == 1 else ""


_BARE = frozenset({"", "rencana", "rak", "realisasi", "jumlah", "total", "anggaran", "kas", "anggaran kas"})


def _is_total(*cells: Cell) -> bool:
    totals = {header for kind in other_kinds() for header in kind.jumlah}
    return any(isinstance(value, str) and header_words(value) in totals for value in cells)


def _amount(value: Cell) -> Decimal:
    number = as_float(value)
    return Decimal(0) if number is None else from_float(number)


def _shown(value: Cell) -> str:
    """A cell's number as an Indonesian writes it; no words, which may be a name."""
    number = as_float(value)
    return "" if number is None else angka(from_float(number))
