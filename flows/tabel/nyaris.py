"""Numbers that nearly are sums of others: which cell is wrong, and what it should hold.

A wrong number breaks every equation that it is in by the same amount, and no other. So a cell is accused when putting right what
one equation misses puts right the others through it as well, and breaks none that hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.checks.slips import slip
from flows.tabel.ambang import AMBANG
from flows.tabel.kendala import Kendala, Sel
from flows.workbook.numbers import from_float

PERINGATAN, INFO = "peringatan", "info"


@dataclass(frozen=True, slots=True)
class Nyaris:
    """``sel`` should hold ``seharusnya``: then ``hasil`` is ``operator`` of ``bagian``. ``yakin``: bits for it."""

    sel: Sel
    seharusnya: float
    operator: str
    hasil: Sel
    bagian: tuple[Sel, ...]
    tingkat: str
    yakin: float


@dataclass(frozen=True, slots=True)
class Dugaan:
    """A cell held to be wrong by ``selisih``. ``benar``: equations that it puts right, ``bit``: what speaks for it."""

    sel: Sel
    selisih: float
    benar: tuple[int, ...]
    bit: float


def near_misses(equations: list[Kendala], nilai: dict[Sel, float]) -> Iterator[Nyaris]:
    """One accused cell after the other, the surest first, each put right before the next is looked for."""
    through: dict[Sel, list[int]] = defaultdict(list)
    for index, one in enumerate(equations):
        for cell in {one.hasil, *one.bagian}:
            through[cell].append(index)
    current = list(equations)
    accused: set[Sel] = set()
    open_ = {index for index, one in enumerate(current) if not one.holds(one.selisih)}
    while open_:
        guesses = [guess for index in sorted(open_) for guess in _guesses(current, index, through, nilai, accused)]
        if not guesses:
            return
        best = max(guesses, key=lambda guess: guess.bit)
        rivals = (guess.bit for guess in guesses if guess.sel != best.sel and set(guess.benar) & set(best.benar))
        margin = best.bit - max(rivals, default=0.0)
        one = current[best.benar[0]]
        sure = margin >= AMBANG.beda
        if (len(best.benar) > 1 or not one.tepi) and (sure or best.sel == one.hasil):
            yield Nyaris(
                best.sel,
                nilai[best.sel] - best.selisih,
                one.operator,
                one.hasil,
                one.bagian,
                PERINGATAN if sure else INFO,
                margin,
            )
        accused.add(best.sel)
        for i in through[best.sel]:
            current[i] = replace(current[i], selisih=current[i].selisih - current[i].change(best.sel) * best.selisih)
        open_ -= set(best.benar)


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
