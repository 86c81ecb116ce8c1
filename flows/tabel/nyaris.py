"""Numbers that nearly are sums of others: which cell is wrong, and what it should hold.

A wrong number breaks every equation that it is in by the same amount, and no other. So a cell is accused when putting right what
one equation misses puts right the others through it as well, and breaks none that hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.tabel.ambang import AMBANG
from flows.tabel.kendala import Kendala, Sel

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
    """A cell held to be wrong by ``selisih``. ``benar``: equations that it puts right, ``salah``: bits of those that it breaks."""

    sel: Sel
    selisih: float
    benar: tuple[int, ...]
    bit: float
    salah: float


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
        guesses = [guess for index in open_ for guess in _guesses(current, index, through, nilai, accused)]
        if not guesses:
            return
        best = max(guesses, key=lambda g: (g.bit - g.salah, g.sel in {current[i].hasil for i in g.benar}, -abs(g.selisih)))
        rivals = [g for g in guesses if g.sel != best.sel and set(g.benar) & set(best.benar)]
        margin = best.bit - best.salah - max((g.bit - g.salah for g in rivals), default=0.0)
        index = best.benar[0]
        one = current[index]
        sure = margin >= AMBANG.beda and best.salah == 0
        witnesses = len(best.benar)
        if not (one.tepi and witnesses < 2) and (sure or best.sel == one.hasil):
            yield Nyaris(
                best.sel, nilai[best.sel] - best.selisih, one.operator, one.hasil, one.bagian,
                PERINGATAN if sure else INFO, margin,
            )  # fmt: skip
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
        yield Dugaan(cell, off, tuple(right), bit, wrong)
