"""Who answered, and when: a respondent's particulars as they may be kept, without a name or NIK that stands in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.periods import month_number
from flows.workbook.text import clean, fold

_SHORT = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,3})?|[A-Za-z]|#[A-Z0-9/!?]+")
_NUMBERS = 10**6
_RESPONDENT_NUMBER = re.compile(r"[A-Za-z]{0,4}[ .\-/]{0,2}\d{1,6}\.?")


def public_answer(text: str) -> str:
    """An impossible answer as it may be shown: anything longer could be a name or NIK in the wrong column."""
    return text if _SHORT.fullmatch(text) else "(tulisan lain)"


def respondent_numbers(cells: Sequence[Any]) -> list[str | None]:
    """The numbers of respondents as texts; a name or NIK in the place of one is dropped."""
    if set(map(type, cells)) == {float} and all(map(float.is_integer, cells)) and min(cells) >= 0 and max(cells) < _NUMBERS:
        return list(map(str, map(int, cells)))
    return unique_texts(cells, as_respondent_number)


def as_respondent_number(text: str) -> str | None:
    """The number of a respondent; a name or NIK in its place is dropped."""
    return text if _RESPONDENT_NUMBER.fullmatch(text) else None


_DATE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./,-]+(\d{4})")


def parse_date(value: Cell) -> date | None:
    """The day that a cell says: a date cell, ``31/12/2024``, ``31 Desember 2024`` or ``2024-12-31``.

    The day comes first, except where that cannot be, as in a form's ``12/31/2024``.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    low = fold(value)
    if match := re.match(r"(\d{4}) (\d{1,2}) (\d{1,2})", low):
        return _day(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _DATE.search(low):
        month = int(match.group(2)) if match.group(2).isdigit() else month_number(match.group(2))
        day, year = int(match.group(1)), int(match.group(3))
        return _day(year, month or 0, day) or _day(year, day, month or 0)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def unique_texts(cells: Sequence[Cell], convert: Callable[[str], str | None]) -> list[str | None]:
    """Texts of a column, each distinct one converted once; None for a blank."""
    known = {value: convert(text_of(value)) for value in set(cells) if value != ""}
    return list(map(known.get, cells))


_ON_BEHALF = re.compile(r"\s*[-,(]?\s*(?:\ba\.\s?n\.?|\ban\.|\batas nama\b).*$", re.IGNORECASE)


def as_text(text: str) -> str | None:
    """A respondent's particular, without the person on whose behalf (``KTP a.n. …``) a service was asked."""
    return _ON_BEHALF.sub("", clean(text)) or None


def as_age(text: str) -> str | None:
    """An age or an age band; other words, which may be a name, are left out."""
    return clean(text)[:_AGE] if any(map(str.isdigit, text)) else None


_AGE = 20
"""Characters of the longest age band, *lebih dari 60 tahun*."""


def as_sex(text: str) -> str | None:
    """``L`` or ``P`` for the ways a sex is written; other words as they are."""
    word = fold(text)
    if word in {"l", "lk", "laki laki", "laki", "pria"}:
        return "L"
    if word in {"p", "pr", "perempuan", "wanita"}:
        return "P"
    return clean(text) or None
