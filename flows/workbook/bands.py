"""Age bands as offices write them: in rows (``USIA 0-6 TAHUN``) and in headers (``LAKI USIA 05``, ``0 - 4`` over ``L``)."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.workbook.text import clean

_AFTER = r"\s*(?:tahun|thn|th)?\s*"
_SPAN = re.compile(rf"(\d{{1,3}}){_AFTER}(?:-|–|s\s*[./]?\s*d\.?|sampai(?: dengan)?|hingga)\s*(\d{{1,3}})")
_ABOVE = re.compile(rf"(?:>=?|≥|lebih dari|di ?atas|atas)\s*(\d{{1,3}})|(\d{{1,3}}){_AFTER}(?:\+|ke ?atas|lebih)")
_BELOW = re.compile(r"(<=|≤|<|kurang dari|di ?bawah)\s*(\d{1,3})")


@lru_cache(maxsize=4096)
def parse_band(text: str) -> tuple[str, int | None, int | None]:
    """An age band as ``(0-6, 0, 6)`` or ``(56+, 56, None)``; other words stay as they are, without bounds."""
    low = clean(text).lower()
    if match := _SPAN.search(low):
        first, last = int(match.group(1)), int(match.group(2))
        return f"{first}-{last}", first, last
    if match := _ABOVE.search(low):
        first = int(match.group(1) or match.group(2))
        return f"{first}+", first, None
    if match := _BELOW.search(low):
        limit = int(match.group(2))
        return (f"0-{limit}", 0, limit) if match.group(1) in ("<=", "≤") else (f"<{limit}", 0, limit - 1)
    if match := re.fullmatch(r"(?:usia|umur)?\s*(\d{1,3})\s*(?:tahun|thn|th)?", low):
        age = int(match.group(1))
        return str(age), age, age
    return clean(text), None, None


_AGE = r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)"
_YEARS = r"(?:\s*(?:tahun|thn|th)\b\.?)?"
_BAND = re.compile(
    rf"(?:\b(?:usia|umur)\b\s*)?(?:"
    rf"{_AGE}{_YEARS}\s*(?:-|–|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*{_AGE}"
    rf"|(?:>=?|≥|≤|<=?|\b(?:lebih\s+dari|kurang\s+dari|di\s*atas|di\s*bawah))\s*{_AGE}"
    rf"|{_AGE}{_YEARS}\s*(?:\+|ke\s*atas\b|lebih\b)"
    rf"|(?<=usia\s){_AGE}|(?<=umur\s){_AGE}){_YEARS}",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"\d{{1,3}}{_YEARS}", re.IGNORECASE)
_OLDEST = 130


@lru_cache(maxsize=65536)
def find_band(text: str, alone: bool = False) -> tuple[str, str] | None:
    """The band that a header names and the rest of the header; ``alone``: a bare number is an age too."""
    if not any(map(str.isdigit, text)):
        return None
    match = _BAND.search(text) or (_SINGLE.fullmatch(text.strip()) if alone else None)
    if match is None:
        return None
    label, first, last = parse_band(match.group())
    if first is None or first > _OLDEST or (last or 0) > _OLDEST:
        return None
    return label, (text[: match.start()] + " " + text[match.end() :]).strip() if match.re is _BAND else ""
