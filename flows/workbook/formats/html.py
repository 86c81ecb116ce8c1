"""Web pages that portals save as .xls: tables of an HTML file, or of the pages inside an MHTML one, as one sheet a page.

Cells stand where a browser shows them: every table below the last one, ``colspan`` and ``rowspan`` as merged cells, and each
paragraph between tables in a row of its own. The standard library's html.parser is not used, since a few unclosed tags keep
it busy for minutes; the splitting below takes time in proportion to the text.
"""

from __future__ import annotations

import email
import email.policy
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage

from flows.limits import Limits
from flows.workbook.cells import Cell, Sheet, Workbook, WorkbookError, shown_name
from flows.workbook.formats.kind import HTML, MHTML, decoded, encoding_of
from flows.workbook.formats.plain import NAME, errors_of, padded, typed
from flows.workbook.peek import LimitError, SheetFacts, check_reach

_TAG = re.compile(r"</?([a-zA-Z][\w:-]*)")
_TAG_REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_LIBREOFFICE_SHEET = re.compile(r'<a name="table\d+"><h1>[^<]{0,40}<em>([^<]{0,200})</em></h1></a>', re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STORED = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d{1,2})?", re.IGNORECASE)
_ONE_NUMBER = re.compile(r"[^\d#]*\d[\d.,\s]*\D*")
"""A text that shows one number: neither a date nor an error."""
_UNSHOWN = frozenset({"script", "style", "title", "template", "select", "noscript", "xml", "comment"})
"""Elements whose text nobody sees in a cell."""
_BLOCKS = frozenset(
    {"p", "div", "center", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "br", "hr", "caption", "body", "header", "pre"}
)
_COLSPAN, _ROWSPAN, _DEPTH = 1000, 65_534, 50
"""The most that browsers heed, and tables within tables."""
_LONGEST_TAG = 4096
Tag = tuple[str, bool, str]
"""Name, whether it closes, its attributes as written."""


def read_html(data: bytes, limits: Limits) -> Workbook:
    """The one sheet of an HTML file, or those that LibreOffice has written one below the other. Raises LimitError."""
    text = decoded(data, _encoding(data))
    _, *parts = _LIBREOFFICE_SHEET.split(text)
    if parts:
        return _workbook(list(zip(parts[::2], parts[1::2], strict=True)), HTML, limits)
    names = _SHEET_NAME.findall(text)
    return _workbook([(names[0] if len(names) == 1 else NAME, text)], HTML, limits)


def _workbook(pages: Sequence[tuple[str, str]], kind: str, limits: Limits) -> Workbook:
    """A sheet for each page, given by name and text. Raises LimitError."""
    if len(pages) > limits.lembar:
        raise LimitError("lembarnya terlalu banyak")
    sheets = [_sheet(text, name, order, limits) for order, (name, text) in enumerate(pages, start=1)]
    return Workbook(sheets, None, kind)


def read_mhtml(data: bytes, limits: Limits) -> Workbook:
    """A sheet for each page with a table in an MHTML file. Raises LimitError; WorkbookError where no page has one."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages: list[str] = []
    names: list[str] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_type() != "text/html":
            continue
        text = _page(part)
        names += map(html.unescape, _SHEET_NAME.findall(text))
        if "<table" in text.lower() and not str(part.get("Content-Location", "")).lower().endswith("tabstrip.htm"):
            pages.append(text)
    if not pages:
        raise WorkbookError("BRK002")
    if len(names) != len(pages):
        names = [NAME] if len(pages) == 1 else [f"Lembar{i}" for i in range(1, len(pages) + 1)]
    return _workbook(list(zip(names, pages, strict=True)), MHTML, limits)


def _page(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    return decoded(data, part.get_content_charset() or _encoding(data)) if _known(part.get_content_charset()) else decoded(data)


def _encoding(data: bytes) -> str | None:
    """The encoding that a page names, where its bytes do not show that it is another."""
    found = _CHARSET.search(data[:4096])
    own = encoding_of(data)
    named = found.group(1).decode("ascii") if found else ""
    return named if own == "cp1252" and named and _known(named) else own


def _known(encoding: str | None) -> bool:
    try:
        "".encode(encoding or "utf-8")
    except LookupError:
        return False
    return True


def _sheet(text: str, name: str, order: int, limits: Limits) -> Sheet:
    page = _Page(limits)
    hush = ""  # the element whose content is not shown
    for piece in _pieces(text):
        if isinstance(piece, str):
            if not hush:
                page.text(piece)
            continue
        tag, closes, attributes = piece
        if hush:
            hush = "" if closes and tag == hush else hush
        elif tag in _UNSHOWN:
            hush = "" if closes or attributes.endswith("/") else tag
        elif closes:
            page.end(tag)
        else:
            page.start(tag, attributes)
    page.finish()
    rows = padded(page.rows, max(map(len, page.rows), default=0))
    facts = SheetFacts(
        hidden_rows=page.hidden, hidden_columns=page.hidden_columns, percent=page.percent, errors=errors_of(rows), untyped=True
    )
    return Sheet(shown_name(html.unescape(name), order), order, rows, page.merges, False, facts)


def _pieces(text: str) -> Iterator[str | Tag]:
    """The text cut into tags and what stands between them; comments and declarations are left out."""
    at = 0
    while at < len(text):
        opens = text.find("<", at)
        if opens < 0:
            yield html.unescape(text[at:])
            return
        if opens > at:
            yield html.unescape(text[at:opens])
        if text.startswith("<!--", opens):
            ends = text.find("-->", opens + 4)
            at = len(text) if ends < 0 else ends + 3
            continue
        if text.startswith(("<!", "<?"), opens):
            ends = text.find(">", opens)
            at = len(text) if ends < 0 else ends + 1
            continue
        match = _TAG.match(text, opens)
        if not match:
            yield "<"
            at = opens + 1
            continue
        ends = _tag_end(text, match.end())
        if ends < 0:  # nothing but text is left
            yield html.unescape(text[opens:])
            return
        yield match.group(1).lower(), text[opens + 1] == "/", text[match.end() : ends]
        at = ends + 1


def _tag_end(text: str, at: int) -> int:
    """The place of the ``>`` that closes a tag, not of one within quotation marks; -1 where there is none any more."""
    match = _TAG_REST.match(text, at, at + _LONGEST_TAG)
    return match.end() - 1 if match else text.find(">", at)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): html.unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(text)} if text.strip() else {}


@dataclass
class _Cell:
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)


@dataclass
class _Table:
    """A table being read: the column at which its next cell goes, and how many rows its tall cells still cover."""

    hidden: bool
    covered: dict[int, int] = field(default_factory=dict)
    section_hidden: bool = False
    row: int | None = None
    row_hidden: bool = False
    cell: _Cell | None = None
    column: int = 0
    hidden_columns: set[int] = field(default_factory=set)
    described: int = 0
    """Columns that ``col`` elements spoke of so far."""


class _Page:
    """The grid of a page as it is read from top to bottom."""

    def __init__(self, limits: Limits) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden: set[int] = set()
        self._veiled: set[int] = set()
        self._shown: set[int] = set()
        self.percent: set[tuple[int, int]] = set()
        self._limits = limits
        self._tables: list[_Table] = []
        self._loose: list[str] = []
        self._used = 0
        self._width = 0

    @property
    def hidden_columns(self) -> set[int]:
        """Columns that hold hidden cells and no other."""
        return self._veiled - self._shown

    def text(self, text: str) -> None:
        cell = self._tables[-1].cell if self._tables else None
        (cell.parts if cell else self._loose).append(text)

    def start(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self._open_table(_attributes(attributes))
        elif self._tables and tag in ("tr", "thead", "tbody", "tfoot"):
            table = self._tables[-1]
            self._end_row(table)
            hidden = _is_hidden(_attributes(attributes))
            if tag == "tr":
                self._open_row(table, hidden)
            else:
                table.section_hidden = hidden
        elif self._tables and tag == "col":
            self._describe(self._tables[-1], _attributes(attributes))
        elif self._tables and tag in ("td", "th"):
            table = self._tables[-1]
            if table.row is None:
                self._open_row(table, False)
            self._end_cell(table)
            table.cell = _Cell(_attributes(attributes))
        elif tag in _BLOCKS:
            self._break()

    def _describe(self, table: _Table, attributes: dict[str, str]) -> None:
        """Columns as a ``col`` element speaks of them."""
        across = _span(attributes, "span", _COLSPAN)
        if _is_hidden(attributes):
            table.hidden_columns.update(range(table.described, table.described + across))
        table.described += across

    def end(self, tag: str) -> None:
        if not self._tables:
            if tag in _BLOCKS:
                self._break()
            return
        table = self._tables[-1]
        if tag in ("td", "th"):
            self._end_cell(table)
        elif tag == "tr":
            self._end_row(table)
        elif tag == "table":
            self._end_row(table)
            self._tables.pop()
        elif tag in _BLOCKS:
            self._break()

    def finish(self) -> None:
        while self._tables:
            self._end_row(self._tables.pop())
        self._flush()

    def _break(self) -> None:
        cell = self._tables[-1].cell if self._tables else None
        if cell:
            cell.parts.append("\0")
        else:
            self._flush()

    def _flush(self) -> None:
        """Text outside of cells becomes a row of its own."""
        text = _folded(self._loose)
        self._loose.clear()
        if text:
            self._add_row([text])

    def _add_row(self, row: list[Cell]) -> None:
        self.rows.append(row)
        self._count(row)

    def _count(self, row: list[Cell]) -> None:
        self._used += sum(value != "" for value in row)
        self._width = max(self._width, len(row))
        check_reach(len(self.rows), self._width, self._used, self._limits)

    def _open_table(self, attributes: dict[str, str]) -> None:
        """A table inside a cell goes below the cells that were read so far, since a page lays out its parts with tables."""
        if len(self._tables) >= _DEPTH:
            raise LimitError("tabelnya bersarang terlalu dalam")
        self._flush()
        outer = self._tables[-1] if self._tables else None
        if outer:
            self._end_row(outer)
            self._drop_blank_row()
        self._tables.append(_Table(_is_hidden(attributes) or bool(outer and (outer.hidden or outer.row_hidden))))

    def _drop_blank_row(self) -> None:
        """The row of a table that only frames another one."""
        last = len(self.rows) - 1
        if self.rows and not any(value != "" for value in self.rows[last]):
            self.rows.pop()
            self.hidden.discard(last)
            self.merges = [merge for merge in self.merges if merge[0] != last]

    def _open_row(self, table: _Table, hidden: bool) -> None:
        self._flush()
        table.row, table.column = len(self.rows), 0
        table.row_hidden = hidden or table.hidden or table.section_hidden
        self.rows.append([])

    def _end_row(self, table: _Table) -> None:
        self._end_cell(table)
        if table.row is None:
            return
        if table.row_hidden:
            self.hidden.add(table.row)
        self._count(self.rows[table.row])
        table.covered = {column: left - 1 for column, left in table.covered.items() if left > 1}
        table.row = None

    def _end_cell(self, table: _Table) -> None:
        cell, table.cell = table.cell, None
        if cell is None or table.row is None:
            return
        while table.column in table.covered:
            table.column += 1
        across = _span(cell.attributes, "colspan", _COLSPAN)
        down = _span(cell.attributes, "rowspan", _ROWSPAN)
        row, column = table.row, table.column
        grid = self.rows[row]
        value, percent = _value(cell)
        grid.extend([""] * (column - len(grid)))
        grid.append(value)
        grid.extend([""] * (across - 1))
        if percent:
            self.percent.add((row, column))
        if value != "" and across == 1:
            unseen = column in table.hidden_columns or _is_hidden(cell.attributes)
            (self._veiled if unseen else self._shown).add(column)
        if across > 1 or down > 1:
            self.merges.append((row, column, row + down - 1, column + across - 1))
        if down > 1:
            table.covered |= dict.fromkeys(range(column, column + across), down)
        table.column += across


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))


def _span(attributes: dict[str, str], name: str, most: int) -> int:
    if name not in attributes:
        return 1
    text = attributes[name].strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 10 else 1


def _folded(parts: list[str]) -> str:
    lines = "".join(parts).replace("\u00a0", " ").split("\0")
    return "\n".join(filter(None, (_SPACES.sub(" ", line).strip() for line in lines)))


def _value(cell: _Cell) -> tuple[Cell, bool]:
    """What a cell holds, and whether it is a fraction that is shown as a percentage.

    Excel and LibreOffice write the number that a cell holds beside the text that it shows (``x:num``, ``sdval``).
    """
    text = _folded(cell.parts)
    stored = cell.attributes.get("x:num") or cell.attributes.get("sdval") or ""
    if _STORED.fullmatch(stored) and _ONE_NUMBER.fullmatch(text):
        return float(stored), text.endswith("%")
    return text if "x:str" in cell.attributes else typed(text), False
