"""Money of single months or triwulan: added up from January where all are there, told where they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
from bersih import Kasus, judged
from gudang import publish
from pabrik import UNIT_NAMA, Table, workbook

from flows.paths import Root

CODES = ("7.01.01", "7.01.01.2.02", "7.01.01.2.02.0001", "7.01.01.2.02.0002")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei")
SINGLE = ((40, 10), (30, 60), (70, 20), (10, 30), (50, 5))
"""What two sub kegiatan spent in each month."""


Amounts = Sequence[tuple[int, int]]


def sheets(amounts: Amounts, months: Sequence[str] = MONTHS, header: str = "Realisasi") -> Mapping[str, Table]:
    """A sheet a month."""
    found = {}
    for month, (first, second) in zip(months, amounts, strict=False):
        spent = (first + second, first + second, first, second)
        rows = [[code, f"Uraian {code}", *money] for code, *money in zip(CODES, (900, 900, 500, 400), spent, strict=True)]
        titles = [f"REALISASI ANGGARAN BULAN {month.upper()} 2023", UNIT_NAMA]
        found[month] = Table([["Kode", "Uraian", "Pagu", header]], rows, titles)
    return found


def summed() -> list[tuple[int, int]]:
    return [(sum(a for a, _ in SINGLE[:n]), sum(b for _, b in SINGLE[:n])) for n in range(1, len(SINGLE) + 1)]


def told(amounts: Amounts, months: Sequence[str] = MONTHS, header: str = "Realisasi") -> set[str]:
    return {t.aturan for t in judged(sheets(amounts, months, header)).temuan if t.aturan.startswith("ANG")}


def test_single_months_are_told_apart_from_cumulative_ones() -> None:
    found = judged(sheets(SINGLE)).of("ANG005")
    assert [(t.lembar, t.sel) for t in found] == [(month, "D5") for month in MONTHS]
    assert told(SINGLE) == {"ANG005"}
    assert told(summed()) == set()


def test_a_header_says_so_where_the_figures_do_not() -> None:
    assert told(summed(), header="Realisasi Bulan Ini") == {"ANG005"}


def test_a_month_that_is_missing_leaves_them_as_they_are() -> None:
    assert told(SINGLE[1:], MONTHS[1:]) == {"ANG004"}


def test_a_slip_among_cumulative_figures_is_a_slip() -> None:
    amounts = summed()
    amounts[2] = (amounts[2][0] // 10, amounts[2][1])
    assert told(amounts) == {"ANG003"}


def test_months_in_thousands_are_not_added_up() -> None:
    amounts = [(a * 3, b * 3) for a, b in summed()]
    amounts[2] = (1, 1)
    assert "ANG005" not in told(amounts)


def rfk(before: int, now: int, until: int) -> Mapping[str, Table]:
    header = [["Kode", "Uraian", "Pagu", "Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini", "Realisasi s.d. Bulan Ini"]]
    rows = [[CODES[0], "PROGRAM", 900, before, now, until]]
    return {"RFK": Table(header, rows, ["REALISASI ANGGARAN MARET 2023", UNIT_NAMA])}


SENYAP = {"ANG005": [sheets(summed())], "BDG206": [rfk(10, 5, 15)]}
KASUS = [Kasus("BDG206", [rfk(10, 5, 16)], {}, "F5", "D5 E5", "", ("16", "15"))]
LAIN = ("ANG005",)


def test_the_warehouse_adds_them_up_and_keeps_what_was_written(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.raw.mkdir()
    (root.raw / "RFK.xlsx").write_bytes(workbook(sheets(SINGLE)))
    publish(root)
    with duckdb.connect(str(root.published), read_only=True) as con:
        found = con.execute(
            "SELECT realisasi, realisasi_tertulis FROM data.anggaran WHERE kode = ? ORDER BY periode", [CODES[2]]
        ).fetchall()
        (serapan,) = con.execute("SELECT realisasi FROM serapan_anggaran WHERE periode = 'B05'").fetchone() or (None,)
    assert found == [(Decimal(a), Decimal(s)) for (a, _), (s, _) in zip(summed(), SINGLE, strict=True)]
    assert serapan == sum(map(sum, SINGLE))
