"""What a copy cannot carry over: openpyxl keeps cells, formats, formulas and links, but not everything that Excel can hold."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

_PARTS = {
    "makro": r"xl/vbaProject\.bin",
    "diagram SmartArt": r"xl/diagrams/.+",
    "objek tersemat (OLE)": r"xl/(?:embeddings|oleObjects)/.+",
    "tombol dan kontrol formulir": r"xl/(?:ctrlProps|activeX)/.+",
    "balasan pada komentar": r"xl/threadedComments/.+",
    "pemotong data (slicer)": r"xl/(?:slicers|timelines)/.+",
    "sambungan ke data luar": r"xl/(?:connections\.xml|queryTables/.+)",
    "tanda tangan digital": r"_xmlsignatures/.+",
}
"""Parts of the file that openpyxl drops, by what a person calls them."""

_INSIDE = {
    "bentuk dan kotak teks": (r"xl/drawings/drawing[^/]*\.xml", rb"<xdr:(?:sp|cxnSp|grpSp)[ />]"),
    "grafik mini (sparkline)": (r"xl/worksheets/[^/]+\.xml", rb"<x14:sparklineGroup[ />]"),
    "format bersyarat jenis baru": (r"xl/worksheets/[^/]+\.xml", rb"<x14:conditionalFormatting[ />]"),
    "daftar pilihan dari lembar lain": (r"xl/worksheets/[^/]+\.xml", rb"<x14:dataValidation[ />]"),
}
"""Elements that openpyxl drops: in which parts, and how they begin."""


def lost(data: bytes, book: Workbook) -> list[str]:
    """What the workbook ``data`` holds and ``book``, loaded from it, does not; in words for the planner."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        found = [word for word, pattern in _PARTS.items() if any(re.fullmatch(pattern, name) for name in names)]
        found += [word for word, (part, element) in _INSIDE.items() if _holds(archive, names, part, element)]
        pictures = _count(archive, names, rb"<xdr:pic[ />]")
    if pictures > sum(len(_drawn(sheet, "_images")) for sheet in book.worksheets):
        found.append("gambar")
    charts = len([name for name in names if re.fullmatch(r"xl/charts/chart(?:Ex)?\d+\.xml", name)])
    if charts > sum(len(_drawn(sheet, "_charts")) for sheet in [*book.worksheets, *book.chartsheets]):
        found.append("sebagian grafik")
    elif charts:
        found.append("sebagian tampilan grafik")
    return found


def _drawn(sheet: object, kind: str) -> list[object]:
    """Pictures or charts that openpyxl holds for a sheet, in an attribute that its type stubs do not know."""
    return list(getattr(sheet, kind))


def _holds(archive: zipfile.ZipFile, names: list[str], part: str, element: bytes) -> bool:
    return any(re.search(element, archive.read(name)) for name in names if re.fullmatch(part, name))


def _count(archive: zipfile.ZipFile, names: list[str], element: bytes) -> int:
    drawings = [name for name in names if re.fullmatch(r"xl/drawings/drawing[^/]*\.xml", name)]
    return sum(len(re.findall(element, archive.read(name))) for name in drawings)
