"""Totals that only their label tells: the row below a list of numbers that says *Jumlah*, where no other column bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from flows.slips import slip
from flows.tabel.ambang import AMBANG
from flows.tabel.bukti import bits
from flows.tabel.kendala import Kendala, Sel
from flows.tabel.kisi import Kisi
from flows.tabel.pola import SUM
from flows.workbook.numbers import from_float

LEAST_PARTS = 3
"""Numbers above a total from which on a list is one."""
_WORDS = re.compile(r"[^\W\d_]+")


def labelled(cells: Sequence[Sequence[object]], table: Kisi, known: Iterable[Kendala]) -> Iterator[Kendala]:
    """The sums that labels tell, and that but for a slip would hold, of totals that no equation of ``known`` explains.

    ``table``: by rows.
    """
    explained = {one.hasil for one in known}
    totals = [r for r, row in enumerate(cells) if _says_total(row)]
    for above, row in zip([-1, *totals], totals, strict=False):
        for column in map(int, np.flatnonzero(table.ada[row])):
            parts = _above(table, row, column, above)
            if (row, column) in explained or len(parts) < LEAST_PARTS:
                continue
            sums = [_equation(table, (row, column), own) for own in (parts, parts[:-1])]
            if not any(one.holds(one.selisih) for one in sums):
                yield from [one for one in sums if _slipped(one, table)][:1]


def _says_total(row: Sequence[object]) -> bool:
    """Whether the first text of a row says nothing but that it is a total."""
    texts = (cell.strip() for cell in row if isinstance(cell, str))
    words = _WORDS.findall(next(filter(None, texts), "").lower())
    return bool(words) and set(words) <= set(AMBANG.kata_jumlah)


def _above(table: Kisi, row: int, column: int, end: int) -> tuple[Sel, ...]:
    """The numbers right above a cell, the lowest first, up to a gap or to row ``end``. The last may be a year, as a header."""
    parts = []
    for r in range(row - 1, end, -1):
        if not table.ada[r, column]:
            break
        parts.append((r, column))
    return tuple(parts)


def _slipped(one: Kendala, table: Kisi) -> bool:
    """Whether a slip of the pen made the total, or a part that was left out or added twice."""
    written = float(table.nilai[one.hasil])
    parts = np.array([table.nilai[part] for part in one.bagian])
    counted = (np.abs(np.abs(parts) - abs(one.selisih)) <= one.batas).sum() == 1
    return bool(counted) or bool(slip(from_float(written), from_float(written - one.selisih)))


def _equation(table: Kisi, total: Sel, parts: Sequence[Sel]) -> Kendala:
    lines, column = [total[0], *(r for r, _ in parts)], total[1]
    nilai, satuan = table.nilai[lines, column], table.satuan[lines, column]
    size = np.abs(nilai).max()
    limit = AMBANG.simpangan * np.sqrt((satuan**2).sum() / 12) + 1e-9 * size
    told = bits(size, limit, table.butir[lines, column].min())
    return Kendala(SUM, total, tuple(sorted(parts)), 1.0, float(nilai[0] - nilai[1:].sum()), float(limit), float(told), False)
