"""The cells of a workbook with their true places: the only module that knows file formats."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError

import python_calamine as calamine

from flows.workbook.peek import LimitError, SheetFacts, peek
from flows.workbook.text import harmless

Cell = str | float | int | bool | datetime | date | time | timedelta
"""A blank cell is the empty text."""

SUFFIXES = frozenset({".xlsx"})
"""File name endings that are read as workbooks."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


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


@dataclass(slots=True)
class Workbook:
    """The sheets of a file in their order, and when it was last saved (UTC, None where the file does not say)."""

    sheets: list[Sheet]
    saved: datetime | None


def read_workbook(data: bytes) -> Workbook:
    """All sheets of an .xlsx given as bytes. No macro is run and no link is followed.

    Raises WorkbookError for a file that is broken, encrypted, too large or no workbook at all.
    """
    if data.startswith(_OLE):
        raise WorkbookError("BRK003" if _ENCRYPTED in data else "BRK002")
    if not data.startswith(b"PK"):
        raise WorkbookError("BRK001" if not data.strip(b"\0") else "BRK002")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise WorkbookError("BRK002")
            facts, saved = peek(archive)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return Workbook([_sheet(book, meta, i, facts) for i, meta in enumerate(book.sheets_metadata, start=1)], saved)
    except LimitError as error:
        raise WorkbookError("BRK005", str(error)) from error
    except calamine.PasswordError as error:
        raise WorkbookError("BRK003") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ParseError, calamine.CalamineError, NotImplementedError) as error:
        raise WorkbookError("BRK001") from error


def shown_name(name: str, order: int) -> str:
    """A sheet's name as findings quote it; ``order`` counts the sheets from 1."""
    shown = harmless(name)
    return shown if shown == name else f"{shown} ({order})"  # two names may have lost what told them apart


def _sheet(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata, order: int, facts: dict[str, SheetFacts]) -> Sheet:
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
