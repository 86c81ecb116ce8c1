"""Findings (temuan): what a person must hear about a workbook, with its place and its cure.

The catalogue ``aturan.toml`` holds each rule's level, title, message, cause and cure in Bahasa Indonesia; code only
names the rule and fills in the blanks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from flows.workbook.text import ranges

GALAT, PERINGATAN, INFO = "galat", "peringatan", "info"
LEVELS = (GALAT, PERINGATAN, INFO)
ARTI = {
    GALAT: "tidak dimuat sampai dibetulkan",
    PERINGATAN: "dimuat, tetapi bertentangan dengan angka lain",
    INFO: "dimuat setelah ditafsirkan, cukup dibaca",
}
"""What each level means to a planner."""
QUOTED = 180
"""Characters of a cell, a header or a list that a message quotes at most."""
TOLD = 700
"""Characters of an explanation of ours, made of several quotations, that a message holds at most."""
_OWN = frozenset({"penjelasan", "hitungan", "rincian", "contoh"})

SEPARATOR = ", "
"""Between the cells of ``sel_terkait``."""
MANY_VALUES = "; "
"""Between the values of ``usul`` where one finding says what each of its cells should hold."""


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding. ``sel`` is an A1 address or empty, ``nilai`` the text found there, never a person's name or NIK.

    ``sel_terkait`` names the other cells of the same sheet that belong to the same slip (``E11, C20``), ``usul`` what the cell
    should hold, written as an Indonesian would (``21.146``), where that is known, or what each of its cells should, in their
    order (``347; 620``); ``diketahui`` why the office accepts it.
    """

    aturan: str
    tingkat: str
    berkas: str
    lembar: str
    sel: str
    nilai: str
    pesan: str
    saran: str
    sel_terkait: str = ""
    usul: str = ""
    diketahui: str = ""

    @property
    def berlaku(self) -> bool:
        """Whether it counts: the office has not accepted it."""
        return not self.diketahui


FIELDS = tuple(field.name for field in fields(Temuan))


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule of the catalogue; ``pesan`` and ``saran`` are templates for :meth:`str.format`.

    ``diperbaiki``: the annotated copy may put the value meant (``usul``) into the cell, since no data is lost by it: the figure
    is computed from others, or stays the same number.
    """

    aturan: str
    tingkat: str
    judul: str
    penyebab: str
    pesan: str
    saran: str
    diperbaiki: bool = False


@cache
def catalogue() -> dict[str, Aturan]:
    """Every rule by its code, in the order of the catalogue."""
    raw = tomllib.loads(Path(__file__).with_name("aturan.toml").read_text(encoding="utf-8"))
    return {code: Aturan(aturan=code, **fields) for code, fields in raw.items()}


def temuan(
    aturan: str,
    berkas: str,
    lembar: str = "",
    sel: str = "",
    nilai: object = "",
    *,
    sel_terkait: str = "",
    usul: str = "",
    **blanks: object,
) -> Temuan:
    """A finding of rule ``aturan``; ``blanks`` fill the rule's message and cure.

    Raises KeyError for an unknown rule or a blank that was left out, so that no half sentence reaches a planner.
    """
    rule = catalogue()[aturan]
    given = {"nilai": nilai, "lembar": lembar, "sel": sel, **blanks}
    values = {name: _short(value, TOLD if name in _OWN else QUOTED) for name, value in given.items()}
    return Temuan(
        aturan=aturan,
        tingkat=rule.tingkat,
        berkas=berkas,
        lembar=lembar,
        sel=sel,
        nilai=_short(nilai),
        pesan=rule.pesan.format_map(values),
        saran=rule.saran.format_map(values),
        sel_terkait=sel_terkait,
        usul=usul,
    )


def fill_in(template: str) -> str:
    """A rule's text as a sentence for people, before any workbook has filled its blanks: each is shown as …"""
    return re.sub(r"(?:\{\w+\})+", "…", template)


def tempat(berkas: str, lembar: str = "", sel: str = "") -> str:
    """Where a finding sits, as Excel writes it: `berkas:lembar!sel`, without the parts that it does not have."""
    if not lembar:
        return berkas
    return f"{berkas}:{lembar}" + (f"!{sel}" if sel else "")


def _short(value: object, length: int = QUOTED) -> str:
    """A quotation that fits a message: a cell may hold 32.767 characters."""
    text = str(value)
    return text if len(text) <= length else f"{text[:length]}…"


def terkait(sel_terkait: str, usul: str) -> str:
    """The other cells of a slip in few words: ``H3:H41``; one by one where each has a value of its own that it should hold."""
    return sel_terkait if MANY_VALUES in usul else ranges(sel_terkait.split(SEPARATOR))
