"""Sheets Temuan and Rekonsiliasi: what was found in the workbooks, and every printed figure beside the computed one."""

from __future__ import annotations

from flows.reports.notes import comparisons
from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.tables.helpers import figure
from flows.reports.warehouse import Record, UnitData
from flows.wording import tahun_periode

TINGKAT = ("galat", "peringatan", "info")


def findings(data: UnitData) -> list[Record]:
    """The findings on the unit's workbooks, most serious first."""
    return sorted(data.findings(), key=lambda row: (TINGKAT.index(row["tingkat"]), row["berkas"], row["aturan"]))


def temuan(data: UnitData, tahun: int) -> Sheet | None:
    rows = findings(data)
    if not rows:
        return None
    columns = (
        Column("No", 5, "nomor"),
        Column("Tingkat", 10, "tengah"),
        Column("Aturan", 9, "tengah"),
        Column("Berkas", 24),
        Column("Lembar", 18),
        Column("Sel", 8, "tengah"),
        Column("Nilai", 15),
        Column("Pesan", 46),
        Column("Saran", 40),
    )
    names = ("tingkat", "aturan", "berkas", "lembar", "sel", "nilai", "pesan", "saran")
    body = tuple(Row((no, *(r[name] or "" for name in names))) for no, r in enumerate(rows, 1))
    title = ("Temuan pada Buku Kerja",)
    return Sheet(title, (Section(columns, body),), landscape=True, filtered=True)


def rekonsiliasi(data: UnitData, tahun: int) -> Sheet | None:
    rows = comparisons(data, tahun)
    if not rows:
        return None
    columns = (
        Column("No", 5, "nomor"),
        Column("Cocok", 7, "tengah"),
        Column("Periode", 11, "tengah"),
        Column("Uraian", 34),
        Column("Ukuran", 12),
        Column("Nilai Tercetak", 15, "desimal"),
        Column("Nilai Dihitung", 15, "desimal"),
        Column("Selisih", 13, "desimal"),
        Column("Berkas", 22),
        Column("Lembar", 18),
        Column("Sel", 8, "tengah"),
        Column("Penjelasan", 36),
    )
    body = tuple(Row(_comparison(row), "beda" if row["cocok"] is False else "isi") for row in rows)
    notes = (
        "Selisih = nilai tercetak − nilai dihitung. Tabel memuat nilai dihitung; realisasi indikator tetap seperti tertulis.",
    )
    title = (f"Rekonsiliasi Angka Tercetak dan Angka Dihitung Tahun {tahun}",)
    return Sheet(title, (Section(columns, body, notes=notes),), landscape=True, filtered=True)


def _comparison(row: Record) -> tuple[Value | Cell, ...]:
    cocok = {True: "ya", False: "tidak"}.get(row["cocok"], "-")
    periode = tahun_periode(row["tahun"], row["periode"]) if row["tahun"] else "-"
    figures = (
        figure(row["nilai_tercetak"], row["teks_tercetak"]),
        figure(row["nilai_dihitung"], row["teks_dihitung"]),
        figure(row["selisih"]),
    )
    place = (row["berkas"], row["lembar"], row["sel"])
    return (row["no"], cocok, periode, row["uraian"], row["ukuran"].replace("_", " "), *figures, *place, row["penjelasan"] or "")
