"""Sheets Temuan and Rekonsiliasi: what was found in the workbooks, and every printed figure beside the computed one."""

from __future__ import annotations

from collections import Counter

from flows.findings import ARTI, LEVELS, terkait
from flows.reports.notes import comparisons
from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.tables.helpers import figure
from flows.reports.warehouse import Record, UnitData
from flows.summary import ribuan, temuan_counts
from flows.wording import tahun_periode

_HOW_TO_MARK = (
    "Yang isinya memang benar dapat ditandai di raw/diketahui.toml (caranya di raw/README.md), lalu tidak dihitung lagi."
)
_SELDOM = {"sel_terkait": Column("Sel Terkait", 12), "usul": Column("Seharusnya", 15), "diketahui": Column("Sudah Diketahui", 28)}
"""Columns shown only where a finding fills them, to leave room for the others."""
_COLUMNS = {
    "tingkat": Column("Tingkat", 10),
    "aturan": Column("Aturan", 9, "tengah"),
    "berkas": Column("Berkas", 24),
    "lembar": Column("Lembar", 18),
    "sel": Column("Sel", 8, "tengah"),
    "nilai": Column("Nilai", 15),
    "sel_terkait": _SELDOM["sel_terkait"],
    "usul": _SELDOM["usul"],
    "pesan": Column("Pesan", 46),
    "saran": Column("Saran", 40),
    "diketahui": _SELDOM["diketahui"],
}


def findings(data: UnitData) -> list[Record]:
    """The findings on the unit's workbooks, most serious first, each level as one reads; the known ones at the end."""

    def order(row: Record) -> tuple[object, ...]:
        return row["diketahui"] != "", LEVELS.index(row["tingkat"]), data.release.reading_order(row), row["aturan"]

    return sorted(data.findings(), key=order)


def temuan(data: UnitData, tahun: int) -> Sheet | None:
    rows = findings(data)
    if not rows:
        return None
    names = [name for name in _COLUMNS if name not in _SELDOM or any(row[name] for row in rows)]
    columns = (Column("No", 5, "nomor"), *(_COLUMNS[name] for name in names))
    body = tuple(_finding(no, row, names) for no, row in enumerate(rows, 1))
    counting = Counter(row["tingkat"] for row in rows if not row["diketahui"])
    meanings = ". ".join(f"{level}: {ARTI[level]}" for level in LEVELS)
    intro = (f"{temuan_counts(counting, len(rows) - counting.total())}. {meanings}.", _HOW_TO_MARK)
    return Sheet(("Temuan pada Buku Kerja",), (Section(columns, body),), landscape=True, filtered=True, intro=intro)


def _finding(no: int, row: Record, names: list[str]) -> Row:
    row = {**row, "sel_terkait": terkait(row["sel_terkait"] or "", row["usul"] or "")}
    if row["diketahui"]:  # what no longer counts does not draw the eye
        return Row((no, Cell(row["tingkat"], "tengah"), *(row[name] or "" for name in names[1:])), "redup")
    return Row((no, Cell(row["tingkat"], row["tingkat"]), *(row[name] or "" for name in names[1:])))


def rekonsiliasi(data: UnitData, tahun: int) -> Sheet | None:
    rows = comparisons(data, tahun)
    if not rows:
        return None
    columns = (
        Column("No", 5, "nomor"),
        Column("Cocok", 10, "tengah"),
        Column("Aturan", 9, "tengah"),
        Column("Periode", 11, "tengah"),
        Column("Uraian", 34),
        Column("Ukuran", 12),
        Column("Nilai Tercetak", 15, "desimal"),
        Column("Nilai Dihitung", 15, "desimal"),
        Column("Selisih", 13, "desimal"),
        Column("Berkas", 22),
        Column("Lembar", 18),
        Column("Sel", 8, "tengah"),
        Column("Penjelasan", 38),
    )
    differing = sum(row["cocok"] is False for row in rows)
    intro = (
        f"{ribuan(differing)} dari {ribuan(len(rows))} angka tercetak berbeda dari hitungan; yang berbeda ada di atas. "
        "Selisih = nilai tercetak − nilai dihitung.",
        "Tabel laporan memuat nilai dihitung; realisasi indikator tetap seperti tertulis.",
    )
    title = (f"Rekonsiliasi Angka Tercetak dan Angka Dihitung Tahun {tahun}",)
    return Sheet(title, (Section(columns, tuple(map(_comparison, rows))),), landscape=True, filtered=True, intro=intro)


def _comparison(row: Record) -> Row:
    periode = tahun_periode(row["tahun"], row["periode"]) if row["tahun"] else "-"
    penjelasan = row["penjelasan"] or ""
    values: tuple[Value | Cell, ...] = (
        row["aturan"], periode, row["uraian"], row["ukuran"].replace("_", " "),
        figure(row["nilai_tercetak"], row["teks_tercetak"]), figure(row["nilai_dihitung"], row["teks_dihitung"]),
        figure(row["selisih"]), row["berkas"], row["lembar"], row["sel"],
    )  # fmt: skip
    if row["cocok"] is False and row["diketahui"]:
        penjelasan = f"{penjelasan} Sudah diketahui: {row['diketahui']}.".strip()
        return Row((row["no"], "tidak, diketahui", *values, penjelasan), "redup")
    cocok = Cell("tidak", "peringatan") if row["cocok"] is False else Cell("ya" if row["cocok"] else "-")
    return Row((row["no"], cocok, *values, penjelasan))
