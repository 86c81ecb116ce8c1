"""Draws remarks on the planner's sheets so that all of it can be taken off again: his own formats and comments stay.

Colours are conditional formats that always hold. A fill would overwrite his own, and could not be undone in a corrected copy.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from flows.reports.textwidth import lines_needed
from flows.reports.umpan_balik.looks import LOOKS, Look
from flows.reports.umpan_balik.places import Place, cell_at, ranges
from flows.reports.umpan_balik.remarks import Remark
from flows.workbook.periksa import is_periksa
from flows.workbook.text import harmless

_SIGNATURE = 'N("kinerja")=0'
"""Always true, since the number of a text is 0; no one else writes it."""
_BEGIN, _END = "— Pemeriksaan kinerja —", "— akhir pemeriksaan —"
_OURS = re.compile(rf"\s*{_BEGIN}.*?(?:{_END}|\Z)", re.DOTALL)
_AUTHOR = "kinerja"
_REMARKS = 6
"""Remarks in one comment; the rest stands on the sheet PERIKSA."""
_AREAS = 400
"""Ranges of one conditional format: Excel repairs files with far too many."""
_WIDTH, _LINE, _MARGIN, _TALLEST = 380, 17, 22, 620
"""Of a comment's box, in pixels; its text is some 9 points high."""


def clean(book: Workbook) -> None:
    """Takes off what an earlier check put on, so that marks do not pile up in a copy that was handed in again."""
    for sheet in list(book.worksheets):
        if is_periksa([[sheet["A1"].value]]):
            book.remove(sheet)
            continue
        _set_formats(sheet, [])
        if sheet.sheet_properties.tabColor is not None and str(sheet.sheet_properties.tabColor.rgb)[-6:] in _TABS:
            sheet.sheet_properties.tabColor = None
        for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)):
            if cell.comment:
                _comment(cell, _OURS.sub("", cell.comment.text).strip(), cell.comment.author)


def mark(sheet: Worksheet, by_cell: Mapping[Place, list[Remark]]) -> None:
    """Colours the cells and adds a comment to each, below the planner's own."""
    places: dict[str, list[Place]] = {name: [] for name in LOOKS}
    for place, found in by_cell.items():
        places[min((remark.look for remark in found), key=list(LOOKS).index)].append(place)
        texts = list(dict.fromkeys(remark.text for remark in found if remark.text))
        if texts:
            cell = cell_at(sheet, place)
            before, author = (cell.comment.text, cell.comment.author) if cell.comment else ("", _AUTHOR)
            _comment(cell, "\n\n".join(filter(None, [before, _text(texts)])), author)
    _set_formats(sheet, [(LOOKS[name], cells) for name, cells in places.items() if cells])


def colour_tab(sheet: Worksheet, tingkat: str) -> None:
    """Colours the tab of a sheet that has findings, unless the planner gave it a colour of his own."""
    if sheet.sheet_properties.tabColor is None:
        sheet.sheet_properties.tabColor = LOOKS[tingkat].isi


_TABS = {look.isi for look in LOOKS.values()}


def _text(texts: list[str]) -> str:
    more = [f"… dan {len(texts) - _REMARKS} hal lain; lihat lembar PERIKSA."] if len(texts) > _REMARKS else []
    return harmless("\n\n".join([_BEGIN, *texts[:_REMARKS], *more, _END]))


def _comment(cell: Cell, text: str, author: str) -> None:
    """Sets the comment of a cell, in a box that shows all of it; an empty text removes it."""
    if not text:
        cell.comment = None
        return
    lines = sum(lines_needed(line, _WIDTH / 8) for line in text.split("\n"))
    cell.comment = Comment(text, author, height=min(lines * _LINE + _MARGIN, _TALLEST), width=_WIDTH)


def _set_formats(sheet: Worksheet, ours: Iterable[tuple[Look, list[Place]]]) -> None:
    """Replaces our conditional formats; the planner's own keep their order behind them."""
    kept = [(entry.sqref, rule) for entry in sheet.conditional_formatting for rule in entry.rules if rule.formula != [_SIGNATURE]]
    formats = ConditionalFormattingList()
    for look, places in ours:
        areas = [area for text in ranges(places) for area in _with_merged(sheet, text)]
        for part in range(math.ceil(len(areas) / _AREAS)):
            formats.add(" ".join(areas[part * _AREAS : (part + 1) * _AREAS]), _rule(look))
    first = len(formats)
    for order, (sqref, rule) in enumerate(sorted(kept, key=lambda item: item[1].priority), start=1):
        rule.priority = first + order
        formats.add(str(sqref), rule)
    sheet.conditional_formatting = formats


def _with_merged(sheet: Worksheet, area: str) -> list[str]:
    """The area, and all of the merged cells that begin in it."""
    whole = CellRange(area)
    merged = [m.coord for m in sheet.merged_cells.ranges if (m.min_col, m.min_row) >= (whole.min_col, whole.min_row)
              and m.min_col == whole.min_col and m.min_row <= whole.max_row]  # fmt: skip
    return [area, *merged]


def _rule(look: Look) -> Rule:
    side = Side(style=look.garis, color=look.tinta) if look.garis else None
    style = DifferentialStyle(
        font=Font(bold=look.tebal or None, italic=look.miring or None, color=look.tinta),
        fill=PatternFill(bgColor=look.isi, fill_type="solid"),
        border=Border(left=side, right=side, top=side, bottom=side) if side else None,
    )
    return Rule(type="expression", dxf=style, formula=[_SIGNATURE], stopIfTrue=True)
