"""What a file is, by its content: names and endings are often wrong, above all those that web portals give."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections import Counter

XLSX, XLSB, XLS, ODS, CSV, HTML, MHTML, XML = "xlsx", "xlsb", "xls", "ods", "csv", "html", "mhtml", "xml"
LOCKED, BROKEN, OTHER = "sandi", "rusak", "lain"

NAMES = {
    XLSX: "buku kerja Excel (.xlsx)", XLSB: "buku kerja biner Excel (.xlsb)", XLS: "buku kerja Excel lama (.xls)",
    ODS: "buku kerja OpenDocument (.ods)", CSV: "teks CSV", HTML: "halaman web (HTML)", MHTML: "halaman web (MHTML)",
    XML: "buku kerja XML Excel 2003",
}  # fmt: skip
"""Kinds that are read, as messages call them."""
SUFFIXES = {
    ".xlsx": XLSX, ".xlsm": XLSX, ".xltx": XLSX, ".xltm": XLSX, ".xlsb": XLSB, ".xls": XLS, ".xlt": XLS, ".ods": ODS,
    ".ots": ODS, ".csv": CSV, ".tsv": CSV, ".html": HTML, ".htm": HTML, ".mht": MHTML, ".mhtml": MHTML,
}  # fmt: skip
"""File name endings of workbooks, and the kind that each promises."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 65536
"""Bytes that tell the kind of a text."""
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_OTHER_TEXT = re.compile(r"\s*(?:%PDF|%!PS|\{\\rtf|[{\[])")
_MIME = re.compile(r"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_SPREADSHEET_ML = "urn:schemas-microsoft-com:office:spreadsheet"
DELIMITERS = ";\t,|"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def kind_of(data: bytes) -> str:
    """One of the kinds above; ``sandi`` for an encrypted workbook, ``rusak`` for a broken one, ``lain`` for what is none."""
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if not data.strip(b"\0"):
        return BROKEN
    return _text(data)


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except Exception:  # zipfile raises errors of many kinds for what is cut or changed
        return BROKEN
    if "xl/workbook.xml" in names:
        return XLSX
    if "xl/workbook.bin" in names:
        return XLSB
    return ODS if "content.xml" in names and b"spreadsheet" in mimetype else OTHER


def _compound(data: bytes) -> str:
    """Excel 97 keeps a workbook in a compound file, and so does today's Excel one with a password."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                return LOCKED
            return XLS if ole.exists("Workbook") or ole.exists("Book") else OTHER
    except Exception:  # olefile too
        return BROKEN


def _text(data: bytes) -> str:
    encoding = encoding_of(data)
    head = data[:_HEAD].decode(encoding, "replace").lstrip("\ufeff")
    if _BINARY.search(head) or _OTHER_TEXT.match(head):
        return OTHER
    low = head.lstrip().lower()
    if low.startswith("<"):
        if _SPREADSHEET_ML in low:
            return XML
        return HTML if "<table" in low or b"<table" in data.lower() else OTHER
    if _MIME.match(head):
        return MHTML
    return CSV if any(sign in head for sign in DELIMITERS) and "\n" in head.replace("\r", "\n").strip() else OTHER


def is_table(data: bytes) -> bool:
    """Whether a text of no known ending is cut into the same columns line after line, as notes never are."""
    lines = [line for line in decoded(data[:_HEAD], encoding_of(data)).splitlines()[:-1] if line.strip()]
    counts = (Counter(line.count(sign) for line in lines) for sign in DELIMITERS)
    return any(times >= max(3, 0.6 * len(lines)) for count in counts for signs, times in count.items() if signs)


def encoding_of(data: bytes) -> str:
    """How a text is written: by its byte order mark, as UTF-16 by its zero bytes, else UTF-8, else Windows' own (cp1252)."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) / 8 and min(even, odd) * 8 < max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decoded(data: bytes, encoding: str | None = None) -> str:
    """The text of a file, without its byte order mark; what the encoding does not know becomes �."""
    return data.decode(encoding or encoding_of(data), "replace").removeprefix("\ufeff")
