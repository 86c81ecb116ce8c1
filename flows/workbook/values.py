"""The cells of one column, parsed: values, what had to be interpreted, and what cannot be."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import Any

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.layouts import layouts
from flows.workbook.numbers import CENT, NIL, NOT_A_NUMBER, NOT_WHOLE, PERCENT, PLAIN, SCALE, from_float, parse_number
from flows.workbook.particulars import public_answer
from flows.workbook.peek import SheetFacts
from flows.workbook.reference import rows as reference
from flows.workbook.text import clean, fold

FORMULA_ERROR, NOT_CALCULATED, BAD_ANSWER, TOO_LARGE = "NIL005", "NIL006", "NIL007", "NIL010"
LETTER, OPTION, PREDICATE = "NIL111", "NIL113", "NIL114"
_LIMIT = Decimal(10**12 - 1)
"""Whole part that the narrowest stored decimal, DECIMAL(20,8), can hold, also after rounding."""
_MONEY_LIMIT = Decimal(10**16 - 1)
_ANSWERS: dict[Cell, int] = {
    **{float(n): n for n in range(1, 5)},
    **{str(n): n for n in range(1, 5)},
    **{letter: n for n, letters in enumerate(("aA", "bB", "cC", "dD"), start=1) for letter in letters},
}
_NO_ANSWER = frozenset({"-", "–", "—", "--"})
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


_SHORTENED = re.compile(r"^(.*\w)\s*\(([1-4]|[A-Za-z]{1,4})\)$")
"""A choice with its number, letter or abbreviation behind it: *Setuju (S)*."""


@cache
def _choices(unsur: str) -> dict[str, int]:
    """Answers in words to the question for an unsur (all of them for an empty code), folded."""
    known = next(layout.pilihan for layout in layouts() if layout.pilihan)
    own = {k: v for name, texts in known.items() if not unsur for k, v in texts.items()} | known["semua"] | known.get(unsur, {})
    return {fold(text): value for text, value in own.items()}


@lru_cache(maxsize=4096)
def answer_in_words(text: str, unsur: str = "", graded: bool = False) -> int | None:
    """1 to 4 for an answer such as *Sangat sesuai* or *c. Mudah*; None for other words. ``graded``: see ``is_graded``."""
    if short := _SHORTENED.match(text):
        said = answer_in_words(short.group(1), unsur, graded)
        return said if _ANSWERS.get(short.group(2), said) == said else None
    listed = _LISTED.match(text)
    choice = fold(listed.group(2) if listed else text)
    words = _choices(unsur).get(choice)
    if graded and words == 1 and choice.startswith("tidak ") and choice != "tidak ada":
        words = 2
    if listed and (words is None or words == _ANSWERS[listed.group(1)]):
        return _ANSWERS[listed.group(1)] if words is not None or len(fold(listed.group(2)).split()) <= _LONGEST_CHOICE else None
    return None if listed else words


_LONGEST_CHOICE = 6
"""Words of the longest choice of an answer."""


def is_graded(answers: Iterable[Cell]) -> bool:
    """Whether answers go down to *Sangat tidak puas* and know no *Kurang puas*, so that *Tidak puas* is the second step."""
    words = [fold(value) for value in answers if isinstance(value, str)]
    return any("sangat tidak " in text for text in words) and not any("kurang " in text for text in words)


def is_answer(value: Cell) -> bool:
    """Whether a cell can be an SKM answer."""
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        text = value.strip()
        return text in _ANSWERS or any(answer_in_words(text, graded=graded) is not None for graded in (False, True))
    return value in _ANSWERS


def parse_answers(
    cells: Sequence[Cell], rows: Sequence[int], column: int, facts: SheetFacts, unsur: str = "", graded: bool = False
) -> Parsed:
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
        elif isinstance(key, str) and key and (said := answer_in_words(key, unsur, graded)):
            parsed.values[i] = said
            parsed.note(OPTION, rows[i], key, said)
        elif isinstance(key, str) and key in _NO_ANSWER:
            parsed.note(NIL, rows[i], key, "kosong")
        elif key != "":
            parsed.faults[rows[i]] = (BAD_ANSWER, public_answer(text_of(value)))
    return parsed
