"""Draws a sheet: titles, merged headers, rows of measured height, and a page that prints well on A4."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.reports.charts import add_charts
from flows.reports.formulas import quoted
from flows.reports.places import Places, placed_columns
from flows.reports.sheets import Cell, Chart, Column, Row, Section, Sheet, Value
from flows.reports.styles import SCALED, Styles, wraps
from flows.reports.textwidth import lines_needed

_A4 = 9
_LINE = 12.0  # height in points of one line of Arial 9
_TITLE = 18.0
_PAGE = {False: (97.0, 730.0), True: (145.0, 490.0)}  # upright, landscape: room in column widths and in points
_SQUEEZE = 1.25  # a sheet at most so much longer than a page is shrunk to one
_GAP = 4.0  # between a table and its notes
_FEW_CHARTS = 2
_CHART_ROW = 15.0  # height in points of the rows below a chart
_INDENT = 1.3  # width of one step of indentation, in units of column width
_PLAIN = Cell(None)  # how a value without a cell of its own is drawn


@dataclass(frozen=True)
class Frame:
    """What the edges of every printed page say."""

    unit: str
    judul: str
    rilis: str


@dataclass(frozen=True)
class Desk:
    """What all sheets of a workbook share: the workbook, its styles and page edges, and where its cells stand."""

    book: Workbook
    styles: Styles
    frame: Frame
    places: Places


def draw(name: str, sheet: Sheet, desk: Desk) -> None:
    """Draw ``sheet`` on a new worksheet, ready to print."""
    ws = desk.book.add_worksheet(name)
    canvas = _Canvas(ws, name, desk, sheet.columns)
    row = canvas.notes(canvas.titles((*sheet.title, desk.frame.unit)), sheet.intro)
    for index, section in enumerate(sheet.sections):
        top, row = row, canvas.section(row + 1, section)
        if index == 0 and section.header:
            body = canvas.first_body_row
            ws.freeze_panes(body, 0)
            if len(sheet.sections) == 1:  # else the first table's header would stand over another's rows
                ws.repeat_rows(top + 1, body - 1)
            if sheet.filtered:
                ws.autofilter(body - 1, 0, body + len(section.rows) - 1, canvas.width - 1)
    side_by_side = 1 if len(sheet.charts) <= _FEW_CHARTS else 2
    for at in range(0, len(sheet.charts), side_by_side):
        row = canvas.charts(row + 1, sheet.charts[at : at + side_by_side])
    canvas.finish()
    _set_page(ws, sheet.landscape, canvas.pages_tall(sheet.landscape))
    _set_edges(ws, name, desk.frame)


class _Canvas:
    """A worksheet with the grid of columns that all its tables share; rows are 0-based."""

    def __init__(self, ws: Worksheet, name: str, desk: Desk, grid: Sequence[float]) -> None:
        self._ws = ws
        self._name = name
        self._desk = desk
        self._styles = desk.styles
        self._grid = grid
        self._last_row = 0
        self._scaled: dict[str, list[str]] = {}  # kind: the cells whose colour follows their word
        self.width = len(grid)
        self.first_body_row = 0  # of the section drawn last
        self._height = 0.0
        for index, width in enumerate(grid):
            ws.set_column(index, index, width, None, {} if width else {"hidden": True})

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
        placed = placed_columns(section.columns)
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
        placed = placed_columns(section.columns)
        grouped = section.grouped
        last = row + grouped
        for group, members in groupby(placed, key=lambda item: item[1].group):
            spans = list(members)
            if group:
                self._put((row, row, spans[0][0], sum(column.span for _, column in spans)), group, style)
            for at, column in spans:
                self._put((last if group else row, last, at, column.span), column.title, style)
        if grouped:
            self._set_height(row, _LINE + 6)
        texts = [(column.title, room) for at, column in placed if (room := self._room(at, column.span)) > 0]
        self._set_height(last, _height(texts, bold=True) + 6)
        if section.numbered:
            last += 1
            for number, (at, column) in enumerate(placed, 1):
                self._put((last, last, at, column.span), f"({number})", self._styles.part("nomor_kolom"))
        return last + 1

    def _row(self, row: int, entry: Row, placed: Sequence[tuple[int, Column]]) -> None:
        texts: list[tuple[str, float]] = []
        used = 0
        for held in entry.values:
            cell, value = (held, held.value) if isinstance(held, Cell) else (_PLAIN, held)
            at, column = placed[used]
            span = column.span if cell.span == 1 else sum(taken.span for _, taken in placed[used : used + cell.span])
            kind = cell.kind or column.kind
            style = self._styles.cell(kind, entry.look, entry.indent)
            area = (row, row, at, span)
            formulas = cell.formula or (column.formula if cell.span == 1 else None)
            text = formulas and self._desk.places.formula(formulas, value, self._name, _key(entry, row), column.key)
            if text:
                self._put_formula(area, text, value, style)
            elif cell.link:
                self._ws.write_url(row, at, f"internal:{quoted(cell.link)}!A1", style, str(value))
            else:
                self._put(area, value, style)
            if kind in SCALED:
                self._scaled.setdefault(kind, []).append(xl_range(row, at, row, at))
            if isinstance(value, str) and wraps(kind):
                texts.append((value, self._room(at, span) - _INDENT * entry.indent))
            used += cell.span
        self._set_height(row, max(_height(texts, bold=entry.look not in ("isi", "redup")), _LINE * entry.tall) + 5)

    def _set_height(self, row: int, height: float) -> None:
        self._ws.set_row(row, height)
        self._height += height
        self._last_row = row

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
            self._ws.write_number(top, column, _number(value), style)

    def _put_formula(self, area: tuple[int, int, int, int], text: str, value: Value, style: Format) -> None:
        """Write a formula with its value, which programs that do not compute show."""
        top, bottom, column, span = area
        if span > 1 or bottom > top:
            self._ws.merge_range(top, column, bottom, column + span - 1, "", style)
        self._ws.write_formula(top, column, text, style, value if isinstance(value, str) else _number(value))

    def charts(self, row: int, charts: Sequence[Chart]) -> int:
        """Charts side by side, together as wide as the table, from ``row`` on; the row below."""
        rows = add_charts(self._desk.book, self._ws, charts, self._desk.places, self._name, row, self._grid)
        self._height += rows * _CHART_ROW
        self._last_row = row + rows - 1
        return row + rows

    def finish(self) -> None:
        """Colours that follow the words, the printed area, and no green corners where text or a formula is meant."""
        for kind, cells in self._scaled.items():
            for word, style in self._styles.scale(kind):
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": style, "multi_range": " ".join(cells)}
                self._ws.conditional_format(cells[0], rule)
        self._ws.print_area(0, 0, self._last_row, self.width - 1)
        everywhere = xl_range(0, 0, self._last_row, self.width - 1)
        self._ws.ignore_errors({"number_stored_as_text": everywhere, "formula_differs": everywhere})


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


def _number(value: Value) -> float:
    assert isinstance(value, int | float | Decimal | Fraction)
    return float(value)


def _key(entry: Row, row: int) -> Hashable:
    return row if entry.key is None else entry.key


def _height(texts: Iterable[tuple[str, float]], bold: bool) -> float:
    """The height in points that the longest of the texts needs in its width."""
    return _LINE * max((lines_needed(text, width, bold) for text, width in texts), default=1)
