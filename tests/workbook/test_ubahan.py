"""Another place, another name, numbers as text, other formats, rows of noise: none changes a value of what offices send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from kantor import CASES, Case
from pabrik import BULAN, DESA, UNIT_NAMA, Table, checked, unbalanced, values, workbook

from flows.checks.check import Checked

few = settings(max_examples=settings.default.max_examples // 3)
SINGLE = [case for case in CASES if len(case.sheets) == 1 and isinstance(next(iter(case.sheets.values())), Table)]
NOISE: list[list[Any]] = [
    [],
    [None],
    ["Sumber: Dinas"],
    ["Catatan: sementara"],
    ["Mengetahui,"],
    ["Camat"],
    ["NIP. 19700101 199003 1 001"],
]
case_of = st.sampled_from(SINGLE)
Change = Callable[[Table], Table]


def data_of(result: Checked) -> dict[str, pl.DataFrame]:
    return {name: values(frame) for name, frame in result.frames.items() if name not in {"tercetak", "skm_unsur"}}


@cache
def plain(text: str) -> dict[str, pl.DataFrame]:
    case = next(case for case in CASES if case.text == text)
    return data_of(checked(workbook(case.sheets, case.touch)))


def same(case: Case, change: Change, name: Callable[[str], str] = str) -> None:
    sheets: Mapping[str, Table] = case.sheets  # type: ignore[assignment]
    result = checked(workbook({name(lembar): change(table) for lembar, table in sheets.items()}, case.touch))
    found, right = data_of(result), plain(case.text)
    assert found.keys() == right.keys()
    for dataset, frame in right.items():
        assert found[dataset].equals(frame), dataset
    assert not unbalanced(result)


@few
@given(case=case_of, row=st.integers(1, 60), column=st.integers(1, 40))
def test_another_place(case: Case, row: int, column: int) -> None:
    same(case, lambda table: table.moved(row, column))


@few
@given(case=case_of, name=st.sampled_from(["Sheet1", "x", "Rekap (2)", "DATA FIX", "penduduk", "SKM"]))
def test_another_sheet_name(case: Case, name: str) -> None:
    same(case, lambda table: table, lambda _: name)


@few
@given(case=case_of, form=st.sampled_from([str, " {} ".format]))
def test_numbers_as_text(case: Case, form: Callable[[Any], str]) -> None:
    def change(table: Table) -> Table:
        data = [
            [form(value) if isinstance(value, int) and not isinstance(value, bool) else value for value in row]
            for row in table.data
        ]
        return replace(table, data=data)

    same(case, change)


@few
@given(case=case_of, form=st.sampled_from(["0", "#,##0", "0.00", "@", "General", "#.##0,00"]))
def test_another_number_format(case: Case, form: str) -> None:
    same(case, lambda table: replace(table, formats=dict.fromkeys(range(40), form)))


@few
@given(
    case=case_of,
    noise=st.lists(st.sampled_from(NOISE), max_size=5),
)
def test_notes_and_blanks_below(case: Case, noise: list[list[Any]]) -> None:
    same(case, lambda table: replace(table, below=[*table.below, *noise]))


@few
@given(case=case_of, at=st.integers(0, 9), several=st.integers(1, 3))
def test_blank_rows_between(case: Case, at: int, several: int) -> None:
    def change(table: Table) -> Table:
        blank: list[list[Any]] = [[None]] * several
        return replace(table, data=[*table.data[:at], *blank, *table.data[at:]])

    same(case, change)


@few
@given(case=case_of, upper=st.booleans(), wrap=st.booleans())
def test_headers_in_other_case_and_lines(case: Case, upper: bool, wrap: bool) -> None:
    def write(text: Any) -> Any:
        if not isinstance(text, str):
            return text
        text = text.upper() if upper else text.lower()
        return text.replace(" ", "\n ") if wrap else f" {text}  "

    same(case, lambda table: replace(table, header=[list(map(write, row)) for row in table.header]))


@few
@given(
    counts=st.lists(st.lists(st.integers(0, 999), min_size=2, max_size=2), min_size=2, max_size=12),
    split=st.booleans(),
)
def test_months_on_sheets_of_their_own(counts: list[list[int]], split: bool) -> None:
    """A year of months in one table, one month a row, or a sheet for each month."""
    rows = list(zip(BULAN, counts, strict=False))
    long = Table([["Bulan", "Desa", "L", "P"]], [[m, DESA[0], *n] for m, n in rows], ["PENDUDUK TAHUN 2023", UNIT_NAMA])
    own = {
        (m if split else f"L{i}"): Table(
            [["Desa", "L", "P"]], [[DESA[0], *n]], ["PENDUDUK TAHUN 2023" if split else f"PENDUDUK BULAN {m} 2023", UNIT_NAMA]
        )
        for i, (m, n) in enumerate(rows)
    }
    first, second = checked(workbook({"Setahun": long})), checked(workbook(own))
    assert values(first.frames["penduduk_desa"]).equals(values(second.frames["penduduk_desa"]))
