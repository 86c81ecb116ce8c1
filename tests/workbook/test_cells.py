"""Every staged value names the cell that it came from, and that cell holds it."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from typing import Any

import openpyxl
import polars as pl
import pytest
from pabrik import KINDS, checked, workbook

from flows.paths import PROJECT
from flows.workbook.cells import read_workbook
from flows.workbook.layouts import datasets
from flows.workbook.numbers import from_float, parse_number
from flows.workbook.text import address, column_index, column_letter

PER_DATASET = 60


def books() -> dict[str, bytes]:
    made = {kind: workbook({"Lembar1": build().moved(4, 7)}) for kind, build in KINDS.items()}
    return made | {path.name: path.read_bytes() for path in sorted((PROJECT / "raw").glob("*.xlsx"))}


BOOKS = books()


def staged(frame: pl.DataFrame, dataset: str) -> list[tuple[str, str, Any]]:
    """Sheet, cell and value of every staged value that has a cell."""
    named = [(column, f"{column}_sel") for column, spec in datasets()[dataset].kolom.items() if spec.sel]
    if "sel" in frame.columns:
        named += [("nilai", "sel")] + ([("teks", "sel")] if "teks" in frame.columns else [])
    return [
        (row["lembar"], row[sel], row[column])
        for row in frame.iter_rows(named=True)
        for column, sel in named
        if row[column] is not None
    ]


def says(cell: Any, value: Any) -> bool:
    """Whether a cell holds a value, as a number, in one of the ways to write it, or within a footer's text."""
    if isinstance(cell, int | float):
        return abs(from_float(float(cell)) - Decimal(value)) < Decimal("0.00000001")
    text = str(cell).strip()
    if isinstance(value, str):
        return value in text
    readings = {parse_number(text, tipe).nilai for tipe in ("bulat", "uang", "luas", "desimal")}
    letters = {"a": 1, "b": 2, "c": 3, "d": 4}
    return value in readings or letters.get(text.lower()) == value or f"{value.normalize():f}".replace(".", ",") in text


@pytest.mark.parametrize("name", BOOKS)
def test_the_named_cell_holds_the_value(name: str) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(BOOKS[name]), data_only=True)
    looked = 0
    for dataset, frame in checked(BOOKS[name], name).frames.items():
        values = staged(frame, dataset)
        for lembar, sel, value in random.Random(name + dataset).sample(values, min(PER_DATASET, len(values))):
            looked += 1
            assert says(sheets[lembar][sel].value, value), (lembar, sel, sheets[lembar][sel].value, value)
    assert looked > 0


@pytest.mark.parametrize("name", BOOKS)
def test_a_value_and_its_cell_come_together_and_in_its_row(name: str) -> None:
    for dataset, frame in checked(BOOKS[name], name).frames.items():
        for column, spec in datasets()[dataset].kolom.items():
            if spec.sel:
                assert frame.filter(pl.col(column).is_null() != pl.col(f"{column}_sel").is_null()).is_empty()
                assert frame.filter(~pl.col(f"{column}_sel").str.ends_with(pl.col("baris").cast(pl.String))).is_empty()


@pytest.mark.parametrize("name", BOOKS)
def test_cells_stand_where_excel_has_them(name: str) -> None:
    """The fast reader and openpyxl, two libraries that share nothing, agree on the place of every cell."""
    sheets = openpyxl.load_workbook(io.BytesIO(BOOKS[name]), data_only=True)
    for sheet in read_workbook(BOOKS[name]).sheets:
        other = {(c.row - 1, c.column - 1) for row in sheets[sheet.name].iter_rows() for c in row if c.value is not None}
        mine = {(r, c) for r, row in enumerate(sheet.rows) for c, value in enumerate(row) if value != ""}
        assert mine == other


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_columns_and_letters(column: int, letters: str) -> None:
    assert column_letter(column) == letters
    assert column_index(letters) == column
    assert address(9, column) == f"{letters}10"
