"""Compound files, the container of .xls: a stream taken out, and put alone into a sound new one.

The fast reader believes the numbers of a container, and ends the whole process where a bent one asks for more memory than
there is. The layout is described in Microsoft's [MS-CFB].
"""

from __future__ import annotations

import io
import struct
from datetime import datetime

import olefile

_SECTOR, _SMALLEST = 512, 4096
_END, _FREE, _FAT, _DIFAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_IN_HEADER, _IN_SECTOR = 109, 127
"""Places of the table of sectors that the header and each further sector hold."""


def workbook_stream(data: bytes) -> tuple[bytes, datetime | None]:
    """The records of a workbook, and when it was last saved. Raises OSError where the container is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            stream: bytes = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read()
            return stream, _saved(ole)
    except (IndexError, KeyError, TypeError, ValueError, AttributeError, struct.error) as error:  # olefile of a bent file
        raise OSError("broken compound file") from error


def _saved(ole: olefile.OleFileIO) -> datetime | None:
    if not ole.exists("\x05SummaryInformation"):
        return None
    saved = ole.get_metadata().last_saved_time
    return saved if isinstance(saved, datetime) else None


def container(stream: bytes) -> bytes:
    """A compound file that holds the stream ``Workbook`` and nothing else."""
    stream = stream.ljust(_SMALLEST, b"\0")
    used = -(-len(stream) // _SECTOR) + 1  # with the directory
    tables, chained = _tables(used)
    sectors = [*range(1, used - 1), _END, _END, *[_FAT] * tables, *[_DIFAT] * chained]
    fat = struct.pack(f"<{tables * 128}I", *sectors, *[_FREE] * (tables * 128 - len(sectors)))
    places = list(range(used, used + tables))
    rest = places[_IN_HEADER:]
    difat = b""
    for i in range(chained):
        part = rest[i * _IN_SECTOR : (i + 1) * _IN_SECTOR]
        after = used + tables + i + 1 if i + 1 < chained else _END
        difat += struct.pack("<128I", *part, *[_FREE] * (_IN_SECTOR - len(part)), after)
    first = used + tables if chained else _END
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, used - 1, 0, _SMALLEST, _END, 0, first, chained)
    head = places[:_IN_HEADER]
    header += struct.pack("<109I", *head, *[_FREE] * (_IN_HEADER - len(head)))
    directory = [
        _entry("Root Entry", 5, 1, _END, 0),
        _entry("Workbook", 2, _FREE, 0, len(stream)),
        _entry("", 0, _FREE, 0, 0) * 2,
    ]
    return b"".join((header, stream.ljust((used - 1) * _SECTOR, b"\0"), *directory, fat, difat))


def _tables(used: int) -> tuple[int, int]:
    """How many sectors the table of sectors takes for ``used`` others, and how many list those that the header cannot."""
    tables = chained = 0
    while tables * 128 < used + tables + chained:
        tables += 1
        chained = -(-max(tables - _IN_HEADER, 0) // _IN_SECTOR)
    return tables, chained


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = f"{name}\0".encode("utf-16-le") if name else b""
    fixed = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\0") + fixed + bytes(36) + struct.pack("<IQ", start, size)
