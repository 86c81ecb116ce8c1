"""Years and periods as written in headers, titles and file names: ``TAHUN 2025 TW II`` is (2025, TW2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_PART = re.compile(
    rf"(?<!\w)(?:(?P<tw>triwulan|tw|triw)|(?P<s>semester|smt|sem))\s*[.\-:]?\s*(?P<n>{_ORDINAL})(?!\w)"
    rf"|(?<!\w)(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(?<!\w)(?:(?:tahun anggaran|per|bulan|tahun|thn|th|ta|periode)(?!\w)|s\s*[./]?\s*d(?!\w)\.?)", re.IGNORECASE
)


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
    years = [(m.start(), m.end(), int(m.group(1))) for m in _YEAR.finditer(text)]
    parts = [(m.start(), m.end(), _part_code(m)) for m in _PART.finditer(text)]
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


def _part_code(match: re.Match[str]) -> str:
    if match.group("month"):
        return f"B{_MONTHS[match.group('month').lower()]:02d}"
    kind = "TW" if match.group("tw") else "S"
    return f"{kind}{_ORDINALS[match.group('n').lower()]}"


@lru_cache(maxsize=16384)
def strip_periods(text: str) -> str:
    """The text without its periods and the words that introduce them: ``Anggaran Tahun 2024`` is ``Anggaran``."""
    if not find_periods(text):
        return text
    return _NOISE.sub(" ", _YEAR.sub(" ", _PART.sub(" ", text)))


def month_number(word: str) -> int | None:
    """1 to 12 for an Indonesian month name or its abbreviation, else None."""
    return _MONTHS.get(word.lower().strip("."))
