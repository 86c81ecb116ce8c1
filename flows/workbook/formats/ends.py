"""Whether a file has the end that its kind has, or was cut off: what a copy still under way looks like."""

from __future__ import annotations

import re
import struct

from flows.workbook.formats.kind import decoded

_ZIP, _ZIP_END, _ZIP_END_WITHIN = b"PK\x03\x04", b"PK\x05\x06", 66_000
"""How a zip file begins, and the sign of its directory's end, which only a comment of up to 64 kB may follow."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_HEADER, _FREE = 109, 0xFFFFFFFF
"""Places of the table of sectors that a compound file's header lists; the mark of a sector that is in no use ([MS-CFB])."""
_TAIL = 100_000
"""Signs at the end of a text that are looked at."""


_CLOSED = re.compile(r"</(?:\w+:)?(?:html|table|workbook)\s*>\s*\Z", re.IGNORECASE)


def has_end(data: bytes) -> bool:
    """Whether a file looks whole; asked only of one that was written to just now.

    Windows gives a copy its full size at once and fills it later, so zeros are no end.
    """
    if data.startswith(_ZIP):
        return _ZIP_END in data[-_ZIP_END_WITHIN:]
    if data.startswith(_COMPOUND):
        return _has_sectors(data)
    return _text_ends(decoded(data))


def _has_sectors(data: bytes) -> bool:
    """Whether every sector in use lies within the file, those of the table of sectors among them."""
    if len(data) < 512:
        return False
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    for number, at in enumerate(struct.unpack_from(f"<{_IN_HEADER}I", data, 76)):
        table = data[(at + 1) * size : (at + 2) * size] if at != _FREE else b""
        if at != _FREE and (len(table) < size or not any(table)):
            return False
        used = [i for i, (sector,) in enumerate(struct.iter_unpack("<I", table)) if sector != _FREE]
        if used and (number * (size // 4) + used[-1] + 1) * size >= len(data):
            return False
    return True


def _text_ends(text: str) -> bool:
    """A text ends with what it opened, its table or its root element, or with a line feed: one without looks cut off."""
    if text[:1000].lstrip().startswith("<"):
        return bool(_CLOSED.search(text[-_TAIL:]))
    return text.endswith(("\n", "\r"))
