"""Which cell is wrong: never silent, never a cell more than the equations leave open, on large sheets too."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.checks.diagnose import Kelompok, diagnose
from flows.checks.equations import ONE, Angka, Persamaan, divided, rounded, set_tolerances
from flows.workbook.text import address

D = Decimal


@dataclass
class Tabel:
    """A table of men, women and their sum, with a total row, percentages, and parents above groups of rows, each optional."""

    values: dict[tuple[int, int], Decimal]
    rows: int
    total: bool = True
    percent: int | None = None
    size: int = 0
    lembar: str = "L"

    def cells(self) -> dict[tuple[int, int], Angka]:
        computed = {key for key in self.values if key[1] >= 2 or key[0] >= self.rows}
        return {
            key: Angka("b", self.lembar, address(*key), value, str(key), tercetak=key in computed, bulat=key[1] < 3)
            for key, value in self.values.items()
        }

    def equations(self) -> list[Persamaan]:
        at = self.cells()
        found = []

        def claim(hasil: tuple[int, int], parts: list[tuple[int, int]], rule: str, dihitung: Decimal) -> None:
            found.append(Persamaan(rule, rule, str(hasil), at[hasil], [(ONE, at[p]) for p in parts], dihitung, "", 2024, "TAHUN"))

        def data(r: int, c: int) -> Decimal:
            """What a figure is by the table's data."""
            rows = self.below(r) or [r]
            columns = (0, 1) if c == 2 else (c,)
            return sum((self.values[i, j] for i in rows for j in columns), D(0))

        for r in sorted({r for r, _ in self.values}):
            claim((r, 2), [(r, 0), (r, 1)], "baris", data(r, 2))
            if (r, 3) in at:
                value = divided(100 * self.values[r, 0], self.values[r, 2])
                found.append(
                    Persamaan(
                        "persen", "persen", str(r), at[r, 3], [(D(100), at[r, 0])], value, "", 2024, "TAHUN", pembagi=at[r, 2]
                    )
                )
            if parts := self.parts(r):
                for c in range(3):
                    claim((r, c), [(i, c) for i in parts], f"kolom{c}", data(r, c))
        set_tolerances(found)
        return found

    def below(self, r: int) -> list[int]:
        """The data rows under a parent or the total."""
        if r < self.rows:
            return []
        if self.size and r < self.rows + self.rows // self.size:
            first = (r - self.rows) * self.size
            return list(range(first, first + self.size))
        return list(range(self.rows))

    def parts(self, r: int) -> list[int]:
        """The rows that a parent or the total adds up: for the total the parents, where there are any."""
        parents = list(range(self.rows, self.rows + self.rows // self.size)) if self.size else []
        return self.below(r) if r in parents or not parents else parents if r >= self.rows else []


def tabel(seed: int, rows: int = 6, percent: int | None = None, size: int = 0, total: bool = True) -> Tabel:
    """A table whose figures agree."""
    rng = Random(seed)
    rows = rows // size * size if size else rows
    made = Tabel({(r, c): D(rng.randint(100, 9999)) for r in range(rows) for c in (0, 1)}, rows, total, percent, size)
    upper = (rows // size if size else 0) + int(total or bool(size))
    for r in range(rows, rows + upper):
        for c in (0, 1):
            made.values[r, c] = sum((made.values[i, c] for i in made.below(r)), D(0))
    for r in range(rows + upper):
        made.values[r, 2] = made.values[r, 0] + made.values[r, 1]
        if percent is not None:
            made.values[r, 3] = rounded(divided(100 * made.values[r, 0], made.values[r, 2]), percent)
    return made


def at_fault(group: Kelompok) -> set[str]:
    """The cells that a slip leaves open."""
    return {group.sel.sel, *(cell.sel for cell in group.suspects), *([group.tukar.sel] if group.tukar else [])}


TABLES = st.builds(
    tabel, seed=st.integers(0, 10**6), rows=st.integers(3, 12), percent=st.sampled_from([None, 0, 1, 2, 3]),
    size=st.sampled_from([0, 0, 2, 3]), total=st.booleans(),
)  # fmt: skip

CELLS = st.tuples(st.integers(0, 7), st.integers(0, 1))
PAIRS = st.lists(CELLS, min_size=2, max_size=2, unique_by=(lambda key: key[0], lambda key: key[1]))


@given(TABLES)
def test_a_table_that_agrees_is_left_alone(table: Tabel) -> None:
    assert diagnose(table.equations()) == []


@given(TABLES, st.data())
def test_one_changed_cell_is_among_those_named(table: Tabel, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(k for k in table.values if k[1] < 3)))
    change = data.draw(st.integers(60, 3000).map(D))
    table.values[key] += change
    groups = diagnose(table.equations())
    assert groups and address(*key) in set().union(*map(at_fault, groups))
    assert len(groups) == 1


@given(st.integers(0, 10**6), st.integers(3, 12), st.sampled_from([None, 1, 2]), st.data())
def test_a_datum_where_row_and_column_cross_is_named_alone(
    seed: int, rows: int, percent: int | None, data: st.DataObject
) -> None:
    table = tabel(seed, rows, percent)
    key = data.draw(st.tuples(st.integers(0, rows - 1), st.integers(0, 1)))
    right, change = table.values[key], data.draw(st.integers(60, 3000))
    table.values[key] += change
    (group,) = diagnose(table.equations())
    assert group.pasti and group.suspects == [] and group.tukar is None
    assert (group.sel.sel, group.usul) == (address(*key), right)
    assert {cell.sel for cell in group.terkait} >= {address(key[0], 2), address(rows, key[1])}


@given(st.integers(0, 10**6), st.integers(3, 10), st.data())
def test_swapped_neighbours_are_found(seed: int, rows: int, data: st.DataObject) -> None:
    table = tabel(seed, rows)
    r = data.draw(st.integers(0, rows - 2))
    pair = data.draw(st.sampled_from([((r, 0), (r, 1)), ((r, 0), (r + 1, 0)), ((r, 1), (r + 1, 1))]))
    first, second = pair
    if abs(table.values[first] - table.values[second]) < 2:
        return
    beside = [table.values[row, 1 - column] for row, column in pair]
    if first[1] == second[1] and beside[0] == beside[1]:
        return  # then the two sums may as well have changed places: nothing on the sheet tells the one from the other
    table.values[first], table.values[second] = table.values[second], table.values[first]
    (group,) = diagnose(table.equations())
    assert group.tukar and {group.sel.sel, group.tukar.sel} == {address(*first), address(*second)}


@given(TABLES, st.data())
def test_the_order_of_equations_does_not_matter(table: Tabel, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(k for k in table.values if k[1] < 3)))
    table.values[key] += 777
    equations = table.equations()
    shuffled = data.draw(st.permutations(equations))
    assert [at_fault(g) for g in diagnose(shuffled)] == [at_fault(g) for g in diagnose(equations)]


@given(TABLES, TABLES, st.data())
def test_sheets_without_a_common_cell_do_not_influence_each_other(one: Tabel, other: Tabel, data: st.DataObject) -> None:
    other.lembar = "M"
    for table in (one, other):
        table.values[data.draw(st.sampled_from(sorted(k for k in table.values if k[1] < 3)))] += 777
    alone = [[(g.sel.lembar, at_fault(g)) for g in diagnose(table.equations())] for table in (one, other)]
    assert [(g.sel.lembar, at_fault(g)) for g in diagnose([*one.equations(), *other.equations()])] == [*alone[0], *alone[1]]


@given(
    st.integers(0, 10**6),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 1)), min_size=2, max_size=2, unique_by=(lambda k: k[0], lambda k: k[1])),
)
@settings(max_examples=50)
def test_two_slips_in_different_rows_and_columns_are_two(seed: int, keys: list[tuple[int, int]]) -> None:
    table = tabel(seed, 8)
    for i, key in enumerate(keys):
        table.values[key] += 131 + 400 * i
    assert {g.sel.sel for g in diagnose(table.equations())} == {address(*key) for key in keys}


@given(TABLES, st.data())
def test_nothing_is_named_that_no_broken_equation_touches(table: Tabel, data: st.DataObject) -> None:
    """Never more cells than the equations leave open."""
    for key in data.draw(
        st.lists(st.sampled_from(sorted(k for k in table.values if k[1] < 3)), min_size=1, max_size=3, unique=True)
    ):
        table.values[key] += data.draw(st.integers(60, 900))
    equations = table.equations()
    groups = diagnose(equations)
    touched = {cell.sel for equation in equations if not equation.cocok for cell in equation.cells}
    assert set().union(*map(at_fault, groups)) <= touched


@pytest.mark.parametrize("options", [{}, {"percent": 2}, {"size": 10}], ids=str)
@pytest.mark.parametrize("slips", [0, 1, 20])
def test_each_slip_of_a_large_sheet_is_named(options: dict[str, int], slips: int) -> None:
    table = tabel(1, 1500, **options)
    spoilt = [(r, r % 2) for r in range(0, 1500, 1500 // slips)] if slips else []
    for key in spoilt:
        table.values[key] += 450
    named = set().union(*map(at_fault, diagnose(table.equations())))
    assert named >= {address(*key) for key in spoilt}
    assert slips > 1 or len(named) == slips


@pytest.mark.parametrize("options", [{}, {"percent": 2}, {"size": 10}], ids=str)
def test_a_column_that_is_wrong_from_top_to_bottom(options: dict[str, int]) -> None:
    """Each sum of its row is told."""
    table = tabel(1, 2000, **options)
    for r in range(2000):
        table.values[r, 2] += 17 + r
    groups = diagnose(table.equations())
    assert {group.sel.sel for group in groups} == {address(r, 2) for r in range(2000)}


def test_a_long_sum_names_its_total_alone() -> None:
    table = tabel(3, 1500)
    table.values[1500, 0] += 7_000_000
    (group,) = diagnose(table.equations())
    assert (group.sel.sel, group.suspects) == (address(1500, 0), [])
