"""Numbers in the cells of any table: their value, and how many decimals they show.

A recognised column says how its numbers are written; a table that nobody knows does not. So the style (which mark is the decimal
one) is decided once for the whole table, by the numbers that can only be read one way, and :mod:`flows.workbook.numbers`
reads them by that style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_DECIMALS = 9
"""Decimals that a stored number is read with: what lies beyond is the noise of binary arithmetic."""
BEYOND = 1e15
"""Where numbers of sixteen digits begin, which no spreadsheet holds exactly: a NIK or an account, never a figure to add up."""

_SHAPE = re.compile(
    r"""^[\s'`*]*(?P<open>\()?\s*(?:rp\.?|idr|us\$|[$€£])?\s*(?P<sign>[-+−–])?\s*(?:rp\.?|[$€£])?\s*
        (?P<body>\d[\d.,\s]*|[.,]\d+)(?P<close>\))?\s*(?P<percent>%)?[\s*]*(?:[a-z]|\([a-z0-9]\))?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number with what may stand around it: brackets of a negative, currency, per cent, one letter or mark of a footnote."""
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_GROUPS = re.compile(r"^\d{1,3}(?:([.,\s])\d{3})+$")
_ONE_MARK = re.compile(r"^\d*([.,])(\d+)$")


@dataclass(frozen=True, slots=True)
class Angka:
    """``nilai`` and the number of decimals that the cell shows (``3.00`` shows two)."""

    nilai: float
    desimal: int
    persen: bool = False


def baca_angka(cells: Iterable[object]) -> dict[object, Angka]:
    """What each of the different cells says, for those that are numbers. Blank, text, date and truth values are left out."""
    texts: dict[str, re.Match[str]] = {}
    read: dict[object, Angka] = {}
    for cell in set(cells):
        if isinstance(cell, str):
            shape = _SHAPE.match(cell) if any(map(str.isdigit, cell)) else None
            if shape:
                texts[cell] = shape
        elif isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < BEYOND:
            read[cell] = _stored(cell)
    bodies = {text: _BLANKS.sub(" ", shape["body"]).strip() for text, shape in texts.items()}
    mark = _decimal_mark(bodies.values())
    for text, shape in texts.items():
        plain = _plain(bodies[text], mark)
        if plain is None or not float(plain) < BEYOND:
            continue
        negative = shape["sign"] in ("-", "−", "–") or (shape["open"] and shape["close"])
        read[text] = Angka(-float(plain) if negative else float(plain), len(plain.partition(".")[2]), bool(shape["percent"]))
    return read


def _stored(value: float) -> Angka:
    """A number stored as such: its decimals are those that it needs."""
    shown = f"{value:.{MOST_DECIMALS}f}".rstrip("0")
    return Angka(float(value), len(shown.partition(".")[2]))


def _decimal_mark(bodies: Iterable[str]) -> str:
    """The decimal mark of a table: the one that its unambiguous numbers use; a dot where none is.

    Where dots stand before three digits only, as in *3.707* beside *812*, they separate thousands.
    """
    lone_dots = False
    votes = {".": 0, ",": 0}
    for body in bodies:
        dots, commas = body.count("."), body.count(",")
        if dots and commas:
            votes["," if body.rindex(",") > body.rindex(".") else "."] += 1
        elif dots > 1 or commas > 1:
            votes["," if dots > 1 else "."] += 1
        else:
            one = _ONE_MARK.match(body.replace(" ", ""))
            if one and (len(one[2]) != 3 or body.startswith("0") or len(body) > 7):
                votes[one[1]] += 1
            elif one:
                lone_dots = lone_dots or one[1] == "."
    return "," if votes[","] > votes["."] or (lone_dots and not any(votes.values())) else "."


def _plain(body: str, mark: str) -> str | None:
    """The digits with a dot as decimal mark and nothing else, or None where they are no number of this style."""
    if body.count(mark) > 1 and _GROUPS.match(body):
        return body.replace(mark, "")
    whole, found, fraction = body.rpartition(mark)
    if not found:
        whole, fraction = body, ""
    groups = "," if mark == "." else "."
    bare = whole.strip()
    if not bare.isdigit() and bare:
        if not _GROUPS.match(bare) or mark in bare:
            return _other_mark(body, mark)
        bare = bare.replace(groups, "").replace(" ", "")
    if fraction and not fraction.isdigit():
        return _other_mark(body, mark)
    return f"{bare or '0'}.{fraction}" if fraction else bare or None


def _other_mark(body: str, mark: str) -> str | None:
    """A number that the table's style cannot read, but the other one can: a lone mark before one, two or four digits."""
    one = _ONE_MARK.match(body)
    if one and one[1] != mark and len(one[2]) != 3:
        return body.replace(one[1], ".")
    return None
