"""OpenDocument spreadsheets (.ods) of LibreOffice and Google Sheets, read in one pass over their XML.

The format writes "the same again" as a number, so that a few bytes can mean a billion cells; what it repeats is therefore
unfolded only after a look at how far it reaches. The elements are described in OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from flows.limits import Limits
from flows.workbook.cells import NOT_CALCULATED, Cell, Sheet, Workbook, WorkbookError, shown_name
from flows.workbook.formats.kind import ODS
from flows.workbook.formats.sparse import Grid, parse
from flows.workbook.peek import LimitError, check_size, opened, whole

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_ROWS_REPEATED, _COLUMNS_REPEATED = _TABLE + "number-rows-repeated", _TABLE + "number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = _TABLE + "number-rows-spanned", _TABLE + "number-columns-spanned"
_VALUE_TYPE, _ERROR_TYPE, _FORMULA = _OFFICE + "value-type", _CALCEXT + "value-type", _TABLE + "formula"
_SKIPPED = frozenset(
    {_TABLE + "tracked-changes", _TABLE + "shapes", _OFFICE + "annotation", _TABLE + "dde-links", _OFFICE + "forms"}
)
"""Elements whose content stands in no cell: what was changed and deleted, drawings, comments, links."""
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_SAVED = re.compile(rb"<dc:date>([^<]+)<")


def read_ods(data: bytes, limits: Limits) -> Workbook:
    """The sheets of an .ods file. Raises WorkbookError for one with a password, LimitError, or what the libraries raise."""
    with opened(data) as archive:
        check_size(archive, limits)
        if b"encryption-data" in whole(archive, "META-INF/manifest.xml"):
            raise WorkbookError("BRK003")
        saved = _saved(whole(archive, "meta.xml"))
        with archive.open("content.xml") as stream:
            reader = _Reader(limits)
            parse(stream, reader.start, reader.end, reader.text)
    return Workbook(reader.sheets, saved, ODS)


def _saved(meta: bytes) -> datetime | None:
    match = _SAVED.search(meta)
    try:
        return datetime.fromisoformat(match.group(1).decode()).replace(tzinfo=None, microsecond=0) if match else None
    except ValueError:
        return None


class _Reader:
    """Follows the elements of content.xml and fills the grids of its sheets."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._skip = ""
        self._skipped = 0
        self._depth = 0
        self._grid: Grid | None = None
        self._name, self._hidden = "", False
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skip:
            self._skipped += name == self._skip
        elif name in _SKIPPED:
            self._skip, self._skipped = name, 1
        elif name == _STYLE + "style":
            self._style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "table-properties" and attributes.get(_TABLE + "display") == "false":
            self._hidden_styles.add(self._style)
        elif name == _TABLE + "table":
            self._depth += 1
            if self._depth == 1:
                self._open_sheet(attributes)
        elif self._depth != 1 or self._grid is None:
            pass  # a table within a cell
        elif name == _TABLE + "table-row":
            hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._grid.open_row(_count(attributes, _ROWS_REPEATED), hidden)
        elif name == _TABLE + "table-column":
            hidden = attributes.get(_TABLE + "visibility", "visible") != "visible"
            self._grid.add_columns(_count(attributes, _COLUMNS_REPEATED), hidden)
        elif name in _CELLS:
            self._cell, self._paragraphs = attributes, []
        elif self._cell is not None:
            self._start_text(name, attributes)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TEXT + "p":
            self._paragraphs.append([])
            self._inside = True
        elif self._inside:
            blanks = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
            if name == _TEXT + "s":
                count = attributes.get(_TEXT + "c", "1")
                self._paragraphs[-1].append(" " * min(int(count) if count.isdigit() else 1, 100))
            elif name in blanks:
                self._paragraphs[-1].append(blanks[name])

    def end(self, name: str) -> None:
        if self._skip:
            self._skipped -= name == self._skip
            if not self._skipped:
                self._skip = ""
        elif name == _TABLE + "table":
            self._depth -= 1
            if self._depth == 0:
                self._close_sheet()
        elif self._depth != 1 or self._grid is None:
            pass
        elif name == _TABLE + "table-row":
            self._grid.close_row()
        elif name in _CELLS and self._cell is not None:
            self._close_cell(self._grid, self._cell, name.endswith("covered-table-cell"))
            self._cell = None
        elif name == _TEXT + "p":
            self._inside = False

    def text(self, text: str) -> None:
        if self._inside and not self._skip and self._depth == 1:
            self._paragraphs[-1].append(text)

    def _open_sheet(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= self._limits.lembar:
            raise LimitError("lembarnya terlalu banyak")
        self._grid = Grid(self._limits)
        self._name = attributes.get(_TABLE + "name", "")
        self._hidden = attributes.get(_TABLE + "style-name", "") in self._hidden_styles

    def _close_sheet(self) -> None:
        assert self._grid is not None
        order = len(self.sheets) + 1
        rows, merges, facts = self._grid.finish()
        self.sheets.append(Sheet(shown_name(self._name, order), order, rows, merges, self._hidden, facts))
        self._grid = None

    def _close_cell(self, grid: Grid, attributes: dict[str, str], covered: bool) -> None:
        repeated = _count(attributes, _COLUMNS_REPEATED)
        kind = attributes.get(_VALUE_TYPE, "")
        shown = "\n".join("".join(parts) for parts in self._paragraphs)
        value: Cell = "" if covered else _value(attributes, kind, shown)
        error = shown if attributes.get(_ERROR_TYPE) == "error" and shown else ""
        uncached = not kind and not shown and _FORMULA in attributes
        span = _count(attributes, _ROWS_SPANNED), _count(attributes, _COLUMNS_SPANNED)
        grid.add(
            NOT_CALCULATED if uncached else error or value, repeated,
            percent=kind == "percentage", error=error, uncached=uncached, span=(1, 1) if covered else span,
        )  # fmt: skip


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name)
    if text is None:  # as in nearly every cell
        return 1
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _value(attributes: dict[str, str], kind: str, shown: str) -> Cell:
    """The value of a cell by its type; what its attributes do not say rightly is what it shows."""
    try:
        if kind in ("float", "percentage", "currency"):
            return float(attributes[_OFFICE + "value"])
        if kind == "date":
            text = attributes[_OFFICE + "date-value"]
            return datetime.fromisoformat(text[:19]) if "T" in text else date.fromisoformat(text)
        if kind == "time":
            return _time(attributes[_OFFICE + "time-value"]) or shown
        if kind == "boolean":
            return attributes[_OFFICE + "boolean-value"] == "true"
    except (KeyError, ValueError):
        return shown
    return shown or attributes.get(_OFFICE + "string-value", "")


def _time(text: str) -> time | timedelta | None:
    match = _DURATION.fullmatch(text)
    if not match:
        return None
    sign, days, hours, minutes, seconds = match.groups()
    if not sign and not days and int(hours) < 24 and int(minutes) < 60 and int(seconds) < 60:
        return time(int(hours), int(minutes), int(seconds))
    try:
        length = timedelta(days=int(days or 0), hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    except OverflowError:
        return None
    return -length if sign else length
