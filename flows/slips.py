"""What a wrong number most likely is: a digit mistyped, two swapped, one lost or doubled, a mark misplaced."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

LEAST = 3
"""Digits from which on a likeness means something."""


def slip(wrong: Decimal, right: Decimal) -> str:
    """How ``wrong`` came of ``right``, in words; empty where it looks like no slip of the pen."""
    if wrong == right or wrong * right <= 0:
        return ""
    a, b = _digits(wrong), _digits(right)
    if a.strip("0") == b.strip("0"):
        return "tanda desimal atau banyak angka nolnya keliru"
    if max(len(a), len(b)) < LEAST:
        return ""
    if len(a) == len(b):
        differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        if len(differ) == 1:
            return "salah ketik satu angka"
        if len(differ) == 2 and all(a[i] == b[j] for i, j in (differ, differ[::-1])):
            return "dua angkanya tertukar"
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    if len(longer) == len(shorter) + 1 and any("".join(kept) == shorter for kept in combinations(longer, len(shorter))):
        return "satu angkanya hilang" if longer == b else "satu angkanya berlebih"
    return ""


def _digits(value: Decimal) -> str:
    """The digits of a number without its mark, those behind it as far as they mean something."""
    return f"{abs(value).normalize():f}".replace(".", "").lstrip("0")
