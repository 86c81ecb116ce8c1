"""From a grid of cells to its aggregations and near misses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.kendala import Kendala, Sel, kendala
from flows.tabel.kisi import Bool, Kisi, kisi
from flows.tabel.label import labelled
from flows.tabel.nyaris import Nyaris, near_misses
from flows.tabel.pilih import bagi, hasil_bagi, jumlah
from flows.tabel.pola import AVERAGE, SUM, Pola


@dataclass(frozen=True, slots=True)
class Agregasi:
    """Cell ``hasil`` is ``operator`` of the cells ``bagian``: (dividend, divisor) of a division, (old, new) of a change."""

    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]


@dataclass(frozen=True, slots=True)
class Hasil:
    """What was found in a table."""

    agregasi: list[Agregasi]
    nyaris: list[Nyaris]


def periksa(cells: Sequence[Sequence[object]]) -> Hasil:
    """Aggregations and near misses of a table, given as rows of cells: numbers, texts, None or "" for a blank."""
    by_row = kisi(cells)
    near = hasil_bagi(by_row, False), hasil_bagi(by_row.balik(), True)
    by_row = replace(by_row, hasil_bagi=_ratios(by_row, near[0]), garis_bagi=_ratios(by_row.balik(), near[1]))
    found: list[Agregasi] = []
    equations: list[Kendala] = []
    for table, turned in ((by_row, False), (by_row.balik(), True)):
        sums, lenient = jumlah(table)
        equations += kendala([*sums, *lenient], table, turned)
        found += _spelled([*sums, *bagi(near[turned] + hasil_bagi(table, turned, sums), sums)], table, turned)
    equations += labelled(cells, by_row, equations)
    nilai = {(int(r), int(c)): float(by_row.nilai[r, c]) for r, c in np.argwhere(by_row.ada)} if equations else {}
    return Hasil(found, list(near_misses(equations, nilai)))


def _ratios(table: Kisi, near: list[Pola]) -> Bool:
    """Items that are surely quotients on most of the lines where they have numbers."""
    ratios = np.zeros(table.nilai.shape[1], dtype=bool)
    for pola in bagi(near):
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
    numbers = np.any(table.ada[run], axis=0)
    labelled = np.any(table.isi, axis=0) & ~np.any(table.isi[run], axis=0)
    beside = not pola.bagian[0] < pola.hasil < pola.bagian[-1] and not turned
    edges = sorted((*pola.bagian, pola.hasil)) if beside else pola.bagian
    blank: list[int] = []
    for left, right in pairwise(edges):
        if not numbers[left + 1 : right].any():
            blank += [item for item in range(left + 1, right) if labelled[item]]
    return replace(pola, bagian=tuple(sorted({*pola.bagian, *blank})))
