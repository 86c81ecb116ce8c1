"""From a grid of cells to its aggregations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.kisi import Bool, Kisi, kisi
from flows.tabel.pilih import bagi, jumlah
from flows.tabel.pola import AVERAGE, SUM, Pola

Sel = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agregasi:
    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]


def agregasi(cells: Sequence[Sequence[object]]) -> list[Agregasi]:
    by_row = kisi(cells)
    by_row = replace(by_row, hasil_bagi=_ratios(by_row, False), garis_bagi=_ratios(by_row.balik(), True))
    found: list[Agregasi] = []
    for table, turned in ((by_row, False), (by_row.balik(), True)):
        sums = jumlah(table)
        found += _spelled([*sums, *bagi(table, sums, turned)], table, turned)
    return found


def _ratios(table: Kisi, turned: bool) -> Bool:
    """Items that are surely quotients on most of the lines where they have numbers."""
    ratios = np.zeros(table.nilai.shape[1], dtype=bool)
    for pola in bagi(table, [], turned):
        if pola.bit >= AMBANG.yakin_bagi and 2 * len(pola.garis) > table.ada[:, pola.hasil].sum():
            ratios[pola.hasil] = True
    return ratios


def _spelled(patterns: Sequence[Pola], table: Kisi, turned: bool) -> Iterator[Agregasi]:
    def cell(line: int, item: int) -> Sel:
        return (item, line) if turned else (line, item)

    for pola in (_with_blanks(pola, table, turned) for pola in patterns):
        for line in pola.garis:
            yield Agregasi(pola.operator, cell(line, pola.hasil), tuple(cell(line, item) for item in pola.bagian))


def _with_blanks(pola: Pola, table: Kisi, turned: bool) -> Pola:
    """A sum with the labelled blank items between its parts; in a row also those between its parts and its total."""
    if pola.operator not in (SUM, AVERAGE):
        return pola
    run = slice(pola.awal, pola.akhir + 1)
    numbers, content = table.ada[run].any(axis=0), table.isi[run].any(axis=0)
    labelled = table.isi.any(axis=0) & ~content
    beside = not pola.bagian[0] < pola.hasil < pola.bagian[-1] and not turned
    edges = sorted((*pola.bagian, pola.hasil)) if beside else pola.bagian
    blank: list[int] = []
    for left, right in pairwise(edges):
        if not numbers[left + 1 : right].any():
            blank += [item for item in range(left + 1, right) if labelled[item]]
    return replace(pola, bagian=tuple(sorted({*pola.bagian, *blank})))
