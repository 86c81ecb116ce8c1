"""Sheets of twelve months that no dataset covers: the sums of each row are checked."""

from __future__ import annotations

from typing import Any

import pytest
from pabrik import Table, checked, findings, workbook

MONTHS = [f"Bulan {n}" for n in range(1, 13)]
HEADER = ["Kode Akun", "Nama Akun", "Nilai Rincian", "Total RAK", *MONTHS]
"""A cash plan as SIPD exports it."""


def plan(*rows: list[Any], header: list[Any] = HEADER) -> bytes:
    return workbook({"RAK": Table([header], rows, ["ANGGARAN KAS TAHUN 2025"], gap=0)})


def row(code: str, total: Any, *amounts: int) -> list[Any]:
    months = [*amounts, *[None] * (12 - len(amounts))]
    return [code, "Belanja", sum(amounts), total, *months]


def test_a_total_that_is_not_the_sum_of_its_months_is_found() -> None:
    found = checked(plan(row("5.1.02.01.01.0024", 300, 100, 200), row("5.1.02.01.01.0025", 70, 50, 10), row("5.1.02", None, 5)))
    assert [(t.sel, t.nilai, t.usul) for t in findings(found, "TBL004")] == [("D4", "70", "60"), ("D5", "", "5")]
    assert {t.aturan for t in found.temuan} == {"LBR010", "TBL004"}
    assert not found.frames


def test_a_quarter_between_the_months_is_checked_too() -> None:
    header = [*HEADER[:7], "TW I", *HEADER[7:]]
    rows = [row("5.1.02.01.01.0024", 300, 100, 200), row("5.1.02.01.01.0025", 60, 50, 10)]
    for each, quarter in zip(rows, (300, 61), strict=True):
        each.insert(7, quarter)
    assert [(t.sel, t.usul) for t in findings(checked(plan(*rows, header=header)), "TBL004")] == [("H4", "60")]


@pytest.mark.parametrize("total", [300, "300", "300,00"])
def test_right_totals_blank_rows_and_strays_give_nothing(total: Any) -> None:
    stray = [None] * 10 + [26_749_000]
    found = checked(plan(row("5.1.02.01.01.0024", total, 100, 200), [], [None] * 6 + [17.5], stray))
    assert not findings(found, "TBL004")
