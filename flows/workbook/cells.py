"""The cells of a workbook with their true places, whatever its format."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

import python_calamine as calamine

from flows.limits import Limits, default_limits
from flows.workbook.formats.kind import BROKEN, LOCKED, MHTML, OTHER, XLSX, kind_of
from flows.workbook.peek import LimitError, SheetFacts, check_reach, opened, peek
from flows.workbook.text import harmless

Cell = str | float | int | bool | datetime | date | time | timedelta
"""A blank cell is the empty text."""

NOT_CALCULATED = "="
"""Stands for a formula without a stored result."""


class WorkbookError(Exception):
    """A file that cannot be read as a workbook: ``aturan`` is the rule (BRK…) to report, ``alasan`` its blank."""

    def __init__(self, aturan: str, alasan: str = "") -> None:
        super().__init__(aturan, alasan)
        self.aturan = aturan
        self.alasan = alasan


@dataclass(slots=True)
class Sheet:
    """One sheet. ``rows[r][c]`` is 0-based and keeps the places of Excel; every row is as long as the widest."""

    name: str
    order: int
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    facts: SheetFacts = field(default_factory=SheetFacts)

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of a format has to tell of a sheet: the rule to report, its place and its blanks."""

    aturan: str
    lembar: str
    sel: str
    isian: dict[str, Any]


@dataclass(slots=True)
class Workbook:
    """The sheets of a file in their order, and when it was last saved (UTC, None where the file does not say).

    ``jenis``: what the file is by its content, a key of ``formats.kind.NAMES``.
    """

    sheets: list[Sheet]
    saved: datetime | None
    jenis: str = XLSX
    notes: list[Note] = field(default_factory=list)


Reader = Callable[[bytes, Limits], Workbook]

_REFUSED = {LOCKED: "BRK003", BROKEN: "BRK001", OTHER: "BRK002"}
_MODULES = {MHTML: "html"}
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ParseError, ExpatError, calamine.CalamineError,
    NotImplementedError, OSError, struct.error, UnicodeDecodeError,
)  # fmt: skip
"""How libraries say that a file is broken."""


def read_workbook(data: bytes, limits: Limits | None = None) -> Workbook:
    """All sheets of a workbook given as bytes, whatever its format. No macro is run and no link is followed.

    Raises WorkbookError for a file that is broken, encrypted, too large or no workbook at all.
    """
    limits = limits or default_limits()
    if len(data) > limits.file_bytes:
        raise WorkbookError("BRK005", limits.too_big)
    try:
        workbook = _reader(kind_of(data))(data, limits)
    except LimitError as error:
        raise WorkbookError("BRK005", str(error)) from error
    except calamine.PasswordError as error:
        raise WorkbookError("BRK003") from error
    except _BROKEN as error:
        raise WorkbookError("BRK001") from error
    except BaseException as error:
        # Where a bent file surprises calamine, which is written in Rust, it "panics" with what is no Exception.
        if type(error).__name__ == "PanicException":
            raise WorkbookError("BRK001") from error
        raise
    if not workbook.sheets:
        raise WorkbookError("BRK001")
    return workbook


def _reader(kind: str) -> Reader:
    """The reader of a kind; those of rarer kinds are loaded only when they are needed."""
    if kind == XLSX:
        return _read_xlsx
    if kind in _REFUSED:
        raise WorkbookError(_REFUSED[kind])
    module = import_module(f"flows.workbook.formats.{_MODULES.get(kind, kind)}")
    reader: Reader = getattr(module, f"read_{kind}")
    return reader


def _read_xlsx(data: bytes, limits: Limits) -> Workbook:
    with opened(data) as archive:
        facts, saved = peek(archive, limits)
    return Workbook(sheets_of(data, facts, limits), saved)


def sheets_of(data: bytes, facts: Mapping[str, SheetFacts], limits: Limits) -> list[Sheet]:
    """The sheets as the fast reader gives them, with what was seen of each beside it. Raises LimitError."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(book.sheets_metadata) > limits.lembar:
        raise LimitError("lembarnya terlalu banyak")
    sheets: list[Sheet] = []
    cells = 0
    for order, meta in enumerate(book.sheets_metadata, start=1):
        sheets.append(_sheet(book, meta, order, facts))
        cells += len(sheets[-1].rows) * sheets[-1].width
        check_reach(cells, 1, cells, limits)
    return sheets


def shown_name(name: str, order: int) -> str:
    """A sheet's name as findings quote it; ``order`` counts the sheets from 1."""
    shown = harmless(name)
    return shown if shown == name else f"{shown} ({order})"  # two names may have lost what told them apart


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, order: int, facts: Mapping[str, SheetFacts]) -> Sheet:
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    name = shown_name(meta.name, order)
    if meta.typ != calamine.SheetTypeEnum.WorkSheet:
        return Sheet(name, order, [], hidden=hidden)
    sheet = book.get_sheet_by_name(meta.name)
    merges = [(r0, c0, r1, c1) for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or []]
    rows = sheet.to_python(skip_empty_area=False)
    known = facts.get(meta.name, SheetFacts())
    _show_failures(rows, known)
    return Sheet(name, order, rows, merges, hidden, known)


def _show_failures(rows: list[list[Cell]], facts: SheetFacts) -> None:
    """Puts what a failed or uncalculated formula shows where the fast reader left a blank, so that none passes for one."""
    shown = facts.errors | dict.fromkeys(facts.uncached, NOT_CALCULATED)
    for (row, column), text in shown.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
