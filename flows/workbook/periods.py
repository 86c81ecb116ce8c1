"""Years and periods as written in headers, titles and file names: ``TAHUN 2025 TW II`` is (2025, TW2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FULL_YEAR = "TAHUN"

_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "peb": 2, "maret": 3, "mar": 3, "april": 4, "apr": 4,
    "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8, "agu": 8, "agt": 8, "ags": 8, "agust": 8,
    "september": 9, "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "november": 11, "nopember": 11, "nov": 11, "nop": 11,
    "desember": 12, "des": 12,
}  # fmt: skip
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
             "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4}  # fmt: skip
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_YEAR = re.compile(r"(?<![\d.,])(19[4-9]\d|20\d\d)(?!\d|[.,]\d)")
_UNTIL = r"(?:-|–|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|hingga)"
_TW = r"tri\s?wulan|tribulan|triw|trw|twl|tw"
_PART = re.compile(
    rf"(?<!\w)(?:(?P<tw>{_TW})|(?P<s>semester|smt|sem))\s*[.\-:]?\s*(?:ke\s*-?\s*)?(?P<n>{_ORDINAL})(?!\w)"
    rf"(?:\s*{_UNTIL}\s*(?:{_TW})?\s*[.\-]?\s*(?P<last>{_ORDINAL})(?!\w))?"
    r"|(?<!\w)bulan\s*(?:ke\s*-?\s*)?(?P<nth>1[0-2]|0?[1-9])(?![\d.,]*\d)"
    rf"|(?<!\w)(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?<!\w)(?:(?:tahun anggaran|per|bulan|tahun|thn|th|ta|periode|sampai(?: dengan)?|hingga)(?!\w)|s\s*[./]?\s*d(?!\w)\.?)",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    # A regulation's year (Permenpan RB Nomor 14 Tahun 2017) and a span of years (Renstra 2021-2026) date no figures.
    r"(?<!\w)(?:nomor|no|permen\w*|kepmen\w*|perpres|perda|perbup|perwal\w*|uu|pp|se)(?!\w)[^\d\n]{0,30}\d{1,5}\s*(?:/|tahun|th\.?)\s*\d{4}"
    rf"|(?<![\d.,])\d{{4}}\s*{_UNTIL}\s*(?:tahun\s*)?\d{{4}}(?!\d)",
    re.IGNORECASE,
)
_SPANS = {
    "B": {(1, 12): FULL_YEAR, (1, 6): "S1", (7, 12): "S2", (1, 3): "TW1", (4, 6): "TW2", (7, 9): "TW3", (10, 12): "TW4"},
    "TW": {(1, 4): FULL_YEAR, (1, 2): "S1", (3, 4): "S2"},
    "S": {(1, 2): FULL_YEAR},
}
"""Months, triwulan or semester from the first to the last, where these make a period of another name."""


@dataclass(frozen=True)
class Period:
    """A year and a part of it; either may be unknown (None) in a text that names only the other."""

    tahun: int | None
    periode: str | None


@lru_cache(maxsize=16384)
def find_periods(text: str) -> tuple[Period, ...]:
    """Every period that a text names, in order of writing.

    A part (month, triwulan, semester) belongs to the year that follows it directly (``Desember 2024``) or, failing
    that, to the one before it (``Tahun 2025 TW II``).
    """
    text = _NO_DATE.sub(lambda match: " " * len(match.group()), text.replace("_", " "))
    years = [(m.start(), m.end(), int(m.group(1))) for m in _YEAR.finditer(text)]
    parts = _parts(text)
    owner: dict[int, str] = {}
    loose: list[str] = []
    for start, end, code in parts:
        year = _year_of(text, start, end, years, owner)
        if year is None:
            loose.append(code)
        else:
            owner[year] = code
    found = [Period(year, owner.get(i)) for i, (_, _, year) in enumerate(years)]
    found += [Period(None, code) for code in loose]
    return tuple(dict.fromkeys(found))


def _year_of(text: str, start: int, end: int, years: list[tuple[int, int, int]], taken: dict[int, str]) -> int | None:
    after = [i for i, (at, _, _) in enumerate(years) if at >= end and not _NOISE.sub("", text[end:at]).strip(" ,.-/()")]
    before = [i for i, (_, stop, _) in enumerate(years) if stop <= start]
    candidates = after[:1] + before[-1:]
    return next((i for i in candidates if i not in taken), None)


def _parts(text: str) -> list[tuple[int, int, str]]:
    """Start, end and code of every part of a year; from one month to another is one part (``Januari s.d. Juni`` is S1)."""
    parts: list[tuple[int, int, str]] = []
    first = 0
    for match in _PART.finditer(text):
        kind = "TW" if match.group("tw") else "S" if match.group("s") else "B"
        number = _number(match, kind)
        start, last = number, _ORDINALS[match.group("last").lower()] if match.group("last") else number
        code = _span(kind, start, last) if last > start else None
        if kind == "B" and parts and first and _joined(text[parts[-1][1] : match.start()], text[match.end() :]):
            joined = _span(kind, first, number)
            if joined:
                parts[-1] = (parts[-1][0], match.end(), joined)
                continue
        first = number if kind == "B" else 0
        parts.append((match.start(), match.end(), code or _code(kind, number)))
    return parts


def _number(match: re.Match[str], kind: str) -> int:
    if kind != "B":
        return _ORDINALS[match.group("n").lower()]
    return int(match.group("nth")) if match.group("nth") else _MONTHS[match.group("month").lower()]


def _joined(between: str, after: str) -> bool:
    """Whether two months belong together: a word of duration between them, and no other year than the one that follows."""
    year, next_year = _YEAR.search(between), _YEAR.search(after)
    if year and not (next_year and year.group() == next_year.group()):
        return False
    return bool(re.fullmatch(rf"(?:\s|\(|\d{{4}})*{_UNTIL}\s*(?:\d{{1,2}}\s+)?", between, re.IGNORECASE))


def _span(kind: str, first: int, last: int) -> str | None:
    """A part from ``first`` to ``last``; from January on it goes by its end, since figures are cumulative."""
    return _SPANS[kind].get((first, last)) or (_code(kind, last) if first == 1 else None)


def _code(kind: str, number: int) -> str:
    return f"B{number:02d}" if kind == "B" else f"{kind}{number}"


@lru_cache(maxsize=16384)
def strip_periods(text: str) -> str:
    """The text without its periods and the words that introduce them: ``Anggaran Tahun 2024`` is ``Anggaran``."""
    if not (_YEAR.search(text) or _PART.search(text)):
        return text
    return _NOISE.sub(" ", _YEAR.sub(" ", _PART.sub(" ", text.replace("_", " "))))


_YEARS = re.compile(rf"(?<![\d.,])(\d{{4}})\s*{_UNTIL}\s*(?:tahun\s*)?(20\d\d)(?!\d)", re.IGNORECASE)


def end_of_span(text: str) -> int | None:
    """The last year of a span such as *Renstra 2021-2026*, else None."""
    match = _YEARS.search(text)
    return int(match.group(2)) if match else None


def month_and_year(day: date) -> str:
    """``Januari 2024`` for a day of that month."""
    return f"{next(name for name, number in _MONTHS.items() if number == day.month).capitalize()} {day.year}"


def month_number(word: str) -> int | None:
    """1 to 12 for an Indonesian month name or its abbreviation, else None."""
    return _MONTHS.get(word.lower().strip("."))
