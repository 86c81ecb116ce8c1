"""From a grid of cells to its aggregations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.tabel.kisi import kisi
from flows.tabel.pilih import bagi, jumlah
from flows.tabel.pola import Pola

Sel = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agregasi:
    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]


def agregasi(cells: Sequence[Sequence[object]]) -> list[Agregasi]:
    by_row = kisi(cells)
    found: list[Agregasi] = []
    for table, turned in ((by_row, False), (by_row.balik(), True)):
        sums = jumlah(table)
        found += _spelled([*sums, *bagi(table, sums)], turned)
    return found


def _spelled(patterns: Sequence[Pola], turned: bool) -> Iterator[Agregasi]:
    def cell(line: int, item: int) -> Sel:
        return (item, line) if turned else (line, item)

    for pola in patterns:
        for line in pola.garis:
            yield Agregasi(pola.operator, cell(line, pola.hasil), tuple(cell(line, item) for item in pola.bagian))
