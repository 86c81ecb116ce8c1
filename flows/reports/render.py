"""Draws a sheet: titles, merged headers, rows of measured height, and a page that prints well on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.styles import Styles, wraps
from flows.reports.textwidth import lines_needed

_A4 = 9
_LINE = 12.0  # height in points of one line of Arial 9
_TITLE = 18.0
_PAGE = {False: (97.0, 730.0), True: (145.0, 490.0)}  # upright, landscape: room in column widths and in points
_SQUEEZE = 1.25  # a sheet at most so much longer than a page is shrunk to one
_GAP = 4.0  # between a table and its notes
_INDENT = 1.3  # width of one step of indentation, in units of column width


@dataclass(frozen=True)
class Frame:
    """What the edges of every printed page say."""

    unit: str
    judul: str
    rilis: str


def draw(ws: Worksheet, name: str, sheet: Sheet, styles: Styles, frame: Frame) -> None:
    """Draw ``sheet`` on the empty worksheet ``ws``, ready to print."""
    canvas = _Canvas(ws, styles, sheet.grid or tuple(column.width for column in sheet.sections[0].columns))
    row = canvas.notes(canvas.titles((*sheet.title, frame.unit)), sheet.intro)
    for index, section in enumerate(sheet.sections):
        top, row = row, canvas.section(row + 1, section)
        if index == 0 and section.header:
            body = canvas.first_body_row
            ws.freeze_panes(body, 0)
            if len(sheet.sections) == 1:  # else the first table's header would stand over another's rows
                ws.repeat_rows(top + 1, body - 1)
            if sheet.filtered:
                ws.autofilter(body - 1, 0, body + len(section.rows) - 1, canvas.width - 1)
    _set_page(ws, sheet.landscape, canvas.pages_tall(sheet.landscape))
    _set_edges(ws, name, frame)


class _Canvas:
    """A worksheet with the grid of columns that all its tables share; rows are 0-based."""

    def __init__(self, ws: Worksheet, styles: Styles, grid: Sequence[float]) -> None:
        self._ws = ws
        self._styles = styles
        self._grid = grid
        self.width = len(grid)
        self.first_body_row = 0  # of the section drawn last
        self._height = 0.0
        for index, width in enumerate(grid):
            ws.set_column(index, index, width)

    def titles(self, lines: Sequence[str]) -> int:
        """The title lines, the last of them smaller; the row below."""
        for row, line in enumerate(lines):
            part = "anak_judul" if row == len(lines) - 1 else "judul"
            self._put((row, row, 0, self.width), line, self._styles.part(part))
            self._set_height(row, _TITLE)
        return len(lines)

    def section(self, row: int, section: Section) -> int:
        """Heading, header, rows and notes from ``row`` on; the row below."""
        if section.heading:
            self._put((row, row, 0, self.width), section.heading, self._styles.part("bagian"))
            self._set_height(row, _TITLE)
            row += 1
        if section.header:
            row = self._header(row, section)
        self.first_body_row = row
        placed = _placed(section.columns)
        for entry in section.rows:
            self._row(row, entry, placed)
            row += 1
        return self.notes(row, section.notes)

    def notes(self, row: int, notes: Sequence[str]) -> int:
        """Remarks in small print, with a little room above them; the row below."""
        if notes:
            self._set_height(row, _GAP)
            row += 1
        for note in notes:
            self._put((row, row, 0, self.width), note, self._styles.part("catatan"))
            self._set_height(row, _LINE * lines_needed(note, sum(self._grid)))
            row += 1
        return row

    def _header(self, row: int, section: Section) -> int:
        """The column titles, below their groups where there are any, and the row of numbers."""
        style = self._styles.part("kepala")
        placed = _placed(section.columns)
        grouped = any(column.group for column in section.columns)
        last = row + grouped
        for group, members in groupby(placed, key=lambda item: item[1].group):
            spans = list(members)
            if group:
                self._put((row, row, spans[0][0], sum(column.span for _, column in spans)), group, style)
            for at, column in spans:
                self._put((last if group else row, last, at, column.span), column.title, style)
        if grouped:
            self._set_height(row, _LINE + 6)
        texts = [(column.title, self._room(at, column.span)) for at, column in placed]
        self._set_height(last, _height(texts, bold=True) + 6)
        if section.numbered:
            last += 1
            for number, (at, column) in enumerate(placed, 1):
                self._put((last, last, at, column.span), f"({number})", self._styles.part("nomor_kolom"))
        return last + 1

    def _row(self, row: int, entry: Row, placed: Sequence[tuple[int, Column]]) -> None:
        texts: list[tuple[str, float]] = []
        used = 0
        for value in entry.values:
            cell = value if isinstance(value, Cell) else Cell(value)
            at, column = placed[used]
            span = sum(taken.span for _, taken in placed[used : used + cell.span])
            style = self._styles.cell(cell.kind or column.kind, entry.look, entry.indent)
            self._put((row, row, at, span), cell.value, style)
            if isinstance(cell.value, str) and wraps(cell.kind or column.kind):
                texts.append((cell.value, self._room(at, span) - _INDENT * entry.indent))
            used += cell.span
        self._set_height(row, _height(texts, bold=entry.look not in ("isi", "redup")) + 5)

    def _set_height(self, row: int, height: float) -> None:
        self._ws.set_row(row, height)
        self._height += height

    def pages_tall(self, landscape: bool) -> int:
        """1 where the sheet goes on one page without much shrinking, else 0: as many as it takes."""
        room_wide, room_tall = _PAGE[landscape]
        scale = min(1.0, room_wide / sum(self._grid))
        return 1 if self._height * scale <= room_tall * _SQUEEZE else 0

    def _room(self, at: int, span: int) -> float:
        """The width for text of ``span`` grid columns, less the cell's own margins."""
        return sum(self._grid[at : at + span]) - 1.5 * _INDENT

    def _put(self, area: tuple[int, int, int, int], value: Value, style: Format) -> None:
        """Write a value over an area: first row, last row, first column, number of columns."""
        top, bottom, column, span = area
        if span > 1 or bottom > top:
            self._ws.merge_range(top, column, bottom, column + span - 1, "", style)
        if value is None:
            self._ws.write_string(top, column, "-", style)
        elif isinstance(value, str):  # also one that looks like a formula or a number
            self._ws.write_string(top, column, value, style)
        elif isinstance(value, datetime):
            self._ws.write_datetime(top, column, value, style)
        else:
            self._ws.write_number(top, column, float(value), style)


def _set_page(ws: Worksheet, landscape: bool, pages_tall: int) -> None:
    ws.set_paper(_A4)
    if landscape:
        ws.set_landscape()
    ws.hide_gridlines(2)
    ws.fit_to_pages(1, pages_tall)
    ws.center_horizontally()
    ws.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.75)


def _set_edges(ws: Worksheet, name: str, frame: Frame) -> None:
    unit, judul, rilis, nama = (text.replace("&", "&&") for text in (frame.unit, frame.judul, frame.rilis, name))
    ws.set_header(f"&L&8{unit}&R&8{judul}")
    ws.set_footer(f"&L&8{rilis}&C&8{nama}&R&8Halaman &P dari &N")


def _placed(columns: Sequence[Column]) -> list[tuple[int, Column]]:
    """Each column with the place of its first cell on the grid."""
    starts = accumulate((column.span for column in columns), initial=0)
    return list(zip(starts, columns, strict=False))


def _height(texts: Iterable[tuple[str, float]], bold: bool) -> float:
    """The height in points that the longest of the texts needs in its width."""
    return _LINE * max((lines_needed(text, width, bold) for text, width in texts), default=1)
