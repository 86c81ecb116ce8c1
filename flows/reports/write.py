"""Writes all report files of a published warehouse: ``reports/<unit>/<tahun>/`` with CSV tables, workbook, page and chapter,
the data package of all years, and what compares several units."""

from __future__ import annotations

import gc
import logging
from pathlib import Path

from flows.reports.comparison import TABLE, compared, compared_years, comparison
from flows.reports.csv_tables import csv_bytes
from flows.reports.files import Warn, beside_of, safe_name, write_file
from flows.reports.paket import FOLDER, write_package
from flows.reports.warehouse import RESULTS, UnitData, Warehouse, open_warehouse
from flows.reports.workbook import comparison_bytes, workbook_bytes

COMPARISON = "Perbandingan Kecamatan"
_log = logging.getLogger(__name__)


def write_reports(
    warehouse: Path,
    reports: Path,
    warn: Warn = _log.warning,
    share: tuple[int, int] = (0, 1),
    template: Path | None = None,
    kept: Path | None = None,
) -> list[Path]:
    """Write the reports of every unit and year that has realised data; the paths written, in order.

    Reads only the published file ``warehouse``. ``warn`` is told, in Bahasa Indonesia, of a file that another program
    holds open (the new one then stands beside it). ``share``: the first or the second half of the work, of two that take
    about as long, so that two processes may divide it. ``template``: the office's own Word file for the chapter, where there
    is one; ``kept``: the folder of kept releases, which the cells of locked years are found through.
    """
    written: list[Path] = []
    workbooks, others = share[0] == 0, share[0] == share[1] - 1
    with open_warehouse(warehouse, kept) as source:
        for kode, years in source.units().items():
            if written:  # a document holds megabytes in few objects: the collector would wait for hundreds of them
                gc.collect(0)
            data = UnitData(source, kode)
            home = reports / safe_name(f"{kode} {data.nama}")
            for tahun in years:
                if workbooks:
                    name = _workbook_name(data, tahun)
                    written.append(write_file(home / str(tahun) / name, workbook_bytes(data, tahun), warn))
                if others:
                    written += _write_others(data, tahun, years, home / str(tahun), warn, template)
            if workbooks:
                written += write_package(data, home / FOLDER, warn)
        for tahun in compared_years(source) if others else ():
            written += _write_comparison(source, tahun, reports / COMPARISON / str(tahun), warn)
    return written


def _workbook_name(data: UnitData, tahun: int) -> str:
    return safe_name(f"Laporan Kinerja {data.nama} {tahun}") + ".xlsx"


def _write_comparison(source: Warehouse, tahun: int, folder: Path, warn: Warn) -> list[Path]:
    """What a year's units look like side by side; written only where there are several."""
    columns, rows = compared(source, tahun)
    table = write_file(folder / f"{TABLE}.csv", csv_bytes(columns, (tuple(row.values()) for row in rows)), warn)
    content = comparison_bytes(comparison(rows, tahun), source.release, tahun)
    return [table, write_file(folder / f"{COMPARISON} {tahun}.xlsx", content, warn)]


def _write_others(data: UnitData, tahun: int, years: list[int], folder: Path, warn: Warn, template: Path | None) -> list[Path]:
    """The tables, the chapter, the poster and the page of a year. What draws them is loaded only in the process that does."""
    from flows.reports.dokumen.bab3 import bab3
    from flows.reports.dokumen.docx import document_bytes
    from flows.reports.halaman.page import page_bytes
    from flows.reports.halaman.poster import poster_bytes

    written = []
    for table in RESULTS:
        rows = (tuple(row.values()) for row in data.of_year(table, tahun))
        written.append(write_file(folder / "csv" / f"{table}.csv", csv_bytes(data.columns(table), rows), warn))
    chapter = document_bytes(bab3(data, tahun), data.nama, tahun, data.release.dibuat, template, warn)
    made = [("Bab III, Akuntabilitas Kinerja", f"Bab III - Akuntabilitas Kinerja {tahun}.docx", chapter)]
    poster = poster_bytes(data, tahun)
    if poster is not None:
        made.append(("Poster IKM untuk loket pelayanan", f"Poster IKM {tahun}.html", poster))
    links = [("Buku kerja laporan", _workbook_name(data, tahun)), *((label, name) for label, name, _ in made)]
    made.append(("Halaman", "index.html", page_bytes(data, tahun, years, links)))
    for _, name, content in made:
        written += _put(folder / name, content, warn)
    return written


def _put(path: Path, content: bytes, warn: Warn) -> list[Path]:
    """Write a file, but beside a document that its author has worked on since; all of them then belong to the reports."""
    from flows.reports.dokumen.docx import edited

    beside = beside_of(path)
    own = [each for each in (path, beside) if path.suffix == ".docx" and edited(each)]
    if not own:
        return [write_file(path, content, warn)]
    written = write_file(beside_of(own[-1]), content, warn)
    warn(f"{own[-1].name} sudah disunting, jadi dibiarkan; angka terbaru ada di {written.name}.")
    return [*own, written]
