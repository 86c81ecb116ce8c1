"""Workbooks of the tests in other formats than .xlsx, written by hand: the cells of an .xlsx of the factory, at their places.

Each writer is as small as its readers allow, and shares nothing with the modules under test.
"""

from __future__ import annotations

import base64
import csv
import html
import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

Grid = list[list[Any]]


def sheets_of(data: bytes) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(data), data_only=True).worksheets}


def grid_of(sheet: Worksheet) -> Grid:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)]


def first_grid(data: bytes) -> Grid:
    return grid_of(next(iter(sheets_of(data).values())))


def text_of(value: Any, comma: bool = False) -> str:
    """A value as a program of the country shows it: ``12,5`` with ``comma``."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace(".", ",") if comma and isinstance(value, float) else str(value)


def hidden_columns(sheet: Worksheet) -> list[int]:
    """The hidden columns of a sheet, from 1 on."""
    return [column_index_from_string(letter) for letter, look in sheet.column_dimensions.items() if look.hidden]


def to_csv(data: bytes, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The first sheet as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([text_of(value, comma=delimiter != ",") for value in row] for row in first_grid(data))
    return out.getvalue().encode(encoding)


def to_html(data: bytes, charset: str = "utf-8") -> bytes:
    """The first sheet as the page that a portal gives, merged cells as spans."""
    sheet = next(iter(sheets_of(data).values()))
    merged = {(m.min_row, m.min_col): (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1) for m in sheet.merged_cells.ranges}
    covered = {
        (r, c)
        for m in sheet.merged_cells.ranges
        for r in range(m.min_row, m.max_row + 1)
        for c in range(m.min_col, m.max_col + 1)
    } - merged.keys()
    lines = [
        f'<html><head><meta charset="{charset}"><title>x</title><style>td {{ color: red }}</style></head><body><table border=1>'
    ]
    for r, row in enumerate(grid_of(sheet), start=1):
        hidden = ' style="display: none"' if sheet.row_dimensions[r].hidden else ""
        lines.append(f"<tr{hidden}>")
        for c, value in enumerate(row, start=1):
            if (r, c) not in covered:
                down, across = merged.get((r, c), (1, 1))
                lines.append(f'<td rowspan="{down}" colspan={across}>{html.escape(text_of(value, comma=True)) or "&nbsp;"}')
        lines.append("</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode(charset)


def to_mhtml(data: bytes) -> bytes:
    """The first sheet as a page that a browser saved with all that belongs to it."""
    page = base64.encodebytes(to_html(data)).decode()
    head = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----x"\r\n\r\n'
    part = "------x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return f"{head}{part}{page}\r\n------x--\r\n".encode()


_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def ods(body: str) -> bytes:
    """An .ods with this content between its sheets' tags."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODS.format(body))
    return out.getvalue()


def to_ods(data: bytes) -> bytes:
    """All sheets as OpenDocument."""
    return ods("".join(_ods_sheet(name, sheet) for name, sheet in sheets_of(data).items()))


def _ods_sheet(name: str, sheet: Worksheet) -> str:
    spans = {
        (m.min_row, m.min_col): f' table:number-rows-spanned="{m.max_row - m.min_row + 1}"'
        f' table:number-columns-spanned="{m.max_col - m.min_col + 1}"'
        for m in sheet.merged_cells.ranges
    }
    rows = []
    for r, row in enumerate(grid_of(sheet), start=1):
        cells = "".join(_ods_cell(value, spans.get((r, c), "")) for c, value in enumerate(row, start=1))
        hidden = ' table:visibility="collapse"' if sheet.row_dimensions[r].hidden else ""
        rows.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    last = max(hidden_columns(sheet), default=0)
    looks = (' table:visibility="collapse"' if c in hidden_columns(sheet) else "" for c in range(1, last + 1))
    columns = "".join(f"<table:table-column{look}/>" for look in looks)
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/>'
    return f'<table:table table:name="{html.escape(name)}">{columns}{"".join(rows)}{rest}</table:table-row></table:table>'


def _ods_cell(value: Any, span: str) -> str:
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, int | float):
        span += f' office:value-type="float" office:value="{value}"'
    return f"<table:table-cell{span}><text:p>{html.escape(str(value))}</text:p></table:table-cell>"


_SS = "urn:schemas-microsoft-com:office:spreadsheet"
_XML = f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{_SS}" xmlns:ss="{_SS}">{{}}</Workbook>'


def to_xml(data: bytes) -> bytes:
    """All sheets as the XML of Excel 2003."""
    sheets = []
    for name, sheet in sheets_of(data).items():
        spans = {
            (m.min_row, m.min_col): f' ss:MergeDown="{m.max_row - m.min_row}" ss:MergeAcross="{m.max_col - m.min_col}"'
            for m in sheet.merged_cells.ranges
        }
        rows = []
        for r, row in enumerate(grid_of(sheet), start=1):
            cells = "".join(
                f'<Cell ss:Index="{c}"{spans.get((r, c), "")}><Data ss:Type="{"String" if isinstance(v, str) else "Number"}">'
                f"{html.escape(str(v))}</Data></Cell>"
                for c, v in enumerate(row, start=1)
                if v is not None
            )
            hidden = ' ss:Hidden="1"' if sheet.row_dimensions[r].hidden else ""
            rows.append(f'<Row ss:Index="{r}"{hidden}>{cells}</Row>')
        columns = "".join(f'<Column ss:Index="{c}" ss:Hidden="1"/>' for c in hidden_columns(sheet))
        sheets.append(f'<Worksheet ss:Name="{html.escape(name)}"><Table>{columns}{"".join(rows)}</Table></Worksheet>')
    return _XML.format("".join(sheets)).encode()


def biff(kind: int, content: bytes) -> bytes:
    """A record of Excel 97."""
    return struct.pack("<HH", kind, len(content)) + content


def to_xls(data: bytes) -> bytes:
    """All sheets as Excel 97's records in a compound file; format 1 is a percentage."""
    parts = [_xls_sheet(sheet) for sheet in sheets_of(data).values()]
    names = [name.encode("utf-16-le") for name in sheets_of(data)]
    bof = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    formats = b"".join(biff(0xE0, struct.pack("<HH16x", 0, number)) for number in (0, 10))
    length = len(bof) + len(formats) + sum(4 + 8 + len(name) for name in names) + 4
    bounds = b""
    for name, part in zip(names, parts, strict=True):
        bounds += biff(0x85, struct.pack("<IBBBB", length, 0, 0, len(name) // 2, 1) + name)
        length += len(part)
    return compound("Workbook", bof + formats + bounds + biff(0x0A, b"") + b"".join(parts))


def _xls_sheet(sheet: Worksheet) -> bytes:
    out = [biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    out += [biff(0x7D, struct.pack("<HHHHHH", c - 1, c - 1, 0, 0, 1, 0)) for c in hidden_columns(sheet)]
    for r, row in enumerate(grid_of(sheet)):
        out.append(biff(0x208, struct.pack("<HHHHHHHH", r, 0, len(row), 255, 0, 0, 0x20 * sheet.row_dimensions[r + 1].hidden, 0)))
        for c, value in enumerate(row):
            style = int("%" in sheet.cell(r + 1, c + 1).number_format)
            if isinstance(value, int | float):
                out.append(biff(0x203, struct.pack("<HHHd", r, c, style, value)))
            elif value is not None:
                text = str(value)[:4000]
                out.append(biff(0x204, struct.pack("<HHHHB", r, c, style, len(text), 1) + text.encode("utf-16-le")))
    merged = sheet.merged_cells.ranges
    places = b"".join(struct.pack("<HHHH", m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1) for m in merged)
    return b"".join([*out, biff(0xE5, struct.pack("<H", len(merged)) + places), biff(0x0A, b"")])


def compound(name: str, stream: bytes) -> bytes:
    """A compound file (OLE2) with one stream."""
    end, free, fat_sector = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    fats = next(n for n in range(1, 110) if n * 128 >= sectors + 1 + n)
    chain = [i + 1 for i in range(sectors - 1)] + [end, end] + [fat_sector] * fats
    fat = struct.pack(f"<{fats * 128}I", *chain, *[free] * (fats * 128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fats, sectors, 0, 4096, end, 0, end, 0)
    places = [sectors + 1 + i for i in range(fats)]
    header += struct.pack("<109I", *places, *[free] * (109 - fats))

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (title + "\0").encode("utf-16-le")
        fixed = struct.pack("<HBBIII", len(text) if title else 0, kind, 1, free, free, child)
        return text.ljust(64, b"\0")[:64] + fixed + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 0, len(stream)) + entry("", 0, free, 0, 0) * 2
    return header + stream.ljust(sectors * 512, b"\0") + directory + fat


def _biff12(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(content)
    while True:
        more = size > 127
        length += bytes([size & 0x7F | 0x80 * more])
        size >>= 7
        if not more:
            return number + length + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def to_xlsb(data: bytes) -> bytes:
    """All sheets as Excel's binary workbook; format 1 is a percentage."""
    sheets = sheets_of(data)
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        f'Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(sheets) + 1)
    )
    book = _biff12(131) + _biff12(143)
    for i, name in enumerate(sheets, start=1):
        book += _biff12(156, struct.pack("<II", 0, i) + _wide(f"rId{i}") + _wide(name))
    styles = _biff12(278) + _biff12(617, struct.pack("<I", 2))
    styles += b"".join(_biff12(47, struct.pack("<HH12x", 0, number)) for number in (0, 10)) + _biff12(618) + _biff12(279)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{relations}</Relationships>")
        archive.writestr("xl/workbook.bin", book + _biff12(144) + _biff12(132))
        archive.writestr("xl/styles.bin", styles)
        for i, sheet in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{i}.bin", _xlsb_sheet(sheet))
    return out.getvalue()


def _xlsb_sheet(sheet: Worksheet) -> bytes:
    grid = grid_of(sheet)
    width = max(map(len, grid), default=1)
    out = [_biff12(129), _biff12(148, struct.pack("<IIII", 0, max(len(grid) - 1, 0), 0, max(width - 1, 0)))]
    columns = [_biff12(60, struct.pack("<IIIIH", c - 1, c - 1, 0, 0, 1)) for c in hidden_columns(sheet)]
    out += [*([_biff12(390), *columns, _biff12(391)] if columns else []), _biff12(145)]
    for r, row in enumerate(grid):
        hidden = 0x10 * sheet.row_dimensions[r + 1].hidden
        out.append(_biff12(0, struct.pack("<IIHBBB", r, 0, 300, 0, hidden, 0) + struct.pack("<I", 0)))
        for c, value in enumerate(row):
            head = struct.pack("<II", c, int("%" in sheet.cell(r + 1, c + 1).number_format))
            if isinstance(value, int | float):
                out.append(_biff12(5, head + struct.pack("<d", value)))
            elif value is not None:
                out.append(_biff12(6, head + _wide(str(value))))
    out.append(_biff12(146))
    merged = sheet.merged_cells.ranges
    out += [_biff12(176, struct.pack("<IIII", m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1)) for m in merged]
    return b"".join([*out, _biff12(130)])


BOOKS: dict[str, Callable[[bytes], bytes]] = {".xls": to_xls, ".xlsb": to_xlsb, ".ods": to_ods, ".xml": to_xml}
"""Formats of whole workbooks, numbers as numbers."""
TEXTS: dict[str, Callable[[bytes], bytes]] = {".csv": to_csv, ".html": to_html, ".mht": to_mhtml}
"""Formats of one sheet, all text."""
