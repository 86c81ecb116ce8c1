"""Judges the candidates for sums and averages: on which lines each agrees, and how much that says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bukti import best_run, bits, naming_run, saved_bits
from flows.tabel.calon import PASANGAN, Bagian, Calon
from flows.tabel.kisi import Bool, Float, Int, Kisi
from flows.tabel.pola import AVERAGE, SUM, Pola


ALIKE = 64
"""Lines are made up alike when their largest parts are the same share of the sum, in this many steps."""


@dataclass(frozen=True)
class Cara:
    """One way to compare an item with what its candidates compute. ``ukuran``: the range that luck would draw from."""

    operator: str
    hitungan: Float
    toleransi: Float
    langkah: Float
    ukuran: Float
    harga: float


def candidates(table: Kisi, aktif: Bool, totals: Int, kind: str) -> Iterator[Pola]:
    """Every sum and average of ``totals`` whose evidence exceeds its cost. ``aktif``, (lines, items): not yet part of a sum.

    Quotients are added up with quotients only, and other numbers with other numbers.
    """
    quotient = table.hasil_bagi
    among = {own: Bagian(table, aktif & table.ada & (quotient == own)) for own in (False, True)}
    for total in totals:
        calon = among[bool(quotient[total])].candidates(int(total), kind)
        if calon is not None:
            yield from _judged(table, int(total), calon, among[bool(quotient[total])].free, kind)


def _judged(table: Kisi, total: int, calon: Calon, free: Bool, kind: str) -> Iterator[Pola]:
    target = table.nilai[:, [total]]
    known = np.isfinite(target)
    rough = known & (calon.banyak > 0)
    for ways in (_as_sum,) if kind == PASANGAN else (_as_sum, _as_average):
        within = _likely(ways, table, total, calon, target, rough)
        if within.size == 0:
            continue
        few = calon.pick(within)
        for way in ways(table, total, few, target):
            yield from _patterns(table, total, few, way, target, free, kind)


def _likely(ways, table: Kisi, total: int, calon: Calon, target: Float, judged: Bool) -> Int:
    """Candidates that agree on some line by the widest tolerance."""
    size = np.maximum(calon.banyak, 1) if ways is _as_average else 1
    unit = table.satuan[:, [total]]
    with np.errstate(invalid="ignore"):
        gap = np.abs(target - calon.jumlah / size)
        wide = AMBANG.simpangan * np.sqrt(calon.ragam) / size + 2 * unit + 1e-9 * np.abs(target)
        hit = judged & (gap <= wide) & (calon.berisi > 0)
    return np.flatnonzero(hit.any(axis=0))


def _as_sum(table: Kisi, total: int, calon: Calon, target: Float) -> Iterator[Cara]:
    """Exact, and with the rounding of each part."""
    unit, step = table.satuan[:, [total]], table.butir[:, [total]]
    size = np.fmax(np.abs(target), np.abs(calon.jumlah))
    grain = np.minimum(calon.butir, step)
    yield Cara(SUM, calon.jumlah, unit / 2 + 1e-9 * size, grain, size, 0.0)
    rounding = AMBANG.simpangan * np.sqrt(calon.ragam + unit**2 / 12) + 1e-9 * size
    yield Cara(SUM, calon.jumlah, rounding, grain, size, AMBANG.harga_bulat)


def _as_average(table: Kisi, total: int, calon: Calon, target: Float) -> Iterator[Cara]:
    """An average lies between the least and the largest part, so luck has only that range to draw from."""
    count = np.maximum(calon.banyak, 1)
    unit = np.maximum(table.satuan[:, [total]], np.where(np.isfinite(calon.butir), calon.butir, 0.0) / count)
    average = calon.jumlah / count
    tolerance = table.satuan[:, [total]] * 0.51 + AMBANG.simpangan * np.sqrt(calon.ragam) / count + 1e-9 * np.abs(average)
    with np.errstate(invalid="ignore"):
        spread = np.where(calon.banyak > 1, calon.terbesar - calon.terkecil, 0.0)
    yield Cara(AVERAGE, average, tolerance, unit, spread, AMBANG.harga_rata)


def _patterns(table: Kisi, total: int, calon: Calon, way: Cara, target: Float, free: Bool, kind: str) -> Iterator[Pola]:
    known = np.isfinite(target)
    judged = known & (calon.banyak > 0)
    trivial = known & (target == 0) & (calon.berisi == 0)
    with np.errstate(invalid="ignore"):
        gap = np.abs(target - way.hitungan)
        agree = judged & (gap <= way.toleransi)
        near = judged & (gap <= AMBANG.nyaris * way.ukuran)
    step = np.where(np.isfinite(way.langkah), way.langkah, 1.0)
    gain = bits(np.nan_to_num(way.ukuran), np.nan_to_num(way.toleransi), step)
    gain = np.minimum(gain, table.langka[:, [total]])
    gain = np.where(calon.berisi <= 1, np.minimum(gain, AMBANG.bit_sama), gain)
    gain = np.where(trivial, 0.0, gain)
    price = calon.harga + way.harga + AMBANG.lebih + np.log2(table.nilai.shape[1])
    hopeful = np.flatnonzero(np.where(agree, gain, 0.0).sum(axis=0) > price)
    if hopeful.size == 0:
        return
    for k in hopeful:
        gain[:, k] = np.minimum(gain[:, k], _novel(agree[:, k], calon.terbesar[:, k], calon.jumlah[:, k]))
    judged &= ~table.garis_bagi[:, None]
    absent = ~known & (calon.banyak >= 2)
    saved = saved_bits(*(part[:, hopeful] for part in (agree, near, judged, absent, gain)))
    best, first, last = best_run(saved)
    even = (near | trivial)[:, hopeful]
    first, last = _widened(even, first, last)
    best -= price[hopeful] + naming_run(known[:, 0], first, last)
    for column, k in enumerate(hopeful):
        if best[column] <= 0:
            continue
        kept = known[:, 0] & (near[:, k] | agree[:, k] | trivial[:, k])
        garis = tuple(int(line) for line in range(first[column], last[column] + 1) if kept[line])
        numbers = free[list(garis)].any(axis=0)
        parts = tuple(sorted(int(i) for i in calon.bagian[k] if numbers[i]))
        if len(parts) > 1:
            yield Pola(way.operator, total, parts, garis, float(best[column]), kind)


def _novel(agree: Bool, largest: Float, summed: Float) -> Float:
    """Bits that a line can tell when others are made up alike: where all are multiples of one line, one tells as much as all."""
    cap = np.full(agree.size, np.inf)
    lines = np.flatnonzero(agree & (summed != 0))
    share = np.round(largest[lines] / summed[lines] * ALIKE)
    _, first, inverse, counts = np.unique(share, return_index=True, return_inverse=True, return_counts=True)
    cap[lines] = np.log2(lines.size / counts[inverse])
    cap[lines[first]] = np.inf
    return cap


def _widened(even: Bool, first: Int, last: Int) -> tuple[Int, Int]:
    """Runs with the lines at their ends that nearly agree too, or tell nothing: where total and parts are nil."""
    first, last = first.copy(), last.copy()
    for column in range(first.size):
        while first[column] > 0 and even[first[column] - 1, column]:
            first[column] -= 1
        while last[column] < even.shape[0] - 1 and even[last[column] + 1, column]:
            last[column] += 1
    return first, last
