"""The bench is held to what it promises: every class has a place in some office, and the judge tells good findings from bad."""

from __future__ import annotations

import pytest

from faults.faults import FAULTS, first
from faults.judge import AT, GROUP, INCOMPLETE, MISSED, OUTSIDE, SPLIT, judge
from flows.findings import PERINGATAN, Temuan


def _finding(sel: tuple[str, str, str], *along: tuple[str, str, str]) -> Temuan:
    berkas, lembar, cell = sel
    return Temuan("XXX001", PERINGATAN, berkas, lembar, cell, "", "", "", ", ".join(place[2] for place in along))


@pytest.mark.parametrize("name", FAULTS)
def test_expectation_names_cells_that_are_there(name: str) -> None:
    case = first(name)
    cells = {cell.place for sheet in case.office.sheets for cell in sheet.cells}
    assert case.want.sel and case.want.sel | case.want.must <= case.want.group <= cells


@pytest.mark.parametrize("name", FAULTS)
def test_judge_accepts_the_one_right_finding_and_no_other(name: str) -> None:
    want = first(name).want
    at = min(want.sel)
    right = _finding(at, *want.must)
    title = (at[0], at[1], "XFD1048576")
    assert judge(want, [right], []).result == (AT if want.determined else GROUP)
    assert judge(want, [], []).result == MISSED
    assert judge(want, [right, _finding(title)], []).result == OUTSIDE
    assert judge(want, [_finding(at, *want.must, title)], []).result == OUTSIDE
    assert judge(want, [right, right], []).result == SPLIT
    if want.must - {at}:
        assert judge(want, [_finding(at)], []).result == INCOMPLETE


def test_culprit_is_the_cell_where_row_and_column_cross() -> None:
    case = first("angka tertukar, baris dan kolom")
    sheet = case.office.sheet("penduduk_desa")
    (sel,) = case.want.sel
    ((row, column),) = [key for key, cell in sheet.at.items() if cell.place == sel]
    assert case.want.must == {sel, sheet[row, "jumlah"].place, sheet["TOTAL", column].place}


def test_group_is_the_whole_column_where_only_its_total_tells() -> None:
    case = first("angka tertukar, hanya kolom")
    sheet = case.office.sheet("penduduk_desa")
    column = {sheet[row, "kk"].place for row in [*sheet.rows, "TOTAL"]}
    # A village whose households would have to be fewer than none cannot be the culprit.
    assert case.want.sel <= column and len(case.want.sel) > 1


def test_at_least_600_workbooks_of_12_classes() -> None:
    from faults.test_faults import MANY

    assert len(FAULTS) >= 12 and MANY * len(FAULTS) >= 600
