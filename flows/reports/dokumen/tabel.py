"""A table of the report as WordprocessingML: merged headers that repeat on every page, figures to the right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, groupby
from xml.sax.saxutils import escape

from flows.reports.sheets import Cell, Column, Row, Section, Value
from flows.reports.styles import HEADER, KINDS, TOTAL, wraps
from flows.wording import angka
from flows.workbook.text import harmless

_DECIMALS = {"bulat": 0, "bulat_tengah": 0, "rupiah": 0, "rupiah_sen": 2, "desimal": 2, "desimal_tengah": 2, "desimal3": 3,
             "desimal3_tengah": 3, "persen": 2, "selisih": 2, "selisih_bulat": 0}  # fmt: skip
_BOLD = {"tebal", "kelompok", "total"}
_SHADED = {"kelompok", "total"}
_LETTER, _MARGIN = 6.1, 150  # twips of a bold letter for each half point of its size, and of a cell's edges
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in _SIDES)
_MARGINS = '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'


def value_text(value: Value, kind: str) -> str:
    """A value as its column writes it: ``84.64`` in a column of decimals is 84,64, a missing one -."""
    if value is None:
        return "-"
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / value.denominator
    if isinstance(value, bool | str) or not isinstance(value, int | float | Decimal):
        return str(value)
    text = angka(value, _DECIMALS.get(kind))
    return f"+{text}" if kind.startswith("selisih") and value > 0 else text


def table_xml(section: Section, grid: Sequence[float], width: int, size: int) -> str:
    """The ``w:tbl`` of a section, ``width`` twips wide, in letters of ``size`` half points."""
    widths = _widths(section, grid, width, size)
    rows = _header(section, widths, size) if section.header else []
    rows += [_row(entry, section.columns, widths, size) for entry in section.rows]
    columns = "".join(f'<w:gridCol w:w="{twip}"/>' for twip in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _widths(section: Section, grid: Sequence[float], width: int, size: int) -> list[int]:
    """The columns' widths in twips by their shares; figures, codes and words that would break take room from texts."""
    columns = section.columns
    shares = grid or [column.width for column in columns]
    twips = [width * share / sum(shares) for share in shares]
    starts = list(accumulate((column.span for column in columns), initial=0))
    wide = [sum(twips[start : start + column.span]) for start, column in zip(starts, columns, strict=False)]
    longest = [max((len(word) for word in column.title.split()), default=0) for column in columns]
    for row in section.rows:
        cells = [value if isinstance(value, Cell) else Cell(value) for value in row.values]
        if len(cells) == len(columns):
            for at, cell in enumerate(cells):
                kind = cell.kind or columns[at].kind
                if not wraps(kind):
                    longest[at] = max(longest[at], len(value_text(cell.value, kind)))
    need = [letters * size * _LETTER + _MARGIN for letters in longest]
    short = sum(max(least - given, 0) for least, given in zip(need, wide, strict=True))
    spare = sum(max(given - least, 0) for least, given in zip(need, wide, strict=True))
    taken = min(short / spare, 1) if spare else 0
    return [round(least if given < least else given - taken * (given - least)) for least, given in zip(need, wide, strict=True)]


def run_xml(text: str, size: int = 0, bold: bool = False, marked: bool = False) -> str:
    """A run of text; ``marked`` paints it yellow."""
    looks = "<w:b/>" if bold else ""
    looks += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    looks += '<w:highlight w:val="yellow"/>' if marked else ""
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{escape(harmless(text))}</w:t></w:r>'


def _header(section: Section, widths: Sequence[int], size: int) -> list[str]:
    columns = section.columns
    rows = []
    if any(column.group for column in columns):
        cells, at = [], 0
        for group, members in groupby(columns, key=lambda column: column.group):
            many = len(list(members))
            if group:
                cells.append(_head(group, sum(widths[at : at + many]), size, span=many))
            else:
                cells += [_head(columns[i].title, widths[i], size, merge="restart") for i in range(at, at + many)]
            at += many
        rows.append(_header_row(cells))
        rows.append(
            _header_row(
                [
                    _head(column.title, wide, size) if column.group else _head("", wide, size, merge="continue")
                    for column, wide in zip(columns, widths, strict=True)
                ]
            )
        )
    else:
        rows.append(_header_row([_head(column.title, wide, size) for column, wide in zip(columns, widths, strict=True)]))
    if section.numbered:
        rows.append(_header_row([_head(f"({no})", wide, size - 3) for no, wide in enumerate(widths, 1)]))
    return rows


def _header_row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _head(text: str, width: int, size: int, span: int = 1, merge: str = "") -> str:
    return _cell(run_xml(text, size, bold=True), width, "center", span, HEADER, merge)


def _row(entry: Row, columns: Sequence[Column], widths: Sequence[int], size: int) -> str:
    cells, at = [], 0
    bold, shade = entry.look in _BOLD, TOTAL if entry.look in _SHADED else ""
    for value in entry.values:
        cell = value if isinstance(value, Cell) else Cell(value)
        kind = cell.kind or columns[at].kind
        align = KINDS[kind]["align"]
        text = value_text(cell.value, kind)
        indent = 120 * entry.indent if align == "left" and at else 0
        cells.append(_cell(run_xml(text, size, bold), sum(widths[at : at + cell.span]), align, cell.span, shade, "", indent))
        at += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(run: str, width: int, align: str, span: int = 1, shade: str = "", merge: str = "", indent: int = 0) -> str:
    looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    looks += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    looks += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    looks += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade.lstrip("#")}"/>' if shade else ""
    place = f'<w:ind w:left="{indent}" w:firstLine="0"/>' if indent else '<w:ind w:left="0" w:firstLine="0"/>'
    paragraph = (
        f'<w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>{place}<w:jc w:val="{align}"/></w:pPr>'
    )
    return f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="center"/></w:tcPr><w:p>{paragraph}{run}</w:p></w:tc>'
