"""How the report looks: one quiet style for everything, numbers as numbers with Indonesian separators.

``[$-421]`` makes LibreOffice show 1.234,56 whatever its language; Excel takes the separators from Windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Arial"
INK = "#1F2A37"
LINE = "#9AA5B1"
HEADER = "#DCE6EF"
TOTAL = "#EEF2F6"
FAINT = "#5B6673"


def _number(pattern: str, sign: str = "") -> str:
    """A number format with Indonesian separators and a little room at the right edge, for the dash of no value too."""
    forms = (f"{sign}{pattern}", f"-{pattern}", pattern)
    return ";".join((*(f"[$-421]{form}_-" for form in forms), "@_-"))


_WHOLE, _CENTS, _MILLIS = _number("#,##0"), _number("#,##0.00"), _number("0.000")

KINDS: dict[str, dict[str, Any]] = {
    "teks": {"align": "left", "text_wrap": True},
    "tengah": {"align": "center", "text_wrap": True},
    "kode": {"align": "left"},
    "nomor": {"align": "center", "num_format": "0"},
    "bulat": {"align": "right", "num_format": _WHOLE},
    "bulat_tengah": {"align": "center", "num_format": "[$-421]#,##0"},
    "rupiah": {"align": "right", "num_format": _WHOLE},
    "rupiah_sen": {"align": "right", "num_format": _CENTS},
    "desimal": {"align": "right", "num_format": _CENTS},
    "desimal_tengah": {"align": "center", "num_format": "[$-421]#,##0.00"},
    "desimal3": {"align": "right", "num_format": _MILLIS},
    "desimal3_tengah": {"align": "center", "num_format": "[$-421]0.000"},
    "desimal4_tengah": {"align": "center", "num_format": "[$-421]0.0000"},
    "persen": {"align": "right", "num_format": _CENTS},
    "selisih": {"align": "right", "num_format": _number("#,##0.00", "+")},
    "selisih_bulat": {"align": "right", "num_format": _number("#,##0", "+")},
    "mutu": {"align": "center"},
    "kategori": {"align": "center", "text_wrap": True},
    "predikat": {"align": "center"},
    "tautan": {"align": "left", "font_color": "#1F4E79", "underline": 1},
    "isian": {"align": "left", "text_wrap": True, "bg_color": "#FFFDF3"},
    "galat": {"align": "center", "bold": True, "bg_color": "#F9D9D6", "font_color": "#8C1D18"},
    "peringatan": {"align": "center", "bg_color": "#FFEBB8", "font_color": "#6B4700"},
    "info": {"align": "center", "bg_color": "#E3EEF9", "font_color": "#1F4E79"},
}
"""Formats of a value, by the name that columns use. Percentages are stored in points: 92,06 is 92,06 %."""

SCALED = ("mutu", "kategori", "predikat")
"""Kinds of words that follow from a figure and have a colour, the best the greenest."""

_BEST_TO_WORST = (
    ("#D3EBD9", "#14532D"),
    ("#E9F3D8", "#3F5213"),
    ("#FFF3C9", "#6B4700"),
    ("#FCE0C8", "#7A3B06"),
    ("#F9D9D6", "#8C1D18"),
)
STRONG = ("#3C8D5A", "#8DB04A", "#E0B43C", "#DD8A3E", "#C2544B")
"""The same for bars."""

Scales = dict[str, tuple[str, ...]]
"""For each of ``SCALED`` its words, the best first."""

LOOKS: dict[str, dict[str, Any]] = {
    "isi": {},
    "tebal": {"bold": True},
    "kelompok": {"bold": True, "bg_color": TOTAL},
    "total": {"bold": True, "bg_color": TOTAL, "top": 2, "top_color": LINE},
    "redup": {"font_color": FAINT},
}
"""Styles of a row, by the name that rows use."""

_BASE: dict[str, Any] = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "vcenter"}
_BOXED: dict[str, Any] = {"border": 1, "border_color": LINE}
_PARTS: dict[str, dict[str, Any]] = {
    "judul": {"bold": True, "font_size": 12, "align": "center"},
    "anak_judul": {"font_size": 10, "align": "center"},
    "bagian": {"bold": True, "font_size": 10, "bottom": 2, "bottom_color": LINE},
    "kepala": {**_BOXED, "bold": True, "align": "center", "text_wrap": True, "bg_color": HEADER},
    "nomor_kolom": {**_BOXED, "font_size": 7, "align": "center", "font_color": FAINT},
    "catatan": {"italic": True, "font_size": 8, "text_wrap": True, "valign": "top", "font_color": FAINT},
}


def wraps(kind: str) -> bool:
    """Whether texts of this kind break into several lines."""
    return bool(KINDS[kind].get("text_wrap"))


def step_of(words: Sequence[str], word: str | None) -> int:
    """The colour step of a word among its scale's, best first; the last step for one that is not of them."""
    last = len(STRONG) - 1
    return round(words.index(word) * last / max(len(words) - 1, 1)) if word in words else last


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, scales: Scales) -> None:
        self._book = book
        self._scales = scales
        self._made: dict[tuple[str, str, int], Format] = {}
        self._coloured: dict[str, list[tuple[str, Format]]] = {}

    def part(self, name: str) -> Format:
        """The format of a title, heading, header cell or note."""
        return self._get((name, "", 0), lambda: _PARTS[name])

    def cell(self, kind: str, look: str, indent: int = 0) -> Format:
        """The format of a body cell."""
        steps = {"indent": 1 + indent} if KINDS[kind]["align"] == "left" else {}
        return self._get((kind, look, indent), lambda: {**_BOXED, **KINDS[kind], **LOOKS[look], **steps})

    def scale(self, kind: str) -> list[tuple[str, Format]]:
        """The words of a kind of ``SCALED``, each with the format that colours it."""
        words = self._scales.get(kind, ())
        if kind not in self._coloured:
            colours = [_BEST_TO_WORST[step_of(words, word)] for word in words]
            self._coloured[kind] = [
                (word, self._book.add_format({"bg_color": back, "font_color": ink}))
                for word, (back, ink) in zip(words, colours, strict=True)
            ]
        return self._coloured[kind]

    def _get(self, key: tuple[str, str, int], properties: Any) -> Format:
        if key not in self._made:
            self._made[key] = self._book.add_format({**_BASE, **properties()})
        return self._made[key]
