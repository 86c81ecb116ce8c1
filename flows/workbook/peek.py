"""What the fast reader hides of an .xlsx: broken formulas, percent formats, hidden rows, and how far its cells reach.

python-calamine shows a formula error or an uncalculated formula as a blank, knows no number formats, and aborts the
whole process on a cell at XFD1048576. So the sheet XML is looked at first, in chunks and with plain byte searches, which
costs about as much as unpacking it.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from xml.etree import ElementTree

from flows.limits import Limits
from flows.workbook.text import column_index

BOMB_BYTES = 100 * 1024**2
BOMB_RATIO = 200
"""A part larger than this when unpacked, and by so much larger than packed, is no sheet: real ones shrink 5 to 50 times."""
MAX_PART = 32 * 1024**2
"""Bytes of a part that is read at once, such as the styles: hundreds of times what they need."""
LAST_COLUMN = 16_384
"""Columns of the widest sheet that Excel knows."""
SPARSE_CELLS = 2_000_000
SPARSE_RATIO = 200
"""A rectangle larger than this with so few cells in use holds a stray cell far from the data."""
_DEFLATE_RATIO = 1032
"""What deflate can shrink at most."""
_CHUNK = 1 << 20
_OVERLAP = 4096
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\s(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\s(?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d{1,5})")[^>]*?\bmax="(\d{1,5})"')
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
    hidden_columns: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    untyped: bool = False
    """Whether the format knows no numbers, so that a number written as text is nothing to tell."""

    def hide_columns(self, first: int, end: int) -> None:
        """Notes the columns from ``first`` to before ``end`` as hidden."""
        self.hidden_columns.update(range(first, min(end, LAST_COLUMN)))

    @property
    def failed(self) -> set[tuple[int, int]]:
        """Cells of formulas without a usable result."""
        return self.uncached | self.errors.keys() if self.uncached or self.errors else self.uncached


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in these bytes. Raises BadZipFile for all that zipfile, or a number in one of the parts, can be wrong about."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except (ValueError, IndexError, KeyError, OverflowError, RuntimeError) as error:
        raise zipfile.BadZipFile from error


def whole(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part that is read at once; empty where it is absent. Raises LimitError for one that is too large for that."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return b""
    if info.file_size > MAX_PART:
        raise LimitError("satu bagiannya terlalu besar")
    return archive.read(info)


def check_size(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raises LimitError for an archive that unpacks to too much, or to more than it says."""
    if sum(info.file_size for info in archive.infolist()) > limits.unpacked_bytes:
        raise LimitError(f"isinya lebih dari {limits.isi_mb} MB setelah dibuka")
    if any(info.file_size > max(BOMB_BYTES, BOMB_RATIO * info.compress_size) for info in archive.infolist()):
        raise LimitError("isinya mengembang tidak wajar setelah dibuka")
    for info in archive.infolist():
        if info.compress_type == zipfile.ZIP_DEFLATED and info.compress_size * _DEFLATE_RATIO > BOMB_BYTES:
            _check_honest(archive, info)


def _check_honest(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Raises LimitError for a part that holds more than its entry says: Python stops there, the fast reader does not."""
    assert archive.fp is not None
    archive.fp.seek(info.header_offset)
    name, extra = struct.unpack_from("<HH", archive.fp.read(30), 26)
    archive.fp.seek(name + extra, io.SEEK_CUR)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    left, size = info.compress_size, 0
    while left > 0 and not unpacker.eof and (packed := archive.fp.read(min(left, _CHUNK))):
        left -= len(packed)
        while packed and size <= info.file_size:
            size += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
        if size > info.file_size:
            raise LimitError("isinya mengembang tidak wajar setelah dibuka")


def check_reach(rows: int, columns: int, used: int, limits: Limits) -> None:
    """Raises LimitError where the rectangle of all cells is too large for its ``used`` ones, or for any.

    The readers keep the whole rectangle in memory.
    """
    if columns > LAST_COLUMN or rows * columns > min(limits.sel, max(SPARSE_CELLS, SPARSE_RATIO * used)):
        raise LimitError("sel terjauh terlalu jauh dari data")


def peek(archive: zipfile.ZipFile, limits: Limits) -> tuple[dict[str, SheetFacts], datetime | None]:
    """Facts by sheet name, and when the workbook was last saved.

    Raises LimitError; zipfile.BadZipFile or zlib.error for a broken archive.
    """
    check_size(archive, limits)
    percent_styles = _percent_styles(archive)
    return {name: _look(archive, part, percent_styles, limits) for name, part in sheet_parts(archive)}, saved_time(archive)


def sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of every sheet, in their order."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    targets = {
        rel.get("Id"): rel.get("Target", "") for rel in ElementTree.fromstring(whole(archive, "xl/_rels/workbook.xml.rels"))
    }
    parts = []
    for element in ElementTree.fromstring(whole(archive, "xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") or element.tag == "sheet":
            target = targets.get(element.get(_RELATION), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in names:
                parts.append((element.get("name", ""), part))
    return parts


def _percent_styles(archive: zipfile.ZipFile) -> re.Pattern[bytes] | None:
    """A pattern for cells whose style shows a percentage, or None where the workbook has no such style."""
    data = whole(archive, "xl/styles.xml")
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


def _look(archive: zipfile.ZipFile, part: str, percent_styles: re.Pattern[bytes] | None, limits: Limits) -> SheetFacts:
    facts = SheetFacts()
    far = False
    for chunk in _chunks(archive, part):
        far = far or _FAR.search(chunk) is not None
        if b"hidden=" in chunk:
            facts.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(chunk))
            for first, last in _HIDDEN_COLUMN.findall(chunk):
                facts.hide_columns(int(first) - 1, int(last))
        if b't="e"' in chunk:
            facts.errors.update({_cell(m): m.group(3).decode() for m in _ERROR.finditer(chunk)})
        if _MAY_BE_FORMULA.search(chunk):
            facts.uncached.update(_cell(m) for m in _UNCACHED.finditer(chunk))
        if percent_styles is not None:
            facts.percent.update(_cell(m) for m in percent_styles.finditer(chunk))
    if far:
        _check_places(archive, part, limits)
    return facts


def _check_places(archive: zipfile.ZipFile, part: str, limits: Limits) -> None:
    """``check_reach`` for the places of a sheet; a second look, since few sheets reach far."""
    rows = columns = used = 0
    for chunk in _chunks(archive, part):
        places = _PLACE.findall(chunk)
        used += len(places)
        rows = max(rows, *(int(row) for _, row in places), 0)
        columns = max(columns, *(column_index(letters.decode().upper()) + 1 for letters in {letters for letters, _ in places}), 0)
        if rows * columns > limits.sel:
            break
    check_reach(rows, columns, used, limits)


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no cell is cut in two for every piece."""
    with archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-_OVERLAP:]


def _cell(match: re.Match[bytes]) -> tuple[int, int]:
    return int(match.group(2)) - 1, column_index(match.group(1).decode())


def saved_time(archive: zipfile.ZipFile) -> datetime | None:
    """The time saved inside the file, which a copy does not change; UTC without a zone."""
    match = re.search(rb"<dcterms:modified[^>]*>([^<]+)<", whole(archive, "docProps/core.xml"))
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
