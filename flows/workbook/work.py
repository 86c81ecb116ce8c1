"""A table under extraction: its numbers parsed column by column, and the time that each row or column speaks of."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from flows.settings import Settings
from flows.workbook.areas import Areas
from flows.workbook.collect import Collector, name_of, shown
from flows.workbook.context import Periods
from flows.workbook.frames import Bagian
from flows.workbook.headers import Column, text_of
from flows.workbook.numbers import from_float
from flows.workbook.periods import Period, find_periods
from flows.workbook.recognise import Table
from flows.workbook.rows import Rows, blank_key, is_ignored, row_value
from flows.workbook.text import address
from flows.workbook.values import FORMULA_ERROR, NOT_CALCULATED, THOUSAND, as_float, is_predicate, looks_divided, parse_numbers

Frames = dict[str, list[Bagian]]
Keys = dict[str, list[Any]]
Column_ = list[Any] | None


@dataclass
class Work:
    """A table under extraction: its classified rows, what to gather into, and the constants of every staged row."""

    table: Table
    rows: Rows
    out: Collector
    periods: Periods
    settings: Settings
    constants: dict[str, object]
    areas: Areas = field(default_factory=Areas)
    """The kecamatan that the rows name."""
    numbers: dict[int, list[Any]] = field(default_factory=dict)
    """Values of each number column for ``rows.data``, by column index."""
    whole_numbers: Callable[[], frozenset[int]] = frozenset
    """Every whole number that the workbook holds."""
    times: tuple[Column_, Column_] = (None, None)
    """Year and period of each data row, where columns of its own say them."""
    paired: set[int] = field(default_factory=set)
    """Rows whose values joined those of another row, as the women's that of the men (0-based)."""
    units: list[str] | None = None
    """The unit of each data row, once it is resolved."""
    codes: list[tuple[str, str]] = field(default_factory=list)
    """Code and number of each answer column, once they are resolved."""

    @property
    def unit_kode(self) -> str:
        return str(self.constants["unit_kode"])

    def parse(self) -> None:
        """Parses every number column; faults reject their rows."""
        for r in self.rows.keyless:
            self.out.fault("NIL004", r, blank_key(self.table, r))
        self.refuse_failed_texts()
        self.times = row_times(self)
        for column in self.table.columns:
            if column.field.is_number:
                self.numbers[column.index] = self._numbers(column)

    def _numbers(self, column: Column) -> list[Any]:
        """The values of a column; where it goes on in others, their sums."""
        data, facts = self.rows.data, self.table.sheet.facts
        column = self._in_thousands(column)
        parts = []
        for index in column.indexes:
            part = replace(column, index=index, lanjut=())
            cells = [row_value(self.table, self.rows, r, part) for r in data]
            parsed = parse_numbers(cells, data, index, column.field.tipe, facts, column.skala, self._scored(column))
            parts.append(self.out.take(parsed, part))
        if len(parts) == 1:
            return parts[0]
        return [sum(known) if (known := [v for v in row if v is not None]) else None for row in zip(*parts, strict=True)]

    def _scored(self, column: Column) -> set[int]:
        """Rows in which another figure is a score, above any place of a predicate; only where the column holds predicates."""
        rows = self.table.sheet.rows
        if column.field.tipe != "nilai" or not any(is_predicate(rows[r][column.index]) for r in self.rows.data):
            return set()
        others = [c.index for c in self.table.columns if c.field.tipe == "nilai" and not c.field.tercetak]
        highest = max(map(len, self.table.layout.predikat.values()), default=0)
        return {r for r in self.rows.data if any((as_float(rows[r][i]) or 0) > highest for i in others)}

    def _in_thousands(self, column: Column) -> Column:
        """A column of counts that were stored divided by 1.000, which other cells prove; said in a finding (rules.md 6.4)."""
        if column.field.tipe != "bulat" or column.skala != 1 or column.lanjut:
            return column
        cells = [self.table.sheet.rows[r][column.index] for r in self.rows.data]
        if not looks_divided(cells) or not self._proved(cells):
            return column
        first, last = (address(self.rows.data[i], column.index) for i in (0, -1))
        value = next(value for value in cells if isinstance(value, float))
        self.out.add("NIL115", first, shown(from_float(value)), kolom=name_of(column), dari=first, sampai=last, jumlah=len(cells),
                     dibaca=shown(from_float(value) * THOUSAND))  # fmt: skip
        return replace(column, skala=THOUSAND)

    def _proved(self, cells: list[Any]) -> bool:
        """Whether each year's sum of the counts, multiplied, stands somewhere in the workbook."""
        years = self.times[0] or [None] * len(cells)
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for year, value in zip(years, cells, strict=True):
            if isinstance(value, float):
                sums[year] += from_float(value) * THOUSAND
        return set(sums.values()) <= self.whole_numbers()

    def refuse_failed_texts(self) -> None:
        """Rejects rows in which a name, code or other text is a formula that failed or was never calculated."""
        facts, failed = self.table.sheet.facts, self.table.sheet.facts.failed
        texts = [c for c in self.table.columns if not (c.field.is_number or c.field.tipe == "jawaban" or is_ignored(c))]
        for r, column in itertools.product(self.rows.data, texts) if failed else ():
            if (r, column.index) in failed:
                error = facts.errors.get((r, column.index), "")
                self.out.fault(FORMULA_ERROR if error else NOT_CALCULATED, r, column, error)

    def texts(self, column: Column) -> list[str]:
        return [text_of(row_value(self.table, self.rows, r, column)) for r in self.rows.data]

    def kept(self) -> list[int]:
        """Positions in ``rows.data`` of the rows without a fault."""
        return [i for i, r in enumerate(self.rows.data) if r not in self.out.faults]


def row_times(work: Work) -> tuple[Column_, Column_]:
    """Year and period of each data row from columns of its own; None for what no column says."""
    years, parts = work.table.of_type("tahun"), work.table.of_type("waktu")
    tahun: Column_ = None
    periode: Column_ = None
    for column in [*years[:1], *parts]:
        found = [_time_of(work, column, r, text) for r, text in zip(work.rows.data, work.texts(column), strict=True)]
        if any(period.tahun for period in found):
            tahun = [period.tahun for period in found]
        if column.field.tipe == "waktu":
            periode = [period.periode for period in found]
    return tahun, periode


def _time_of(work: Work, column: Column, r: int, text: str) -> Period:
    """The period that a cell names, by itself or after its header (*Semester* over 1); one that names none rejects its row."""
    found = find_periods(text) or find_periods(f"{name_of(column)} {text}")
    if len(found) == 1 and (column.field.tipe == "waktu" or found[0].tahun):
        return found[0]
    if text or column.field.tipe == "tahun":
        work.out.fault("PRD005", r, column, text)
    return Period(None, None)


def when_of(work: Work, column: Column | None) -> tuple[Any, Any]:
    """Year and period of a column's values: one for all, or a list with one for each data row."""
    tahun, periode = work.periods.of(column)
    row_tahun, row_periode = work.times
    tahun_of: Any = tahun if row_tahun is None or (column and column.tahun) else [own or tahun for own in row_tahun]
    periode_of: Any = periode if row_periode is None or (column and column.periode) else [own or periode for own in row_periode]
    return tahun_of, periode_of
