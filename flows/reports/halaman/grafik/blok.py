"""What charts are built of: their colours, axes with names and figures, hints, and choices above them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from textwrap import wrap
from typing import Any

Spec = dict[str, Any]

MUTU = {"A": "#1b7f5c", "B": "#2f6db5", "C": "#b86e00", "D": "#b3261e"}
"""Colours of the letters; each differs from its neighbours in lightness too."""
PAGU, REALISASI, ABU = "#c9d6e3", "#2f6db5", "#5b6673"
LAKI, PEREMPUAN = "#2f6db5", "#b3476b"
TINGGI = 34  # pixels of a bar with its gap
_LINE = 13  # pixels of one line of a name
_LINES = 4  # of a name at most
WRAP, _NARROW = 28, 20  # letters of a name on one line, and on a telephone
_TELEPHONE = 420  # pixels of a chart's width below which it is on one


def kerangka(description: str, values: list[dict[str, Any]]) -> Spec:
    """As wide as its place on the page."""
    return {
        "description": description,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
    }


def berlapis(description: str, values: list[dict[str, Any]], layers: list[Spec], many: int, field: str = "nama") -> Spec:
    """Layers over the same bars, ``many`` of them at most, with room for the names in ``field``."""
    height = max(many, 2) * tinggi_nama(value[field] for value in values)
    return kerangka(description, values) | {"height": height, "layer": layers}


def tinggi_nama(names: Iterable[str]) -> int:
    """Pixels of a bar beside which the longest of these names has room, on a telephone too."""
    lines = max(len(wrap(name, _NARROW)) for name in names)
    return max(TINGGI, _LINE * min(lines, _LINES) + 6)


def di_telepon(narrow: int, else_: int) -> str:
    """An expression: one number on a telephone, another on a wide page."""
    return f"(containerSize()[0] < {_TELEPHONE} ? {narrow} : {else_})"


def sumbu_nama(field: str, letters: int = WRAP) -> Spec:
    """A name on each bar's left, broken into lines of so many letters; in the order of the rows."""
    pattern = f"regexp('(.{{1,' + {di_telepon(_NARROW, letters)} + '}})(?: |$)', 'g')"
    lines = f"split(trim(replace(datum.value, {pattern}, '$1\\n')), '\\n')"
    shown = f"split(join(slice({lines}, 0, {_LINES}), '\\n') + ' …', '\\n')"
    text = f"length({lines}) > {_LINES} ? {shown} : {lines}"
    raised = f"{-_LINE / 2} * (min(length({lines}), {_LINES}) - 1)"
    axis = {
        "labelLimit": 8 * letters,
        "labelExpr": text,
        "labelFontSize": 11,
        "labelOffset": {"condition": {"test": "true", "expr": raised}, "value": 0},  # else only the first line is in the middle
        "ticks": False,
        "domain": False,
    }
    return {"field": field, "type": "nominal", "title": None, "sort": None, "axis": axis}


def sumbu_angka(field: str, title: str) -> Spec:
    """Figures from zero on."""
    axis = {"tickCount": 5}
    return {"field": field, "type": "quantitative", "title": title or None, "scale": {"domainMin": 0}, "axis": axis}


def besar(field: str) -> Spec:
    """Circles as large as a figure, and what their sizes mean below."""
    legend = {"orient": "bottom", "direction": "horizontal", "columns": {"expr": di_telepon(3, 0)}}
    return {"field": field, "type": "quantitative", "scale": {"range": [30, 1300]}, "title": None, "legend": legend}


def tulisan(y: Spec, x: Spec, pattern: str = ",.2f") -> Spec:
    """The figure at the end of its bar."""
    field = x["field"]
    encoding = {"y": y, "x": x, "text": {"field": field, "type": "quantitative", "format": pattern}}
    return {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 12, "color": "#1f2a37"}, "encoding": encoding}


def petunjuk(field: str, title: str, pattern: str | None = None) -> Spec:
    """A line of what hovering shows."""
    name = field.replace(".", "\\.")
    return {"field": name, "title": title} | ({"type": "quantitative", "format": pattern} if pattern else {"type": "nominal"})


def pilihan(label: str, options: list[str]) -> Spec:
    """A choice in a list above the chart."""
    return {"name": "pilih", "value": options[0], "bind": {"input": "select", "options": options, "name": f"{label}: "}}


def pecahan(value: Decimal | int | float | None) -> float | None:
    """A figure for drawing."""
    return None if value is None else float(value)
