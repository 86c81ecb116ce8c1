"""Every kind of sheet is known by its content, whatever its name, place, words and neighbours."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

import polars as pl
import pytest
from openpyxl import Workbook
from pabrik import (
    DESA,
    KINDS,
    UNIT,
    UNIT_NAMA,
    Table,
    anggaran,
    checked,
    findings,
    penduduk_desa,
    profil_jarak,
    rules,
    sakip,
    skm,
    unbalanced,
    values,
    workbook,
)

from flows.checks.check import Checked
from flows.workbook.answers import long_answers
from flows.workbook.layouts import layouts

every_kind = pytest.mark.parametrize("kind", KINDS)


def data_of(result: Checked) -> dict[str, list[dict[str, Any]]]:
    """Staged values by dataset, wherever they stood."""
    return {name: values(frame).to_dicts() for name, frame in sorted(result.frames.items())}


def kind_of(result: Checked) -> str | None:
    return result.sheets[0].tata_letak


@cache
def plain(kind: str) -> Checked:
    return checked(workbook({"Lembar1": KINDS[kind]()}))


def same_as_plain(kind: str, data: bytes, berkas: str = "Data.xlsx") -> None:
    result = checked(data, berkas)
    assert kind_of(result) == kind
    assert data_of(result) == data_of(plain(kind))
    assert not unbalanced(result)


def test_every_layout_has_a_builder() -> None:
    assert set(KINDS) == {layout.nama for layout in layouts()}


@every_kind
def test_is_known_by_its_content(kind: str) -> None:
    result = plain(kind)
    assert kind_of(result) == kind
    assert not unbalanced(result)
    assert {finding.tingkat for finding in result.temuan} <= {"info"}
    unit = UNIT[:5] if kind == "penduduk_kecamatan" else UNIT
    assert set(pl.concat([f["unit_kode"] for f in result.frames.values()])) == {unit}


@every_kind
@pytest.mark.parametrize(
    ("berkas", "lembar"), [("x.xlsx", "Sheet1"), ("SKM 1999/Realisasi Anggaran 2001.xlsx", "Penduduk"), ("ü ñ 漢.xlsx", "'&<>")]
)
def test_names_of_file_and_sheet_decide_nothing(kind: str, berkas: str, lembar: str) -> None:
    result = checked(workbook({lembar: KINDS[kind]()}), berkas)
    assert kind_of(result) == kind
    if kind not in {"kinerja_perbandingan", "kinerja_renstra"}:  # whose period stands in the columns alone
        assert data_of(result) == data_of(plain(kind))


@every_kind
@pytest.mark.parametrize(("row", "column"), [(7, 4), (200, 30)])
def test_stands_anywhere(kind: str, row: int, column: int) -> None:
    same_as_plain(kind, workbook({"Lembar1": KINDS[kind]().moved(row, column)}))


@every_kind
def test_header_without_merges(kind: str) -> None:
    same_as_plain(kind, workbook({"Lembar1": KINDS[kind](merge_header=False)}))


@every_kind
def test_blank_rows_between_titles_and_header(kind: str) -> None:
    same_as_plain(kind, workbook({"Lembar1": KINDS[kind](gap=3)}))


@every_kind
def test_row_of_column_numbers(kind: str) -> None:
    table = KINDS[kind]()
    width = max(map(len, table.header))
    for numbers in ([f"({n})" for n in range(1, width + 1)], [*range(1, width), f"{width}=2/1"]):
        same_as_plain(kind, workbook({"Lembar1": replace(table, header=[*table.header, numbers], merge_header=False)}))


@every_kind
def test_blank_rows_and_columns_inside(kind: str) -> None:
    def spread(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.insert_cols(2)
        sheet.insert_rows(table.first_row + len(table.data))

    table = KINDS[kind](merge_header=False)
    same_as_plain(kind, workbook({"Lembar1": table}, spread))


@every_kind
def test_unknown_columns_are_said_and_passed_over(kind: str) -> None:
    table = KINDS[kind](merge_header=False)
    width = max(map(len, table.header))
    pad = [[*row, *[None] * (width - len(row))] for row in [*table.header, *table.data]]
    header, data = pad[: len(table.header)], pad[len(table.header) :]
    header[0].append("Warna Sampul")
    wide = replace(table, header=header, data=[[*row, "biru"] for row in data])
    result = checked(workbook({"Lembar1": wide}))
    assert data_of(result) == data_of(plain(kind))
    assert [finding.nilai for finding in findings(result, "KOL003")] == ["Warna Sampul"]


@every_kind
def test_footers_and_signatures_are_notes(kind: str) -> None:
    table = KINDS[kind]()
    width = max(map(len, table.header))
    signature: list[list[Any]] = [
        [None],
        ["Sumber: Kantor Kecamatan dan Desa"],
        [None] * (width - 1) + ["Batulicin, 31 Desember 1999"],
        ["Mengetahui,", *[None] * (width - 2), "CAMAT,"],
        [None] * (width - 1) + ["Drs. H. Contoh Nama"],
        [None] * (width - 1) + ["NIP. 19700101 199003 1 001"],
    ]
    result = checked(workbook({"Lembar1": replace(table, below=[*table.below, *signature])}))
    assert data_of(result) == data_of(plain(kind))
    assert not unbalanced(result)
    assert "galat" not in {finding.tingkat for finding in result.temuan}


def test_signature_below_an_answer_column_is_no_respondent() -> None:
    table = KINDS["skm_jawaban"]()
    column = len(table.header[0]) - 3
    signature: list[list[Any]] = [[*[None] * column, text] for text in ("Mengetahui,", "Camat", "H. Contoh Nama")]
    result = checked(workbook({"Lembar1": replace(table, below=[*table.below, *signature])}))
    assert data_of(result) == data_of(plain("skm_jawaban"))
    assert not findings(result, "NIL007")


SHUFFLED = ["penduduk_desa", "profil_desa", "kinerja_tahunan", "skm_peringkat", "kinerja_renstra"]


@pytest.mark.parametrize("kind", SHUFFLED)
@pytest.mark.parametrize("seed", range(3))
def test_columns_in_any_order(kind: str, seed: int) -> None:
    table = KINDS[kind](merge_header=False)
    if kind == "penduduk_desa":
        table = replace(table, header=[["No", "Nama Desa", "Laki-laki", "Perempuan", "Jumlah", "Jumlah KK", "Jumlah Rumah"]])
    order = list(range(len(table.header[0])))
    random.Random(seed).shuffle(order)
    rows = [
        [[row[i] if i < len(row) else None for i in order] for row in part] for part in (table.header, table.data, table.below)
    ]
    result = checked(workbook({"Lembar1": replace(table, header=rows[0], data=rows[1], below=rows[2])}))
    expected = plain(kind)
    assert kind_of(result) == kind
    for dataset in set(expected.frames) - {"tercetak"}:
        assert values(result.frames[dataset]).equals(values(expected.frames[dataset]))


@pytest.mark.parametrize(
    "words",
    [
        ("No", "Desa", "Penduduk", "LK", "PR", "Jumlah", "KK", "Rumah"),
        ("NO.", "NAMA DESA / KELURAHAN", "JUMLAH PENDUDUK", "Laki-Laki", "Perempuan", "Total", "Jumlah\nKK", "Jml Rumah"),
        ("Nomor", "Desa/Kelurahan", "Penduduk (Jiwa)", "L", "P", "L + P", "Kepala Keluarga", "Banyaknya Rumah"),
    ],
)
def test_words_of_a_header(words: tuple[str, ...]) -> None:
    result = checked(workbook({"Lembar1": penduduk_desa(words=words)}))
    assert data_of(result) == data_of(plain("penduduk_desa"))
    assert not findings(result, "KOL003")


def test_a_header_that_is_merely_like_a_known_one_is_said() -> None:
    table = profil_jarak(words=("No", "DESA", "JARAKK (Km)", "Waktu Tempuh (Menit)"))
    result = checked(workbook({"Lembar1": table}))
    assert result.frames["profil_desa"]["jarak_km"].null_count() == 0
    (finding,) = findings(result, "KOL001")
    assert (finding.nilai, finding.sel) == ("JARAKK (Km)", f"C{table.header_row}")


def test_a_header_repeated_after_a_page_break() -> None:
    table = penduduk_desa(merge_header=False, total=False)
    broken = replace(table, data=[*table.data[:2], *table.header, *table.data[2:]])
    result = checked(workbook({"Lembar1": broken}))
    assert values(result.frames["penduduk_desa"]).equals(values(checked(workbook({"L": table})).frames["penduduk_desa"]))
    assert not unbalanced(result)


def test_a_table_for_each_month_below_one_another() -> None:
    row, tables = 1, []
    for month in ("JANUARI", "FEBRUARI", "MARET"):
        titles = (f"DATA PENDUDUK {month} 2023", UNIT_NAMA)
        words = ("No", "DESA", "PENDUDUK", "LK", "PR", "JUMLAH", "JLH KK AKHIR BULAN", "JUMLAH RUMAH")
        tables.append(penduduk_desa(titles=titles, words=words, row=row))
        row = tables[-1].end + 2
    result = checked(workbook({"Lembar1": tables}))
    counts = result.frames["penduduk_desa"].group_by("periode").len().sort("periode")
    assert counts.rows() == [("B01", 4), ("B02", 4), ("B03", 4)]
    assert "BRS002" not in rules(result)
    assert not unbalanced(result)


def test_tables_of_two_kecamatan_below_one_another() -> None:
    first = penduduk_desa()
    rows = [("Karang Rejo", 1, 2, 3, 4)]
    second = penduduk_desa(rows, titles=("DATA KEPENDUDUKAN PER MARET 2023", "KECAMATAN KARANG BINTANG"), row=first.end + 3)
    frame = checked(workbook({"Lembar1": [first, second]})).frames["penduduk_desa"]
    assert dict(frame.group_by("unit_kode").len().rows()) == {UNIT: 4, "63.10.07": 1}


def test_kinds_below_one_another_share_the_title_above() -> None:
    first = penduduk_desa()
    second = profil_jarak(titles=(), row=first.end + 2)
    third = sakip(titles=(), row=second.end + 2)
    result = checked(workbook({"Lembar1": [first, second, third]}))
    assert result.sheets[0].tata_letak == "penduduk_desa, profil_desa, sakip"
    assert {name: frame.height for name, frame in result.frames.items() if name != "tercetak"} == {
        "penduduk_desa": 4,
        "profil_desa": 4,
        "sakip": 8,
    }
    assert not unbalanced(result)


@pytest.mark.parametrize("place", ["first", "last"])
def test_total_above_or_below_is_no_data(place: str) -> None:
    table = penduduk_desa()
    total = table.below[0]
    table = replace(table, data=[total, *table.data] if place == "first" else [*table.data, total], below=[])
    result = checked(workbook({"Lembar1": table}))
    assert result.frames["penduduk_desa"].height == len(DESA)
    assert result.sheets[0].total == 1
    assert result.frames["tercetak"]["kunci"].to_list() == [UNIT] * 5


def test_a_village_called_kota_is_data() -> None:
    unit, village = "63.72.04", "Kota Baru"
    rows = [(village, 10, 20, 5, 6), ("Loktabat Utara", 1, 2, 3, 4)]
    result = checked(workbook({"Lembar1": penduduk_desa(rows, titles=("DATA PER MARET 2023", "KECAMATAN BANJAR BARU UTARA"))}))
    assert result.frames["penduduk_desa"]["unit_kode"].to_list() == [unit] * 2
    assert result.frames["penduduk_desa"]["desa_tertulis"].to_list() == [village, "Loktabat Utara"]


def test_months_side_by_side_in_cells_that_excel_made_dates() -> None:
    header: list[list[Any]] = [
        ["Kode Rekening", "Uraian", "Pagu", "Realisasi", None],
        [None, None, None, datetime(2023, 1, 1), datetime(2023, 2, 1)],
    ]
    table = Table(header, [["7.01.01", "PROGRAM", 900, 100, 250]], ["REALISASI TAHUN 2023", UNIT_NAMA], merge_header=True)
    frame = checked(workbook({"Lembar1": table})).frames["anggaran"].sort("periode")
    assert frame.select("tahun", "periode", "pagu", "realisasi").rows() == [(2023, "B01", 900, 100), (2023, "B02", 900, 250)]


def test_a_yearly_pagu_stands_beside_every_part_of_its_year() -> None:
    header = [["Kode Rekening", "Uraian", "Pagu 2023", "Realisasi TW I 2023", "%", "Realisasi TW II 2023", "%"]]
    table = Table(header, [["7.01.01", "PROGRAM", 200, 50, 25, 100, 50]], ["REALISASI", UNIT_NAMA])
    frame = checked(workbook({"Lembar1": table})).frames["anggaran"].sort("periode")
    assert frame.select("periode", "pagu", "pagu_sel", "realisasi", "persen_tercetak").rows() == [
        ("TW1", 200, "C5", 50, 25),
        ("TW2", 200, "C5", 100, 50),
    ]


def test_budget_rows_above_and_below_the_program_are_not_data() -> None:
    rows = [
        ("7", "URUSAN", 9, 9, 9, 9),
        ("7.01", "KECAMATAN", 9, 9, 9, 9),
        ("7.01.01", "PROGRAM", 5, 4, 3, 2),
        ("5.1.02.01.01.0008", "Belanja Alat Tulis", 5, 4, 3, 2),
    ]
    result = checked(workbook({"Lembar1": anggaran(rows)}))
    assert result.frames["anggaran"]["kode"].unique().to_list() == ["7.01.01"]
    assert "NIL008" not in rules(result)
    assert not unbalanced(result)


@pytest.mark.parametrize("number", [3, 5, 9, 14])
def test_any_number_of_unsur(number: int) -> None:
    result = checked(workbook({"Lembar1": skm(unsur=[f"U{n}" for n in range(1, number + 1)])}))
    assert long_answers(result.frames)["unsur_kode"].n_unique() == number
    assert ("UNS002" in rules(result)) == (number != 9)


def test_unsur_by_name_in_another_order() -> None:
    names = [
        "Persyaratan",
        "Prosedur",
        "Waktu Penyelesaian",
        "Biaya/Tarif",
        "Produk",
        "Kompetensi",
        "Perilaku",
        "Penanganan Pengaduan",
        "Sarana",
    ]
    frame = long_answers(checked(workbook({"Lembar1": skm(unsur=names)})).frames)
    cells = dict(frame.filter(pl.col("baris") == frame["baris"].min()).select("unsur_kode", "sel").rows())
    assert (cells["pengaduan"][0], cells["sarana"][0]) == ("N", "O")


def test_a_numbered_unsur_keeps_to_the_order_of_the_questionnaire() -> None:
    frame = plain("skm_jawaban").frames["skm_unsur"]
    assert dict(frame.select("unsur_nomor", "unsur_kode").unique().rows())["U8"] == "sarana"


@pytest.mark.parametrize("builder", [penduduk_desa, skm])
def test_hidden_sheets_and_rows_are_read_and_said(builder: Callable[..., Table]) -> None:
    table = builder()

    def hide(book: Workbook) -> None:
        book.create_sheet("Depan")
        book.worksheets[0].sheet_state = "hidden"
        book.worksheets[0].row_dimensions[table.first_row + 1].hidden = True
        book.active = 1

    result = checked(workbook({"Lembar1": table}, hide))
    assert data_of(result) == data_of(checked(workbook({"Lembar1": builder()})))
    assert {"LBR002", "LBR005", "LBR006"} <= rules(result)
    assert findings(result, "LBR006")[0].sel.endswith(str(table.first_row + 1))
