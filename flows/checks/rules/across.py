"""Rules between sheets and workbooks: one thing with two values, figures against their source, and one period against the last.

They see every row of every workbook, in the order in which sources win (design.md, "Settling what the data leave open").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from flows.checks.rules.base import Kunci, Lembar, Row, grouped, key_of
from flows.checks.rules.skm import Survei
from flows.checks.rumus import capaian
from flows.settings import Settings

SurveyKey = tuple[str, int, str]


@dataclass
class Semua:
    """Rows of all workbooks by dataset, best source first, and the sheets that findings are added to.

    ``surveys``: the merged answers of each unit, year and period.
    """

    rows: Mapping[str, Sequence[Row]]
    surveys: Mapping[SurveyKey, Survei]
    settings: Settings
    ditolak: Mapping[tuple[str, str], int]
    """Rejected rows by workbook and sheet."""
    sheets: dict[tuple[str, str, str], Lembar] = field(default_factory=dict)

    def sheet(self, row: Row) -> Lembar:
        """The sheet that a row stands on, to add to."""
        key = row["berkas"], row["lembar"], row["unit_kode"]
        if key not in self.sheets:
            self.sheets[key] = Lembar(*key, self.settings, self.ditolak.get(key[:2], 0))
        return self.sheets[key]

    def of(self, dataset: str) -> Sequence[Row]:
        return self.rows.get(dataset, ())

    @cached_property
    def figures(self) -> dict[Kunci, Row]:
        """The winning figure of each indicator: (unit, tahun, periode, indikator, ukuran)."""
        return first_of(self.of("kinerja"), "unit_kode", "tahun", "periode", "indikator_kode", "ukuran")

    @cached_property
    def stated(self) -> dict[Kunci, list[Row]]:
        """Every figure that some sheet states, winning or not: by (unit, tahun, periode, indikator, ukuran)."""
        return grouped(self.of("kinerja"), "unit_kode", "tahun", "periode", "indikator_kode", "ukuran")

    @cached_property
    def mean_capaian(self) -> dict[tuple[str, int], Fraction]:
        """Mean capaian of the indicators of a unit and year that have a target."""
        reached: dict[tuple[str, int], list[Fraction]] = {}
        for (unit, tahun, periode, kode, ukuran), row in self.figures.items():
            goal = self.figures.get((unit, tahun, periode, kode, "target"))
            if (periode, ukuran) == ("TAHUN", "realisasi") and goal and goal["nilai"] > 0:
                own = Fraction(capaian(goal["nilai"], row["nilai"], goal["polaritas"]))
                reached.setdefault((unit, tahun), []).append(own)
        return {key: sum(values, Fraction(0)) / len(values) for key, values in reached.items()}

    @cached_property
    def budget(self) -> dict[Kunci, Row]:
        """The winning row of each code: (unit, tahun, periode, kode); a budget is replaced program by program."""
        source, program = key_of(["berkas", "lembar"]), key_of(_PROGRAM)
        winner = {key: source(row) for key, row in first_of(self.of("anggaran"), *_PROGRAM).items()}
        kept = (row for row in self.of("anggaran") if winner[program(row)] == source(row))
        return first_of(kept, "unit_kode", "tahun", "periode", "kode")

    @cached_property
    def sakip(self) -> dict[tuple[str, int], tuple[Decimal, Decimal]]:
        """Total of a year's winning components, and their weights."""
        rows = first_of(self.of("sakip"), "unit_kode", "tahun", "komponen_kode").values()
        return {
            (key[0], key[1]): (
                sum((r["nilai"] for r in group), Decimal(0)),
                sum((r["bobot"] or Decimal(0) for r in group), Decimal(0)),
            )
            for key, group in grouped(rows, "unit_kode", "tahun").items()
        }


_PROGRAM = ("unit_kode", "tahun", "periode", "kode_program")
Rule = Callable[[Semua], None]


def first_of(rows: Iterable[Row], *names: str) -> dict[Kunci, Row]:
    """The first row of each key: the one whose source wins."""
    found: dict[Kunci, Row] = {}
    key = key_of(names)
    for row in rows:
        found.setdefault(key(row), row)
    return found


def where(row: Row, kolom: str = "") -> str:
    """A cell of another sheet or workbook, for a message."""
    sel = row.get(f"{kolom}_sel") if kolom else row.get("sel")
    return f"sel {sel} lembar {row['lembar']} ({row['berkas']})"


def consecutive(rows: Iterable[Row], key: Sequence[str], order: Callable[[Row], Any]) -> Iterator[tuple[Row, Row]]:
    """Neighbours in time of each key: the earlier and the later row."""
    for group in grouped(rows, *key).values():
        ordered = sorted(group, key=order)
        yield from pairwise(ordered)
