"""Wrong numbers planted in annotated tables: ``python -m tests.benchmarks.near_misses TABLES.jl[.gz] [--plantings N]``.

One number of a table is spoilt as people spoil them (a digit mistyped, two swapped, one lost or doubled, a mark misplaced, a part
left out or added twice, a stale total). It can be determined where it is the only cell that is in just the equations which it
breaks, and the pattern of one of them holds on two other lines; only such are planted, one a table in turn, half of them in
totals. Printed: how many are found; and by the bits that an accusation is asked for, how many are found, how many of the cells
that are accused after a planting, and were not before, are the spoilt one (precision), and what untouched tables raise.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from flows.tabel import AVERAGE, SUM, Nyaris, periksa
from flows.tabel.kisi import Kisi, kisi
from tests.benchmarks.aggregations import Table, add_tables, chosen_tables

Cell = tuple[int, int]
Pattern = tuple[object, ...]
MOST_CELLS = 4000
"""Cells of a table: larger ones would only take longer."""
TRIES = 40
"""Slips after which a table counts as one in which none breaks enough."""
CURVE = (-99, 0, 1, 3, 5, 8, 12, 16, 24)


@dataclass(frozen=True)
class Equation:
    """An annotated sum or average that holds as printed; ``pattern`` is the same on every line of its table."""

    operator: str
    total: Cell
    parts: tuple[Cell, ...]
    pattern: Pattern

    def sign(self, cell: Cell) -> int:
        return 1 if cell == self.total else -1


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


@dataclass(frozen=True)
class Known:
    """A table with the equations that hold in it, which of them each cell is in, and the cells that can be determined."""

    rows: list[list[str]]
    grid: Kisi
    own: list[Equation]
    through: dict[Cell, set[int]]
    totals: list[Cell]
    parts: list[Cell]
    alarms: list[Nyaris]

    @classmethod
    def of(cls, table: Table) -> Known:
        grid = kisi(table["table_array"])
        own = equations(table, grid)
        through: dict[Cell, set[int]] = defaultdict(set)
        for index, one in enumerate(own):
            for cell in (one.total, *one.parts):
                through[cell].add(index)
        sums, lines = {one.total for one in own}, Counter(one.pattern for one in own)
        cells = [cell for cell in sorted(through) if grid.nilai[cell] and _determined(own, through, lines, cell)]
        totals, parts = [cell for cell in cells if cell in sums], [cell for cell in cells if cell not in sums]
        return cls(table["table_array"], grid, own, through, totals, parts, periksa(table["table_array"]).nyaris)


@dataclass(frozen=True)
class Planting:
    """``known`` with one cell spoilt in one way. ``total``: the cell is a total, maybe a part as well."""

    known: Known
    rows: list[list[str]]
    cell: Cell
    kind: str
    total: bool

    @property
    def place(self) -> str:
        return "total" if self.total else "part"


@dataclass(frozen=True)
class Outcome:
    """What a planting raised: the accusation of its cell, if there is one, and those of other cells that were none before."""

    planting: Planting
    hit: Nyaris | None
    others: list[Nyaris]

    @classmethod
    def of(cls, planting: Planting) -> Outcome:
        raised = periksa(planting.rows).nyaris
        before = {one.sel for one in planting.known.alarms}
        hit = next((one for one in raised if one.sel == planting.cell), None)
        return cls(planting, hit, [one for one in raised if one.sel not in before and one is not hit])

    @property
    def right(self) -> bool:
        """Whether the accusation tells the number that stood there before."""
        grid = self.planting.known.grid
        cell = self.planting.cell
        return self.hit is not None and abs(self.hit.seharusnya - float(grid.nilai[cell])) <= 0.51 * float(grid.satuan[cell])


def plant(tables: Sequence[Known], count: int, rng: Random) -> Iterator[Planting]:
    """``count`` spoilt tables, fewer where the tables offer no more: one a table, then one more of each, and so on."""
    waiting = [known for known in tables if known.own]
    while waiting:
        again = []
        for known in waiting:
            planting = next((one for one in (_planted(known, rng) for _ in range(TRIES)) if one), None)
            if planting:
                again.append(known)
                yield planting
                count -= 1
                if count == 0:
                    return
        waiting = again


def _planted(known: Known, rng: Random) -> Planting | None:
    """A number spoilt at random, if that breaks every equation that it is in."""
    total = bool(known.totals) and (rng.random() < 0.5 or not known.parts)
    among = known.totals if total else known.parts
    if not among:
        return None
    cell, grid = rng.choice(among), known.grid
    mine = next((known.own[i] for i in sorted(known.through[cell]) if known.own[i].total == cell), None)
    parts = [float(grid.nilai[part]) for part in mine.parts if grid.nilai[part]] if mine else []
    text = known.rows[cell[0]][cell[1]]
    offered = list(slips(rng, text, float(grid.nilai[cell]), float(grid.satuan[cell]), parts))
    if not offered:
        return None
    kind, text = rng.choice(offered)
    spoilt = [list(row) for row in known.rows]
    spoilt[cell[0]][cell[1]] = text
    off = abs(kisi(spoilt).nilai[cell] - grid.nilai[cell])
    broken = [off / _divisor(known.own[i], cell) > 1.01 * grid.satuan[known.own[i].total] for i in known.through[cell]]
    if not all(broken):
        return None
    return Planting(known, spoilt, cell, kind, mine is not None)


def _divisor(one: Equation, cell: Cell) -> int:
    return len(one.parts) if one.operator == AVERAGE and cell != one.total else 1


def _determined(own: list[Equation], through: dict[Cell, set[int]], lines: Counter[Pattern], cell: Cell) -> bool:
    """Whether no other cell breaks just the equations of this one in the same directions, and two more lines bear one out."""
    broken = through[cell]
    order = sorted(broken)

    def signs(other: Cell) -> list[int]:
        return [own[i].sign(other) * own[order[0]].sign(other) for i in order]

    rivals = {other for i in broken for other in (own[i].total, *own[i].parts) if through[other] == broken}
    alone = not any(other != cell and signs(other) == signs(cell) for other in rivals)
    return alone and max(lines[own[i].pattern] for i in broken) > 2


def report(found: Sequence[Outcome], tables: Sequence[Known], cells: set[tuple[int, Cell]]) -> Iterator[str]:
    """Shares found by kind and place; the curve. ``cells``: the annotated cells, by table."""
    yield f"{len(found)} plantings that can be determined: found, with the right value"
    for of in (lambda _: "all", lambda p: p.kind, lambda p: p.place):
        for value in sorted({of(one.planting) for one in found}):
            own = [one for one in found if of(one.planting) == value]
            hits, right = (sum(each) / len(own) for each in ([one.hit is not None for one in own], [one.right for one in own]))
            yield f"{value:12}{len(own):6}{hits:8.3f}{right:8.3f}"
    alarms = [(i, one) for i, known in enumerate(tables) for one in known.alarms]
    yield f"{'bits':>8}{'found':>10}{'precision':>12}{'alarms on annotated cells of untouched tables':>48}"
    for least in CURVE:
        hits = sum(one.hit is not None and one.hit.yakin >= least for one in found)
        others = sum(other.yakin >= least for one in found for other in one.others)
        raised = sum(one.yakin >= least and (i, one.sel) in cells for i, one in alarms)
        yield f"{least:8}{hits / max(1, len(found)):10.3f}{hits / max(1, hits + others):12.3f}{raised / max(1, len(cells)):48.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_tables(parser)
    parser.add_argument("--plantings", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alarms", action="store_true", help="list what untouched tables raise")
    given = parser.parse_args()
    tables = [t for t in chosen_tables(given) if len(t["table_array"]) * max(map(len, t["table_array"])) <= MOST_CELLS]
    known = [Known.of(table) for table in tables]
    found = [Outcome.of(planting) for planting in plant(known, given.plantings, Random(given.seed))]
    cells = {
        (i, tuple(cell))
        for i, table in enumerate(tables)
        for one in table["aggregation_annotations"]
        for cell in (one["aggregator_index"], *one["aggregatee_indices"])
    }
    print("\n".join(report(found, known, cells)))
    for table, own in zip(tables, known, strict=True) if given.alarms else ():
        for one in own.alarms:
            print(table["file_name"], one.sel, f"{one.angka[one.sel]:g} should be {one.seharusnya:g}", one.operator, one.hasil,
                  one.bagian, f"{one.yakin:.1f}", one.sebab)  # fmt: skip


if __name__ == "__main__":
    main()
