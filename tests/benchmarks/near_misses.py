"""Wrong numbers planted in annotated tables: ``python -m tests.benchmarks.near_misses TABLES.jl[.gz] [--plantings N]``.

One number of a table is spoilt as people spoil them (a digit mistyped, two swapped, one lost or doubled, a mark misplaced, a part
left out or added twice, a stale total). It can be determined where it is the only cell that is in just the equations which it
breaks, and the pattern of one of them holds on two other lines. Printed: how many of these are found, what untouched tables
raise, and the curve of both over the bits that an accusation is asked for.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from flows.tabel import AVERAGE, SUM, periksa
from flows.tabel.kisi import Kisi, kisi
from tests.benchmarks.aggregations import Table, read_tables

Cell = tuple[int, int]
MOST_CELLS = 4000
"""Cells of a table: larger ones would only take longer."""
CURVE = (-99, 0, 1, 3, 5, 8, 12, 16, 24)


@dataclass(frozen=True)
class Equation:
    """An annotated sum or average that holds as printed; ``pattern`` is the same on every line of its table."""

    operator: str
    total: Cell
    parts: tuple[Cell, ...]
    pattern: tuple[object, ...]

    def sign(self, cell: Cell) -> int:
        return 1 if cell == self.total else -1


@dataclass(frozen=True)
class Planting:
    rows: list[list[str]]
    cell: Cell
    kind: str
    total: bool
    determined: bool


def equations(table: Table, grid: Kisi) -> list[Equation]:
    """The annotated sums and averages that hold to the unit."""
    found = []
    for one in table["aggregation_annotations"]:
        total, parts = tuple(one["aggregator_index"]), [tuple(part) for part in one["aggregatee_indices"]]
        known = tuple(part for part in parts if grid.ada[part])
        if one["operator"] not in (SUM, AVERAGE) or total in parts or not grid.ada[total] or len(known) < 2:
            continue
        computed = sum(grid.nilai[part] for part in known) / (len(known) if one["operator"] == AVERAGE else 1)
        if abs(grid.nilai[total] - computed) > 0.51 * grid.satuan[total] + 1e-9 * abs(computed):
            continue
        axis = int(all(part[0] == total[0] for part in parts))
        pattern = (axis, one["operator"], total[axis], tuple(sorted(part[axis] for part in parts)))
        found.append(Equation(one["operator"], total, known, pattern))
    return found


def slips(rng: Random, text: str, value: float, unit: float, parts: Sequence[float]) -> Iterator[tuple[str, str]]:
    """Ways to spoil a number, each with the text that it leaves."""
    shown = text.rstrip("0") if "." in text and len(text.rpartition(".")[2]) > 4 else text
    digits = [i for i, character in enumerate(shown) if character.isdigit()]
    if len(digits) < 2:
        return
    at = rng.choice(digits)
    yield "digit", text[:at] + rng.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]
    left = rng.randrange(len(digits) - 1)
    one, other = digits[left], digits[left + 1]
    yield "swapped", text[:one] + text[other] + text[one + 1 : other] + text[one] + text[other + 1 :]
    if not set(text.strip()) <= set("-0123456789."):
        return
    yield "lost", text[:at] + text[at + 1 :]
    yield "doubled", text[:at] + text[at] + text[at:]
    decimals = len(text.strip().partition(".")[2])
    yield "mark", f"{value * 10:.{decimals}f}"
    if len(parts) > 1:
        part = rng.choice(parts)
        yield "left out", f"{value - part:.{decimals}f}"
        yield "twice", f"{value + part:.{decimals}f}"
        yield "stale", f"{round(value * (1 + rng.choice((-1, 1)) * rng.uniform(0.01, 0.15)) / unit) * unit:.{decimals}f}"


def plant(tables: Sequence[Table], count: int, rng: Random) -> Iterator[Planting]:
    """About ``count`` spoilt tables, half of them in totals."""
    usable = [(table, grid, own) for table in tables if (own := equations(table, grid := kisi(table["table_array"])))]
    for table, grid, own in usable:
        through: dict[Cell, set[int]] = defaultdict(set)
        for index, one in enumerate(own):
            for cell in (one.total, *one.parts):
                through[cell].add(index)
        totals = sorted({one.total for one in own if grid.nilai[one.total]})
        parts = sorted({part for one in own for part in one.parts if grid.nilai[part]} - set(totals))
        for _ in range(count // len(usable) + 1):
            among = totals if totals and (rng.random() < 0.5 or not parts) else parts
            if among:
                yield from _planted(table["table_array"], grid, own, through, rng.choice(among), rng)


def _planted(
    rows: list[list[str]], grid: Kisi, own: list[Equation], through: dict[Cell, set[int]], cell: Cell, rng: Random
) -> Iterator[Planting]:
    mine = next((own[i] for i in sorted(through[cell]) if own[i].total == cell), None)
    parts = [float(grid.nilai[part]) for part in mine.parts if grid.nilai[part]] if mine else []
    offered = list(slips(rng, rows[cell[0]][cell[1]], float(grid.nilai[cell]), float(grid.satuan[cell]), parts))
    if not offered:
        return
    kind, text = rng.choice(offered)
    spoilt = [list(row) for row in rows]
    spoilt[cell[0]][cell[1]] = text
    off = abs(kisi(spoilt).nilai[cell] - grid.nilai[cell])
    broken = {i for i in through[cell] if off / _divisor(own[i], cell) > 1.01 * grid.satuan[own[i].total]}
    if broken:
        yield Planting(spoilt, cell, kind, mine is not None, _determined(own, through, cell, broken))


def _divisor(one: Equation, cell: Cell) -> int:
    return len(one.parts) if one.operator == AVERAGE and cell != one.total else 1


def _determined(own: list[Equation], through: dict[Cell, set[int]], cell: Cell, broken: set[int]) -> bool:
    """Whether no other cell breaks just these equations in just these directions, and two more lines bear one of them out."""
    order = sorted(broken)

    def signs(other: Cell) -> list[int]:
        return [own[i].sign(other) * own[order[0]].sign(other) for i in order]

    rivals = {other for i in broken for other in (own[i].total, *own[i].parts) if through[other] == broken}
    lines = Counter(one.pattern for one in own)
    alone = not any(other != cell and signs(other) == signs(cell) for other in rivals)
    return alone and through[cell] == broken and max(lines[own[i].pattern] for i in broken) > 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--plantings", type=int, default=3000, help="about one in four can be determined")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    tables = [table for table in read_tables(given.tables) if np.prod(kisi(table["table_array"]).nilai.shape) <= MOST_CELLS]
    found: list[tuple[Planting, float | None]] = []
    for planting in plant(tables, given.plantings, Random(given.seed)):
        bits = [one.yakin for one in periksa(planting.rows).nyaris if one.sel == planting.cell]
        found.append((planting, max(bits, default=None)))
    alarms, cells = [], 0
    for table in tables:
        known = {tuple(c) for a in table["aggregation_annotations"] for c in (a["aggregator_index"], *a["aggregatee_indices"])}
        cells += len(known)
        alarms += [one.yakin for one in periksa(table["table_array"]).nyaris if one.sel in known]
    determined = [(planting, bits) for planting, bits in found if planting.determined]
    print(f"{len(found)} plantings, {len(determined)} determined, of which found:")
    for name, of in (("kind", lambda p: p.kind), ("place", lambda p: "total" if p.total else "part")):
        for value in sorted({of(planting) for planting, _ in determined}):
            own = [bits is not None for planting, bits in determined if of(planting) == value]
            print(f"{name:8}{value:12}{len(own):6}{sum(own) / len(own):8.3f}")
    print(f"{'bits':>8}{'found':>10}{'alarms on annotated cells':>28}")
    for least in CURVE:
        recall = sum(bits is not None and bits >= least for _, bits in determined) / max(1, len(determined))
        print(f"{least:8}{recall:10.3f}{sum(bits >= least for bits in alarms) / max(1, cells):28.4f}")


if __name__ == "__main__":
    main()
