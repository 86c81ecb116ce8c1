"""The cells of one column, parsed: values, what had to be interpreted, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.layouts import layouts
from flows.workbook.numbers import CENT, NOT_A_NUMBER, NOT_WHOLE, PERCENT, PLAIN, SCALE, from_float, parse_number
from flows.workbook.peek import SheetFacts
from flows.workbook.periods import month_number
from flows.workbook.reference import rows as reference
from flows.workbook.text import clean, fold

FORMULA_ERROR, NOT_CALCULATED, BAD_ANSWER, BAD_CODE, TOO_LARGE = "NIL005", "NIL006", "NIL007", "NIL008", "NIL010"
CODE_AS_NUMBER, LETTER, CODE_COMPLETED, OPTION, PREDICATE = "NIL110", "NIL111", "NIL112", "NIL113", "NIL114"
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


def parse_numbers(
    cells: Sequence[Cell],
    rows: Sequence[int],
    column: int,
    tipe: str,
    facts: SheetFacts,
    skala: int = 1,
    scored: Container[int] = (),
) -> Parsed:
    """Numbers of a column as Decimal (int for ``bulat``); None for a blank. ``rows`` are the 0-based sheet rows.

    ``skala`` multiplies them: where a header announces thousands, fractions are expected. In rows that are ``scored`` a predicate
    stands for the lowest score that earns it, since another figure of the row is a score.
    """
    if skala != 1:
        return _scaled(parse_numbers(cells, rows, column, "uang" if tipe == "uang" else "desimal", facts), rows, tipe, skala)
    parsed = Parsed([None] * len(cells))
    special = facts.errors or facts.uncached or facts.percent
    for i, value in enumerate(cells):
        place = (rows[i], column)
        if special and _special_fault(parsed, place, facts):
            continue
        if isinstance(value, str):
            if value.strip() and not (tipe == "nilai" and _predicate(parsed, i, rows[i], clean(value), rows[i] in scored)):
                _text_number(parsed, i, rows[i], value, tipe)
        elif isinstance(value, float | int) and not isinstance(value, bool):
            percent = tipe in _PERCENT_TYPES and place in facts.percent
            _stored_number(parsed, i, rows[i], float(value), tipe, percent)
        else:
            parsed.faults[rows[i]] = (NOT_A_NUMBER, text_of(value))
    return parsed


THOUSAND = 1000
_FEWEST = 3
"""Counts from which on their fractions are no chance."""


def looks_divided(cells: Sequence[Cell]) -> bool:
    """Whether most of some counts have a fraction of up to three digits, as those have whose point was read as a decimal mark."""
    numbers = [value for value in cells if isinstance(value, float)]
    broken = [value for value in numbers if value % 1]
    return len(broken) >= max(_FEWEST, len(numbers) / 2) and all((from_float(value) * THOUSAND) % 1 == 0 for value in numbers)


def as_float(value: Cell) -> float | None:
    """A figure, also where it is text; None for anything else."""
    if isinstance(value, str):
        number = parse_number(clean(value), "nilai").nilai
        return None if number is None else float(number)
    return value if isinstance(value, float) else None


def whole_numbers(sheets: Iterable[Sequence[Sequence[Cell]]]) -> frozenset[int]:
    """Every whole number of four digits or more in some sheets, also where it is text."""
    found = set()
    for value in (value for rows in sheets for row in rows for value in row):
        number = value if isinstance(value, float) else None
        if isinstance(value, str) and value[:1].isdigit():
            parsed = parse_number(clean(value), "bulat").nilai
            number = None if parsed is None else float(parsed)
        if number is not None and number >= THOUSAND and number.is_integer():
            found.add(int(number))
    return frozenset(found)


def _scaled(parsed: Parsed, rows: Sequence[int], tipe: str, skala: int) -> Parsed:
    for i, value in enumerate(parsed.values):
        number = None if value is None else Decimal(value) * skala
        if number is not None and tipe == "bulat" and number != number.to_integral_value():
            parsed.faults[rows[i]] = (NOT_WHOLE, str(value))
        elif not _too_large(parsed, rows[i], number, str(value), tipe):
            parsed.values[i] = _typed(number, tipe)
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


@cache
def _predicates() -> dict[str, tuple[int, str]]:
    """Predicates that stand for numbers: their place in rising order, and the letters of that place."""
    scales = [places for layout in layouts() for places in layout.predikat.values()]
    return {word: (n, words[0].upper()) for places in scales for n, words in enumerate(places, start=1) for word in words}


_SCORE = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d+)?(?![\d.,])")
_BEFORE_PREDICATE = re.compile(r"^(?:(?:predikat|nilai|kategori|opini|minimal|mutu|kriteria) )+")


@lru_cache(maxsize=4096)
def _read_predicate(text: str) -> tuple[int, str, str] | None:
    """Place and letters of a predicate, and the score beside it; None for anything else.

    Letters and words may stand together (*BB (Sangat Baik)*), in either order; the letters say which, since scales share words.
    """
    scores = _SCORE.findall(text)
    words = _BEFORE_PREDICATE.sub("", fold(_SCORE.sub(" ", text)))
    parts = words.split()
    known = _predicates()
    halves = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    meant = next((min(pair, key=len) for pair in [(words, words), *halves] if known.keys() >= set(pair)), None)
    return (*known[meant], scores[0] if scores else "") if meant and len(scores) <= 1 else None


def is_predicate(value: Cell) -> bool:
    """Whether a cell holds a predicate such as *BB* or *Sangat Baik*, rather than a number."""
    return isinstance(value, str) and _read_predicate(value) is not None


def _predicate(parsed: Parsed, i: int, row: int, value: str, scored: bool) -> bool:
    """Reads *BB* or *Predikat WTP* as its place in rising order or its lowest score, *BB (72)* as the score beside it."""
    found = _read_predicate(value)
    if found is None:
        return False
    place, letters, score = found
    bounds = {row["predikat"]: row["batas_bawah"] or "0" for row in reference("predikat_sakip")} if scored else {}
    number = Decimal(score.replace(",", ".") if score else bounds.get(letters, place))
    parsed.values[i] = _typed(number, "nilai")
    parsed.note(PREDICATE, row, value, number)
    return True


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


_LISTED = re.compile(r"^\(?([1-4a-dA-D])\s*(?:[.)\-:=]|\s)\s*(\D.*)$")


@cache
def _choices(unsur: str) -> dict[str, int]:
    """Answers in words to the question for an unsur (all of them for an empty code), folded."""
    known = next(layout.pilihan for layout in layouts() if layout.pilihan)
    own = {k: v for name, texts in known.items() if not unsur for k, v in texts.items()} | known["semua"] | known.get(unsur, {})
    return {fold(text): value for text, value in own.items()}


@lru_cache(maxsize=4096)
def answer_in_words(text: str, unsur: str = "") -> int | None:
    """1 to 4 for an answer such as *Sangat sesuai* or *c. Mudah*; None for other words."""
    listed = _LISTED.match(text)
    words = _choices(unsur).get(fold(listed.group(2) if listed else text))
    if listed and (words is None or words == _ANSWERS[listed.group(1)]):
        return _ANSWERS[listed.group(1)] if words is not None or len(fold(listed.group(2)).split()) <= _LONGEST_CHOICE else None
    return None if listed else words


_LONGEST_CHOICE = 6
"""Words of the longest choice of an answer."""


def is_answer(value: Cell) -> bool:
    """Whether a cell can be an SKM answer."""
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return value.strip() in _ANSWERS or answer_in_words(value.strip()) is not None
    return value in _ANSWERS


def parse_answers(cells: Sequence[Cell], rows: Sequence[int], column: int, facts: SheetFacts, unsur: str = "") -> Parsed:
    """SKM answers as 1 to 4 (digits, the letters a to d, the choice in words); None for a blank answer, which is never 0."""
    distinct = set(cells)
    if distinct <= _PLAIN_ANSWERS and set(map(type, cells)) <= {float, str}:
        return Parsed([value or None for value in cells] if "" in distinct else list(cells))
    parsed = Parsed([None] * len(cells))
    for i, value in enumerate(cells):
        if _special_fault(parsed, (rows[i], column), facts):
            continue
        key = value.strip() if isinstance(value, str) else value
        if not isinstance(key, bool) and key in _ANSWERS:
            parsed.values[i] = _ANSWERS[key]
            if isinstance(key, str):
                parsed.note(LETTER if key.isalpha() else PLAIN, rows[i], key, _ANSWERS[key])
        elif isinstance(key, str) and key and (said := answer_in_words(key, unsur)):
            parsed.values[i] = said
            parsed.note(OPTION, rows[i], key, said)
        elif key != "":
            parsed.faults[rows[i]] = (BAD_ANSWER, public_answer(text_of(value)))
    return parsed


_CODE = re.compile(r"^(?:\d{1,2}|X)\.(?:\d{2}|XX)\.\d{2}(?:\.\d\.\d{2}(?:\.\d{2,5})?)?$")
_URUSAN = re.compile(r"^(?:\d{1,2}|X)(?:\.(?:\d{2}|XX))?$")
_ORGANISASI = re.compile(r"^\d{1,2}\.\d{1,2}(?:\.\d{1,2}\.\d{1,2}){1,2}(?:\.\d{1,2})?\.\d{4}$")
_BELANJA = re.compile(r"^(?:(\d{1,2}(?:\.\d+){5})\.)?(5\.[1-4](?:\.\d{1,5}){0,4})$")
_PENDAPATAN = re.compile(r"^[46]\.[1-3](?:\.\d{2}){0,3}(?:\.\d{3,4})?$")
_SHORT_PARTS = re.compile(r"^(?:\d{1,2}|X)[.,](?:\d{1,2}|XX)[.,]\d{1,2}(?:[.,]\d{1,2}[.,]\d{1,2}(?:[.,]\d{1,5})?)?$")
_WIDTHS = (1, 2, 2, 1, 2, 2)
"""Digits that each part of a code has at least (rules.md 5.1)."""


def code_kind(value: Cell) -> str:
    """``urusan`` (urusan, bidang or organisasi, above the programs), ``belanja`` (an account below the sub kegiatan), or empty.

    Each has a shape of its own (rules.md 5.1): one or two parts, eight of an organisasi, a first part 5 without kewenangan in the
    fourth or behind the code of a sub kegiatan. ``pendapatan``: accounts of revenue (4) and financing (6), which are no belanja.
    """
    code = _bare_code(value)
    if _CODE.match(code):
        return ""
    if _BELANJA.match(code):
        return "belanja"
    if _URUSAN.match(code) or _ORGANISASI.match(code):
        return "urusan"
    return "pendapatan" if _PENDAPATAN.match(code) else ""


def account_of(value: Cell) -> tuple[str, str]:
    """The code that an account of belanja stands behind (empty where it stands alone), and the account."""
    match = _BELANJA.match(_bare_code(value))
    return (_full_code(match.group(1) or ""), match.group(2)) if match else ("", "")


def code_of(value: Cell) -> str:
    """A code as it is meant: without stray dots and blanks, its parts in full."""
    return _full_code(_bare_code(value))


def _bare_code(value: Cell) -> str:
    return re.sub(r"\s+", "", text_of(value)).strip(".").upper()


def is_code(value: Cell) -> bool:
    """Whether a cell holds the code of a program, kegiatan or sub kegiatan."""
    return bool(_CODE.match(_bare_code(value)))


def _full_code(code: str) -> str:
    """A code whose parts lost their leading zeros (``7.1.1``, ``07.01.01``) in full; any other as it is."""
    if _CODE.match(code) and not code.startswith("0"):
        return code
    if not _SHORT_PARTS.match(code):
        return code
    parts = [part.lstrip("0") or "0" for part in re.split("[.,]", code)]
    full = [part.zfill(width) for part, width in zip(parts, _WIDTHS, strict=False)]
    if len(full) == len(_WIDTHS):
        full[-1] = re.split("[.,]", code)[-1].zfill(_WIDTHS[-1])
    return ".".join(full)


def parse_codes(cells: Sequence[Cell], rows: Sequence[int]) -> Parsed:
    """Budget codes as text without stray dots and blanks; a code stored as a number or without its zeros is said to be so."""
    parsed = Parsed([None] * len(cells))
    for i, value in enumerate(cells):
        typed = _bare_code(value)
        if not typed:
            continue
        code = _full_code(typed)
        if isinstance(value, float):
            parsed.note(CODE_AS_NUMBER, rows[i], text_of(value), code)
        elif code != typed:
            parsed.note(CODE_COMPLETED, rows[i], text_of(value), code)
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
