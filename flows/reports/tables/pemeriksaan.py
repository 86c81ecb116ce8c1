"""Sheets Temuan and Rekonsiliasi: what was found in the workbooks, and every printed figure beside the computed one."""

from __future__ import annotations

from flows.reports.notes import comparisons
from flows.reports.sheets import Column, Row, Section, Sheet
from flows.reports.warehouse import Record, UnitData
from flows.reports.wording import nama_periode

TINGKAT = ("galat", "peringatan", "info")


def findings(data: UnitData) -> list[Record]:
    """The findings on the unit's workbooks, most serious first."""
    own = {row["berkas"] for row in data.sources()}
    found = [row for row in data.release.temuan if row["berkas"] in own]
    return sorted(found, key=lambda row: (TINGKAT.index(row["tingkat"]), row["berkas"], row["aturan"]))


def temuan(data: UnitData, tahun: int) -> Sheet | None:
    rows = findings(data)
    if not rows:
        return None
    columns = (
        Column("No", 5, "nomor"),
        Column("Tingkat", 11, "tengah"),
        Column("Aturan", 10, "tengah"),
        Column("Berkas", 28),
        Column("Lembar", 20),
        Column("Sel", 9, "tengah"),
        Column("Nilai", 18),
        Column("Pesan", 48),
        Column("Saran", 44),
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
        Column("Cocok", 8, "tengah"),
        Column("Periode", 10, "tengah"),
        Column("Uraian", 44),
        Column("Nilai Tercetak", 16, "bebas"),
        Column("Nilai Dihitung", 16, "bebas"),
        Column("Selisih", 14, "bebas"),
        Column("Berkas", 26),
        Column("Lembar", 18),
        Column("Sel", 8, "tengah"),
        Column("Penjelasan", 44),
    )
    body = tuple(
        Row(
            (
                r["no"], {True: "ya", False: "tidak"}.get(r["cocok"], "-"), nama_periode(r["periode"]) or str(r["tahun"]),
                r["uraian"], r["nilai_tercetak"], r["nilai_dihitung"], r["selisih"],
                r["berkas"], r["lembar"], r["sel"], r["penjelasan"] or "",
            ),
            "tebal" if r["cocok"] is False else "isi",
        )
        for r in rows
    )  # fmt: skip
    notes = ("Selisih = nilai tercetak − nilai dihitung. Yang dipakai dalam laporan selalu nilai dihitung.",)
    title = (f"Rekonsiliasi Angka Tercetak dan Angka Dihitung Tahun {tahun}",)
    return Sheet(title, (Section(columns, body, notes=notes),), landscape=True, filtered=True)
