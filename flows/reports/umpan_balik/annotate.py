"""A workbook with its findings marked in it: a pure function of its bytes and findings, so that any process can call it."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl import Workbook, load_workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.worksheet import Worksheet

from flows.findings import LEVELS, Temuan
from flows.reports.umpan_balik.groups import in_order, rows
from flows.reports.umpan_balik.lost import lost
from flows.reports.umpan_balik.marks import clean, colour_tab, mark
from flows.reports.umpan_balik.page import Verdict, draw_page
from flows.reports.umpan_balik.remarks import remarks
from flows.reports.umpan_balik.results import with_results
from flows.reports.umpan_balik.transcribe import transcribed
from flows.workbook.cells import Workbook as Cells
from flows.workbook.cells import WorkbookError, read_workbook, shown_name
from flows.workbook.formats.kind import NAMES, XLSX

LOG = logging.getLogger(__name__)

MOST_CELLS = 1_000_000
"""Cells of a workbook that is copied: openpyxl needs some 10 seconds and 0,5 GB for these."""


@dataclass
class _Opened:
    """The planner's workbook, one with its values, or an empty one and why his could not be copied."""

    book: Workbook
    saved: datetime | None = None
    lost: list[str] = field(default_factory=list)
    absent: str = ""
    names: list[str] = field(default_factory=list)
    """The sheets as findings name them, in the order of the book's."""
    own: bool = False
    """Whether it is the planner's file itself, formulas and all."""


def annotate(data: bytes, berkas: str, found: Sequence[Temuan]) -> bytes:
    """The workbook ``data``, known as ``berkas``, as .xlsx bytes with the sheet PERIKSA in front and its findings marked.

    One that openpyxl cannot open or write again gives its values without their look, one that nothing can open that sheet
    alone. No macro is run, no link is followed, no formula is calculated.
    """
    for opened in _ways(data):
        try:
            return _annotated(opened, data, berkas, found)
        except Exception as error:  # of many kinds, as files differ; the message may quote a cell
            LOG.info("%s: %s", berkas, type(error).__name__)
    absent = "Berkas ini tidak dapat dibuka, jadi lembarnya tidak ada di salinan ini."
    return _annotated(_without(absent), data, berkas, found)


def _annotated(opened: _Opened, data: bytes, berkas: str, found: Sequence[Temuan]) -> bytes:
    book = opened.book
    sheets = _worksheets(opened)
    clean(book)
    for sheet in book.worksheets:
        if sheet.sheet_state == "veryHidden":  # which Excel's menu cannot show
            sheet.sheet_state = "hidden"
    order = {name: i for i, name in enumerate(sheets)}
    findings = in_order(found, order)
    said = remarks(sheets, findings)
    for name, by_cell in said.by_cell.items():
        mark(sheets[name], by_cell)
    for name, worksheet in sheets.items():
        levels = {finding.tingkat for finding in findings if finding.lembar == name and not finding.diketahui}
        if levels:
            colour_tab(worksheet, min(levels, key=LEVELS.index))
    draw_page(book, Verdict(berkas, opened.saved, opened.lost, opened.absent), rows(findings, order), said, sheets)
    out = io.BytesIO()
    book.calculation = book.calculation or CalcProperties()  # not every program writes them
    book.calculation.fullCalcOnLoad = True
    book.save(out)
    return with_results(data, out.getvalue()) if opened.own else out.getvalue()


def _worksheets(opened: _Opened) -> dict[str, Worksheet]:
    """The sheets that have cells, by the names that findings give them."""
    named = zip(opened.names, opened.book.sheetnames, strict=True)
    return {shown: sheet for shown, name in named if isinstance(sheet := opened.book[name], Worksheet)}


def _ways(data: bytes) -> Iterator[_Opened]:
    """The workbook to draw in, the best way of opening it first; none where nothing can."""
    try:
        workbook = read_workbook(data)
    except WorkbookError:
        return
    if sum(len(sheet.rows) * sheet.width for sheet in workbook.sheets) > MOST_CELLS:
        yield _without("Buku kerja ini terlalu besar untuk disalin; temuannya ditulis di bawah ini.")
        return
    if workbook.jenis == XLSX and (own := _own(workbook, data)):
        yield own
    yield _transcribed(workbook)


def _own(workbook: Cells, data: bytes) -> _Opened | None:
    """The planner's file itself; None where openpyxl refuses it, with errors of many kinds, as it does some that Excel opens."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of what it drops in English; `lost` tells the planner
            book = load_workbook(io.BytesIO(data), rich_text=True)
        book.template = False
        names = [shown_name(name, i) for i, name in enumerate(book.sheetnames, start=1)]
        return _Opened(book, workbook.saved, lost(data, book), names=names, own=True)
    except Exception:
        return None


def _transcribed(workbook: Cells) -> _Opened:
    """A new workbook with the values of one that openpyxl cannot open or write again."""
    names = [sheet.name for sheet in workbook.sheets]
    remark = f"format dan rumus (salinan ini .xlsx berisi nilainya saja; aslinya {NAMES[workbook.jenis]})"
    return _Opened(transcribed(workbook), workbook.saved, [remark], names=names)


def _without(absent: str) -> _Opened:
    book = Workbook()
    book.remove(book.worksheets[0])
    return _Opened(book, absent=absent)
