"""Ways to bend a workbook, each made of a seed alone, so that a failure can be made again from its number."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from berkas import BOOKS, TEXTS
from openpyxl import Workbook
from pabrik import KINDS, workbook

Random = random.Random

FORMATS: dict[str, Callable[[bytes], bytes]] = {".xlsx": lambda data: data} | BOOKS | TEXTS
_ODD: list[Any] = [
    None, "", " ", "-", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "6310041234500001", "x" * 32_767, "#REF!", "\u202e1",
    "\ufeff", 0, -1, 1e308, -1e308, 1e-308, 10**15, 0.1 + 0.2, True, "1.122,40", "4.701.16", "1,159,281,784", "(1.000)", "12,5 %",
    "٣", "½", "'", '"', "7.01.01.2.02.0001", "KECAMATAN SATUI", "TAHUN 2023", "JUMLAH", "U1", "Desa", "\n\n", "a\tb", "𝟙", "NaN",
    "inf", "1e400", "0x10", "<td>", "&",
]  # fmt: skip
"""Cells that nobody expects."""
_TOKENS = [
    b"<", b">", b"/", b'"', b"&", b"&#0;", b"&lol;", b"<!DOCTYPE x>", b"]]>", b"<!--", b"\0", b"\xff", b'r="XFD1048576"',
    b'r="A0"', b't="s"', b't="e"', b'r="ZZZZ99999999"', b"<row/>", b"<c/>", b"<v>99999999</v>", b"</sheetData>",
    b'ref="A1:XFD1048576"',
    b' s="99999"', b'table:number-rows-repeated="1048576"', b'table:number-columns-repeated="16384"', b'rowspan="99999"',
    b'colspan="99999"', b"\n", b";",
]  # fmt: skip
"""Marks that mean something in one of the formats, at places where they should not."""


@cache
def _plain(kind: str) -> bytes:
    return workbook({"Lembar1": KINDS[kind]()})


@cache
def _book(kind: str, suffix: str) -> bytes:
    return FORMATS[suffix](_plain(kind))


def mutated(seed: int) -> tuple[str, bytes]:
    """A name and the bytes of a bent workbook."""
    rng = Random(seed)
    suffix = suffix_of(rng)
    kind = rng.choice(list(KINDS))
    how = rng.choice([_bytes, _parts, _cells])
    return f"Data-{seed}{suffix}", how(rng, kind, suffix)


def suffix_of(rng: Random) -> str:
    """The format of a workbook, which is drawn first."""
    return rng.choice(list(FORMATS))


def _bytes(rng: Random, kind: str, suffix: str) -> bytes:
    """Bytes changed, cut out, doubled, or the end cut off."""
    return _bent(rng, _book(kind, suffix))


def _bent(rng: Random, content: bytes, tokens: bool = False) -> bytes:
    data = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        if not data:
            break
        at = rng.randrange(len(data))
        length = rng.choice([1, 1, 2, 8, 100, 1000])
        choice = rng.randrange(6 if tokens else 5)
        if choice == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif choice == 1:
            data[at : at + length] = rng.randbytes(min(length, 16))
        elif choice == 2:
            del data[at : at + length]
        elif choice == 3:
            data[at:at] = data[at : at + length] * rng.choice([1, 3])
        elif choice == 4:
            if rng.random() < 0.2:
                del data[at:]
            else:
                data[at : at + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x01\0\0\0"])
        else:
            data[at:at] = rng.choice(_TOKENS)
    return bytes(data)


def _parts(rng: Random, kind: str, suffix: str) -> bytes:
    """The parts within a zip archive bent, so that the archive itself stays whole; elsewhere the text with bent marks."""
    data = _book(kind, suffix)
    if not data.startswith(b"PK"):
        return _bent(rng, data, tokens=True)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            if name == chosen:
                content = rng.choice([_bent, _renumbered])(rng, content) if rng.random() < 0.9 else b""
            new.writestr(name, content)
    return out.getvalue()


def _renumbered(rng: Random, content: bytes) -> bytes:
    """Some numbers in an XML part are others."""
    numbers = [b"0", b"-1", b"1", b"99", b"1048576", b"1048577", b"4294967295", b"99999999999999999999", b"1e308", b"x", b""]
    return re.sub(rb"\d+", lambda match: rng.choice(numbers) if rng.random() < 0.02 else match.group(), content)


def _cells(rng: Random, kind: str, suffix: str) -> bytes:
    """Cells replaced by others, rows and columns shuffled, dropped or doubled: a sound file of odd content."""
    table = KINDS[kind]()
    rows = [list(row) for row in [*table.header, *table.data, *table.below]]
    for _ in range(rng.choice([1, 3, 10])):
        row = rng.randrange(len(rows))
        choice = rng.randrange(6)
        if choice == 0:
            rows.insert(row, list(rng.choice(rows)))
        elif choice == 1 and len(rows) > 1:
            del rows[row]
        elif choice == 2:
            rng.shuffle(rows[row])
        elif rows[row]:
            rows[row][rng.randrange(len(rows[row]))] = rng.choice(_ODD)
    height = min(len(table.header), len(rows))
    bent = replace(
        table, header=rows[:height], data=rows[height:], below=[], row=rng.choice([1, 1, 5]), column=rng.choice([1, 1, 4])
    )

    def touch(book: Workbook) -> None:
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    if cell.data_type == "f" and rng.random() < 0.5:
                        cell.data_type = "s"
            if rng.random() < 0.2:
                sheet.row_dimensions[rng.randrange(1, 12)].hidden = True

    titles = [title for title in table.titles if rng.random() < 0.9]
    try:
        return FORMATS[suffix](workbook({"Lembar1": replace(bent, titles=titles, merge_header=False)}, touch))
    except Exception:  # openpyxl itself refuses some texts and numbers
        return _book(kind, suffix)
