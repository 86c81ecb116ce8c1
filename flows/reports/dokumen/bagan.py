"""Native Word charts: XlsxWriter draws the chart's XML and the small workbook that Word opens at *Edit Data*."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import xlsxwriter

from flows.reports.dokumen.isi import Bagan
from flows.reports.styles import FONT

_SHEET = "Data"
_SMALL = {"name": FONT, "size": 8}
_LINKED = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
"""``rId1`` is the chart part's only relationship."""
_GAPS = '<c:dispBlanksAs val="gap"/>'
"""A missing figure is no bar; where nothing is said, LibreOffice draws zero."""
_SHOWN = '<c:showVal val="1"/>'
_HIDDEN = "".join(f'<c:show{name} val="0"/>' for name in ("CatName", "SerName", "Percent", "BubbleSize"))
_ONLY_VALUES = f'<c:showLegendKey val="0"/>{_SHOWN}{_HIDDEN}'
"""XlsxWriter leaves out what is not shown; Word and LibreOffice would show it then."""


def chart_parts(bagan: Bagan, made: datetime) -> tuple[bytes, bytes]:
    """The XML of a chart part and the workbook embedded with it, without any picture of the chart inside."""
    with zipfile.ZipFile(io.BytesIO(_workbook(bagan, made, drawn=True))) as book:
        xml = book.read("xl/charts/chart1.xml").decode("utf-8")
    xml = xml.replace(_SHOWN, _ONLY_VALUES).replace("</c:chart>", f"{_GAPS}</c:chart>")
    head, _, _ = xml.partition("<c:printSettings>")
    return f"{head}{_LINKED}</c:chartSpace>".encode(), _workbook(bagan, made, drawn=False)


def _workbook(bagan: Bagan, made: datetime, drawn: bool) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": made})
        ws = book.add_worksheet(_SHEET)
        for row, name in enumerate(bagan.kategori, 1):
            ws.write_string(row, 0, name)
        for column, seri in enumerate(bagan.seri, 1):
            ws.write_string(0, column, seri.nama)
            for row, value in enumerate(seri.nilai, 1):
                if value is not None:
                    ws.write_number(row, column, float(value))
        if drawn:
            ws.insert_chart(0, 5, _chart(book, bagan))
    return out.getvalue()


def _chart(book: Any, bagan: Bagan) -> Any:
    chart = book.add_chart({"type": "bar"})
    last = len(bagan.kategori)
    pattern = "[$-421]#,##0" + ("." + "0" * bagan.desimal if bagan.desimal else "")
    for column, seri in enumerate(bagan.seri, 1):
        chart.add_series(
            {
                "name": [_SHEET, 0, column],
                "categories": [_SHEET, 1, 0, last, 0],
                "values": [_SHEET, 1, column, last, column],
                "data_labels": {"value": True, "num_format": pattern, "font": _SMALL},
                "fill": {"color": f"#{seri.warna}"},
                "gap": 60,
            }
        )
    chart.set_legend({"none": True} if len(bagan.seri) == 1 else {"position": "bottom", "font": _SMALL})
    chart.set_y_axis({"num_font": _SMALL, "reverse": True, "major_gridlines": {"visible": False}})  # the names
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})  # every bar says its figure
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    return chart
