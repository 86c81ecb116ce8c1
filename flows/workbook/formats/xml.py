"""XML spreadsheets of Excel 2003, which some portals still write and name .xls."""

from __future__ import annotations

import io
from datetime import datetime

from flows.limits import Limits
from flows.workbook.cells import NOT_CALCULATED, Cell, Sheet, Workbook, shown_name
from flows.workbook.formats.kind import XML
from flows.workbook.formats.sparse import Grid, parse
from flows.workbook.peek import LimitError

_SS = "urn:schemas-microsoft-com:office:spreadsheet "
_EXCEL = "urn:schemas-microsoft-com:office:excel "
_OFFICE = "urn:schemas-microsoft-com:office:office "


def read_xml(data: bytes, limits: Limits) -> Workbook:
    """The sheets of an XML spreadsheet. Raises LimitError, or ExpatError for a broken one."""
    reader = _Reader(limits)
    parse(io.BytesIO(data.lstrip()), reader.start, reader.end, reader.text)
    return Workbook(reader.sheets, reader.saved, XML)


class _Reader:
    """Follows the elements of the file and fills the grids of its sheets."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.saved: datetime | None = None
        self._limits = limits
        self._percent_styles: set[str] = set()
        self._style = ""
        self._grid: Grid | None = None
        self._name, self._hidden = "", False
        self._cell: dict[str, str] | None = None
        self._kind: str | None = None
        self._words: list[str] = []
        self._taking = self._comment = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _SS + "Style":
            self._style = attributes.get(_SS + "ID", "")
        elif name == _SS + "NumberFormat" and _is_percent(attributes.get(_SS + "Format", "")):
            self._percent_styles.add(self._style)
        elif name == _SS + "Worksheet":
            if len(self.sheets) >= self._limits.lembar:
                raise LimitError("lembarnya terlalu banyak")
            self._grid, self._name, self._hidden = Grid(self._limits), attributes.get(_SS + "Name", ""), False
        elif name in (_EXCEL + "Visible", _OFFICE + "LastSaved"):
            self._taking, self._words = True, []
        elif self._grid is None:
            pass
        elif name == _SS + "Row":
            self._grid.go_to_row(_number(attributes, "Index", 1) - 1)
            self._grid.open_row(1 + _number(attributes, "Span", 0), attributes.get(_SS + "Hidden") == "1")
        elif name == _SS + "Column":
            first = _number(attributes, "Index", 0) - 1
            hidden = attributes.get(_SS + "Hidden") == "1"
            self._grid.add_columns(1 + _number(attributes, "Span", 0), hidden, first if first >= 0 else None)
        elif name == _SS + "Cell":
            self._grid.go_to_column(_number(attributes, "Index", 1) - 1)
            self._cell, self._kind, self._words = attributes, None, []
        elif name == _SS + "Comment":
            self._comment = True
        elif name == _SS + "Data" and not self._comment:
            self._kind, self._taking = attributes.get(_SS + "Type", "String"), True

    def end(self, name: str) -> None:
        if name == _SS + "Worksheet" and self._grid is not None:
            rows, merges, facts = self._grid.finish()
            order = len(self.sheets) + 1
            self.sheets.append(Sheet(shown_name(self._name, order), order, rows, merges, self._hidden, facts))
            self._grid = None
        elif name == _EXCEL + "Visible":
            self._taking = False
            self._hidden = "".join(self._words) != "SheetVisible"
        elif name == _OFFICE + "LastSaved":
            self._taking = False
            self.saved = _moment("".join(self._words))
        elif name == _SS + "Comment":
            self._comment = False
        elif name == _SS + "Data" and not self._comment:
            self._taking = False
        elif self._grid is None:
            pass
        elif name == _SS + "Row":
            self._grid.close_row()
        elif name == _SS + "Cell" and self._cell is not None:
            self._close_cell(self._grid, self._cell)
            self._cell = None

    def text(self, text: str) -> None:
        if self._taking:
            self._words.append(text)

    def _close_cell(self, grid: Grid, attributes: dict[str, str]) -> None:
        text = "".join(self._words)
        down, across = _number(attributes, "MergeDown", 0), _number(attributes, "MergeAcross", 0)
        uncached = self._kind is None and _SS + "Formula" in attributes
        value = NOT_CALCULATED if uncached else _value(self._kind, text)
        percent = isinstance(value, float) and attributes.get(_SS + "StyleID", "") in self._percent_styles
        error = text if self._kind == "Error" else ""
        grid.add(value, percent=percent, error=error, uncached=uncached, span=(down + 1, across + 1))
        if across:
            grid.skip(across)


def _is_percent(form: str) -> bool:
    return "%" in form or form == "Percent"


def _number(attributes: dict[str, str], name: str, default: int) -> int:
    text = attributes.get(_SS + name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def _value(kind: str | None, text: str) -> Cell:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        return _moment(text) or text
    return text == "1" if kind == "Boolean" else text


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()[:19])
    except ValueError:
        return None
