"""The workbook's formulas give the warehouse's values, here exactly and in LibreOffice, and Office finds nothing to repair."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from flows.reports.formulas import (
    At,
    Constant,
    Expr,
    Least,
    Letter,
    Mean,
    NotComputable,
    Rounded,
    Spot,
    SumOfQuotients,
    Total,
    persen,
)
from flows.reports.places import Places
from flows.reports.sheets import Cell, Column, Row, Section, Sheet

SOFFICE = shutil.which("soffice")
CELLS = {"a": Decimal("84.64"), "b": 3, "c": None, "d": "-", "e": Decimal("0.005")}
LADDER = ((Decimal(0), "D"), (Decimal("84.64"), "B"), (Decimal(90), "A"))


def find(at: At) -> Spot:
    column = str(at.column)
    return Spot(at.sheet or "Sini", 4, list(CELLS).index(column), CELLS[column])


@pytest.mark.parametrize(
    ("formula", "text", "value"),
    [
        (At("a") + At("b") * 2, "A5+B5*2", "90.64"),
        ((At("a") + At("b")) * 2, "(A5+B5)*2", "175.28"),
        (At("a") - (At("b") - 1), "A5-(B5-1)", "82.64"),
        (At("a") / (At("b") / 2), "A5/(B5/2)", Fraction(8464, 150)),
        (persen(At("b"), At("b", sheet="Tabel 1.3")), "ROUND(B5/'Tabel 1.3'!B5*100,2)", 100),
        (At("b", sheet="O'Hara"), "'O''Hara'!B5", 3),
        (Rounded(At("e")), "ROUND(E5,2)", "0.01"),
        (Rounded(At("e") * -1), "ROUND(E5*-1,2)", "-0.01"),
        (Total((At("a"), At("b"), At("c"))), "SUM(A5:C5)", "87.64"),
        (Total((At("a"), At("c"), At("d")), "COUNT"), "COUNT(A5,C5:D5)", 1),
        (Mean((At("a"), At("b") * 2)), "AVERAGE(A5,B5*2)", "45.32"),
        (Least(Constant(Fraction(1)), At("b")), "MIN(1,B5)", 1),
        (Constant(Fraction(1, 9)) * 9, "(1/9)*9", 1),
        (SumOfQuotients((At("a"), At("b")), (At("b"), At("c"))), "SUMPRODUCT(A5:B5/B5:C5)", None),
        (Letter(At("a"), LADDER), 'LOOKUP(A5,{0,84.64,90},{"D","B","A"})', "B"),
        (At("b") / At("c"), "B5/C5", None),
        (At("a") / 0, "A5/0", None),
    ],
)  # fmt: skip
def test_text_and_exact_value(formula: Expr, text: str, value: object) -> None:
    assert formula.text(find, "Sini") == text
    if value is None:
        with pytest.raises(NotComputable):
            formula.value(find)
    else:
        assert formula.value(find) == (value if isinstance(formula, Letter) else Fraction(str(value)))


@given(st.fractions(-1000, 1000, max_denominator=10**6), st.integers(0, 4))
def test_rounds_half_up_once(number: Fraction, digits: int) -> None:
    rounded = Rounded(Constant(number), digits).value(find)
    assert abs(rounded - number) * 2 <= Fraction(1, 10**digits)
    assert rounded * 10**digits == int(rounded * 10**digits)
    if abs(rounded - number) * 2 == Fraction(1, 10**digits):
        assert abs(rounded) > abs(number)


def test_a_formula_that_would_say_something_else_is_not_written() -> None:
    columns = (Column("A", key="a"), Column("B", key="b"), Column("%", key="c", formula=persen(At("a"), At("b"))))
    rows = (
        Row((1, 3, Cell(Decimal("33.33"))), key="x"),
        Row((1, 3, Cell(Decimal("33.34"))), key="y"),
        Row((1, 0, Cell(None)), key="z"),
    )
    places = Places([("S", Sheet(("Judul",), (Section(columns, rows),)))])
    written = [places.formula(columns[2].formula, row.values[2].value, "S", row.key, "c") for row in rows]  # type: ignore[union-attr]
    assert written == ["=ROUND(A5/B5*100,2)", None, None]


@lru_cache(maxsize=4)
def formulas(path: Path) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(path)
    return {
        (ws.title, cell.coordinate): cell.value for ws in book for row in ws.iter_rows() for cell in row if cell.data_type == "f"
    }


@lru_cache(maxsize=4)
def cached(path: Path) -> dict[tuple[str, str], object]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {(ws.title, cell.coordinate): cell.value for ws in book for row in ws.iter_rows() for cell in row}


def test_the_figures_that_must_be_defended_are_computed_in_the_workbook(sample_book: Path) -> None:
    written, values = formulas(sample_book), cached(sample_book)
    by_label = {(sheet, str(value)): cell for (sheet, cell), value in values.items() if isinstance(value, str)}

    def beside(sheet: str, label: str, column: str) -> tuple[str, object]:
        row = re.sub(r"\D", "", by_label[sheet, label])
        return written[sheet, column + row], values[sheet, column + row]

    assert beside("SKM Unsur", "IKM Unit Pelayanan", "B") == ("=ROUND(SUMPRODUCT(B6:J6/B7:J7)*B12*25,2)", 84.64)
    assert beside("SKM Unsur", "Jumlah nilai per unsur", "B") == ("=SUM('SKM Jawaban'!C5:C16)", 42)
    assert beside("SKM Unsur", "Mutu pelayanan", "B") == ('=LOOKUP(B14,{0.00,65.00,76.61,88.31},{"D","C","B","A"})', "B")
    assert beside("Tabel 1.3", "Jumlah", "E")[1] == 21146
    rasio, value = beside("Efisiensi", "Kecamatan Karang Bintang", "F")
    assert value == 108.62 and rasio.startswith("=ROUND(AVERAGE('Tabel 3.1.3'!E6/'Tabel 3.1.3'!D6,")
    assert beside("Tabel 3.1.8", "Jumlah", "D")[0] == "=SUM(D7,D27,D35,D39,D43)"


@pytest.mark.parametrize(
    ("sheet", "columns"),
    [
        ("Tabel 1.3", {"E"}),
        ("Tabel 3.1.3", {"F", "G"}),
        ("Tabel 3.1.5", {"E", "F"}),
        ("Efisiensi", {"B", "E", "F", "G", "H"}),
        ("Tabel 3.1.8", {"E", "H"}),
        ("Tabel 3.1.9", {"D", "F"}),
        ("Penduduk Umur", {"E", "F"}),
        ("SKM Responden", {"D"}),
        ("SKM Jawaban", set()),
    ],
)
def test_every_figure_of_a_computed_column_is_a_formula(sample_book: Path, sheet: str, columns: set[str]) -> None:
    """So no value of the warehouse lies outside what its formula gives."""
    written, values = formulas(sample_book), cached(sample_book)
    computed = {column for (name, cell) in written if name == sheet for column in [re.sub(r"\d", "", cell)]}
    assert columns <= computed
    if sheet not in ("Tabel 3.1.9", "SKM Responden"):  # whose upper rows are typed, or whose first table has other columns
        plain = [
            (cell, value) for (name, cell), value in values.items()
            if name == sheet and re.sub(r"\d", "", cell) in columns and isinstance(value, float) and (name, cell) not in written
        ]  # fmt: skip
        assert plain == []


def without_values(path: Path, target: Path) -> None:
    """The workbook with the cached values of its formulas taken out, so that whoever opens it must compute them."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            copy.writestr(name, content)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice tidak ada")
def test_libreoffice_computes_the_same_values(sample_book: Path, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.xlsx"
    without_values(sample_book, empty)
    assert not any(value is not None for key, value in cached(empty).items() if key in formulas(empty))
    out = tmp_path / "hasil"
    command = [str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    subprocess.run([*command, "--convert-to", "xlsx", "--outdir", out, empty], check=True, capture_output=True, timeout=240)
    expected, computed = cached(sample_book), cached(out / empty.name)
    wrong = {key: (computed.get(key), expected[key]) for key in formulas(sample_book) if computed.get(key) != expected[key]}
    assert wrong == {}


def test_office_has_nothing_to_repair(sample_book: Path, reports: Path) -> None:
    for path in (sample_book, next(reports.rglob("*2024.xlsx"))):
        assert OpenXmlValidator().validate(path).errors == []


def charts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as book:
        for name in sorted(book.namelist()):
            if name.startswith("xl/charts/chart"):
                yield book.read(name).decode()


def test_charts_draw_the_cells_of_their_tables(sample_book: Path) -> None:
    titles = {title: xml for xml in charts(sample_book) for title in re.findall(r"<a:t>([^<]+)</a:t>", xml)[:1]}
    assert {title.split(" Tahun")[0].split(",")[0] for title in titles} >= {
        "Jumlah Penduduk per Desa", "Piramida Penduduk", "Capaian Indikator", "Nilai Konversi per Unsur",
        "Indeks Kepuasan Masyarakat", "Serapan Anggaran per Program", "Serapan Anggaran menurut Periode (%)",
    }  # fmt: skip
    values = cached(sample_book)
    for xml in titles.values():
        for sheet, column, first, last in re.findall(r"<c:val><c:numRef><c:f>'?([^'!]+)'?!\$(\w+)\$(\d+):\$\w+\$(\d+)", xml):
            drawn = [values[sheet, f"{column}{row}"] for row in range(int(first), int(last) + 1)]
            assert len(drawn) > 1 and all(isinstance(value, int | float) for value in drawn)


def test_words_are_coloured_by_rank(sample_book: Path) -> None:
    book = openpyxl.load_workbook(sample_book)
    rules = [rule for area in book["SKM Peringkat"].conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules] == [['"A"'], ['"B"'], ['"C"'], ['"D"']]
    assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == 4
    assert book["Tabel 3.1.3"].conditional_formatting and book["Tabel 3.1.9"].conditional_formatting


def test_the_sheet_of_sources_leads_to_answers_and_budget_in_one_step(sample_book: Path) -> None:
    rows = {str(row[1]): row for row in openpyxl.load_workbook(sample_book)["Sumber Angka"].iter_rows(values_only=True)}
    assert rows["IKM 84,64"][2:] == (
        "SKM Unsur", rows["IKM 84,64"][3], "PermenPANRB 14/2017", "Olah Data SKM 2024.xlsx › Olah Data SKM", "G8:O19",
    )  # fmt: skip
    assert rows["Serapan 92,06 %"][6] == "C6, C27, C35, C39, C43, D6, D27, D35, D39, D43"


def test_figures_are_never_text(sample_book: Path) -> None:
    """What looks like a number but is text is a code or a quotation, never a cell of a column of figures."""
    book = openpyxl.load_workbook(sample_book, data_only=True)
    for ws in book:
        for column in ws.iter_cols():
            figures = [cell for cell in column if isinstance(cell.value, int | float) and "#,##0" in cell.number_format]
            texts = [cell for cell in column if isinstance(cell.value, str) and "#,##0" in cell.number_format]
            assert not figures or {cell.value for cell in texts} <= {"-", ""}, ws.title
