"""Puts the value that a cell should hold where its rule allows it: a computed figure, or a number typed as text.

A formula is never replaced, nor a text that holds more than its figure.
"""

from __future__ import annotations

import re
from decimal import Decimal

from openpyxl.cell import Cell

from flows.workbook.numbers import parse_number
from flows.workbook.scales import HECTARES
from flows.workbook.text import clean

_INDONESIAN = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
_FIGURE = re.compile(r"[-+(]?\d(?:[\d.,]*\d)?")
SCALES = (HECTARES, 10**3, 10**6, 10**9)
_PLAIN_FORMATS = frozenset({"General", "@"})


def mend(cell: Cell, nilai: str, usul: str) -> bool:
    """Writes ``usul``, as an Indonesian writes it, into the cell; whether that was possible and changed anything.

    ``nilai`` is the text that the finding is about: a word is replaced only where it is all that the cell holds.
    """
    old, number = cell.value, as_number(usul)
    if cell.data_type == "f" or isinstance(old, bool) or old is None or not usul:
        return False
    if isinstance(old, int | float):
        if number is None:
            return False
        return _put(cell, number / 100 if "%" in cell.number_format else number / scale(old, nilai))
    text = str(old)
    if cell.data_type != "s" or number is None:
        whole = cell.data_type == "s" and text.strip() == nilai.strip() and as_number(text.strip()) is None
        return whole and number is None and _put_text(cell, usul)
    read = parse_number(clean(text), "desimal")
    if read.galat or ("%" in text and read.nilai == number):
        return False
    if "%" in text:  # as a number it would lose its sign: a percent format stores the fraction
        return _put_text(cell, _FIGURE.sub(usul, text, count=1))
    pattern = number_format(text)
    if cell.number_format in _PLAIN_FORMATS:
        cell.number_format = pattern
    return _put(cell, number)


def scale(held: float, nilai: str) -> int:
    """What a sheet in thousands, millions or square kilometres multiplies its numbers by.

    The finding quotes the amount, the cell holds a part of it.
    """
    amount = as_number(nilai)
    return next((power for power in SCALES if amount is not None and amount and Decimal(str(held)) * power == amount), 1)


def as_number(text: str) -> Decimal | None:
    """The number that an Indonesian writes so, or None."""
    return Decimal(text.replace(".", "").replace(",", ".")) if _INDONESIAN.fullmatch(text) else None


def number_format(text: str) -> str:
    """A number format that shows a number as ``text`` did: its decimals, its thousands, and what was typed around it."""
    figure = _FIGURE.search(text)
    digits = figure.group() if figure else ""
    marks = re.sub(r"[^.,]", "", digits)
    grouped = len(marks) > 1
    decimals = len(re.split(r"[.,]", digits)[-1]) if marks and _has_decimals(marks) else 0
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * decimals if decimals else "")
    before, after = (text[: figure.start()], text[figure.end() :]) if figure else ("", "")
    return _literal(before) + pattern + _literal(after)


def _has_decimals(marks: str) -> bool:
    """Whether the last of a figure's marks is its decimal mark: a lone one, or one unlike the others."""
    return len(marks) == 1 or marks[-1] != marks[-2]


def _literal(text: str) -> str:
    bare = re.sub(r"[-+()\"'`\u00a0]", "", text)
    return f'"{bare}"' if bare.strip() else ""


def _put(cell: Cell, number: Decimal) -> bool:
    value = int(number) if number == number.to_integral_value() else float(number)
    if type(cell.value) is type(value) and cell.value == value:
        return False
    cell.value = value
    return True


def _put_text(cell: Cell, text: str) -> bool:
    if cell.value == text:
        return False
    cell.value = text
    cell.data_type = "s"  # whatever it begins with, it is no formula
    return True
