"""Candidates for sums and averages of one item: each way to pick parts is a column of arrays over the table's lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations
from math import log2

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.kisi import Bool, Float, Int, Kisi


RAPAT, RENGGANG, LANGKAH, PASANGAN = "rapat", "renggang", "langkah", "pasangan"
"""Parts beside their total, parts further away, parts in strides, any two: tried in this order, the likeliest first."""


@dataclass(frozen=True)
class Calon:
    """Sums of parts, shape (lines, candidates) each, and ``harga``, the bits that naming a candidate costs.

    ``ragam``: variance of rounding. ``butir``: finest step of the parts. ``banyak``, ``berisi``: parts that are numbers, that
    are not nil. ``terkecil``, ``terbesar``: least and largest part. ``bagian``: the items of each candidate.
    """

    jumlah: Float
    ragam: Float
    butir: Float
    banyak: Int
    berisi: Int
    terkecil: Float
    terbesar: Float
    harga: Float
    bagian: list[Int]

    def pick(self, which: Int) -> Calon:
        """Some of the candidates."""
        arrays = {f.name: getattr(self, f.name)[..., which] for f in fields(self) if f.name != "bagian"}
        return Calon(**arrays, bagian=[self.bagian[i] for i in which])


@dataclass(frozen=True)
class Langkah:
    """A walk away from a total: items in their order. ``harga``: bits to name this way of walking."""

    items: Int
    stride: int
    harga: float


class Bagian:
    """The parts that are still free: the table's numbers as sums need them, nil where none stands."""

    def __init__(self, table: Kisi, free: Bool) -> None:
        self.free = free
        self.nilai = np.where(free, table.nilai, 0.0)
        self.ragam = np.where(free, table.satuan**2 / 12, 0.0)
        self.butir = np.where(free & (self.nilai != 0), table.butir, np.inf)
        self.least = np.where(free, table.nilai, np.inf)
        self.most = np.where(free, table.nilai, -np.inf)
        self.items = np.flatnonzero(free.any(axis=0))

    def candidates(self, total: int, kind: str) -> Calon | None:
        """Every candidate of one kind for the parts of an item, None where there is none."""
        if kind == PASANGAN:
            return self._pairs(total)
        walks = {RAPAT: self._along, RENGGANG: self._apart, LANGKAH: self._strides}[kind]
        found = [self._windows(walk) for walk in walks(total)]
        if not found:
            return None
        arrays = {
            f.name: np.concatenate([getattr(one, f.name) for one in found], axis=-1) for f in fields(Calon) if f.name != "bagian"
        }
        return Calon(**arrays, bagian=[parts for one in found for parts in one.bagian])

    def _sides(self, total: int) -> tuple[Int, Int]:
        return self.items[self.items > total], self.items[self.items < total][::-1]

    def _along(self, total: int) -> Iterator[Langkah]:
        """Item by item to either side, beginning beside the total."""
        for side in self._sides(total):
            if side.size >= 2:
                yield Langkah(side, 1, 0.0)

    def _apart(self, total: int) -> Iterator[Langkah]:
        """Item by item from a later start."""
        for side in self._sides(total):
            for start in range(1, min(AMBANG.geser, side.size - 1)):
                yield Langkah(side[start:], 1, AMBANG.harga_geser + log2(start))

    def _strides(self, total: int) -> Iterator[Langkah]:
        """Every second item, every third and so on, which pass by what belongs to other totals."""
        if self.items.size > AMBANG.jangkauan:
            return
        for side in self._sides(total):
            for stride in range(2, side.size // 2 + 1):
                usual = (0, stride - 1) if stride <= AMBANG.langkah else (stride - 1,)
                for start in range(min(2 * stride, side.size)) if stride <= AMBANG.langkah else usual:
                    walk = side[start::stride]
                    if walk.size >= 2:
                        extra = 0.0 if start in usual else log2(2 * stride)
                        yield Langkah(walk, stride, AMBANG.harga_langkah + log2(stride) + extra)

    def _windows(self, walk: Langkah) -> Calon:
        """The walk broken off after its second part, its third and so on; beyond reach, only where it has a reason to end."""
        items = walk.items
        reason = np.ones(items.size, dtype=bool)
        reason[:-1] = np.abs(np.diff(items)) > walk.stride
        price = np.where(reason, AMBANG.harga_tepi, AMBANG.harga_dalam + log2(items.size)) + walk.harga
        ends = np.flatnonzero(reason | (np.arange(items.size) < AMBANG.jangkauan))
        ends = ends[ends > 0]
        nilai = self.nilai[:, items]
        return Calon(
            np.cumsum(nilai, axis=1)[:, ends],
            np.cumsum(self.ragam[:, items], axis=1)[:, ends],
            np.minimum.accumulate(self.butir[:, items], axis=1)[:, ends],
            np.cumsum(self.free[:, items], axis=1)[:, ends],
            np.cumsum(nilai != 0, axis=1)[:, ends],
            np.minimum.accumulate(self.least[:, items], axis=1)[:, ends],
            np.maximum.accumulate(self.most[:, items], axis=1)[:, ends],
            price[ends],
            [items[: end + 1] for end in ends],
        )

    def _pairs(self, total: int) -> Calon | None:
        """Two items near the total, wherever they stand: also how a difference shows."""
        place = int(np.searchsorted(self.items, total))
        near = self.items[max(0, place - AMBANG.jauh) : place + AMBANG.jauh + 1]
        near = near[near != total]
        if near.size < 2:
            return None
        pairs = np.array(list(combinations(near, 2)))
        x, y = pairs[:, 0], pairs[:, 1]
        both = self.free[:, x] & self.free[:, y]
        return Calon(
            self.nilai[:, x] + self.nilai[:, y],
            self.ragam[:, x] + self.ragam[:, y],
            np.minimum(self.butir[:, x], self.butir[:, y]),
            np.where(both, 2, 0),
            (self.nilai[:, x] != 0).astype(np.int64) + (self.nilai[:, y] != 0),
            np.minimum(self.least[:, x], self.least[:, y]),
            np.maximum(self.most[:, x], self.most[:, y]),
            np.full(len(pairs), AMBANG.harga_pasangan + log2(len(pairs))),
            list(pairs),
        )
