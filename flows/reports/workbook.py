"""The workbook ``Laporan Kinerja <unit> <tahun>.xlsx``: contents, Ringkasan, then every table that has data."""

from __future__ import annotations

import io

import xlsxwriter

from flows.reports.places import Places
from flows.reports.render import Desk, Frame, draw
from flows.reports.sheets import Sheet
from flows.reports.styles import FONT, Styles
from flows.reports.tables import TABLES
from flows.reports.tables.daftar_isi import daftar_isi
from flows.reports.tables.ringkasan import ringkasan
from flows.reports.warehouse import Release, UnitData
from flows.wording import waktu

DAFTAR_ISI, RINGKASAN = "Daftar Isi", "Ringkasan"
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTH_FONT = {"font_name": FONT, "font_size": 10}  # the font that column widths are measured in


def workbook_bytes(data: UnitData, tahun: int) -> bytes:
    """The report of one year. The same rows and release give the same bytes."""
    built = [(table, table.build(data, tahun)) for table in TABLES]
    missing = [f"{table.name} – {table.subject}" for table, sheet in built if sheet is None]
    subjects = [(RINGKASAN, "Angka utama, buku kerja asal, dan temuan")]
    subjects += [(table.name, table.subject) for table, sheet in built if sheet is not None]
    sheets = [(DAFTAR_ISI, daftar_isi(data, tahun, subjects)), (RINGKASAN, ringkasan(data, tahun, missing))]
    sheets += [(table.name, sheet) for table, sheet in built if sheet is not None]
    return _draw(
        sheets, data.release, tahun, data.nama, f"Laporan Kinerja {data.nama} Tahun {tahun}", f"Laporan Kinerja Tahun {tahun}"
    )


def comparison_bytes(sheet: Sheet, release: Release, tahun: int) -> bytes:
    """The workbook that compares the units of a year."""
    title = f"Perbandingan Antar Kecamatan Tahun {tahun}"
    return _draw([("Perbandingan", sheet)], release, tahun, "Semua kecamatan", title, title)


def _draw(sheets: list[tuple[str, Sheet]], release: Release, tahun: int, unit: str, title: str, heading: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS | {"default_format_properties": dict(_WIDTH_FONT)})
    book.set_properties({"title": title, "created": release.dibuat, "comments": f"Rilis {release.rilis}"})
    frame = Frame(unit, heading, f"Rilis {waktu(release.dibuat)}")
    desk = Desk(book, Styles(book, release.scales(tahun)), frame, Places(sheets))
    for name, sheet in sheets:
        draw(name, sheet, desk)
    book.close()
    return out.getvalue()
