"""Candidates for sums: which items, counted off from a total, might be its parts.

A candidate is a row of numbers (total, first part, last part, stride), so that all of a table can be compared at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.kisi import Bool, Float, Int

RAPAT, RENGGANG, LANGKAH, PASANGAN = "rapat", "renggang", "langkah", "pasangan"
"""Parts beside their total, parts further away, parts in strides, any two: tried in this order, the likeliest first."""


@dataclass(frozen=True)
class Usul:
    """Candidates as arrays of equal length: ``total`` is an item, parts every ``langkah``-th place from ``awal`` to ``akhir``.

    Places count the items that may be parts (``tempat`` of :class:`Urutan`). ``harga``: bits to name the candidate.
    """

    total: Int
    awal: Int
    akhir: Int
    langkah: Int
    harga: Float

    def __len__(self) -> int:
        return self.total.size

    def pick(self, which: Int | Bool | slice) -> Usul:
        return Usul(self.total[which], self.awal[which], self.akhir[which], self.langkah[which], self.harga[which])

    @property
    def banyak(self) -> Int:
        return (self.akhir - self.awal) // self.langkah + 1


@dataclass(frozen=True)
class Urutan:
    """Items that may be parts, in order, and for each total the place of the first item after it and of the last before it."""

    tempat: Int
    totals: Int
    sesudah: Int
    sebelum: Int

    @classmethod
    def of(cls, items: Int, totals: Int) -> Urutan:
        return cls(items, totals, np.searchsorted(items, totals, side="right"), np.searchsorted(items, totals) - 1)

    def touched(self, offered: Usul, among: Bool) -> Bool:
        """Which candidates have one of the items ``among`` between or beside their total and parts."""
        first = np.minimum(offered.total, self.tempat[offered.awal]) - offered.langkah
        last = np.maximum(offered.total, self.tempat[offered.akhir]) + offered.langkah
        before = np.concatenate([[0], np.cumsum(among)])
        return before[np.minimum(last + 1, among.size)] > before[np.maximum(first, 0)]


def proposals(order: Urutan, kind: str) -> Usul:
    """Every candidate of one kind."""
    if kind == PASANGAN:
        return _pairs(order)
    if kind == RAPAT:
        found = _windows(order, 1, 0, 0.0)
    elif kind == RENGGANG:
        starts = range(1, AMBANG.geser)
        found = [one for start in starts for one in _windows(order, 1, start, AMBANG.harga_geser + np.log2(start))]
    else:
        found = _strided(order)
    return _joined(found)


def _strided(order: Urutan) -> list[Usul]:
    """Every second item, every third and so on, which pass by what belongs to other totals. Only in tables of few items."""
    found: list[Usul] = []
    if order.tempat.size > AMBANG.jangkauan:
        return found
    for stride in range(2, order.tempat.size // 2 + 1):
        price = AMBANG.harga_langkah + np.log2(stride)
        usual = {0, stride - 1} if stride <= AMBANG.langkah else {stride - 1}
        for start in range(2 * stride) if stride <= AMBANG.langkah else usual:
            found += _windows(order, stride, start, price + (0.0 if start in usual else np.log2(2 * stride)))
    return found


def _windows(order: Urutan, stride: int, start: int, price: float) -> list[Usul]:
    """Walks away from each total to either side, broken off after the second part, the third and so on.

    A walk that ends where the next item does not follow at once has a reason to end, and costs less. Beyond reach only such do.
    """
    places = np.arange(order.tempat.size)
    after_gap = np.ones(places.size, dtype=bool)
    after_gap[stride:] = order.tempat[stride:] - order.tempat[:-stride] > stride
    before_gap = np.ones(places.size, dtype=bool)
    before_gap[:-stride] = after_gap[stride:]
    counts = np.arange(1, min(places.size, AMBANG.jangkauan))
    found = []
    for forward, gap in ((True, before_gap), (False, after_gap)):
        near = order.sesudah + start if forward else order.sebelum - start
        far = near[:, None] + counts * (stride if forward else -stride)
        if places.size > AMBANG.jangkauan:
            far = np.hstack([far, _reasons(near, places[gap], forward)])
        total, near = np.broadcast_to(order.totals[:, None], far.shape), np.broadcast_to(near[:, None], far.shape)
        fits = (far >= 0) & (far < places.size) & (far != near) & (near >= 0) & (near < places.size)
        total, near, far = total[fits], near[fits], far[fits]
        left = (places.size - near if forward else near + 1) // stride
        cost = price + np.where(gap[far], AMBANG.harga_tepi, AMBANG.harga_dalam + np.log2(np.maximum(left, 1)))
        awal, akhir = (near, far) if forward else (far, near)
        found.append(Usul(total, awal, akhir, np.full(total.size, stride), cost))
    return found


def _reasons(near: Int, ends: Int, forward: bool) -> Int:
    """The next places beyond reach where a walk from ``near`` has a reason to end, -1 where there are no more."""
    steps = np.arange(AMBANG.tepi)
    if forward:
        index = np.searchsorted(ends, near + AMBANG.jangkauan)[:, None] + steps
    else:
        index = np.searchsorted(ends, near - AMBANG.jangkauan, side="right")[:, None] - 1 - steps
    known = (index >= 0) & (index < ends.size)
    return np.where(known, ends[np.clip(index, 0, max(ends.size - 1, 0))] if ends.size else -1, -1)


def _pairs(order: Urutan) -> Usul:
    """Two items near the total, wherever they stand: also how a difference shows."""
    reach = AMBANG.jauh
    steps = np.array(list(combinations(range(-reach, reach + 1), 2)))
    here = order.sebelum[:, None] + 1
    # The total itself has a place only where it may be a part.
    taken = order.sesudah[:, None] - here
    awal, akhir = (here + step + np.where(step >= 0, taken, 0) for step in (steps[:, 0], steps[:, 1]))
    fits = (awal >= 0) & (akhir < order.tempat.size) & (awal < akhir)
    total = np.broadcast_to(order.totals[:, None], fits.shape)[fits]
    awal, akhir = awal[fits], akhir[fits]
    price = AMBANG.harga_pasangan + np.log2(len(steps))
    return Usul(total, awal, akhir, akhir - awal, np.full(total.size, price))


def _joined(found: list[Usul]) -> Usul:
    if not found:
        nothing = np.array([], dtype=np.int64)
        return Usul(nothing, nothing, nothing, nothing, np.array([]))
    names = ("total", "awal", "akhir", "langkah", "harga")
    return Usul(*(np.concatenate([getattr(one, name) for one in found]) for name in names))
