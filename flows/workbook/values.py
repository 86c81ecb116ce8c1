"""The cells of one column, parsed: values, what had to be interpreted, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.numbers import CENT, NOT_A_NUMBER, NOT_WHOLE, PERCENT, PLAIN, SCALE, from_float, parse_number
from flows.workbook.peek import SheetFacts
from flows.workbook.periods import month_number
from flows.workbook.text import clean, fold

FORMULA_ERROR, NOT_CALCULATED, BAD_ANSWER, BAD_CODE, TOO_LARGE = "NIL005", "NIL006", "NIL007", "NIL008", "NIL010"
CODE_AS_NUMBER, LETTER = "NIL110", "NIL111"
_LIMIT = Decimal(10**12 - 1)
"""Whole part that the narrowest stored decimal, DECIMAL(20,8), can hold, also after rounding."""
_MONEY_LIMIT = Decimal(10**16 - 1)
_ANSWERS: dict[Cell, int] = {
    **{float(n): n for n in range(1, 5)},
    **{str(n): n for n in range(1, 5)},
    **{letter: n for n, letters in enumerate(("aA", "bB", "cC", "dD"), start=1) for letter in letters},
}
_PLAIN_ANSWERS = frozenset({1.0, 2.0, 3.0, 4.0, ""})
_PERCENT_TYPES = frozenset({"persen", "nilai", "desimal"})


@dataclass
class Parsed:
    """A parsed column, one entry a row. ``notes``: rule to (row, text, value read); ``faults``: row to (rule, text)."""

    values: list[Any]
    notes: dict[str, list[tuple[int, str, Any]]] = field(default_factory=dict)
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)

    def note(self, rule: str, row: int, text: str, value: object) -> None:
        self.notes.setdefault(rule, []).append((row, text, value))


def parse_numbers(cells: Sequence[Cell], rows: Sequence[int], column: int, tipe: str, facts: SheetFacts) -> Parsed:
    """Numbers of a column as Decimal (int for ``bulat``); None for a blank. ``rows`` are the 0-based sheet rows."""
    parsed = Parsed([None] * len(cells))
    special = facts.errors or facts.uncached or facts.percent
    for i, value in enumerate(cells):
        place = (rows[i], column)
        if special and _special_fault(parsed, place, facts):
            continue
        if isinstance(value, str):
            if value.strip():
                _text_number(parsed, i, rows[i], value, tipe)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            percent = tipe in _PERCENT_TYPES and place in facts.percent
            _stored_number(parsed, i, rows[i], float(value), tipe, percent)
        else:
            parsed.faults[rows[i]] = (NOT_A_NUMBER, text_of(value))
    return parsed


def _special_fault(parsed: Parsed, place: tuple[int, int], facts: SheetFacts) -> bool:
    if place in facts.errors:
        parsed.faults[place[0]] = (FORMULA_ERROR, facts.errors[place])
    elif place in facts.uncached:
        parsed.faults[place[0]] = (NOT_CALCULATED, "= belum dihitung")
    else:
        return False
    return True


def _text_number(parsed: Parsed, i: int, row: int, value: str, tipe: str) -> None:
    number = parse_number(clean(value), tipe)
    if number.galat:
        parsed.faults[row] = (number.galat, clean(value))
        return
    if _too_large(parsed, row, number.nilai, clean(value), tipe):
        return
    parsed.values[i] = _typed(number.nilai, tipe)
    if number.catatan:
        parsed.note(number.catatan, row, clean(value), number.nilai)


def _stored_number(parsed: Parsed, i: int, row: int, value: float, tipe: str, percent: bool) -> None:
    number = from_float(value * 100 if percent else value)
    if tipe == "bulat" and number != number.to_integral_value():
        parsed.faults[row] = (NOT_WHOLE, text_of(value))
        return
    if _too_large(parsed, row, number, text_of(value), tipe):
        return
    parsed.values[i] = _typed(number, tipe)
    if percent:
        parsed.note(PERCENT, row, text_of(value), number)


def _too_large(parsed: Parsed, row: int, number: Decimal | None, text: str, tipe: str) -> bool:
    limit = _MONEY_LIMIT if tipe in {"uang", "bulat"} else _LIMIT
    if number is None or abs(number) < limit:
        return False
    parsed.faults[row] = (TOO_LARGE, text)
    return True


def _typed(number: Decimal | None, tipe: str) -> Decimal | int | None:
    if number is None:
        return None
    if tipe == "bulat":
        return int(number)
    return number.quantize(CENT if tipe == "uang" else SCALE, ROUND_HALF_UP)


def is_answer(value: Cell) -> bool:
    """Whether a cell can be an SKM answer."""
    return not isinstance(value, bool) and (value.strip() if isinstance(value, str) else value) in _ANSWERS


def parse_answers(cells: Sequence[Cell], rows: Sequence[int], column: int, facts: SheetFacts) -> Parsed:
    """SKM answers as 1 to 4 (digits or the letters a to d); None for a blank answer, which is never 0."""
    distinct = set(cells)
    if distinct <= _PLAIN_ANSWERS and set(map(type, cells)) <= {float, str}:
        return Parsed([value or None for value in cells] if "" in distinct else list(cells))
    parsed = Parsed([None] * len(cells))
    for i, value in enumerate(cells):
        if _special_fault(parsed, (rows[i], column), facts):
            continue
        key = value.strip() if isinstance(value, str) else value
        if is_answer(key):
            parsed.values[i] = _ANSWERS[key]
            if isinstance(key, str):
                parsed.note(LETTER if key.isalpha() else PLAIN, rows[i], key, _ANSWERS[key])
        elif key != "":
            parsed.faults[rows[i]] = (BAD_ANSWER, public_answer(text_of(value)))
    return parsed


_CODE = re.compile(r"^(?:\d{1,2}|X)\.(?:\d{2}|XX)\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,5})?)?$")
_URUSAN = re.compile(r"^(?:\d{1,2}|X)(?:\.(?:\d{2}|XX))?$")
_BELANJA = re.compile(r"^5(?:\.\d{1,4}){1,5}$")


def code_kind(value: Cell) -> str:
    """``urusan`` (urusan or bidang, above the programs), ``belanja`` (an account below the sub kegiatan), or empty.

    Both have shapes of their own (rules.md 5.1): one or two parts, and a first part 5 without kewenangan in the fourth.
    """
    code = _bare_code(value)
    if _CODE.match(code):
        return ""
    return "urusan" if _URUSAN.match(code) else "belanja" if _BELANJA.match(code) else ""


def _bare_code(value: Cell) -> str:
    return re.sub(r"\s+", "", text_of(value)).strip(".").upper()


def parse_codes(cells: Sequence[Cell], rows: Sequence[int]) -> Parsed:
    """Budget codes as text without stray dots and blanks; a code stored as a number is said to be so."""
    parsed = Parsed([None] * len(cells))
    for i, value in enumerate(cells):
        code = _bare_code(value)
        if not code:
            continue
        if isinstance(value, float):
            parsed.note(CODE_AS_NUMBER, rows[i], text_of(value), code)
        if _CODE.match(code):
            parsed.values[i] = code
        else:
            parsed.faults[rows[i]] = (BAD_CODE, text_of(value))
    return parsed


def code_levels(code: str) -> tuple[str, str | None, str]:
    """Level, parent code and program code of a budget code (rules.md 5.1): ``7.01.01.2.02`` is a kegiatan."""
    parts = code.split(".")
    program = ".".join(parts[:3])
    if len(parts) == 3:
        return "program", None, program
    if len(parts) == 5:
        return "kegiatan", program, program
    return "subkegiatan", ".".join(parts[:5]), program


_SHORT = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{1,3})?|[A-Za-z]|#[A-Z0-9/!?]+")
_NUMBERS = 10**6
_RESPONDENT_NUMBER = re.compile(r"[A-Za-z]{0,4}[ .\-/]{0,2}\d{1,6}\.?")


def public_answer(text: str) -> str:
    """An impossible answer as it may be shown: anything longer could be a name or NIK in the wrong column."""
    return text if _SHORT.fullmatch(text) else "(tulisan lain)"


def respondent_numbers(cells: Sequence[Any]) -> list[str | None]:
    """The numbers of respondents as texts; a name or NIK in the place of one is dropped."""
    if all(value.__class__ is float and 0 <= value < _NUMBERS and value.is_integer() for value in cells):
        return [str(int(value)) for value in cells]
    return unique_texts(cells, as_respondent_number)


def as_respondent_number(text: str) -> str | None:
    """The number of a respondent; a name or NIK in its place is dropped."""
    return text if _RESPONDENT_NUMBER.fullmatch(text) else None


_YEARS = r"\s*(?:tahun|thn|th)?\s*"
_BAND = re.compile(rf"(\d{{1,3}}){_YEARS}(?:-|–|s\s*[./]?\s*d\.?|sampai(?: dengan)?|hingga)\s*(\d{{1,3}})")
_ABOVE = re.compile(rf"(?:>=?|≥|lebih dari|di ?atas|atas)\s*(\d{{1,3}})|(\d{{1,3}}){_YEARS}(?:\+|ke ?atas|lebih)")
_BELOW = re.compile(r"(<=|≤|<|kurang dari|di ?bawah)\s*(\d{1,3})")


@lru_cache(maxsize=4096)
def parse_band(text: str) -> tuple[str, int | None, int | None]:
    """An age band as ``(0-6, 0, 6)`` or ``(56+, 56, None)``; other words stay as they are, without bounds."""
    low = clean(text).lower()
    if match := _BAND.search(low):
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
    return [known.get(value) for value in cells]


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
