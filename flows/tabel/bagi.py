"""Candidates for quotients: a share or rate of two items, a change from one to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bukti import best_run, bits, naming_run, saved_bits, widened
from flows.tabel.kisi import Bool, Float, Int, Kisi
from flows.tabel.pola import CHANGE, DIVISION, Pola

SCALES = (1.0, 100.0)
"""A quotient is shown as such or as per cent."""


@dataclass(frozen=True)
class Pasangan:
    """Pairs of items (first, second) that one item may be the quotient of, each with its cost in bits."""

    satu: Int
    dua: Int
    harga: Float

    def pick(self, which: Int | Bool) -> Pasangan:
        return Pasangan(self.satu[which], self.dua[which], self.harga[which])


def quotients(table: Kisi, totals: Int | None = None) -> Iterator[Pola]:
    """Every division and relative change, of two items in reach, whose evidence exceeds its cost.

    ``totals``: instead those whose second number is one of these items beyond reach, as the sum that shares are taken of.
    """
    items = np.flatnonzero((table.ada & (table.nilai != 0)).any(axis=0))
    for place, item in enumerate(items):
        reach = items[max(0, place - AMBANG.jauh_bagi) : place + AMBANG.jauh_bagi + 1]
        near = reach[reach != item]
        second = near if totals is None else np.setdiff1d(totals, reach)
        if near.size and second.size:
            for operator, scale, likely in _likely(table, int(item), near, second):
                pairs = _pairs(int(item), near, second).pick(likely)
                yield from _patterns(table, int(item), pairs, operator, scale)


def _pairs(item: int, near: Int, second: Int) -> Pasangan:
    """Any two different items. The nearer they stand the less they cost to name."""
    x, y = np.repeat(near, second.size), np.tile(second, near.size)
    return Pasangan(x, y, AMBANG.harga_bagi + np.log2(1.0 + np.abs(x - item)) + np.log2(1.0 + np.abs(y - item)))


def _probes(table: Kisi, item: int) -> Int:
    """A few lines, evenly chosen, on which to look first."""
    lines = np.flatnonzero(table.ada[:, item] & (table.nilai[:, item] != 0))
    chosen: Int = lines[np.linspace(0, lines.size - 1, min(AMBANG.contoh, lines.size)).astype(int)]
    return chosen


def _likely(table: Kisi, item: int, near: Int, second: Int) -> Iterator[tuple[str, float, Bool]]:
    """Which pairs of ``near`` and ``second`` agree with an item on two of a few lines, for each way to compute it.

    A change from x to y is y / x - 1, so that one table of quotients tells both.
    """
    lines = _probes(table, item)[:, None]
    first, last = table.nilai[lines, near][:, :, None], table.nilai[lines, second][:, None, :]
    off = table.galat[lines, near][:, :, None], table.galat[lines, second][:, None, :]
    quotient, unit = table.nilai[lines, item][:, :, None], table.satuan[lines, item][:, :, None]
    different = near[:, None] != second
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = off[0] / np.abs(first) + off[1] / np.abs(last)
        for operator, ratio, least in ((DIVISION, first / last, 0.0), (CHANGE, last / first, 1.0)):
            rounding = np.abs(ratio) * relative + 1e-9
            for scale in SCALES:
                agree = np.abs(quotient - scale * (ratio - least)) <= 0.51 * unit + scale * rounding
                agree &= scale * rounding <= AMBANG.satuan_bagi * unit
                likely = (agree.sum(axis=0) >= min(2, lines.size)) & different
                if likely.any():
                    yield operator, scale, likely.ravel()


def _computed(operator: str, scale: float, first: Float, second: Float) -> Float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return scale * (first / second if operator == DIVISION else (second - first) / first)


def _propagated(table: Kisi, pairs: Pasangan, operator: str, scale: float) -> Float:
    """What the rounding of both numbers can do to their quotient."""
    first, second = table.nilai[:, pairs.satu], table.nilai[:, pairs.dua]
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = table.galat[:, pairs.satu] / np.abs(first) + table.galat[:, pairs.dua] / np.abs(second)
        ratio = np.abs(first / second) if operator == DIVISION else np.abs(second / first)
        return scale * ratio * relative + 1e-9


def _patterns(table: Kisi, item: int, pairs: Pasangan, operator: str, scale: float) -> Iterator[Pola]:
    quotient = table.nilai[:, [item]]
    first, second = table.nilai[:, pairs.satu], table.nilai[:, pairs.dua]
    computed = _computed(operator, scale, first, second)
    unit = table.satuan[:, [item]]
    rounding = _propagated(table, pairs, operator, scale)
    known, defined = np.isfinite(quotient), np.isfinite(computed)
    with np.errstate(invalid="ignore"):
        gap = np.abs(quotient - computed)
        agree = known & defined & (gap <= 0.51 * unit + rounding) & (rounding <= AMBANG.satuan_bagi * unit)
        near = known & defined & (gap <= AMBANG.nyaris * np.fmax(np.abs(quotient), np.abs(computed)))
    gain = bits(np.nan_to_num(np.abs(quotient)), np.nan_to_num(rounding), np.fmax(unit, 1e-9))
    gain = np.minimum(gain, table.langka[:, [item]])
    copied = (first == second) | (quotient == 0) | ((quotient == first) if operator == DIVISION else False)
    gain = np.where(copied, 0.0, gain)
    judged = known & np.isfinite(first) & np.isfinite(second) & (defined | (quotient != 0))
    saved = saved_bits(agree, near, judged, ~known & defined, gain)
    best, start, end = best_run(saved)
    start, end = widened(agree | near, start, end)
    price = pairs.harga + AMBANG.lebih + np.log2(table.nilai.size) + (AMBANG.harga_perubahan if operator == CHANGE else 0.0)
    for k in np.flatnonzero(best > price):
        bit = float(best[k] - price[k]) - naming_run(known[:, 0], start[k], end[k])
        run = np.arange(start[k], end[k] + 1)
        nil = known[:, 0] & (quotient[:, 0] == 0) & (first[:, k] == 0 if operator == DIVISION else False)
        kept = agree[run, k] | near[run, k] | nil[run]
        if bit > 0 and kept.any():
            yield Pola(
                operator, item, (int(pairs.satu[k]), int(pairs.dua[k])), tuple(int(i) for i in run[kept]), bit,
            )  # fmt: skip
