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


def quotients(table: Kisi, totals: Int) -> Iterator[Pola]:
    """Every division and relative change whose evidence exceeds its cost. ``totals``: items that are sums."""
    items = np.flatnonzero((table.ada & (table.nilai != 0)).any(axis=0))
    for item in items:
        pairs = _pairs(int(item), items, totals)
        if pairs.satu.size == 0:
            continue
        probes = _probes(table, int(item))
        for operator in (DIVISION, CHANGE):
            for scale in SCALES:
                likely = _agreeing(table, int(item), pairs, operator, scale, probes).sum(axis=0)
                enough = likely >= min(2, probes.size)
                if enough.any():
                    yield from _patterns(table, int(item), pairs.pick(enough), operator, scale)


def _pairs(item: int, items: Int, totals: Int) -> Pasangan:
    """Any two other items in reach; a total may also stand further away. The nearer they stand the less they cost to name."""
    place = int(np.searchsorted(items, item))
    near = items[max(0, place - AMBANG.jauh_bagi) : place + AMBANG.jauh_bagi + 1]
    second = np.union1d(near, totals)
    x, y = (axis.ravel() for axis in np.meshgrid(near[near != item], second[second != item], indexing="ij"))
    x, y = x[x != y], y[x != y]
    return Pasangan(x, y, AMBANG.harga_bagi + np.log2(1.0 + np.abs(x - item)) + np.log2(1.0 + np.abs(y - item)))


def _probes(table: Kisi, item: int) -> Int:
    """A few lines, evenly chosen, on which to look first."""
    lines = np.flatnonzero(table.ada[:, item] & (table.nilai[:, item] != 0))
    return lines[np.linspace(0, lines.size - 1, min(AMBANG.contoh, lines.size)).astype(int)] if lines.size else lines


def _computed(operator: str, scale: float, first: Float, second: Float) -> Float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return scale * (first / second if operator == DIVISION else (second - first) / first)


def _propagated(table: Kisi, pairs: Pasangan, operator: str, scale: float, lines: Int | slice) -> Float:
    """What the rounding of both numbers can do to their quotient."""
    first, second = table.nilai[lines][:, pairs.satu], table.nilai[lines][:, pairs.dua]
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = table.galat[lines][:, pairs.satu] / np.abs(first) + table.galat[lines][:, pairs.dua] / np.abs(second)
        ratio = np.abs(first / second) if operator == DIVISION else np.abs(second / first)
        return scale * ratio * relative + 1e-9


def _agreeing(table: Kisi, item: int, pairs: Pasangan, operator: str, scale: float, lines: Int) -> Bool:
    quotient = table.nilai[lines][:, [item]]
    computed = _computed(operator, scale, table.nilai[lines][:, pairs.satu], table.nilai[lines][:, pairs.dua])
    unit = table.satuan[lines][:, [item]]
    rounding = _propagated(table, pairs, operator, scale, lines)
    with np.errstate(invalid="ignore"):
        return (np.abs(quotient - computed) <= 0.51 * unit + rounding) & (rounding <= AMBANG.satuan_bagi * unit)


def _patterns(table: Kisi, item: int, pairs: Pasangan, operator: str, scale: float) -> Iterator[Pola]:
    every = slice(None)
    quotient = table.nilai[:, [item]]
    first, second = table.nilai[:, pairs.satu], table.nilai[:, pairs.dua]
    computed = _computed(operator, scale, first, second)
    unit = table.satuan[:, [item]]
    rounding = _propagated(table, pairs, operator, scale, every)
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
