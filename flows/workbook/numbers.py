"""Numbers as offices really type them, read exactly and with a note of every interpretation.

One function, :func:`parse_number`, for every text that stands where a number should. It never guesses in silence: a text
that needed interpreting carries the code of the finding that says so, a text that is no number carries a ``galat`` code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.workbook.periods import month_number
from flows.workbook.text import fold

SCALE = Decimal("0.00000001")
"""Eight decimals: enough for coordinates and for averages as Excel stores them, and free of binary noise."""
CENT = Decimal("0.01")

PLAIN, UNUSUAL, THOUSANDS, JUNK, BOUND, NIL, PERCENT, NEGATIVE, UNIT = (
    "NIL101", "NIL102", "NIL103", "NIL104", "NIL105", "NIL106", "NIL107", "NIL108", "NIL109",
)  # fmt: skip
NOT_A_NUMBER, NOT_WHOLE = "NIL001", "NIL002"

_UNITS = (
    r"rp\.?|idr|rupiah|jiwa|orang|org|kk|unit|buah|rumah|ha|hektar|hektare|km|m|meter|mdpl|menit|tahun|thn|th"
    r"|poin|point|%|persen|°"
)
_UNIT_BEFORE = re.compile(rf"^(?:{_UNITS})\s*(?=[-+(<>≤≥,.\d])", re.IGNORECASE)
_WITH_WORDS = re.compile(
    r"^([\d.,]*\d)\s+(?!(?:ribu|juta|mil[iy]ar|triliun|dari|dan|per|atau|sd|sampai|hingga)\b)([a-z]{2,})\.?(?:[ /][a-z]+){0,2}$",
    re.IGNORECASE,
)
"""A number and up to three words that are its unit; not those that change it."""
_UNIT_AFTER = re.compile(rf"(?<=[\d)])\s*(?:[,.]\s?[-–=]+|(?:{_UNITS})\.?)$", re.IGNORECASE)
_BOUND = re.compile(r"^(?:<=?|>=?|≤|≥|±|kurang dari|lebih dari|sekitar|\+/-)\s*", re.IGNORECASE)
_NIL = frozenset({"-", "–", "—", "--", "nihil", "n/a", "na", "tidak ada", "belum ada", "…", "..."})
_GROUPED_DOT = re.compile(r"^[1-9]\d{0,2}(?:\.\d{3})+$")
_GROUPED_COMMA = re.compile(r"^[1-9]\d{0,2}(?:,\d{3})+$")
_GROUPED_BLANK = re.compile(r"^[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d*)?$")
_FRACTION = re.compile(r"^[.,]\d+$")
_SIDE = r"lintang (?:utara|selatan)|bujur (?:timur|barat)|lu|ls|bt|bb|[nsew]"
_DEGREES = re.compile(
    rf"^(?P<front>{_SIDE})?\s*(?P<d>\d{{1,3}})\s*[°º˚]\s*(?P<m>\d{{1,2}}(?:[.,]\d+)?)\s*['’′]"
    rf"\s*(?:(?P<s>\d{{1,2}}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’))?\s*(?P<side>{_SIDE})?\.?$",
    re.IGNORECASE,
)
"""Degrees, minutes and seconds of a coordinate: ``7° 39' 40.32" LS``; without its side nobody knows its sign."""
_NEGATIVE_SIDES = frozenset({"lintang selatan", "ls", "s", "bujur barat", "bb", "w"})
_BODY = re.compile(r"^[0-9][0-9.,]*$")


@dataclass(frozen=True, slots=True)
class Number:
    """What a text says. ``nilai`` is None for an empty or nil text and for one that cannot be read (``galat`` set).

    ``catatan`` names how the text was interpreted, or is None for a plain number.
    """

    nilai: Decimal | None = None
    catatan: str | None = None
    galat: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """How numbers of one column are written.

    ``ribuan``: a lone dot before three digits separates thousands (people, rupiah, hectares), it is never a decimal mark.
    ``bulat``: only whole numbers can be. ``cacah``: money and counts, where a dash means 0 rather than an absent value
    and a lone comma before three digits separates thousands, the English way.
    """

    ribuan: bool = False
    bulat: bool = False
    cacah: bool = False
    kata: bool = False
    """Any word may stand behind the number as its unit: *5 kasus*."""


KINDS = {
    "bulat": Kind(ribuan=True, bulat=True, cacah=True),
    "uang": Kind(ribuan=True, cacah=True),
    "luas": Kind(ribuan=True),
    "desimal": Kind(),
    "persen": Kind(),
    "nilai": Kind(kata=True),
}
"""Kinds of number columns, by the ``tipe`` that a layout gives them."""


@lru_cache(maxsize=262144)
def parse_number(text: str, tipe: str) -> Number:
    """The number that ``text`` stands for in a column of kind ``tipe`` (a key of ``KINDS``).

    ``1.122,40`` is 1122.40, ``4.701.16`` is 4701.16, ``(1.000)`` is -1000, ``94,13 %`` is 94.13, ``< 1 KM`` is its bound 1.
    """
    kind = KINDS[tipe]
    bare = text.replace("\u00a0", " ").replace("\u2212", "-").strip()
    note: str | None = None
    stripped = _BOUND.sub("", bare)
    if stripped != bare:
        note, bare = BOUND, stripped
    if tipe == "desimal" and (match := _DEGREES.match(bare)) and (match.group("front") or match.group("side")):
        return Number(_degrees(match), UNUSUAL)
    bare, note = _strip_units(bare, note)
    if bare.lower() in _NIL:
        return Number(Decimal(0) if kind.cacah else None, NIL)
    sign, bare, note = _sign(bare, note)
    bare, note = _strip_units(bare, note)
    cleaned = f"0{bare}" if _FRACTION.match(bare) else bare.strip(" ,.'\"`")
    if cleaned.startswith(("-", "+")) and sign == 1:
        sign, cleaned = (-1 if cleaned[0] == "-" else 1), cleaned[1:].strip()
    if cleaned != bare:
        note = note or JUNK
    if _GROUPED_BLANK.match(cleaned):
        note, cleaned = note or UNUSUAL, cleaned.replace(" ", "")
    if kind.kata and (match := _WITH_WORDS.match(cleaned)) and not month_number(match.group(2)):
        note, cleaned = note or UNIT, match.group(1)
    if not _BODY.match(cleaned):
        return Number(galat=NOT_A_NUMBER)
    magnitude, how = _separators(cleaned, kind)
    if magnitude is None:
        return Number(galat=NOT_A_NUMBER)
    value = sign * magnitude
    if kind.bulat and value != value.to_integral_value():
        return Number(galat=NOT_WHOLE)
    return Number(value, _strongest(note, how))


def _degrees(match: re.Match[str]) -> Decimal:
    """Degrees, minutes and seconds as degrees; south and west are negative."""
    whole, minutes, seconds = (Decimal((match.group(name) or "0").replace(",", ".")) for name in ("d", "m", "s"))
    value = (whole + minutes / 60 + seconds / 3600).quantize(SCALE)
    return -value if fold(match.group("side") or match.group("front") or "") in _NEGATIVE_SIDES else value


def _strip_units(text: str, note: str | None) -> tuple[str, str | None]:
    bare = _UNIT_AFTER.sub("", _UNIT_BEFORE.sub("", text.strip()).strip()).strip()
    return bare, (note or UNIT) if bare != text.strip() else note


def _sign(text: str, note: str | None) -> tuple[int, str, str | None]:
    """Brackets and a trailing minus make a number negative, as in bookkeeping; a leading minus is plain."""
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip(), NEGATIVE
    if text.endswith("-") and text[:1].isdigit():
        return -1, text[:-1].strip(), NEGATIVE
    if text[:1] in "-+" and text[1:2].strip(" "):
        return (-1 if text[0] == "-" else 1), text[1:].strip(), note
    return 1, text, note


def _separators(text: str, kind: Kind) -> tuple[Decimal | None, str]:
    """The magnitude of digits with dots and commas, and how it was read (rules.md 6.4)."""
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        return _both(text)
    if dots:
        return _dots(text, dots, kind)
    if commas:
        return _commas(text, commas, kind)
    return Decimal(text), PLAIN


def _both(text: str) -> tuple[Decimal | None, str]:
    decimal_mark, group_mark = (",", ".") if text.rindex(",") > text.rindex(".") else (".", ",")
    whole, _, fraction = text.rpartition(decimal_mark)
    if decimal_mark in whole:
        return None, PLAIN
    grouped = (_GROUPED_DOT if group_mark == "." else _GROUPED_COMMA).match(whole)
    return Decimal(f"{whole.replace(group_mark, '')}.{fraction or '0'}"), PLAIN if grouped else UNUSUAL


def _dots(text: str, dots: int, kind: Kind) -> tuple[Decimal | None, str]:
    if _GROUPED_DOT.match(text) and (dots > 1 or kind.ribuan):
        return Decimal(text.replace(".", "")), PLAIN if dots > 1 else THOUSANDS
    whole, _, fraction = text.rpartition(".")
    if dots == 1:
        return Decimal(text), PLAIN
    if not _GROUPED_DOT.match(whole) and "." in whole:
        return None, PLAIN
    return Decimal(f"{whole.replace('.', '')}.{fraction or '0'}"), UNUSUAL


def _commas(text: str, commas: int, kind: Kind) -> tuple[Decimal | None, str]:
    if commas == 1 and not (kind.cacah and _GROUPED_COMMA.match(text)):
        return Decimal(text.replace(",", ".")), PLAIN
    if _GROUPED_COMMA.match(text):
        return Decimal(text.replace(",", "")), UNUSUAL
    whole, _, fraction = text.rpartition(",")
    if not _GROUPED_COMMA.match(whole):
        return None, PLAIN
    return Decimal(f"{whole.replace(',', '')}.{fraction or '0'}"), UNUSUAL


def _strongest(note: str | None, how: str) -> str:
    """A bound or a bookkeeper's bracket says more than how the digits were grouped; grouping says more than a unit."""
    if note in (BOUND, NEGATIVE) or how == PLAIN:
        return note or how
    return how


def from_float(value: float) -> Decimal:
    """A stored number without its binary noise: 0.30000000000000004 is 0.3."""
    return Decimal(repr(value)).quantize(SCALE).normalize() if value % 1 else Decimal(int(value))
