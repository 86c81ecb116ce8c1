"""The workbook says what the warehouse says, cell by cell, in the report's own layout."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from flows.findings import LEVELS
from flows.reports.warehouse import UnitData, open_warehouse
from flows.reports.workbook import workbook_bytes
from flows.reports.write import write_reports
from flows.wording import waktu

MakeWarehouse = Callable[..., Path]

RILIS = datetime(2026, 11, 23, 19, 35, 40)


@pytest.fixture(scope="module")
def book(reports: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(reports / "2024" / "Laporan Kinerja Kecamatan Karang Bintang 2024.xlsx", data_only=True)


def book_of(warehouse: Path, tahun: int = 2024) -> openpyxl.Workbook:
    """The workbook of a year, without the reports beside it."""
    with open_warehouse(warehouse) as source:
        content = workbook_bytes(UnitData(source, "63.10.07"), tahun)
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def values(ws: Worksheet) -> list[list[object]]:
    return [[cell for cell in row if cell is not None] for row in ws.iter_rows(values_only=True)]


def test_sheets_stand_in_the_order_of_the_report(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Daftar Isi", "Ringkasan", "Tabel 1.3", "Tabel 2.2", "Tabel 3.1.2", "Tabel 3.1.3", "Tabel 3.1.4", "SKM Unsur",
        "SKM Peringkat", "SKM Tindak Lanjut", "SKM Responden", "Tabel 3.1.5", "Tabel 3.1.6", "Efisiensi",
        "Tabel 3.1.7", "Tabel 3.1.8", "Serapan", "Tabel 3.1.9", "Sumber Angka", "Temuan", "Rekonsiliasi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("Tabel 1.3", [2, "Persiapan Nunggal Jaya", 822, 760, 1582, 502, "-"]),
        ("Tabel 1.3", ["", "Jumlah", 1404, 1311, 2715, 911, "-"]),
        ("Tabel 2.2", [1, "Nilai Survey Kepuasan Masyarakat (SKM)", 81.64, "Indeks", 81.7, 84.7, ""]),
        ("Tabel 3.1.2", [1, "Meningkatnya Kualitas Pelayanan Kecamatan", 100]),
        ("Tabel 3.1.2", ["Rata-rata Capaian", 100]),
        ("Tabel 3.1.3", [2, "Cakupan desa tertib K3", "Persen", 100, 100, 100, "Sangat Berhasil"]),
        ("Tabel 3.1.4", [1, "Nilai Survey Kepuasan Masyarakat (SKM)", "-", 82, 84.64, 2.64]),
        ("SKM Unsur", ["NRR tertimbang per unsur", 0.389, 0.435, 0.333]),
        ("SKM Unsur", ["Kategori", "B", "A", "C"]),
        ("SKM Unsur", ["IKM Unit Pelayanan", 84.64]),
        ("SKM Peringkat", [1, "U4", "Biaya/Tarif", 3.917, 97.92, "A"]),
        ("SKM Responden", [1, '=HYPERLINK("x")', 5, 41.67, 86.2, "B"]),
        ("Tabel 3.1.5", [1, "Nilai Survey Kepuasan Masyarakat (SKM)", 84.64, 84.7, 99.93, 0.06]),
        ("Tabel 3.1.6", [1, "Nilai Survey Kepuasan Masyarakat (SKM)", 84.64, "-"]),
        ("Efisiensi", ["Kecamatan Karang Bintang", 100, 258832900, 211556200, 81.73, 122.35, 18.27, 100]),
        ("Tabel 3.1.7", [1, "Meningkatnya Kualitas Pelayanan Kecamatan", "Nilai SKM", "Program pelayanan publik",
                         258832900, 211556200, 81.73, 174668750, 8650000.5, 4.95, ""]),
        ("Tabel 3.1.8", ["7.01.06", "PROGRAM PEMBINAAN DESA", "-", "-", "-", 76290800, 13169000, 17.26, ""]),
        ("Tabel 3.1.8", ["Jumlah", 258832900, 211556200, 81.73, 250959550, 21819000.5, 8.69, ""]),
        ("Tabel 3.1.9", [1, "Perencanaan Kinerja", 30, 25.99, 30, 26.1]),
        ("Tabel 3.1.9", ["", "Nilai Akuntabilitas", 30, 84.74, 30, 81.9]),
    ],
)  # fmt: skip
def test_rows_hold_the_values_of_the_warehouse(book: openpyxl.Workbook, sheet: str, row: list[object]) -> None:
    assert row in values(book[sheet])


def test_numbers_stay_numbers_and_formula_like_text_stays_text(book: openpyxl.Workbook, reports: Path) -> None:
    with_formulas = openpyxl.load_workbook(reports / "2024" / "Laporan Kinerja Kecamatan Karang Bintang 2024.xlsx")
    texts = [cell for ws in with_formulas for row in ws.iter_rows() for cell in row if cell.value == '=HYPERLINK("x")']
    assert len(texts) == 1 and texts[0].data_type == "s"
    links = [cell.hyperlink for ws in book for row in ws.iter_rows() for cell in row if cell.hyperlink]
    assert {link.location for link in links if not link.target} == {f"'{name}'!A1" for name in book.sheetnames[1:]}
    assert not any(link.target for link in links)
    cells = {cell.value: cell for row in book["Tabel 3.1.8"].iter_rows() for cell in row}
    assert cells[211556200].number_format.startswith("[$-421]#,##0_-")
    assert cells[8650000.5].number_format.startswith("[$-421]#,##0.00")  # money with sen is shown with sen


def test_headers_of_two_rows_are_merged(book: openpyxl.Workbook) -> None:
    merged = {str(area) for area in book["Tabel 1.3"].merged_cells.ranges}
    assert {"C5:E5", "A5:A6", "F5:F6"} <= merged


def test_every_sheet_prints_on_a4_with_its_header_repeated(book: openpyxl.Workbook) -> None:
    for ws in book:
        assert ws.page_setup.paperSize == 9
        assert ws.sheet_properties.pageSetUpPr.fitToPage
        assert (ws.page_setup.fitToWidth or 1) == 1
        assert "Kecamatan Karang Bintang" in (ws.oddHeader.left.text or "")
        assert f"Rilis {waktu(RILIS)}" in (ws.oddFooter.left.text or "")
    assert book["Tabel 3.1.8"].print_title_rows == "$5:$6"
    assert not book["SKM Responden"].print_title_rows  # several tables, each with a header of its own


def test_a_printed_figure_that_disagrees_is_visible_under_its_table(book: openpyxl.Workbook) -> None:
    text = "\n".join(str(cell) for row in values(book["Tabel 3.1.8"]) for cell in row)
    assert "no. 1: Total 1 program, realisasi 2024: tercetak 412.733.027, dihitung 211.556.200." in text
    assert "pagu: tercetak" not in text  # what agrees is not a note
    assert any("mutu 2024: tercetak B, dihitung A" in str(cell) for row in values(book["SKM Unsur"]) for cell in row)


def test_every_compared_figure_is_listed_those_that_disagree_first(book: openpyxl.Workbook) -> None:
    rows = [row for row in values(book["Rekonsiliasi"]) if row and isinstance(row[0], int)]
    assert [row[1] for row in rows] == ["tidak", "tidak", "tidak", "ya"]
    assert rows[0][2] == "BDG202" and rows[0][4:9] == ["Total 1 program", "realisasi", 412733027, 211556200, 201176827]
    assert rows[1][3:9] == ["-", "Kecamatan", "luas ha", 22358.06, 48189.56, -25831.5]  # of no year, so of every year
    assert rows[2][6:9] == ["B", "A", "-"]
    assert "3 dari 4 angka tercetak berbeda" in str(values(book["Rekonsiliasi"])[3])


def test_findings_of_the_own_workbooks_stand_most_serious_first(book: openpyxl.Workbook) -> None:
    rows = [row for row in values(book["Temuan"]) if row and isinstance(row[0], int)]
    assert [row[1] for row in rows] == ["galat", "galat", "peringatan", "info"]
    assert rows[0][6] == "=2+3"
    assert rows[1][3] == "Rusak.xlsx"  # a workbook that could not be read belongs to every unit
    assert "2 galat, 1 peringatan, 1 info." in str(values(book["Temuan"])[3])


@pytest.mark.parametrize("name", ["Temuan", "Rekonsiliasi"])
def test_a_person_can_filter_what_was_checked(book: openpyxl.Workbook, name: str) -> None:
    ws = book[name]
    header = next(row for row in ws.iter_rows() if row[0].value == "No")
    assert ws.freeze_panes == f"A{header[0].row + 1}"
    assert ws.auto_filter.ref == f"A{header[0].row}:{header[-1].column_letter}{ws.max_row}"
    assert ws.page_setup.orientation == "landscape" and ws.print_title_rows


def test_levels_are_told_apart_by_colour(book: openpyxl.Workbook) -> None:
    levels = {cell.value: cell.fill.fgColor.rgb for cell in book["Temuan"]["B"] if cell.value in LEVELS}
    assert len(set(levels.values())) == len(LEVELS) == len(levels)


def test_findings_of_a_level_stand_as_one_reads(make_warehouse: MakeWarehouse) -> None:
    """E9 before E10, and a sheet by its place in the workbook, not by its name."""
    places = [("Target", "E10"), ("Target", "E9"), ("Awal", "A1")]
    found = [f"('NIL001', 'galat', 'Kinerja.xlsx', '{lembar}', '{sel}', 'x', 'Pesan.', 'Saran.')" for lembar, sel in places]
    columns = "aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran"
    last = "INSERT INTO audit.baris SELECT * REPLACE ('Awal' AS lembar, 2 AS lembar_ke) FROM audit.baris WHERE lembar = 'Target'"
    book = book_of(make_warehouse(last, f"INSERT INTO audit.temuan({columns}) VALUES {', '.join(found)}"))
    rows = [row for row in values(book["Temuan"]) if row[1:2] == ["galat"] and row[3] == "Kinerja.xlsx"]
    assert [(row[4], row[5]) for row in rows] == [("Target", "E9"), ("Target", "E10"), ("Awal", "A1")]


def test_what_the_office_knows_is_shown_with_its_reason_and_not_counted(make_warehouse: MakeWarehouse) -> None:
    known = "'Menunggu inspektorat (Kasubbag)'"
    printed = (
        "INSERT INTO audit.temuan VALUES ('BDG202', 'peringatan', 'Anggaran.xlsx', 'Realisasi', 'D48', 'x', 'p', 's', '', ''"
    )
    book = book_of(make_warehouse(f"UPDATE audit.temuan SET diketahui = {known} WHERE sel = 'C9'", f"{printed}, {known})"))
    text = "\n".join(str(cell) for row in values(book["Ringkasan"]) for cell in row)
    assert "Temuan: 1 galat, 1 peringatan, 1 info; 2 sudah diketahui" in text and "C9" not in text
    assert "1 galat, 1 peringatan, 1 info; 2 sudah diketahui." in str(values(book["Temuan"])[3])
    rows = [row for row in values(book["Temuan"]) if row and isinstance(row[0], int)]
    assert [row[1] for row in rows] == ["galat", "peringatan", "info", "galat", "peringatan"]
    assert [row[-1] for row in rows[3:]] == [known.strip("'")] * 2
    compared = [row for row in values(book["Rekonsiliasi"]) if row and isinstance(row[0], int)]
    assert [row[1] for row in compared] == ["tidak", "tidak", "tidak, diketahui", "ya"]
    assert known.strip("'") in str(compared[2][-1])


def test_columns_that_no_finding_fills_are_left_out(book: openpyxl.Workbook, make_warehouse: MakeWarehouse) -> None:
    assert not {"Seharusnya", "Sel Terkait", "Sudah Diketahui"} & {str(cell) for row in values(book["Temuan"]) for cell in row}
    filled = book_of(make_warehouse("UPDATE audit.temuan SET usul = '1.763', sel_terkait = 'E11' WHERE sel = 'C9'"))
    rows = values(filled["Temuan"])
    assert next(row for row in rows if "Seharusnya" in row)[6:9] == ["Nilai", "Sel Terkait", "Seharusnya"]
    assert next(row for row in rows if "C9" in row)[6:9] == ["=2+3", "E11", "1.763"]


def test_the_first_sheet_says_what_it_was_made_from(book: openpyxl.Workbook) -> None:
    text = "\n".join(str(cell) for row in values(book["Ringkasan"]) for cell in row)
    for said in ("20261123-193540", "0,111", "lakip", "1a1a1a1a1a1a", waktu(RILIS),
                 "2 galat, 1 peringatan, 1 info", "mutu B, Baik", "sampel minimum 201: belum terpenuhi"):  # fmt: skip
        assert said in text
    assert "Kantor lain" not in text


def test_a_table_without_data_is_left_out_and_said_to_be_missing(reports: Path) -> None:
    book = openpyxl.load_workbook(reports / "2025" / "Laporan Kinerja Kecamatan Karang Bintang 2025.xlsx")
    assert "Tabel 1.3" not in book.sheetnames
    rows = values(book["Ringkasan"])
    assert ["Tabel 1.3 – Data kependudukan", "belum ada data"] in rows
    assert not any(row and str(row[0]).startswith("Tabel 3.1.8") for row in rows)


def test_targets_without_a_baseline_start_at_the_year_of_the_report(make_warehouse: MakeWarehouse) -> None:
    path = make_warehouse("DELETE FROM data.kinerja WHERE ukuran = 'baseline'")
    assert "Tabel 2.2" not in book_of(path, 2023).sheetnames
    assert [2, "Cakupan desa tertib K3", "Persen", 100, "-", "-", ""] in values(book_of(path)["Tabel 2.2"])


def test_equal_input_gives_equal_bytes(warehouse: Path, reports: Path, tmp_path: Path) -> None:
    for path in write_reports(warehouse, tmp_path):
        assert path.read_bytes() == (reports.parent / path.relative_to(tmp_path)).read_bytes()


def test_surveys_of_two_semesters_stand_apart(make_warehouse: MakeWarehouse) -> None:
    other = "SELECT * REPLACE ('S1' AS periode) FROM"
    book = book_of(make_warehouse(f"INSERT INTO ikm {other} ikm", f"INSERT INTO ikm_unsur {other} ikm_unsur"))
    assert ["2024 Semester I"] in values(book["SKM Unsur"])
    assert ["Tahun 2024"] in values(book["SKM Unsur"])


def test_every_value_of_a_result_table_is_in_its_sheet(warehouse: Path, book: openpyxl.Workbook) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        budget = con.execute("SELECT kode, pagu, realisasi, persen FROM realisasi_anggaran WHERE tahun = 2024").fetchall()
    shown = {row[0]: row for row in values(book["Tabel 3.1.8"]) if row}
    for kode, *figures in budget:
        assert shown[kode][2:5] == [float(value) for value in figures]
