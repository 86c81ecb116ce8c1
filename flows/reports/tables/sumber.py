"""The sheet of sources: how each figure of the report was computed, on what legal basis, and the cells it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.reports.asal import Asal, AsalUsul, Sel, catatan_kunci
from flows.reports.sheets import Cell, Column, Row, Section, Sheet
from flows.reports.survei import surveys_of, unsur_of
from flows.reports.tables.kinerja import indikator
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, tahun_periode
from flows.workbook.text import cell_order

_AREA = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")
_MOST_AREAS = 20
_CAKUPAN = ("kecamatan", "sasaran", "program")
Figures = Iterator[tuple[str, Asal]]
"""The sheet that shows a figure, and its origin."""


def sumber(data: UnitData, tahun: int) -> Sheet | None:
    found = [*_survey(data, tahun), *_performance(data, tahun), *_money(data, tahun), *_people(data, tahun)]
    if not found:
        return None
    columns = (
        Column("No", 5, "nomor"),
        Column("Angka", 38),
        Column("Lembar", 14, "tautan"),
        Column("Rumus", 52),
        Column("Dasar", 18),
        Column("Buku Kerja › Lembar", 36),
        Column("Sel", 24),
    )
    rows: list[Row] = []
    for no, (name, asal) in enumerate(found, 1):
        places = _places(asal)
        for at, (where, cells) in enumerate(places or [("-", "-")]):
            first = (no, asal.judul, Cell(name, link=name), asal.rumus, asal.dasar or "-")
            rows.append(Row((*(first if at == 0 else ("",) * len(first)), where, cells)))
    note = catatan_kunci(data, tahun)
    intro = (
        *([note] if note else []),
        "Setiap angka dihitung dari sel yang disebut di sini; angka tercetak tidak pernah dipakai, hanya dibandingkan "
        "(lembar Rekonsiliasi). Jejak lengkap sebuah angka: kinerja trace.",
    )
    title = (f"Sumber Angka Laporan Kinerja Tahun {tahun}",)
    return Sheet(title, (Section(columns, tuple(rows)),), landscape=True, filtered=True, intro=intro)


def _survey(data: UnitData, tahun: int) -> Figures:
    asal = AsalUsul(data)
    for survey in surveys_of(data, tahun):
        yield "SKM Unsur", asal.ikm(survey)
        for row in unsur_of(data, survey):
            yield "SKM Unsur", asal.unsur(survey, row)


def _performance(data: UnitData, tahun: int) -> Figures:
    asal, rows = AsalUsul(data), indikator(data, tahun)
    for row in rows:
        yield "Tabel 3.1.3", asal.indikator(row, "capaian" if row["capaian"] is not None else "realisasi")
    ringkas = data.one("capaian_kinerja", tahun=tahun)
    if ringkas:
        yield "Tabel 3.1.2", asal.capaian_rata_rata(ringkas, rows)
    for row in data.rows("capaian_renstra", tahun=tahun):
        yield "Tabel 3.1.5", asal.renstra(row)
    predikat = data.one("predikat_sakip", tahun=tahun)
    if predikat:
        yield "Tabel 3.1.9", asal.sakip(tahun, f"Nilai SAKIP {angka(predikat['nilai'], 2)}")


def _money(data: UnitData, tahun: int) -> Figures:
    asal = AsalUsul(data)
    periode = data.periode("realisasi_anggaran", tahun)
    total = data.one("serapan_anggaran", tahun=tahun, periode=periode)
    if total:
        yield "Tabel 3.1.8", asal.serapan(total)
    for row in data.rows("realisasi_anggaran", tahun=tahun, periode=periode, tingkat="program"):
        yield "Tabel 3.1.8", asal.anggaran(row)
    for row in sorted(data.rows("efisiensi", tahun=tahun), key=lambda row: _CAKUPAN.index(row["cakupan"])):
        yield "Efisiensi", asal.efisiensi(row)


def _people(data: UnitData, tahun: int) -> Figures:
    asal = AsalUsul(data)
    periode = data.periode("penduduk_desa", tahun)
    desa = data.rows("penduduk_desa", tahun=tahun, periode=periode)
    for name in ("jumlah", "kk", "rumah"):
        known: list[Record] = [row for row in desa if row[name] is not None]
        if known:
            judul = f"{_PEOPLE[name]} {tahun_periode(tahun, periode)}: {angka(sum(row[name] for row in known))}"
            yield "Tabel 1.3", asal.penduduk(known, name, judul)
    for kelompok in dict.fromkeys(row["kelompok_umur"] for row in data.rows("penduduk_umur", tahun=tahun)):
        yield "Penduduk Umur", asal.umur(tahun, kelompok)


_PEOPLE = {"jumlah": "Penduduk", "kk": "Kepala keluarga", "rumah": "Rumah"}


def _places(asal: Asal) -> list[tuple[str, str]]:
    """Each sheet of the figure with its cells, neighbours joined; in full by ``kinerja trace``."""
    by_sheet: dict[str, list[Sel]] = {}
    for cell in asal.sel:
        by_sheet.setdefault(f"{cell.buku} › {cell.lembar}", []).append(cell)
    return [(where, _areas([cell.sel for cell in cells])) for where, cells in by_sheet.items()]


def _areas(cells: Sequence[str]) -> str:
    """``C6, C7, D6, D7`` as C6:D7; the first few areas and how many more there are."""
    joined: dict[tuple[str, str], list[list[int]]] = {}
    for cell in sorted(cells, key=cell_order):
        found = _AREA.fullmatch(cell)
        if not found:
            continue
        left, top, right, bottom = found[1], int(found[2]), found[3] or found[1], int(found[4] or found[2])
        runs = joined.setdefault((left, right), [])
        if runs and runs[-1][1] + 1 == top:
            runs[-1][1] = bottom
        else:
            runs.append([top, bottom])
    areas = [
        f"{left}{top}" if (left, top) == (right, bottom) else f"{left}{top}:{right}{bottom}"
        for (left, right), runs in joined.items()
        for top, bottom in runs
    ]
    more = len(areas) - _MOST_AREAS
    return ", ".join(areas[:_MOST_AREAS]) + (f", dan {more} lainnya" if more > 0 else "") or "-"
