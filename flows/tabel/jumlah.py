"""Judges candidates for sums and averages: on which lines each agrees, and how much that says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bukti import best_run, bits, naming_run, saved_bits, widened
from flows.tabel.calon import Urutan, Usul, proposals
from flows.tabel.kisi import Bool, Float, Int, Kisi
from flows.tabel.pola import AVERAGE, SUM, Pola

AT_ONCE = 2_000_000
"""Cells that are compared in one step, so that a large table needs no large memory."""
ALIKE = 1024
"""Lines are made up alike when their largest parts are the same share of the sum, in this many steps."""


@dataclass(frozen=True)
class Bagian:
    """The numbers that may be parts, nil where none may, shape (lines, places); and what rounding and luck ask about them."""

    tempat: Int
    ada: Bool
    nilai: Float
    ragam: Float
    butir: Float

    @classmethod
    def of(cls, table: Kisi, free: Bool) -> Bagian:
        items = np.flatnonzero(free.any(axis=0))
        ada = free[:, items]
        nilai = np.where(ada, table.nilai[:, items], 0.0)
        ragam = np.where(ada, table.satuan[:, items] ** 2 / 12, 0.0)
        return cls(items, ada, nilai, ragam, np.where(ada & (nilai != 0), table.butir[:, items], np.inf))


@dataclass(frozen=True)
class Cara:
    """One way to compare totals with what their candidates compute. ``ukuran``: the range that luck would draw from."""

    operator: str
    hitungan: Float
    toleransi: Float
    langkah: Float
    ukuran: Float
    harga: float | Float


def candidates(table: Kisi, aktif: Bool, kind: str, operators: Sequence[str], berubah: Bool) -> Iterator[Pola]:
    """Every sum and average whose evidence exceeds its cost, or nearly so. ``aktif``, (lines, items): no part yet.

    Only where an item of ``berubah`` stands among or beside the parts; elsewhere nothing differs from what was said before.
    Quotients are added up with quotients only, and other numbers with other numbers.
    """
    totals = np.flatnonzero(table.ada.any(axis=0))
    for own in (False, True):
        parts = Bagian.of(table, aktif & table.ada & (table.hasil_bagi == own))
        among = totals[table.hasil_bagi[totals]] if own else totals
        if parts.tempat.size < 2 or among.size == 0:
            continue
        order = Urutan.of(parts.tempat, among)
        offered = proposals(order, kind)
        offered = offered.pick(order.touched(offered, berubah))
        for operator in operators:
            yield from _judged(table, parts, _likely(table, parts, offered, operator), operator, kind)


def _likely(table: Kisi, parts: Bagian, offered: Usul, operator: str) -> Usul:
    """Candidates that agree, by the widest tolerance, on lines that may tell enough to pay for naming them."""
    unit = np.where(parts.ada, np.sqrt(parts.ragam), 0.0).max(axis=1, initial=0.0)[:, None]
    told = _most_told(table, parts, operator)
    price = np.full(table.nilai.shape[1], AMBANG.lebih + np.log2(table.nilai.shape[1]))
    if operator == AVERAGE:
        price += _average_price(table)
    kept = []
    prefix = {stride: _prefix(parts.nilai, stride) for stride in np.unique(offered.langkah)} if len(offered) else {}
    counted = {stride: _prefix(parts.ada.astype(float), stride) for stride in prefix} if operator == AVERAGE else {}
    for stride, sums in prefix.items():
        those = np.flatnonzero(offered.langkah == stride)
        for chunk in np.array_split(those, max(1, those.size * table.nilai.shape[0] // AT_ONCE)):
            few = offered.pick(chunk)
            size = np.maximum(_between(counted[stride], few), 1.0) if operator == AVERAGE else 1.0
            target = table.nilai[:, few.total]
            wide = (AMBANG.simpangan * unit * np.sqrt(few.banyak) + 2 * table.satuan[:, few.total]) / size
            with np.errstate(invalid="ignore"):
                agree = np.abs(target - _between(sums, few) / size) <= wide + 1e-9 * np.abs(target)
            enough = np.where(agree, told[:, few.total], 0.0).sum(axis=0) > few.harga + price[few.total] - AMBANG.pinjam
            kept.append(chunk[enough])
    return offered.pick(np.concatenate(kept) if kept else np.array([], dtype=np.int64))


def _most_told(table: Kisi, parts: Bagian, operator: str) -> Float:
    """The bits that each number tells at most, shape (lines, items): a sum that agrees with it is less than twice as large."""
    told = np.where(table.ada & (table.nilai != 0), np.minimum(table.langka, AMBANG.bit_terbanyak), 0.0)
    if operator == AVERAGE:
        return told
    finest = np.minimum(parts.butir.min(axis=1, initial=np.inf)[:, None], table.butir)
    most: Float = np.log2(np.maximum(2 * np.abs(np.nan_to_num(table.nilai)) / finest, 1.0))
    return np.minimum(told, most)


def _prefix(values: Float, stride: int) -> Float:
    """Sums of every ``stride``-th value up to each place; the first ``stride`` columns are nil."""
    sums = np.zeros((values.shape[0], values.shape[1] + stride))
    for residue in range(stride):
        np.cumsum(values[:, residue::stride], axis=1, out=sums[:, stride + residue :: stride])
    return sums


def _between(sums: Float, offered: Usul) -> Float:
    """What the places of each candidate add up to."""
    return sums[:, offered.akhir + offered.langkah] - sums[:, offered.awal]


def _judged(table: Kisi, parts: Bagian, offered: Usul, operator: str, kind: str) -> Iterator[Pola]:
    weight = offered.banyak * table.nilai.shape[0]
    for chunk in np.array_split(np.arange(len(offered)), max(1, int(weight.sum()) // AT_ONCE)):
        if chunk.size:
            few = Gabungan.of(parts, offered.pick(chunk))
            for way in _as_sum(table, few) if operator == SUM else _as_average(table, few):
                yield from _patterns(table, few, way, kind)


@dataclass(frozen=True)
class Gabungan:
    """What each candidate's parts come to, shape (lines, candidates).

    ``ragam``: variance of rounding. ``butir``: finest step of the parts. ``banyak``, ``berisi``: parts that are numbers, that
    are not nil. ``terkecil``, ``terbesar``: least and largest part.
    """

    usul: Usul
    bagian: list[Int]
    jumlah: Float
    ragam: Float
    butir: Float
    banyak: Float
    berisi: Float
    terkecil: Float
    terbesar: Float
    ada: Bool

    @classmethod
    def of(cls, parts: Bagian, offered: Usul) -> Gabungan:
        places = [np.arange(a, z + 1, s) for a, z, s in zip(offered.awal, offered.akhir, offered.langkah, strict=True)]
        starts = np.concatenate([[0], np.cumsum(offered.banyak)[:-1]])
        every = np.concatenate(places)
        nilai, ada = parts.nilai[:, every], parts.ada[:, every]

        def come_to(ufunc: np.ufunc, values: Float) -> Float:
            return np.asarray(ufunc.reduceat(values, starts, axis=1))

        return cls(
            usul=offered,
            bagian=[parts.tempat[own] for own in places],
            jumlah=come_to(np.add, nilai),
            ragam=come_to(np.add, parts.ragam[:, every]),
            butir=come_to(np.minimum, parts.butir[:, every]),
            banyak=come_to(np.add, ada.astype(float)),
            berisi=come_to(np.add, (nilai != 0).astype(float)),
            terkecil=come_to(np.minimum, np.where(ada, nilai, np.inf)),
            terbesar=come_to(np.maximum, np.where(ada, nilai, -np.inf)),
            ada=parts.ada,
        )


def _as_sum(table: Kisi, few: Gabungan) -> Iterator[Cara]:
    """Exact, and with the rounding of each part."""
    target, unit, step = (part[:, few.usul.total] for part in (table.nilai, table.satuan, table.butir))
    size = np.fmax(np.abs(target), np.abs(few.jumlah))
    grain = np.minimum(few.butir, step)
    yield Cara(SUM, few.jumlah, unit / 2 + 1e-9 * size, grain, size, 0.0)
    rounding = AMBANG.simpangan * np.sqrt(few.ragam + unit**2 / 12) + 1e-9 * size
    yield Cara(SUM, few.jumlah, rounding, grain, size, AMBANG.harga_bulat)


def _as_average(table: Kisi, few: Gabungan) -> Iterator[Cara]:
    """An average lies between the least and the largest part, so luck has only that range to draw from."""
    count = np.maximum(few.banyak, 1)
    unit = table.satuan[:, few.usul.total]
    step = np.maximum(unit, np.where(np.isfinite(few.butir), few.butir, 0.0) / count)
    average = few.jumlah / count
    tolerance = unit * 0.51 + AMBANG.simpangan * np.sqrt(few.ragam) / count + 1e-9 * np.abs(average)
    with np.errstate(invalid="ignore"):
        spread = np.where(few.banyak > 1, few.terbesar - few.terkecil, 0.0)
    yield Cara(AVERAGE, average, tolerance, step, spread, _average_price(table)[few.usul.total])


def _average_price(table: Kisi) -> Float:
    """Bits by item against its being an average, which most say in words."""
    return np.where(table.rata, AMBANG.harga_rata, AMBANG.harga_rata_tanpa_kata)


def _patterns(table: Kisi, few: Gabungan, way: Cara, kind: str) -> Iterator[Pola]:
    """Candidates whose best run of lines saves about what it costs to name them, or more."""
    totals = few.usul.total
    target = table.nilai[:, totals]
    known = np.isfinite(target)
    judged = known & (few.banyak > 0)
    trivial = known & (target == 0) & (few.berisi == 0)
    with np.errstate(invalid="ignore"):
        gap = np.abs(target - way.hitungan)
        agree = judged & (gap <= way.toleransi)
        near = judged & (gap <= AMBANG.nyaris * way.ukuran)
    step = np.where(np.isfinite(way.langkah), way.langkah, 1.0)
    gain = np.minimum(bits(np.nan_to_num(way.ukuran), np.nan_to_num(way.toleransi), step), table.langka[:, totals])
    gain = np.where(few.berisi <= 1, np.minimum(gain, AMBANG.bit_sama), gain)
    gain = np.where(trivial, 0.0, gain)
    price = few.usul.harga + way.harga + AMBANG.lebih + np.log2(table.nilai.shape[1])
    hopeful = np.flatnonzero(np.where(agree, gain, 0.0).sum(axis=0) > price - AMBANG.pinjam)
    if hopeful.size == 0:
        return
    for k in hopeful:
        gain[:, k] = np.minimum(gain[:, k], _novel(agree[:, k], few.terbesar[:, k], few.jumlah[:, k]))
    absent = ~known & (few.banyak >= 2)
    judged &= ~table.garis_bagi[:, None]
    saved = saved_bits(agree[:, hopeful], near[:, hopeful], judged[:, hopeful], absent[:, hopeful], gain[:, hopeful])
    best, first, last = best_run(saved)
    first, last = widened((near | trivial)[:, hopeful], first, last)
    for column, k in enumerate(hopeful):
        bit = best[column] - price[k] - naming_run(known[:, k], first[column], last[column])
        if bit <= -AMBANG.pinjam:
            continue
        kept = known[:, k] & (near[:, k] | agree[:, k] | trivial[:, k])
        lines = [line for line in range(int(first[column]), int(last[column]) + 1) if kept[line]]
        own = few.usul.pick(slice(k, k + 1))
        places = np.arange(own.awal[0], own.akhir[0] + 1, own.langkah[0])
        numbers = few.ada[lines][:, places].any(axis=0)
        parts = tuple(int(item) for item in few.bagian[k][numbers])
        if len(parts) > 1:
            yield Pola(way.operator, int(totals[k]), parts, tuple(lines), float(bit), kind)


def _novel(agree: Bool, largest: Float, summed: Float) -> Float:
    """Bits that a line can tell when others are made up alike: where all are multiples of one line, one tells as much as all."""
    cap = np.full(agree.size, np.inf)
    lines = np.flatnonzero(agree & (summed != 0))
    share = np.round(largest[lines] / summed[lines] * ALIKE)
    _, first, inverse, counts = np.unique(share, return_index=True, return_inverse=True, return_counts=True)
    cap[lines] = np.log2(lines.size / counts[inverse])
    cap[lines[first]] = np.inf
    return cap
