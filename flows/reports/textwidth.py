"""How many lines a text takes in a cell: Excel does not grow the rows of merged cells, so heights are measured here."""

from __future__ import annotations

from functools import lru_cache

_PIXELS = 7.0  # of one unit of column width
_FONT = 12.0  # pixels of one em of the body font, Arial 9
_BOLD = 1.08
_SPARE = 1.04  # screens and printers differ a little
_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.222), **dict.fromkeys(" .,:;/!ftI()-–[]›", 0.300), **dict.fromkeys('r"*', 0.333),
    **dict.fromkeys("cksvxyzJ", 0.500), **dict.fromkeys("wABEKPSVXY&", 0.690), **dict.fromkeys("CDHNRU", 0.722),
    **dict.fromkeys("mMGOQ%", 0.833), "W": 0.944,
}  # fmt: skip
_USUAL = 0.556
"""Widths of Arial's letters in em; the digits and most small letters are as wide as each other."""


@lru_cache(maxsize=4096)
def lines_needed(text: str, width: float, bold: bool = False) -> int:
    """Lines of the text when broken at blanks in a cell of ``width`` units of column width."""
    room = max(width, 1.0) * _PIXELS / (_FONT * _SPARE * (_BOLD if bold else 1.0))
    if len(text) * _WIDTHS["W"] <= room and "\n" not in text:
        return 1
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    lines, used, blank = 1, 0.0, _WIDTHS[" "]
    for word in paragraph.split(" "):
        length = sum(_WIDTHS.get(letter, _USUAL) for letter in word)
        if used and used + blank + length > room:
            lines, used = lines + 1, 0.0
        while length > room:  # a word longer than the line is broken inside
            lines, length = lines + 1, length - room
        used += length + (blank if used else 0)
    return lines
