"""Printed results below or above the data (totals, averages, NRR, letters) as ``tercetak`` rows: compared, never loaded."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from flows.workbook.bands import parse_band
from flows.workbook.cells import NOT_CALCULATED, Cell
from flows.workbook.codes import code_kind
from flows.workbook.extract import TOTAL
from flows.workbook.frames import Bagian
from flows.workbook.headers import Column, text_of
from flows.workbook.keys import row_units
from flows.workbook.layouts import PROFILE
from flows.workbook.numbers import KINDS, SCALE, from_float, parse_number
from flows.workbook.regions import find_desa
from flows.workbook.rows import foot_of, names_whole
from flows.workbook.text import address
from flows.workbook.work import Work

_NUMBER = re.compile(r"[\d.,]*\d")
_LETTER = re.compile(r"\(?\b([A-D])\b\)?\s*$")
_STATED = re.compile(r"\b(?:jumlah|banyak|banyaknya|total)\s+responden\b[^\d\n]{0,20}(\d[\d.]*)", re.IGNORECASE)
TITLE_ROWS = 10
"""Rows above a header in which its table may be described."""
_WHOLE = frozenset({"ikm", "sampel_minimum", "populasi_layanan", "jumlah_responden"})
"""Footers that speak of the whole survey, not of an unsur."""
_UNSEEN = ("", NOT_CALCULATED)

Row = dict[str, Any]


def printed_totals(work: Work) -> Bagian:
    """The ``tercetak`` rows of a table's total and footer rows."""
    if work.table.layout.bentuk == "responden":
        rows = _survey_feet(work)
    else:
        rows = [row for r in work.rows.totals for row in _total_row(work, r)]
    if work.table.layout.bentuk in {"responden", "peringkat"}:
        rows += _stated_respondents(work)
    rows = [row for row in rows if row.get("nilai") is not None or row.get("teks") is not None]
    columns = {name: [row.get(name) for row in rows] for name in _NAMES}
    columns["unit_kode"] = [row.get("unit_kode", work.unit_kode) for row in rows]
    return Bagian([row["baris"] for row in rows], work.constants, columns)


_NAMES = ("tahun", "periode", "dataset", "ukuran", "kunci", "rincian", "label", "nilai", "teks", "sel")


def _record(work: Work, r: int, index: int, ukuran: str, kunci: str | None, **more: Any) -> Row:
    return {
        "baris": r + 1, "sel": address(r, index), "ukuran": ukuran, "kunci": kunci, "dataset": work.table.layout.dataset,
        "label": work.rows.labels.get(r) or None, **more,
    }  # fmt: skip


def _total_row(work: Work, r: int) -> list[Row]:
    """Every number of a total row, by the field of its column; a footer such as *Predikat* prints words instead."""
    foot = foot_of(work.table, work.rows.labels[r])
    kunci, rincian = _subject(work, r)
    own = {"unit_kode": kunci} if kunci in _part_units(work) else {}
    rows: list[Row] = []
    for column in work.table.columns:
        value = work.table.sheet.rows[r][column.index]
        if not column.field.is_number or value in _UNSEEN:
            continue
        tahun, periode = work.periods.of(column)
        number = _amount(work, r, column)
        is_main = column.field.nama == "nilai" or number is not None
        ukuran = foot if foot and foot != "nilai" and is_main else column.field.nama
        text = text_of(value) if number is None else None
        more = own | {"rincian": column.umur or rincian, "nilai": number, "teks": text, "tahun": tahun, "periode": periode}
        dataset = {"dataset": PROFILE} if column.field.timeless else {}
        rows.append(_record(work, r, column.index, ukuran, kunci, **more) | dataset)
    return rows


def _amount(work: Work, r: int, column: Column) -> Decimal | None:
    """The number of a total row in a column, at its scale; in a column that goes on in others their sum."""
    facts, row = work.table.sheet.facts, work.table.sheet.rows[r]
    numbers = [as_number(row[i], column.field.tipe, (r, i) in facts.percent) for i in column.indexes if row[i] not in _UNSEEN]
    return None if None in numbers else sum((n for n in numbers if n is not None), Decimal(0)) * column.skala


def _holds_all(work: Work, r: int) -> bool:
    """Whether all programs of a table belong to the urusan or bidang of a row that sums up; true of any other row."""
    column = work.table.column("kode")
    if column is None or code_kind(work.rows.codes[r]) != "urusan":
        return True
    above = text_of(work.table.sheet.rows[r][column.index]) or text_of(work.rows.codes[r])
    bidang = ".".join(above.split(".")[:2]) + "."
    return all(text_of(work.rows.codes[i]).startswith(bidang) for i in work.rows.data)


def _subject(work: Work, r: int) -> tuple[str | None, str | None]:
    """What a total row sums up: a village or the unit, and within it an age band or everything.

    A total with data rows both above and below sums up a part that its label does not tell: nothing is compared with it.
    """
    bands = work.table.of_type("umur")
    if not bands or not work.table.of_type("desa"):
        return _place_summed(work, r), TOTAL if work.table.layout.umur else None
    desa = work.table.of_type("desa")[0]
    filled = work.rows.filled.get(r, {})
    name = text_of(work.table.sheet.rows[r][desa.index] or filled.get(desa.index, ""))
    kunci = (
        work.unit_kode
        if names_whole(name) or _is_grand_total(work, r, desa)
        else find_desa(name, work.unit_kode, work.settings.alias_desa).kode
    )
    band = text_of(work.table.sheet.rows[r][bands[0].index])
    first = parse_band(band)
    return kunci, first[0] if first[1] is not None else TOTAL


def _is_grand_total(work: Work, r: int, desa: Column) -> bool:
    """Whether a total without a village sums up all: it follows the last village's, or is the only one."""
    if work.table.sheet.rows[r][desa.index] != "" or r < max(work.rows.data, default=r):
        return False
    last = max(work.rows.data, default=r)
    if any(last < other < r for other in work.rows.totals):
        return True
    return work.rows.totals == [r] and text_of(work.table.sheet.rows[r][work.table.of_type("umur")[0].index]) == ""


def _place_summed(work: Work, r: int) -> str | None:
    """The kecamatan whose villages stand above a total or, where several do, the whole unit; None where it is not certain."""
    parts = _part_units(work)
    before = max((total for total in work.rows.totals if total < r), default=-1)
    own = {unit for row, unit in zip(work.rows.data, row_units(work), strict=True) if before < row < r} if parts else set()
    if len(own) == 1:
        return own.pop()
    part = (
        min(work.rows.data, default=r) < r < max(work.rows.data, default=r) or _is_last_part(work, r) or not _holds_all(work, r)
    )
    return None if part else work.unit_kode


def _is_last_part(work: Work, r: int) -> bool:
    """Whether a total below all data is that of the last part: parts before it have theirs, and another total follows."""
    first, last = min(work.rows.data, default=r), max(work.rows.data, default=r)
    between = any(first < total < last for total in work.rows.totals)
    return between and not any(last < total < r for total in work.rows.totals) and any(total > r for total in work.rows.totals)


def _part_units(work: Work) -> set[str]:
    """The kecamatan that share a table, each with its own villages; none where it is about one."""
    units = set(row_units(work)) if work.table.of_type("desa") and work.table.of_type("kecamatan") else set()
    return units if len(units) > 1 else set()


def _survey_feet(work: Work) -> list[Row]:
    columns = work.table.of_type("jawaban")
    tahun, periode = work.periods.of(None)
    rows: list[Row] = []
    for r in work.rows.totals:
        foot = foot_of(work.table, work.rows.labels[r])
        found = _per_unsur(work, r, foot, columns, [code for code, _ in work.codes])
        if foot in _WHOLE or len(found) <= 1 < len(columns):
            found = _whole_unit(work, r, foot)
        rows += [row | {"tahun": tahun, "periode": periode, "dataset": "skm_jawaban"} for row in found]
    return rows


def _stated_respondents(work: Work) -> list[Row]:
    """*Jumlah responden: 201* in a title, above the header, or in a note below."""
    tahun, periode = work.periods.of(None)
    above = range(max(0, work.table.first - TITLE_ROWS), work.table.first)
    rows = []
    for r in [*above, *(r for r in work.rows.notes if r not in above)]:
        for index, value in enumerate(work.table.sheet.rows[r]):
            match = _STATED.search(value) if isinstance(value, str) else None
            if match:
                number = Decimal(match.group(1).replace(".", ""))
                record = _record(work, r, index, "jumlah_responden", work.unit_kode, nilai=number, tahun=tahun, periode=periode)
                rows.append(record | {"label": None})
    return rows


def _per_unsur(work: Work, r: int, foot: str, columns: list[Column], codes: list[str]) -> list[Row]:
    rows = []
    for column, code in zip(columns, codes, strict=True):
        value = work.table.sheet.rows[r][column.index]
        if value in _UNSEEN:
            continue
        number = as_number(value, "desimal", False)
        text = text_of(value) if number is None else None
        rows.append(_record(work, r, column.index, foot, code, nilai=number, teks=text))
    return rows


def _whole_unit(work: Work, r: int, foot: str) -> list[Row]:
    """A figure for the unit, in a cell beside its label (``84,64 (B)``) or in the label itself (``…: 201 orang``)."""
    row = work.table.sheet.rows[r]
    beside = [(i, v) for i, v in enumerate(row) if v != "" and text_of(v) != work.rows.labels[r]]
    index, value = beside[-1] if beside else _inside(row)
    number, letter = split_letter(value)
    rows = []
    if number is not None:
        rows.append(_record(work, r, index, foot, work.unit_kode, nilai=number))
    if letter:
        rows.append(_record(work, r, index, "mutu" if foot == "ikm" else foot, work.unit_kode, teks=letter))
    return rows


def _inside(row: list[Cell]) -> tuple[int, Cell]:
    index, value = next((i, v) for i, v in enumerate(row) if v != "")
    numbers = _NUMBER.findall(text_of(value))
    return index, numbers[-1] if numbers else ""


def split_letter(value: Cell) -> tuple[Decimal | None, str | None]:
    """Number and quality letter of a cell such as ``84,64 (B)``."""
    if not isinstance(value, str):
        return as_number(value, "desimal", False), None
    letter = _LETTER.search(value)
    number = _NUMBER.search(value)
    return as_number(number.group(), "desimal", False) if number else None, letter.group(1) if letter else None


def as_number(value: Cell, tipe: str, percent: bool) -> Decimal | None:
    """A printed number, or None for words; kept as printed even where its column would refuse it."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        number: Decimal | None = from_float(float(value)) * (100 if percent else 1)
    elif isinstance(value, str):
        number = parse_number(value.strip(), tipe if tipe in KINDS else "desimal").nilai
    else:
        number = None
    return number.quantize(SCALE) if number is not None and abs(number) < Decimal(10) ** 12 else None
