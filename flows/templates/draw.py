"""Draws an empty workbook: a sheet to fill in, with drop-downs and number formats, and one that says how."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.reports.styles import FONT, HEADER, INK, LINE
from flows.templates.content import Kolom, Template
from flows.workbook.periksa import GUIDE, GUIDE_TITLE

HEADER_ROW = 3
"""0-based: below the two titles and a blank row."""
_FORMATS = {
    "bulat": "#,##0", "uang": "#,##0.00", "desimal": "#,##0.00##", "koordinat": "0.000000", "kode": "@", "teks": "@",
    "desa": "@", "pilihan": "@", "jawaban": "0", "nomor": "0",
}  # fmt: skip
_GENERAL = (
    "Isilah sel yang berwarna pada lembar pertama. Judul dan tajuk kolomnya jangan diubah; dari situlah berkas ini dikenali.",
    "Sel yang belum ada datanya dibiarkan kosong, bukan diisi 0.",
    "Setelah selesai, simpan, lalu salin berkas ini ke folder raw/ dengan nama apa pun.",
)
_LIST_ROW = 20
"""0-based row of the guide from which on the villages stand that a drop-down offers."""


def template_bytes(template: Template) -> bytes:
    """The workbook as .xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _draw_sheet(book, book.add_worksheet(template.lembar), template)
    _draw_guide(book, book.add_worksheet(GUIDE), template)
    book.close()
    return out.getvalue()


def _style(book: Workbook, **more: Any) -> Format:
    return book.add_format({"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"} | more)


def _draw_sheet(book: Workbook, sheet: Worksheet, template: Template) -> None:
    for row, title in enumerate(template.titles):
        sheet.write_string(row, 0, title, _style(book, bold=True, font_size=12))
    head = _style(book, bold=True, bg_color=HEADER, border=1, border_color=LINE, align="center", text_wrap=True)
    last = HEADER_ROW + len(template.rows) + template.tambahan
    for c, column in enumerate(template.kolom):
        sheet.write_string(HEADER_ROW, c, column.tajuk, head)
        sheet.set_column(c, c, column.lebar if column.isi != "nomor" else 6)
        look = {"border": 1, "border_color": LINE, "num_format": _FORMATS[column.tipe]}
        prefilled = _style(book, **look, text_wrap=True)
        open_to_fill = _style(book, **look, bg_color="#FFF9E5")
        for r in range(HEADER_ROW + 1, last + 1):
            number = r - HEADER_ROW - 1
            value = template.rows[number].get(column.isi) if number < len(template.rows) else None
            if value is None:
                sheet.write_blank(r, c, None, open_to_fill)
            else:
                sheet.write(r, c, value, prefilled)
        if rule := _validation(column, template):
            sheet.data_validation(HEADER_ROW + 1, c, last, c, rule)
    sheet.set_row(HEADER_ROW, 32)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)


def _validation(column: Kolom, template: Template) -> dict[str, Any]:
    """What may be typed into a column, as Excel checks it; empty for free text."""
    told = {"error_title": column.tajuk[:32], "ignore_blank": True}
    if column.tipe == "desa":
        if not template.desa:
            return {}
        source = f"='{GUIDE}'!$A${_LIST_ROW + 1}:$A${_LIST_ROW + len(template.desa)}"
        return told | {"validate": "list", "source": source, "error_type": "warning",
                       "error_message": "Nama ini tidak ada dalam daftar desa kecamatan. Tetap pakai?"}  # fmt: skip
    if column.tipe in ("pilihan", "jawaban"):
        choices = [*column.pilihan] or ["1", "2", "3", "4"]
        if len(",".join(choices)) > 255:  # more than Excel takes
            return {}
        return told | {"validate": "list", "source": choices, "error_type": "information" if column.bebas else "stop",
                       "error_message": "Pilih salah satu dari daftar."}  # fmt: skip
    if column.tipe in ("bulat", "uang", "desimal", "koordinat"):
        least, greatest = column.batas or (0, 10**15)
        whole = column.tipe == "bulat"
        message = f"Isi dengan {'bilangan bulat' if whole else 'angka'} dari {least} sampai {greatest}, tanpa satuan."
        return told | {"validate": "integer" if whole else "decimal", "criteria": "between", "minimum": least,
                       "maximum": greatest, "error_message": message}  # fmt: skip
    return {}


def _draw_guide(book: Workbook, guide: Worksheet, template: Template) -> None:
    guide.set_column(0, 0, 110)
    text = _style(book, text_wrap=True)
    guide.write_string(0, 0, GUIDE_TITLE, _style(book, bold=True, font_size=12))
    for row, line in enumerate([*_GENERAL, *template.petunjuk], start=2):
        guide.write_string(row, 0, line, text)
    if template.desa:
        guide.write_string(_LIST_ROW - 1, 0, "Desa dan kelurahan menurut daftar Kemendagri", _style(book, bold=True))
        for row, nama in enumerate(template.desa, start=_LIST_ROW):
            guide.write_string(row, 0, nama, text)
