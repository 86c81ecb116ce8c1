"""Sheets of answers that only their tabs tell apart are of a service each, unless they may be the same survey."""

from __future__ import annotations

import pytest
from kantor import SURVEI, two
from pabrik import checked, findings, workbook

ANSWERS = [[(i * j + i) % 4 + 1 for j in range(9)] for i in range(8)]
OTHERS = [[(i * j + j + 2) % 3 + 2 for j in range(9)] for i in range(6)]
MENDED = [*ANSWERS[:3], [4] * 9, *ANSWERS[4:]]


def services(tabs: dict[str, list[list[int]]], titles: list[str] = SURVEI, hide: str = "") -> set[str | None]:
    """The services of the answers in a workbook with these tabs; a finding tells each that a tab gave."""
    sheets = {
        tab: two("No", *[f"U{i}" for i in range(1, 10)], data=[(i, *row) for i, row in enumerate(rows)], titles=titles)
        for tab, rows in tabs.items()
    }
    result = checked(
        workbook(sheets, lambda book: setattr(book[hide], "sheet_state", "hidden") if hide else None), "SKM 2023.xlsx"
    )
    found = set(result.frames["skm_responden"]["layanan"])
    assert {finding.lembar for finding in findings(result, "LBR014")} == found - {None}
    return found


def test_tabs_of_one_time_are_services() -> None:
    assert services({"KTP": ANSWERS, "SKM Surat Pindah": OTHERS}) == {"KTP", "SKM Surat Pindah"}


@pytest.mark.parametrize("second", [ANSWERS, MENDED, ANSWERS + OTHERS, ANSWERS[:4]])
def test_tabs_that_share_respondents_are_not(second: list[list[int]]) -> None:
    assert services({"KTP": ANSWERS, "Surat Pindah": second}) == {None}


@pytest.mark.parametrize("tab", ["Sheet2", "SKM (2)", "Olah Data", "Semua Layanan", "Revisi", "Oktober", "2023"])
def test_tabs_that_name_a_kind_a_number_or_a_time_are_not(tab: str) -> None:
    assert services({"KTP": ANSWERS, tab: OTHERS}) == {None}


def test_a_hidden_tab_may_be_an_old_one() -> None:
    assert services({"KTP": ANSWERS, "Surat Pindah": OTHERS}, hide="Surat Pindah") == {None}


def test_tabs_of_other_times_need_no_service() -> None:
    assert services({"KTP 2022": ANSWERS, "KTP 2023": OTHERS}, titles=["KECAMATAN KARANG BINTANG"]) == {None}
