"""Native charts, as wide as the table they stand below, in the colours of the report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from flows.reports.places import Places
from flows.reports.sheets import Chart
from flows.reports.styles import FAINT, FONT, INK, LINE

_COLOURS = ("#2F5F8A", "#D08A3C", "#6A9A5B", "#8A6FA8")
_ROW = 20  # pixels of a row without a height of its own
_UPRIGHT, _LEAST = 13, 8  # rows of an upright chart, and of one that lies at least
_TITLE, _BAR = 3, 1.3  # rows of the title and legend of one that lies, and of each of its bars
_GAP = 4
_LYING = ("bar", "pyramid")
_GRID = "#E3E8EE"


def add_charts(
    book: Workbook, ws: Worksheet, charts: Sequence[Chart], places: Places, sheet: str, row: int, grid: Sequence[float]
) -> int:
    """Insert charts side by side with their upper edge at ``row``; the number of rows that they cover."""
    rows = max(_rows(chart) for chart in charts)
    width = (sum(int(width * 7 + 5) for width in grid if width) - _GAP) // len(charts)
    for number, chart in enumerate(charts):
        drawn = _drawn(book, chart, places, sheet)
        drawn.set_size({"width": width - _GAP, "height": rows * _ROW - 2 * _GAP})
        ws.insert_chart(row, 0, drawn, {"x_offset": _GAP + number * width, "y_offset": _GAP, "description": chart.title})
    return rows


def _rows(chart: Chart) -> int:
    return max(_LEAST, round(_TITLE + _BAR * len(chart.rows))) if chart.kind in _LYING else _UPRIGHT


def _drawn(book: Workbook, chart: Chart, places: Places, sheet: str) -> Any:
    drawn = book.add_chart(_type(chart))
    first, last = (places.spot(sheet, key, chart.categories) for key in (chart.rows[0], chart.rows[-1]))
    for number, series in enumerate(chart.series):
        spots = [places.spot(sheet, key, series.column) for key in chart.rows]
        labels: dict[str, Any] = {"value": True, "num_format": _format([spot.value for spot in spots]), "font": _font(8)}
        if chart.kind == "line":
            labels["position"] = "above"
        options: dict[str, Any] = {
            "name": series.name,
            "categories": [sheet, first.row, first.column, last.row, last.column],
            "values": [sheet, spots[0].row, spots[0].column, spots[-1].row, spots[-1].column],
            "data_labels": labels,
            **_looks(chart, _COLOURS[number % len(_COLOURS)]),
        }
        if series.colours:
            options["points"] = [{"fill": {"color": colour}} for colour in series.colours]
        drawn.add_series(options)
    _dress(drawn, chart)
    return drawn


def _format(values: Sequence[object]) -> str:
    """Whole numbers without decimals; without a sign, since the left half of a pyramid is below zero.

    Excel draws the dash of a missing figure as a bar of zero, so among such zeros get no label.
    """
    whole = all(isinstance(value, int | Decimal) and value == int(value) for value in values if value is not None)
    forms = [f"[$-421]{'#,##0' if whole else '#,##0.00'}"] * 2
    return ";".join((*forms, "") if None in values else forms)


def _type(chart: Chart) -> dict[str, str]:
    return {"type": "bar" if chart.kind == "pyramid" else chart.kind}


def _looks(chart: Chart, colour: str) -> dict[str, Any]:
    if chart.kind == "line":
        filled = {"fill": {"color": colour}, "border": {"color": colour}}
        return {"line": {"color": colour, "width": 2}, "marker": {"type": "circle", "size": 6, **filled}}
    if chart.kind == "pyramid":
        return {"fill": {"color": colour}, "gap": 20, "overlap": 100}
    return {"fill": {"color": colour}, "gap": 60}


def _dress(drawn: Any, chart: Chart) -> None:
    drawn.set_title({"name": chart.title, "name_font": _font(10, bold=True), "overlay": False})
    several = len(chart.series) > 1
    drawn.set_legend({"position": "bottom", "font": _font(8)} if several else {"none": True})
    drawn.set_chartarea({"border": {"color": LINE}})
    labels: dict[str, Any] = {"num_font": _font(8), "line": {"color": LINE}, "major_tick_mark": "none"}
    figures: dict[str, Any] = {
        "num_font": _font(8, FAINT),
        "num_format": "[$-421]#,##0.##",
        "line": {"none": True},
        **({} if chart.kind in ("line", "pyramid") else {"min": 0}),  # the length of a bar is its value
        "major_gridlines": {"visible": True, "line": {"color": _GRID}},
    }
    if chart.kind in _LYING:
        first_above = {"reverse": True} if chart.kind == "bar" else {"label_position": "low"}
        drawn.set_y_axis(labels | first_above)
        drawn.set_x_axis(figures | {"visible": False, "major_gridlines": {"visible": False}})
    else:
        drawn.set_x_axis(labels)
        drawn.set_y_axis(figures)
    if chart.kind == "pyramid":
        drawn.show_hidden_data()


def _font(size: int, colour: str = INK, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": colour, "bold": bold}
