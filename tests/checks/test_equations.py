"""Claims of a sheet: how exactly a printed figure must agree, and what one cell would have to be."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.checks.equations import ONE, Angka, Persamaan, State, agrees, constant, decimals, divided, rounded, set_tolerances
from flows.slips import slip

D = Decimal


def cell(sel: str, nilai: str | int, **facts: bool) -> Angka:
    return Angka("b.xlsx", "L", sel, D(nilai), sel, **facts)


def share(hasil: Angka, bagian: Angka, seluruh: Angka) -> Persamaan:
    value = divided(100 * bagian.nilai, seluruh.nilai)
    return Persamaan("X", "persen", "", hasil, [(D(100), bagian)], value, "", 2024, "TAHUN", pembagi=seluruh)


@pytest.mark.parametrize(
    ("tercetak", "dihitung", "desimal", "cocok"),
    [
        ("92.06", "92.0639", 2, True), ("92.06", "92.065", 2, True), ("92.06", "92.0651", 2, False), ("92.1", "92.0639", 1, True),
        ("92", "92.5", 0, True), ("92", "92.51", 0, False), ("-1.5", "-1.54", 1, True), ("0", "0.004", 2, True),
    ],
)  # fmt: skip
def test_half_a_unit_of_the_last_printed_decimal(tercetak: str, dihitung: str, desimal: int, cocok: bool) -> None:
    assert agrees(D(tercetak), D(dihitung), desimal) is cocok


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        (["92.5", "81.73"], [0]),
        (["92", "82"], []),
        (["92.49146", "81.7347"], []),
        (["92.49", "81.7"], [1]),
        (["92.5", "81.7"], []),
    ],
)
def test_a_column_says_how_it_was_rounded(printed: list[str], wrong: list[int]) -> None:
    """92,4914.. and 81,7346.. as offices print them: 92,5 beside 81,73 means 92,50, which is wrong."""
    pairs = [("4662500000", "5041005997"), ("211556200", "258832900")]
    equations = [
        share(cell(f"E{i}", value, tercetak=True), cell(f"D{i}", part), cell(f"C{i}", whole))
        for i, (value, (part, whole)) in enumerate(zip(printed, pairs, strict=True))
    ]
    set_tolerances(equations)
    assert [i for i, equation in enumerate(equations) if not equation.cocok] == wrong


@given(st.lists(st.tuples(st.integers(1, 10**12), st.integers(1, 10**12)), min_size=1, max_size=12), st.integers(0, 3))
def test_rounding_to_any_number_of_decimals_never_disagrees(pairs: list[tuple[int, int]], desimal: int) -> None:
    equations = []
    for i, (part, whole) in enumerate(pairs):
        value = rounded(divided(D(100 * part), D(whole)), desimal)
        equations.append(share(cell(f"E{i}", str(value), tercetak=True), cell(f"D{i}", part), cell(f"C{i}", whole)))
    set_tolerances(equations)
    assert all(equation.cocok for equation in equations)
    state = State(equations)
    assert all(state.holds(equation) for equation in equations)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 10**9))
def test_an_implied_value_mends_its_equation(part: int, whole: int, printed: int) -> None:
    equation = share(cell("E1", printed, tercetak=True), cell("D1", part), cell("C1", whole))
    set_tolerances([equation])
    state = State([equation])
    for angka in equation.cells:
        value = state.implied(equation, angka)
        if value is not None and value > 0 and state.holds_with(equation, (angka, value)):
            before = state.values[angka]
            state.change((angka, value))
            assert state.holds(equation)
            state.change((angka, before))


def test_the_same_cell_twice_counts_twice() -> None:
    equation = Persamaan(
        "X", "x", "", cell("B1", 10, tercetak=True), [(ONE, part := cell("A1", 5)), (ONE, part)], D(10), "", None, ""
    )
    assert equation.koefisien == {part: D(2)} and State([equation]).holds(equation)


def test_what_cannot_be_is_not_implied() -> None:
    """No fraction of a person, nothing below zero or above the most, no other value for what is no cell."""
    parts = [cell("A1", 3, bulat=True), Angka("b", "L", "A2", D(4), "", maks=D(4)), cell("A3", 1), constant(D(2))]
    equation = Persamaan("X", "x", "", cell("A5", 15, tercetak=True), [(ONE, p) for p in parts], D(10), "", None, "")
    set_tolerances([equation])
    state = State([equation])
    assert [state.implied(equation, each) for each in equation.cells] == [D(10), D(8), None, D(6), None]
    state.change((equation.hasil, D(6)))
    assert [state.implied(equation, each) for each in parts] == [None, D(0), None, None]


@pytest.mark.parametrize(("value", "count"), [("92.50", 1), ("100", 0), ("1E+3", 0), ("0.001", 3), ("0", 0), ("-2.25", 2)])
def test_trailing_zeros_are_no_decimals(value: str, count: int) -> None:
    assert decimals(D(value)) == count


@pytest.mark.parametrize(
    ("wrong", "right", "how"),
    [
        ("1588", "1582", "salah ketik satu angka"), ("110", "101", "dua angkanya tertukar"),
        ("7165", "1765", "dua angkanya tertukar"),
        ("11", "101", "satu angkanya hilang"), ("1001", "101", "satu angkanya berlebih"), ("10100", "101", "banyak angka nolnya"),
        ("1.151", "1151", "tanda desimal"), ("81.64", "84.64", "salah ketik satu angka"), ("12", "21", ""), ("456", "123", ""),
        ("5", "5", ""), ("-5", "5", ""), ("0", "101", ""),
    ],
)  # fmt: skip
def test_slips_are_said_in_words(wrong: str, right: str, how: str) -> None:
    said = slip(D(wrong), D(right))
    assert how in said and bool(said) == bool(how)


@given(st.decimals(-(10**10), 10**10, places=4), st.decimals(-(10**10), 10**10, places=4))
def test_a_slip_is_the_same_kind_both_ways(a: Decimal, b: Decimal) -> None:
    turned = {"satu angkanya hilang": "satu angkanya berlebih", "satu angkanya berlebih": "satu angkanya hilang"}
    said = slip(a, b)
    assert slip(b, a) == turned.get(said, said)
