"""Numbers that nearly are sums of others: which cell is wrong, and what it should hold.

A wrong number breaks every equation that it is in by the same amount, and no other. So a cell is accused when putting right what
one equation misses puts right the others through it as well, and breaks none that hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.slips import slip
from flows.tabel.ambang import AMBANG
from flows.tabel.kendala import Kendala, Sel
from flows.tabel.pola import SUM
from flows.workbook.numbers import from_float
from flows.workbook.text import address

PERINGATAN, INFO = "peringatan", "info"


@dataclass(frozen=True, slots=True)
class Nyaris:
    """``sel`` should hold ``seharusnya``: then ``hasil`` is ``operator`` of ``bagian``. ``yakin``: bits for it.

    ``angka``: numbers of ``sel``, ``hasil`` and ``bagian`` as they stand. ``sebab``: the slip that explains it,
    in words; empty where none does.
    """

    sel: Sel
    seharusnya: float
    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]
    tingkat: str
    yakin: float
    angka: dict[Sel, float]
    sebab: str


@dataclass(frozen=True, slots=True)
class Dugaan:
    """A cell held to be wrong by ``selisih``. ``benar``: equations that it puts right, ``bit``: what speaks for it."""

    sel: Sel
    selisih: float
    benar: tuple[int, ...]
    bit: float


def near_misses(equations: list[Kendala], nilai: dict[Sel, float]) -> Iterator[Nyaris]:
    """One accused cell after the other, the surest first, each put right before the next is looked for.

    That nothing is wrong is a rival of every cell: what is not ahead of it may be told in doubt only. What is held back changes
    nothing.
    """
    through: dict[Sel, list[int]] = defaultdict(list)
    for index, one in enumerate(equations):
        for cell in {one.hasil, *one.bagian}:
            through[cell].append(index)
    current = list(equations)
    accused: set[Sel] = set()
    open_ = {index for index, one in enumerate(current) if not one.holds(one.selisih)}
    while open_:
        guesses = [guess for index in sorted(open_) for guess in _guesses(current, index, through, nilai, accused)]
        best = max(guesses, key=lambda guess: guess.bit, default=None)
        if best is None:
            return
        open_ -= set(best.benar)
        rivals = (guess.bit for guess in guesses if guess.sel != best.sel and set(guess.benar) & set(best.benar))
        ahead = best.bit - max(rivals, default=0.0)
        one = current[best.benar[0]]
        witnessed = len(best.benar) > 1 or not one.tepi
        clear = ahead >= AMBANG.beda or best.sel == one.hasil
        if not witnessed or not clear or all(_explained(current[i], nilai) for i in best.benar):
            continue
        right, margin = nilai[best.sel] - best.selisih, min(ahead, best.bit)
        own = {cell: nilai[cell] for cell in (one.hasil, *one.bagian) if cell in nilai}
        level, cause = PERINGATAN if margin >= AMBANG.beda else INFO, _cause(one, best.sel, right, own)
        yield Nyaris(best.sel, right, one.operator, one.hasil, one.bagian, level, margin, own, cause)
        accused.add(best.sel)
        for i in through[best.sel]:
            current[i] = replace(current[i], selisih=current[i].selisih - current[i].change(best.sel) * best.selisih)


def _guesses(
    equations: list[Kendala], index: int, through: dict[Sel, list[int]], nilai: dict[Sel, float], accused: set[Sel]
) -> Iterable[Dugaan]:
    """Every cell of an equation that does not hold, wrong by as much as the equation misses."""
    one = equations[index]
    for cell in {one.hasil, *one.bagian}:
        if cell in accused or cell not in nilai:
            continue
        off = one.selisih / one.change(cell)
        right, bit, wrong = [index], one.bobot, 0.0
        for other_index in through[cell]:
            if other_index == index:
                continue
            other = equations[other_index]
            after = other.holds(other.selisih - other.change(cell) * off)
            if other.holds(other.selisih):
                wrong += 0.0 if after else other.bobot
            elif after:
                right.append(other_index)
                bit += other.bobot
        yield Dugaan(cell, off, tuple(right), bit - wrong - _unlikely(nilai[cell], nilai[cell] - off, cell == one.hasil))


def _unlikely(wrong: float, right: float, total: bool) -> float:
    """Bits against a slip from ``right`` to ``wrong``: few where a slip of the pen explains it, many from nothing."""
    bits = 0.0 if total else AMBANG.harga_bagian
    if wrong * right <= 0:
        return bits + AMBANG.harga_tanda
    return bits if slip(from_float(wrong), from_float(right)) else bits + AMBANG.harga_bukan_salah_ketik


def _explained(one: Kendala, nilai: dict[Sel, float]) -> bool:
    """Whether the line may well be right and the pattern wrong about its parts."""
    return _incomplete(one, nilai) or _nested(one, nilai)


def _nested(one: Kendala, nilai: dict[Sel, float]) -> bool:
    """Whether one part is all of the total: then the others lie below it, as in a budget listed down to its accounts."""
    parts = [value for cell in one.bagian if (value := nilai.get(cell))]
    total = nilai.get(one.hasil, 0.0)
    if one.operator != SUM or one.saksi >= AMBANG.saksi_turun or len(parts) < 2 or not total or min(parts) * max(parts) < 0:
        return False
    return any(abs(value - total) <= one.batas for value in parts)


def _incomplete(one: Kendala, nilai: dict[Sel, float]) -> bool:
    """Whether what the line misses is a number that the pattern left out, or there is but one part: the line may be right."""
    if sum(1 for cell in one.bagian if nilai.get(cell)) < 2:
        return True
    missed = abs(one.selisih * one.bagi)
    return any(abs(abs(nilai[cell]) - missed) <= one.batas for cell in one.lain)


def _cause(one: Kendala, sel: Sel, right: float, own: dict[Sel, float]) -> str:
    """How the number in ``sel`` came about: a slip of the pen, else a part that was left out of the total or added twice."""
    typed = slip(from_float(own[sel]), from_float(right))
    if typed or sel != one.hasil or one.operator != SUM:
        return typed
    off = own[sel] - right
    alike = [cell for cell in one.bagian if own.get(cell) and abs(abs(off) - own[cell]) <= one.batas]
    if len(alike) != 1:
        return ""
    return f"{address(*alike[0])} {'terhitung dua kali' if off > 0 else 'tidak ikut terhitung'}"
