"""What the fast reader hides of an .xlsx: broken formulas, percent formats, hidden rows, and how far its cells reach.

python-calamine shows a formula error or an uncalculated formula as a blank, knows no number formats, and aborts the
whole process on a cell at XFD1048576. So the sheet XML is looked at first, in chunks and with plain byte searches, which
costs about as much as unpacking it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree

from flows.workbook.text import column_index

MAX_UNPACKED = 2 * 1024**3
"""Bytes that a workbook may unpack to."""
BOMB_BYTES = 100 * 1024**2
BOMB_RATIO = 200
"""A part larger than this when unpacked, and by so much larger than packed, is no sheet: real ones shrink 5 to 50 times."""
SPARSE_CELLS = 2_000_000
SPARSE_RATIO = 200
"""A rectangle larger than this with so few cells in use holds a stray cell far from the data."""
MAX_CELLS = 40_000_000
"""Cells in the rectangle of a sheet, used or not: the fast reader keeps them all in memory."""

_CHUNK = 1 << 20
_OVERLAP = 4096
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_FAR = re.compile(rb"""r(?!="[A-Za-z]?\d{1,6}")(?:=["'](?=[A-Za-z]{2,}\d|[A-Za-z]?\d{7})|\s+=|=\s)""")
"""Begins a place right of column Z or below row 999.999, or one written unusually; others cannot make a sheet too large.
What almost every place looks like is ruled out first, in half the time."""
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)""")
_ERROR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:<(?:\w+:)?f[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"<(?:\w+:)?v>([^<]*)<"
)
_UNCACHED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)(\d+)"[^>]*><(?:\w+:)?f[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_MAY_BE_FORMULA = re.compile(rb"f[\s/>]")
"""Within every formula's tag, whatever its prefix; a search for one rare letter is several times faster than for a tag."""
_BUILTIN_PERCENT = {9, 10}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class LimitError(Exception):
    """The workbook is larger or reaches farther than is safe to read; the text says which, in Bahasa Indonesia."""


@dataclass
class SheetFacts:
    """Facts of one sheet; rows and columns are 0-based."""

    hidden_rows: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)

    @property
    def failed(self) -> set[tuple[int, int]]:
        """Cells of formulas without a usable result."""
        return self.uncached | self.errors.keys() if self.uncached or self.errors else self.uncached


def peek(archive: zipfile.ZipFile) -> tuple[dict[str, SheetFacts], datetime | None]:
    """Facts by sheet name, and when the workbook was last saved.

    Raises LimitError; zipfile.BadZipFile or zlib.error for a broken archive.
    """
    if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
        raise LimitError("isinya terlalu besar setelah dibuka")
    if any(info.file_size > max(BOMB_BYTES, BOMB_RATIO * info.compress_size) for info in archive.infolist()):
        raise LimitError("isinya mengembang tidak wajar setelah dibuka")
    percent_styles = _percent_styles(archive)
    return {name: _look(archive, part, percent_styles) for name, part in sheet_parts(archive)}, _saved(archive)


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of every sheet, in their order."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    targets = {rel.get("Id"): rel.get("Target", "") for rel in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}
    parts = []
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") or element.tag == "sheet":
            target = targets.get(element.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                parts.append((element.get("name", ""), part))
    return parts


def _percent_styles(archive: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """A pattern for cells whose style shows a percentage, or None where the workbook has no such style."""
    if "xl/styles.xml" not in archive.namelist():
        return None
    data = archive.read("xl/styles.xml")
    if b"%" not in data and not re.search(rb'numFmtId="(?:9|10)"', data):
        return None
    root = ElementTree.fromstring(data)
    formats = {
        int(el.get("numFmtId", "0")) for el in root.iter() if el.tag.endswith("numFmt") and "%" in el.get("formatCode", "")
    } | _BUILTIN_PERCENT
    cell_formats = next((el for el in root if el.tag.endswith("cellXfs")), None)
    styles = [
        i for i, xf in enumerate(cell_formats if cell_formats is not None else ()) if int(xf.get("numFmtId", "0")) in formats
    ]
    if not styles:
        return None
    ids = b"|".join(str(i).encode() for i in styles)
    return re.compile(rb'<(?:\w+:)?c\s(?=[^>]*\bs="(?:' + ids + rb')")[^>]*?\br="([A-Z]+)(\d+)"')


def _look(archive: zipfile.ZipFile, part: str, percent_styles: re.Pattern[bytes] | None) -> SheetFacts:
    facts = SheetFacts()
    far = False
    for chunk in _chunks(archive, part):
        far = far or _FAR.search(chunk) is not None
        if b"hidden=" in chunk:
            facts.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(chunk))
        if b't="e"' in chunk:
            facts.errors.update({_cell(m): m.group(3).decode() for m in _ERROR.finditer(chunk)})
        if _MAY_BE_FORMULA.search(chunk):
            facts.uncached.update(_cell(m) for m in _UNCACHED.finditer(chunk))
        if percent_styles is not None:
            facts.percent.update(_cell(m) for m in percent_styles.finditer(chunk))
    if far:
        _check_reach(archive, part)
    return facts


def _check_reach(archive: zipfile.ZipFile, part: str) -> None:
    """Raises LimitError where the rectangle of all cells is too large; a second look, since few sheets reach far."""
    rows = columns = used = 0
    for chunk in _chunks(archive, part):
        places = _PLACE.findall(chunk)
        used += len(places)
        rows = max(rows, *(int(row) for _, row in places), 0)
        columns = max(columns, *(column_index(letters.decode().upper()) + 1 for letters in {letters for letters, _ in places}), 0)
        if rows * columns > MAX_CELLS:
            raise LimitError("sel terjauh terlalu jauh dari data")
    if rows * columns > max(SPARSE_CELLS, SPARSE_RATIO * used):
        raise LimitError("sel terjauh terlalu jauh dari data")


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell is cut in two for every piece."""
    with archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _cell(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match.group(2)) - 1, column_index(match.group(1).decode())


def _saved(archive: zipfile.ZipFile) -> datetime | None:
    """The time saved inside the file, which a copy does not change; UTC without a zone."""
    if "docProps/core.xml" not in archive.namelist():
        return None
    match = re.search(rb"<dcterms:modified[^>]*>([^<]+)<", archive.read("docProps/core.xml"))
    if not match:
        return None
    try:
        saved = datetime.fromisoformat(match.group(1).decode().strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (
        saved.replace(tzinfo=None)
        if saved.tzinfo is None
        else (saved - (saved.utcoffset() or saved - saved)).replace(tzinfo=None)
    )
