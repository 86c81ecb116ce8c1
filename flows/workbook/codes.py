"""Codes of the budget: those of program, kegiatan and sub kegiatan, and what other accounts look like (rules.md 5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.workbook.cells import Cell
from flows.workbook.headers import text_of
from flows.workbook.values import Parsed

BAD_CODE, CODE_AS_NUMBER, CODE_COMPLETED = "NIL008", "NIL110", "NIL112"
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
