"""Which of the candidates stand: the best explanation of each total, level by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bagi import quotients
from flows.tabel.calon import LANGKAH, PASANGAN, RAPAT, RENGGANG
from flows.tabel.jumlah import candidates
from flows.tabel.kisi import Bool, Int, Kisi
from flows.tabel.pola import AVERAGE, CHANGE, DIVISION, SUM, Pola

BOTH = (SUM, AVERAGE)
MOST_ROUNDS = 16
"""Rounds of a search; each takes out the parts that it found, so that the next one sees the totals above."""


def jumlah(table: Kisi) -> list[Pola]:
    """Sums and averages along the items of a table, the likeliest kinds first, the lowest level first."""
    found: list[Pola] = []
    aktif = np.ones(table.nilai.shape, dtype=bool)
    for _ in range(MOST_ROUNDS):
        fresh = _next(table, aktif, found)
        if not fresh:
            return found
        found += fresh
        for pola in fresh:
            if pola.operator == SUM:
                aktif[pola.awal : pola.akhir + 1, list(pola.bagian)] = False
    return found


def _next(table: Kisi, aktif: Bool, found: list[Pola]) -> list[Pola]:
    """What the likeliest kind that offers anything adds. A candidate waits while another kind explains its total far better."""
    every, opened = np.flatnonzero(table.ada.any(axis=0)), _open(table, found)
    whole = np.ones_like(aktif)
    searches = (
        (RAPAT, BOTH, every, aktif), (RENGGANG, BOTH, every, aktif),
        (LANGKAH, BOTH, every, aktif), (LANGKAH, BOTH, opened, whole),
        (PASANGAN, (SUM,), opened, aktif), (RAPAT, (AVERAGE,), opened, whole), (RENGGANG, (AVERAGE,), opened, whole),
    )  # fmt: skip
    offered = [_possible(candidates(table, parts, totals, kind, how), found) for kind, how, totals, parts in searches]
    best: dict[int, float] = defaultdict(float)
    for own in offered:
        for pola in own:
            best[pola.hasil] = max(best[pola.hasil], pola.bit)
    for own in offered:
        fresh = _chosen((pola for pola in own if pola.bit >= AMBANG.cukup * best[pola.hasil]), found)
        if fresh:
            return fresh
    return []


def _possible(offered: Iterable[Pola], found: list[Pola]) -> list[Pola]:
    return [pola for pola in offered if not any(other.bertemu(pola) and _clash(pola, other) for other in found)]


def _open(table: Kisi, found: list[Pola]) -> Int:
    """Items that are not yet explained on most of the lines where they have numbers."""
    explained = {pola.hasil for pola in found if 2 * len(pola.garis) > table.ada[:, pola.hasil].sum()}
    return np.array([item for item in np.flatnonzero(table.ada.any(axis=0)) if item not in explained], dtype=np.int64)


def _chosen(offered: Iterable[Pola], found: list[Pola]) -> list[Pola]:
    """The best candidates that contradict neither each other nor what was found before."""
    chosen: list[Pola] = []
    for pola in sorted(offered, key=lambda p: (-p.bit, len(p.bagian), p.hasil)):
        others = [other for other in (*found, *chosen) if other.bertemu(pola)]
        if not any(_clash(pola, other) for other in others):
            chosen.append(pola)
    return chosen


def _clash(pola: Pola, other: Pola) -> bool:
    """Whether both cannot hold: two explanations of one total, one told backwards, one part in two totals."""
    if pola.hasil == other.hasil:
        return pola.operator != SUM or other.operator != SUM or bool(set(pola.bagian) & set(other.bagian))
    if pola.hasil in other.bagian and other.hasil in pola.bagian:
        return True
    if pola.operator in (DIVISION, CHANGE):
        return False
    shared = set(pola.bagian) & set(other.bagian)
    return bool(shared) and pola.operator == other.operator and pola.bit < AMBANG.harga_bersama + AMBANG.lebih


def bagi(table: Kisi, sums: list[Pola], turned: bool) -> list[Pola]:
    """Divisions and relative changes along the items of a table whose sums are known; ``turned``: its items are rows."""
    totals = np.array(sorted({pola.hasil for pola in sums if pola.operator == SUM}), dtype=np.int64)
    price = AMBANG.harga_bagi_kolom if turned else 0.0
    offered = [replace(pola, bit=pola.bit - price) for pola in quotients(table, totals) if pola.bit > price]
    return _chosen((_forwards(pola, totals) for pola in offered), [])


def _forwards(pola: Pola, totals: Int) -> Pola:
    """Of the two ways to read a product as a quotient, the one that people mean.

    A product at the right of both its factors (amount = number times price) makes the first of them the quotient; otherwise the
    quotient stands right of what it was divided by. A factor that is a sum is no quotient.
    """
    if pola.operator != DIVISION:
        return pola
    product, divisor = pola.bagian
    one, other = sorted((pola.hasil, divisor), reverse=product < max(pola.hasil, divisor))
    if one in totals and other not in totals:
        one, other = other, one
    return replace(pola, hasil=one, bagian=(product, other))
