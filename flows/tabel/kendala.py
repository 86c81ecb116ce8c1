"""Patterns spelled out as equations of single cells, each with what it is off by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.bukti import bits
from flows.tabel.kisi import Bool, Float, Kisi, rounded_to
from flows.tabel.pola import AVERAGE, SUM, Pola

Sel = tuple[int, int]
"""Row and column of a cell, from 0."""
YEARS = np.arange(1900, 2101)


@dataclass(frozen=True, slots=True)
class Kendala:
    """``hasil`` should be the sum of ``bagian``, or their average (``bagi`` of them count).

    ``selisih``: printed minus computed. ``batas``: what rounding explains. ``bobot``: bits that its holding tells, against luck.
    ``tepi``: the line lies outside of the run that its pattern was found on, neither alone beside it nor before lines where the
    pattern holds again, so that it asks for a second witness. ``saksi``: lines on which the pattern holds with several parts.
    ``lain``: cells of the line that are no parts, but may be: where the pattern holds nothing stands in their place.
    """

    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]
    bagi: float
    selisih: float
    batas: float
    bobot: float
    tepi: bool
    saksi: int = 0
    lain: tuple[Sel, ...] = ()

    def change(self, cell: Sel) -> float:
        """How ``selisih`` changes when the cell grows by one."""
        return (1.0 if cell == self.hasil else 0.0) - (self.bagian.count(cell) / self.bagi)

    def holds(self, off: float) -> bool:
        return abs(off) <= self.batas


def kendala(patterns: list[Pola], table: Kisi, turned: bool) -> Iterator[Kendala]:
    """The equations of sums and averages that hold on most of their lines, on these lines and on those beside them, each once."""
    seen: dict[tuple[str, Sel, tuple[Sel, ...]], Kendala] = {}
    for pola in patterns:
        if pola.operator in (SUM, AVERAGE):
            for one in _spelled(pola, table, turned):
                key = (one.operator, one.hasil, one.bagian)
                if key not in seen or seen[key].tepi:
                    seen[key] = one
    yield from seen.values()


def _spelled(pola: Pola, table: Kisi, turned: bool) -> Iterator[Kendala]:
    parts = list(pola.bagian)
    lo, hi = max(0, pola.awal - AMBANG.luar), min(table.nilai.shape[0], pola.akhir + 1 + AMBANG.luar)
    lines = np.arange(lo, hi)
    values, target = table.nilai[lo:hi][:, parts], table.nilai[lo:hi, pola.hasil]
    satuan = _units(pola, table, lo, hi)
    present = np.isfinite(values)
    count = np.maximum(present.sum(axis=1), 1) if pola.operator == AVERAGE else np.ones(lines.size)
    off = target - np.where(present, values, 0.0).sum(axis=1) / count
    size = np.fmax(np.abs(target), np.nan_to_num(np.abs(values)).max(axis=1))
    unit = satuan[:, -1]
    variance = np.where(present, satuan[:, :-1] ** 2, 0.0).sum(axis=1) / 12 + unit**2 / 12
    rounding = AMBANG.simpangan * np.sqrt(variance) / count
    judged = np.isfinite(target) & present.any(axis=1) & ~table.garis_bagi[lo:hi] & ~_years(target, values)
    inside = (lines >= pola.awal) & (lines <= pola.akhir)
    limit = _limit(off, unit, rounding, judged & inside) + 1e-9 * size
    holds = judged & (np.abs(off) <= limit)
    own = holds & inside
    rounded = judged & inside & (np.abs(off) <= np.maximum(limit, rounding))
    if own.sum() < AMBANG.saksi_paling_sedikit or not _mostly(rounded, judged & inside, AMBANG.saksi):
        return
    grain = np.where(present & (values != 0), table.butir[lo:hi][:, parts], np.inf).min(axis=1)
    step = np.minimum(table.butir[lo:hi, pola.hasil], grain)
    told = bits(np.nan_to_num(size), np.nan_to_num(limit), step)
    known = np.isfinite(table.nilai[:, pola.hasil]) & np.isfinite(table.nilai[:, parts]).any(axis=1)
    alone = (known.sum() - known[pola.awal : pola.akhir + 1].sum() <= 1) & ((lines == pola.awal - 1) | (lines == pola.akhir + 1))
    telling = holds & ((present & (values != 0)).sum(axis=1) > 1)
    silent = ~np.any(table.ada[lo:hi][telling] & (table.nilai[lo:hi][telling] != 0), axis=0)
    silent[[pola.hasil, *parts]] = False
    beside = ~(inside | alone | _resumed(telling, judged & ~holds, inside))
    for i in np.flatnonzero(judged & (inside | ~holds)):
        line = int(lines[i])
        others = [] if holds[i] else np.flatnonzero(silent & table.ada[line]).tolist()
        yield Kendala(
            pola.operator, _cell(line, pola.hasil, turned), tuple(_cell(line, item, turned) for k, item in enumerate(parts)),
            float(count[i]), float(off[i]), float(limit[i]), float(told[i]), bool(beside[i]), int(telling.sum()),
            tuple(_cell(line, item, turned) for item in others),
        )  # fmt: skip


def _units(pola: Pola, table: Kisi, lo: int, hi: int) -> Float:
    """What each part, and last the total, was rounded to. The numbers of a run are many, and tell what a column's cannot."""
    items = [*pola.bagian, pola.hasil]
    nilai, satuan = table.nilai[lo:hi][:, items], table.satuan[lo:hi][:, items]
    run = slice(pola.awal - lo, pola.akhir + 1 - lo)
    whole = np.isfinite(nilai[run]) & (nilai[run] != 0) & (satuan[run] >= 1)
    step = rounded_to(np.abs(nilai[run][whole]))
    return np.where(nilai % step == 0, np.maximum(satuan, step), satuan) if step > 1 else satuan


def _resumed(holds: Bool, fails: Bool, inside: Bool) -> Bool:
    """Lines outside of a run beyond which the pattern holds again, before it fails again."""
    resumed = np.zeros_like(holds)
    for order in (slice(None), slice(None, None, -1)):
        again = False
        for i in np.arange(holds.size)[order]:
            if inside[i]:
                break
            resumed[i] |= again
            again = bool(holds[i]) or (again and not fails[i])
    return resumed


def _years(target: Float, values: Float) -> Bool:
    """Lines that repeat one year, which is a header over several columns."""
    repeated: Bool = (values == target[:, None]).sum(axis=1) == np.isfinite(values).sum(axis=1)
    return repeated & np.isin(target, YEARS)


def _limit(off: Float, unit: Float, rounding: Float, judged: Bool) -> Float:
    """What rounding explains: half a unit where the pattern's other lines need no more."""
    half = unit * 0.501
    within = judged & (np.abs(off) <= rounding)
    exact = within & (np.abs(off) <= half)
    return half if _mostly(exact, within, AMBANG.tepat) else rounding


def _mostly(some: Bool, every: Bool, share: float) -> bool:
    """Whether so large a share of the lines is among ``some``, the one that may be wrong aside."""
    return bool(every.sum() - some.sum() <= max(1.0, (1 - share) * every.sum()) and some.any())


def _cell(line: int, item: int, turned: bool) -> Sel:
    return (item, line) if turned else (line, item)
