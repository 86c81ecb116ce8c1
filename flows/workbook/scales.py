"""What a header or title multiplies numbers by: ``Pagu (Rp ribu)``, ``(dalam jutaan rupiah)``, ``(x 1.000)``, ``Luas (km2)``."""

from __future__ import annotations

import re
from functools import lru_cache

_POWERS = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9}
_WORD = r"(?P<word>ribu|juta|mil[iy]ar)(?:an)?\b"
_AROUND = r"(?:\s*(?:rp|rupiah|orang|jiwa)\b\.?)?"
_IN_HEADER = re.compile(rf"(?<!\d)(?<!\d[ .,])(?:\bdalam\s+)?(?:\brp\.?\s*)?\b{_WORD}{_AROUND}", re.IGNORECASE)
_IN_TITLE = re.compile(rf"(?:\bdalam|\bsatuan|\()\W*(?:rp\b|rupiah\b)?\W*{_WORD}{_AROUND}", re.IGNORECASE)
_SQUARE_KM = re.compile(r"\bluas\b.*?(?P<unit>\(?\s*\bkm\s*(?:2|²|persegi)(?!\w)\s*\)?)", re.IGNORECASE)
HECTARES = 100
"""Hectares of a square kilometre: areas are kept in hectares."""
_ZEROS = re.compile(
    r"\(\s*(?:dalam\s+)?(?:rp\.?\s*)?(?:x\s*)?1?(?P<zeros>(?:[.,]?000){1,3})\s*(?:,-)?\s*\)|\bx\s*1(?P<more>(?:[.,]?000){1,3})\b",
    re.I,
)


@lru_cache(maxsize=65536)
def header_scale(text: str) -> tuple[int, str]:
    """What a header multiplies the numbers below it by, and the header without the words that say so."""
    if match := _IN_HEADER.search(text) or _ZEROS.search(text):
        return _power(match), text[: match.start()] + " " + text[match.end() :]
    if match := _SQUARE_KM.search(text):
        return HECTARES, text[: match.start("unit")] + " " + text[match.end("unit") :]
    return 1, text


def title_scale(text: str) -> int:
    """What a title multiplies the numbers of its table by; *anggaran 5 miliar* is a figure, not a scale."""
    match = _IN_TITLE.search(text) or _ZEROS.search(text)
    return _power(match) if match else 1


def _power(match: re.Match[str]) -> int:
    found = match.groupdict()
    if found.get("word"):
        return _POWERS[found["word"].lower()]
    return int(10 ** (found.get("zeros") or found["more"]).count("0"))
