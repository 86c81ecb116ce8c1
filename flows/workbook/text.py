"""Text as offices type it, made comparable: headers, labels, names and cell addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPACES = re.compile(r"\s+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that steer a terminal, turn the direction of writing, or cannot be seen."""
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
NIK_MASK = "[NIK]"
SLUG = 120
"""Characters of a name that its code keeps."""


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text on one line, blanks folded, made harmless."""
    return harmless(_SPACES.sub(" ", text.replace("\u00a0", " ")).strip())


def harmless(text: str) -> str:
    """The text without invisible signs; a NIK (sixteen digits) is masked wherever it was typed."""
    return _NIK.sub(NIK_MASK, _UNPRINTABLE.sub("", text))


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower-case words of the text without accents or punctuation; ``%`` becomes the word ``persen``."""
    if text.isascii() and "%" not in text and "&" not in text:  # nearly all texts, at a quarter of the cost
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = unicodedata.normalize("NFKD", text.replace("%", " persen ").replace("&", " dan "))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch)).lower()
    return _NOT_WORD.sub(" ", plain).strip()


def squeeze(text: str) -> str:
    """``fold`` without any blanks: Rejo Winangun and Rejowinangun are the same place."""
    return fold(text).replace(" ", "")


def slug(text: str) -> str:
    """A stable code made of a name: ``Nunggal Jaya`` gives ``nunggal-jaya``."""
    return fold(text)[:SLUG].rstrip().replace(" ", "-")


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The A1 address of a 0-based row and column."""
    return f"{column_letter(column)}{row + 1}"


def cell_order(sel: str) -> tuple[int, int]:
    """A key that puts addresses as one reads, row by row: E9 before E10; no address comes first."""
    found = re.match(r"([A-Z]+)(\d+)", sel)
    return (int(found.group(2)), column_index(found.group(1))) if found else (0, 0)


def column_index(letters: str) -> int:
    """The 0-based column of its letters: A is 0, AA is 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def ranges(cells: Iterable[str]) -> str:
    """Cells as one reads them, three and more below each other as a range at the place of its first: ``C6:C8, E11``."""
    places = sorted({(column_index(c.rstrip("0123456789")), int(c.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), c) for c in cells if c})
    parts: list[str] = []
    for _, run in groupby(enumerate(places), key=lambda item: (item[1][0], item[1][1] - item[0])):
        members = [place[2] for _, place in run]
        parts += [f"{members[0]}:{members[-1]}"] if len(members) > 2 else members
    return ", ".join(sorted(parts, key=cell_order))
