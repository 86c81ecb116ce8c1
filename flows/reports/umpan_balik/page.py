"""The first sheet of a copy: the verdict in words, what the marks mean, and the table of findings with a link to each cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook.views import BookView
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from flows.findings import GALAT, INFO, PERINGATAN, Temuan
from flows.reports.styles import FONT, HEADER, INK, LINE
from flows.reports.textwidth import lines_needed
from flows.reports.umpan_balik.groups import Baris
from flows.reports.umpan_balik.looks import DIGANTI, DIJADIKAN_ANGKA, DIKETAHUI, LOOKS, TERKAIT
from flows.reports.umpan_balik.places import cell_at, name_of
from flows.reports.umpan_balik.remarks import Remarks
from flows.wording import angka, waktu
from flows.workbook.periksa import NAME, TITLE
from flows.workbook.text import column_letter, harmless

COLUMNS = (
    ("No", 5), ("Tingkat", 12), ("Lembar", 18), ("Sel", 16), ("Isi berkas Anda", 17), ("Apa yang salah", 50),
    ("Cara membetulkan", 36), ("Seharusnya", 17), ("Kode", 9),
)  # fmt: skip
HEADER_ROW = 6
_SEL, _LEMBAR = 4, 3
_LEGEND = {
    4: (((1, 3), GALAT), ((4, 5), PERINGATAN), ((6, 6), INFO), ((7, 9), TERKAIT)),
    5: (((1, 3), DIKETAHUI), ((4, 5), DIJADIKAN_ANGKA), ((6, 6), DIGANTI)),
}
"""By row: from which column to which a mark is shown."""
_LINE, _PADDING, _TALLEST = 12.0, 4.0, 400.0
_LONGEST = 2000
"""Characters of one cell of the table."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_SIDE = Side(style="thin", color=LINE[1:])

HOW = (
    "Cara memakai: klik alamat pada kolom Sel, arahkan tetikus ke sel itu untuk membaca komentarnya, betulkan, lalu simpan. "
    "Salin berkas ini ke raw/ dan keluarkan berkas lamanya dari sana. Lembar PERIKSA, warna, dan komentar pemeriksaan "
    "tidak ikut dibaca."
)
PRIVATE = "HANYA UNTUK KANTOR: salinan ini memuat baris asli Anda, termasuk nama orang. Jangan dibagikan ke luar kantor."


@dataclass(frozen=True)
class _Gaya:
    """How a cell of the page looks; ``look`` names a mark, which decides colours and letters."""

    bold: bool = False
    size: int = 9
    ink: str = INK[1:]
    underline: bool = False
    boxed: bool = False
    filled: bool = False
    centred: bool = False
    vertical: str = "top"
    wrapped: bool = True
    quoted: bool = False
    look: str = ""


_TEXT = _Gaya()
_BOXED = _Gaya(boxed=True)


class _Page:
    """The sheet PERIKSA. openpyxl seeks a font or border among all of the workbook each time that a cell gets one, so a cell
    that looks like an earlier one takes over its whole style."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._worn: dict[_Gaya, StyleArray] = {}

    def write(self, row: int, column: int, text: str, gaya: _Gaya = _TEXT) -> Cell:
        """A text that stays one: what came from a workbook is never run as a formula, also when the cell is edited."""
        cell = cell_at(self.sheet, (row, column))
        cell.value = harmless(text)[:_LONGEST]
        cell.data_type = "s"
        self.dress(cell, replace(gaya, quoted=text.startswith(_FORMULA_SIGNS)))
        return cell

    def write_across(self, row: int, columns: tuple[int, int], text: str, gaya: _Gaya) -> None:
        """A text in merged cells, from the first column to the last. Each is dressed here: openpyxl's own merging works out the
        borders cell by cell, in a tenth of the time of a whole copy."""
        first, last = columns
        self.write(row, first, text, gaya)
        for column in range(first + 1, last + 1):
            self.dress(cell_at(self.sheet, (row, column)), gaya)
        self.sheet.merged_cells.add(CellRange(min_row=row, max_row=row, min_col=first, max_col=last))

    def dress(self, cell: Cell, gaya: _Gaya) -> None:
        if gaya not in self._worn:
            _dress(cell, gaya)
            self._worn[gaya] = cell._style  # type: ignore[attr-defined]  # the stubs leave it out
        cell._style = copy(self._worn[gaya])  # type: ignore[attr-defined]


def _dress(cell: Cell, gaya: _Gaya) -> None:
    look = LOOKS.get(gaya.look)
    side = Side(style=look.garis, color=look.tinta) if look and look.garis else _SIDE
    horizontal = "center" if gaya.centred or look else None
    cell.font = Font(
        name=FONT, size=gaya.size, bold=look.tebal if look else gaya.bold, italic=look.miring if look else False,
        color=look.tinta if look else gaya.ink, underline="single" if gaya.underline else None,
    )  # fmt: skip
    cell.alignment = Alignment(horizontal=horizontal, vertical=gaya.vertical, wrap_text=gaya.wrapped)
    if gaya.boxed or look:
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if gaya.filled or look:
        cell.fill = PatternFill("solid", fgColor=look.isi if look else HEADER[1:])
    cell.quotePrefix = gaya.quoted


@dataclass(frozen=True)
class Verdict:
    """What the page says above its table.

    ``saved``: when the workbook that was checked was last saved; ``lost``: what the copy could not take along; ``absent``: why
    it holds none of the planner's sheets, or empty.
    """

    berkas: str
    saved: datetime | None
    lost: Sequence[str]
    absent: str


def draw_page(book: Workbook, verdict: Verdict, rows: Sequence[Baris], remarks: Remarks, sheets: Mapping[str, Worksheet]) -> None:
    """Puts the sheet in front of the others, under a free name, and shows it when the copy is opened."""
    sheet: Worksheet = book.create_sheet(_free_name(book), 0)
    sheet.sheet_properties.tabColor = INK[1:]
    for number, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[column_letter(number - 1)].width = width
    page = _Page(sheet)
    _head(page, verdict, [finding for row in rows for finding in row.temuan], remarks)
    for number, (title, _) in enumerate(COLUMNS, start=1):
        page.write(HEADER_ROW, number, title, _Gaya(bold=True, boxed=True, filled=True, centred=True, vertical="center"))
    sheet.row_dimensions[HEADER_ROW].height = 20
    for number, row in enumerate(rows, start=1):
        _row(page, number, row, remarks, sheets)
    _set_up(sheet, len(rows))
    _show_first(book, sheet)


def words(findings: Sequence[Temuan], remarks: Remarks) -> list[str]:
    """The verdict: how many things must be mended, contradict, or were interpreted."""
    counts = Counter(finding.tingkat for finding in findings if not finding.diketahui)
    known = sum(finding.diketahui != "" for finding in findings)
    said = [
        (counts[GALAT], "hal harus dibetulkan dahulu; bagian itu belum dimuat"),
        (counts[PERINGATAN], "hal bertentangan; datanya dimuat, tetapi periksalah sebelum laporan dikirim"),
        (counts[INFO], "hal dimuat setelah ditafsirkan; cukup dibaca"),
        (remarks.replaced, "sel sudah diganti nilainya di salinan ini (bergaris tepi hijau); isi semula ada di komentarnya"),
        (remarks.retyped, "sel berisi teks sudah dijadikan angka; nilainya tetap"),
        (known, "hal sudah diketahui kantor (di akhir daftar); tidak dihitung"),
    ]
    texts = [f"{angka(number)} {text}." for number, text in said if number]
    if not any(counts[level] for level in (GALAT, PERINGATAN)):
        texts.insert(0, "Tidak ada yang perlu dibetulkan.")
    return texts


def _head(page: _Page, verdict: Verdict, findings: Sequence[Temuan], remarks: Remarks) -> None:
    page.write(1, 1, TITLE, _Gaya(bold=True, size=13, vertical="center", wrapped=False))
    page.sheet.row_dimensions[1].height = 20
    saved = f" (versi yang disimpan {waktu(verdict.saved)})" if verdict.saved else ""
    _band(page, 2, f"{verdict.berkas}{saved}\n" + " ".join([verdict.absent, *words(findings, remarks)]).strip(), bold=True)
    lost = f"Tidak terbawa ke salinan ini: {', '.join(verdict.lost)}. Semuanya tetap ada di berkas asli." if verdict.lost else ""
    _band(page, 3, "\n".join(filter(None, [PRIVATE, HOW, lost])))
    for at, marks in _LEGEND.items():
        for (first, last), name in marks:
            page.write_across(at, (first, last), LOOKS[name].arti, _Gaya(size=8, look=name, vertical="center"))
        page.sheet.row_dimensions[at].height = 20


def _band(page: _Page, row: int, text: str, bold: bool = False) -> None:
    """A text across the whole table, in a row as tall as it needs."""
    page.write_across(row, (1, len(COLUMNS)), text, _Gaya(bold=bold))
    width = sum(width for _, width in COLUMNS)
    page.sheet.row_dimensions[row].height = _LINE * lines_needed(text, width, bold) + _PADDING


def _row(page: _Page, number: int, row: Baris, remarks: Remarks, sheets: Mapping[str, Worksheet]) -> None:
    first = row.first
    affected = row.affected()
    pesan = row.pesan() + (f"\nIkut terpengaruh: {affected}." if affected else "")
    if first.diketahui:
        pesan += f"\nSudah diketahui kantor: {first.diketahui}"
    texts = [
        str(number), "sudah diketahui" if first.diketahui else first.tingkat, first.lembar or "seluruh berkas",
        row.sel() or ("seluruh lembar" if first.lembar else ""), row.isi(), pesan, row.saran(),
        row.seharusnya(remarks), first.aturan,
    ]  # fmt: skip
    at = HEADER_ROW + number
    plain = replace(_BOXED, ink=LOOKS[DIKETAHUI].tinta) if first.diketahui else _BOXED
    special = {1: replace(plain, centred=True), 2: _Gaya(look=DIKETAHUI if first.diketahui else first.tingkat)}
    for column, text in enumerate(texts, start=1):
        page.write(at, column, text, special.get(column, plain))
    number_cell = cell_at(page.sheet, (at, 1))
    number_cell.value, number_cell.data_type = number, "n"
    _link(page, at, row, sheets)
    widths = (width * 1.08 for _, width in COLUMNS)
    lines = max(lines_needed(str(page.sheet.cell(at, i).value or ""), width) for i, width in enumerate(widths, start=1))
    page.sheet.row_dimensions[at].height = min(_LINE * lines + _PADDING, _TALLEST)


def _link(page: _Page, at: int, row: Baris, sheets: Mapping[str, Worksheet]) -> None:
    """Makes the address a link; a hidden sheet cannot be reached by one, and is said to be hidden."""
    sheet = sheets.get(row.first.lembar)
    cells = row.cells()
    if sheet is None:
        return
    if sheet.sheet_state != "visible":
        page.write(at, _LEMBAR, f"{row.first.lembar}\n(tersembunyi: klik kanan tab, Tampilkan)", _BOXED)
    elif cells:
        cell = cell_at(page.sheet, (at, _SEL))
        target = "'{}'!{}".format(sheet.title.replace("'", "''"), name_of(cells[0]))
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, tooltip="Buka sel ini")
        page.dress(cell, replace(_BOXED, ink="0B5394", underline=True))


def _set_up(page: Worksheet, rows: int) -> None:
    """The header stays in sight and can be filtered; on paper A4 landscape, one page wide."""
    last = column_letter(len(COLUMNS) - 1)
    page.freeze_panes = f"A{HEADER_ROW + 1}"
    page.auto_filter.ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + max(rows, 1)}"
    page.sheet_view.showGridLines = False
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.2, footer=0.3)
    page.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text="Hanya untuk kantor"), right=_HeaderFooterPart(text="&P / &N")
    )


def _show_first(book: Workbook, page: Worksheet) -> None:
    """Opens the copy on this sheet alone: of two selected sheets, what is typed into one goes into both."""
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is page
    book.views = book.views or [BookView()]  # not every program writes one
    book.active = 0
    book.views[0].firstSheet = 0


def _free_name(book: Workbook) -> str:
    taken = {name.casefold() for name in book.sheetnames}
    return next(name for name in (NAME, *(f"{NAME} {n}" for n in range(2, 999))) if name.casefold() not in taken)
