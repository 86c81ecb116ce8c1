"""Tabel 3.1.9: the evaluation of SAKIP by component, this year beside the year before."""

from __future__ import annotations

from flows.reports.formulas import At, Letter, Rounded, column_total
from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.tables.helpers import total
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka


def komponen_of(data: UnitData, tahun: int) -> list[Record]:
    """The components of a year's evaluation, as the office lists them."""
    written = {r["komponen_kode"]: (r["berkas"], r["lembar_ke"], r["baris"]) for r in data.rows("data.sakip", tahun=tahun)}
    return sorted(data.rows("nilai_sakip", tahun=tahun), key=lambda row: written[row["komponen_kode"]])


def tabel_3_1_9(data: UnitData, tahun: int) -> Sheet | None:
    if not data.rows("nilai_sakip", tahun=tahun):
        return None
    years = [year for year in (tahun - 1, tahun) if data.rows("nilai_sakip", tahun=year)]
    nilai = {(year, row["komponen_kode"]): row for year in years for row in data.rows("nilai_sakip", tahun=year)}
    komponen = komponen_of(data, tahun)
    kode = [row["komponen_kode"] for row in komponen]
    predikat = {year: data.one("predikat_sakip", tahun=year) for year in years}
    columns = [Column("No", 5, "nomor"), Column("Komponen", 46)]
    for year in years:
        columns += [
            Column("Bobot", 11, "desimal", str(year), key=f"bobot {year}"),
            Column("Nilai KK", 11, "desimal", str(year), key=f"nilai {year}"),
        ]
    body = []
    for no, named in enumerate(komponen, 1):
        found = [nilai.get((year, named["komponen_kode"])) for year in years]
        figures = (row[name] if row else None for row in found for name in ("bobot", "nilai"))
        body.append(Row((no, named["komponen"], *figures), key=named["komponen_kode"]))
    jumlah: list[Value | Cell] = []
    huruf: list[Value | Cell] = []
    for year in years:
        putusan = predikat[year]
        bobot, nilai_kk = (column_total(f"{name} {year}", kode) for name in ("bobot", "nilai"))
        jumlah.append(Cell(total(data.rows("nilai_sakip", tahun=year), "bobot"), formula=(Rounded(bobot), bobot)))
        jumlah.append(Cell(putusan["nilai"] if putusan else None, formula=(Rounded(nilai_kk), nilai_kk)))
        predicate = Letter(At(f"nilai {year}", "jumlah"), data.release.steps("predikat", year))
        huruf += ["", Cell(putusan["predikat"] if putusan else None, "predikat", formula=predicate)]
    body.append(Row(("", "Nilai Akuntabilitas", *jumlah), "total", key="jumlah"))
    body.append(Row(("", "Predikat", *huruf), "total"))
    notes = list(printed_notes(data, tahun, "BDG501"))
    sebelum, kini = predikat.get(tahun - 1), predikat[tahun]
    if sebelum and kini:
        beda = kini["nilai"] - sebelum["nilai"]
        kata = "naik" if beda > 0 else "turun" if beda < 0 else "tetap"
        notes.insert(0, f"Nilai tahun {tahun} {kata} {angka(abs(beda), 2)} poin dari tahun {tahun - 1}.")
    title = ("Tabel 3.1.9", f"Hasil Evaluasi AKIP Tahun {tahun}")
    return Sheet(title, (Section(tuple(columns), tuple(body), notes=tuple(notes)),))
