"""Which of the candidates stand: the best explanation of each total, level by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bagi import quotients
from flows.tabel.calon import LANGKAH, PASANGAN, RAPAT, RENGGANG
from flows.tabel.jumlah import candidates
from flows.tabel.kisi import Bool, Int, Kisi
from flows.tabel.pola import AVERAGE, CHANGE, DIVISION, SUM, Pola

KINDS = {RAPAT: (SUM, AVERAGE), RENGGANG: (SUM, AVERAGE), LANGKAH: (SUM, AVERAGE), PASANGAN: (SUM,)}
"""What each kind of candidate is tried for."""
Offered: TypeAlias = dict[str, list[Pola]]
MOST_ROUNDS = 16
"""Rounds of a search; each takes out the parts that it found, so that the next one sees the totals above."""


def jumlah(table: Kisi) -> tuple[list[Pola], list[Pola]]:
    """Sums and averages along the items of a table, the likeliest kinds first, the lowest level first.

    Beside them what is too weak to be told, but bears witness where nothing contradicts it (:func:`_lenient`).
    """
    found: list[Pola] = []
    aktif = np.ones(table.nilai.shape, dtype=bool)
    berubah: Bool = np.ones(table.nilai.shape[1], dtype=bool)
    every = {kind: list(candidates(table, aktif, kind, operators, berubah)) for kind, operators in KINDS.items()}
    whole = {kind: [p for p in offered if p.bit > 0] for kind, offered in every.items()}
    left = whole
    for _ in range(MOST_ROUNDS):
        fresh = _next(left, whole, found, _open(table, found))
        if not fresh:
            break
        found += fresh
        before = aktif.copy()
        for pola in fresh:
            if pola.operator == SUM:
                aktif[pola.awal : pola.akhir + 1, list(pola.bagian)] = False
        berubah = (aktif != before).any(axis=0)
        left = {
            kind: [
                pola
                for pola in left[kind]
                if not berubah[min(pola.hasil, pola.bagian[0]) : max(pola.hasil, pola.bagian[-1]) + 1].any()
            ]
            + [p for p in candidates(table, aktif, kind, operators, berubah) if p.bit > 0]
            for kind, operators in KINDS.items()
        }
    return found, _lenient(every, found, _open(table, found))


def _lenient(every: Offered, found: list[Pola], opened: frozenset[int]) -> list[Pola]:
    """Explanations of totals left ``opened`` that contradict nothing: by parts that others have too, as *total without*, or by
    too few lines to be believed alone."""
    chosen: list[Pola] = []
    for offered in every.values():
        among = [*found, *chosen]
        chosen += _chosen(_possible((p for p in offered if p.hasil in opened), among), among)
    return chosen


def _next(left: Offered, whole: Offered, found: list[Pola], opened: frozenset[int]) -> list[Pola]:
    """What the likeliest kind that offers anything adds. A candidate waits while another kind explains its total far better.

    ``left``: candidates whose parts belong to no sum yet; ``whole``: all, for totals that are still ``opened``.
    """
    steps = [p for p in whole[LANGKAH] if p.hasil in opened]
    pairs = [p for p in left[PASANGAN] if p.hasil in opened]
    averages = ([p for p in whole[kind] if p.hasil in opened and p.operator == AVERAGE] for kind in (RAPAT, RENGGANG))
    searches = (left[RAPAT], left[RENGGANG], left[LANGKAH], steps, pairs, *averages)
    offered = [_possible(own, found) for own in searches]
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


def _open(table: Kisi, found: list[Pola]) -> frozenset[int]:
    """Items that are not yet explained on most of the lines where they have numbers."""
    explained = {pola.hasil for pola in found if 2 * len(pola.garis) > table.ada[:, pola.hasil].sum()}
    return frozenset(range(table.nilai.shape[1])) - explained


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


def hasil_bagi(table: Kisi, turned: bool, sums: Iterable[Pola] | None = None) -> list[Pola]:
    """Divisions and changes that may hold between items that stand near; with ``sums`` those by one of these further away.

    ``turned``: the table's items are rows.
    """
    price = AMBANG.harga_bagi_kolom if turned else 0.0
    offered = quotients(table, None if sums is None else _totals(sums))
    return [replace(pola, bit=pola.bit - price) for pola in offered if pola.bit > price]


def bagi(offered: Iterable[Pola], sums: Iterable[Pola] = ()) -> list[Pola]:
    """The likeliest of the quotients offered for a table whose sums are known."""
    totals = _totals(sums)
    return _chosen((_forwards(pola, totals) for pola in offered), [])


def _totals(sums: Iterable[Pola]) -> Int:
    return np.array(sorted({pola.hasil for pola in sums if pola.operator == SUM}), dtype=np.int64)


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
