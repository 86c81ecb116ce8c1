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


def test_triwulan_are_single_where_their_sum_stands_beside_them(tmp_path: Path) -> None:
    header = [
        ["Kode", "Uraian", "Pagu", "Realisasi Triwulan", None, None, None, "Total Realisasi"],
        [*[None] * 3, "I", "II", "III", "IV"],
    ]
    rows = [[code, "P", 900, 10, 20, 30, 40, 100] for code in CODES[:3]]
    table = Table(header, rows, ["REALISASI ANGGARAN TAHUN 2023", UNIT_NAMA], merge_header=True)
    assert [t.aturan for t in judged({"TW": table}).temuan if t.aturan.startswith("ANG")] == ["ANG005"]
    root = Root(tmp_path)
    root.raw.mkdir()
    (root.raw / "TW.xlsx").write_bytes(workbook({"TW": table, "SKM": answers_beside_a_ranking()}))
    publish(root)
    with duckdb.connect(str(root.published), read_only=True) as con:
        found = con.execute("SELECT periode, realisasi FROM serapan_anggaran ORDER BY periode").fetchall()
        balance = con.execute("SELECT dibaca, dimuat, seimbang FROM audit.baris WHERE lembar = 'SKM'").fetchall()
    assert found == [("TAHUN", 100), ("TW1", 10), ("TW2", 30), ("TW3", 60), ("TW4", 100)]
    assert balance == [(8, 4, True)]  # a row of answers that names an unsur beside them is one row


def answers_beside_a_ranking() -> Table:
    header = [["No", *[f"U{i}" for i in range(1, 10)], None, "No", "Unsur Pelayanan", "NRR"]]
    names = ("Persyaratan", "Waktu Penyelesaian", "Biaya/Tarif")
    rows = [[i, *[3] * 9, *([None, i, names[i - 1], 3] if i <= len(names) else [])] for i in range(1, 5)]
    return Table(header, rows, ["SURVEI KEPUASAN MASYARAKAT TAHUN 2023", UNIT_NAMA])
