"""Bad input ends in a finding that names the place and the cure; whatever else the workbook holds is still read."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pabrik import (
    DESA,
    UNIT_NAMA,
    Table,
    anggaran,
    checked,
    findings,
    kinerja_tahunan,
    pagu,
    patched,
    penduduk_desa,
    places,
    profil_jarak,
    profil_luas,
    reading,
    rules,
    skm,
    unbalanced,
    with_error,
    with_uncached,
    workbook,
)

from flows.checks.check import Checked
from flows.limits import default_limits
from flows.settings import Settings
from flows.workbook.answers import long_answers
from flows.workbook.safely import read_path

GOOD = workbook({"Jarak": profil_jarak()})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def rest_is_read(result: Checked, dataset: str, rows: int) -> None:
    assert result.frames[dataset].height == rows
    assert not unbalanced(result)


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "BRK001"),
        (b"\0" * 4096, "BRK001"),
        (GOOD[:-200], "BRK001"),
        (GOOD[: len(GOOD) // 2], "BRK001"),
        (b"PK\x03\x04", "BRK001"),
        (b"catatan tanpa tabel\n", "BRK002"),
        (b"<html><p>Sesi Anda telah berakhir.</p></html>", "BRK002"),
        (b"%PDF-1.7", "BRK002"),
        (zipped(catatan="halo"), "BRK002"),
        (zipped(word__document="x"), "BRK002"),
        (OLE, "BRK001"),
        (patched(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2]), "BRK001"),
        (patched(GOOD, "xl/workbook.xml", lambda _: "<workbook"), "BRK001"),
    ],
)
def test_files_that_are_no_sound_workbook(data: bytes, rule: str) -> None:
    result = checked(data, "folder/Data.xlsx")
    (finding,) = result.temuan
    assert (finding.aturan, finding.tingkat, finding.berkas) == (rule, "galat", "folder/Data.xlsx")
    assert result.frames == {} and result.sheets == []


def test_a_bit_flipped_anywhere_never_raises() -> None:
    for at in range(0, len(GOOD), max(1, len(GOOD) // 60)):
        data = bytearray(GOOD)
        data[at] ^= 0xFF
        assert "BRK009" not in rules(checked(bytes(data)))


def test_an_unreadable_file(tmp_path: Path) -> None:
    result = read_path(tmp_path / "tidak ada.xlsx", Settings())
    assert rules(result) == {"BRK007"}


def far(cell: str) -> bytes:
    return patched(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</row>", f"<c {cell}><v>1</v></c></row>", 1))


@pytest.mark.parametrize(
    "cell",
    [
        'r="XFD1048576"',
        "r='XFD1048576'",
        'r = "XFD1048576"',
        'r=\n"XFD1048576"',
        'r="xfd1048576"',
        'r="BZZZZ995"',
        'r="ZZ9999999"',
        't="n" r="XFD1048576"',
    ],
)
def test_a_cell_at_the_end_of_the_sheet_does_not_abort_the_process(cell: str) -> None:
    result = checked(far(cell))
    assert rules(result) <= {"BRK005", "BRK001"} and len(result.temuan) == 1


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = patched(GOOD, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", "<row/>" * 5000 + "</sheetData>"))
    assert rules(checked(bomb, settings=Settings(limits=replace(default_limits(), isi_mb=0)))) == {"BRK005"}


def test_an_empty_sheet_is_said_and_the_rest_is_read() -> None:
    result = checked(workbook({"Kosong": None, "Jarak": profil_jarak()}))
    assert ("LBR002", "Kosong", "") in places(result)
    rest_is_read(result, "profil_desa", 4)


def test_a_foreign_sheet_is_said_with_its_header() -> None:
    foreign = Table([["Tanggal", "Kegiatan", "Tempat"]], [[1, "Rapat", "Aula"], [2, "Apel", "Halaman"]])
    result = checked(workbook({"Agenda": foreign, "Jarak": profil_jarak()}))
    (finding,) = findings(result, "LBR001")
    assert (finding.lembar, finding.tingkat) == ("Agenda", "peringatan")
    assert "Kegiatan" in finding.pesan
    rest_is_read(result, "profil_desa", 4)


def test_a_header_of_two_rows_of_a_foreign_sheet_is_said() -> None:
    header = [["No", "Barang", "Tahun Ini", None], [None, None, "Baik", "Rusak"]]
    result = checked(workbook({"Inventaris": Table(header, [[1, "Meja", 3, 1], [2, "Kursi", 12, 4]])}))
    (finding,) = findings(result, "LBR001")
    assert "No, Barang, Tahun Ini" in finding.pesan


def test_a_missing_column_names_itself_and_what_stands_in_its_place() -> None:
    table = anggaran(merge_header=False)
    header = [[str(value).replace("Kode Rekening", "Sandi") if value else None for value in row] for row in table.header]
    result = checked(workbook({"Lembar1": replace(table, header=header), "Jarak": profil_jarak()}))
    (finding,) = findings(result, "LBR003")
    assert (finding.lembar, finding.tingkat) == ("Lembar1", "galat")
    assert "kode" in finding.pesan and "Sandi" in finding.pesan
    assert "anggaran.toml" in finding.saran and '"sandi"' in finding.saran
    rest_is_read(result, "profil_desa", 4)


def test_a_doubled_header_keeps_the_first_column() -> None:
    header = [["No", "Desa", "Laki-laki", "Perempuan", "Laki-laki"]]
    table = Table(header, [[1, DESA[0], 10, 20, 99]], ["PENDUDUK MARET 2023", UNIT_NAMA])
    result = checked(workbook({"Lembar1": table}))
    (finding,) = findings(result, "KOL002")
    assert (finding.sel, finding.nilai, finding.tingkat) == ("E4", "Laki-laki", "peringatan")
    assert result.frames["penduduk_desa"]["laki_laki"].to_list() == [10]


BAD_CELLS: list[tuple[Table, str, int, int, Any, str, int]] = [
    # (table, dataset, data row, column, bad value, rule, rows left)
    (penduduk_desa(), "penduduk_desa", 1, 3, "seratus", "NIL001", 3),
    (penduduk_desa(), "penduduk_desa", 1, 2, 50.36, "NIL002", 3),
    (penduduk_desa(), "penduduk_desa", 2, 5, -5, "NIL003", 3),
    (profil_luas(), "profil_desa", 0, 3, "1159,2", "NIL003", 3),
    (profil_luas(), "profil_desa", 3, 4, "3,3 LS", "NIL001", 3),
    (profil_jarak(), "profil_desa", 2, 1, None, "NIL004", 3),
    (anggaran(), "anggaran", 0, 0, "7/01/01", "NIL008", 6),
    (anggaran(), "anggaran", 3, 3, "sembilan juta", "NIL001", 6),
    (pagu(), "pagu", 1, 4, "1e99", "NIL001", 1),
    (pagu(), "pagu", 1, 4, 1e17, "NIL010", 1),
    (kinerja_tahunan(), "kinerja", 1, 4, "tercapai", "NIL001", 4),
    (skm(), "skm_responden", 2, 8, 7, "NIL007", 5),
    (skm(), "skm_responden", 2, 8, 0, "NIL007", 5),
]


@pytest.mark.parametrize(("table", "dataset", "row", "column", "value", "rule", "left"), BAD_CELLS)
def test_a_bad_cell_rejects_its_row_alone(
    table: Table, dataset: str, row: int, column: int, value: Any, rule: str, left: int
) -> None:
    data = [list(cells) for cells in table.data]
    data[row][column] = value
    result = checked(workbook({"Lembar1": replace(table, data=data)}))
    (finding,) = findings(result, rule)
    assert (finding.lembar, finding.sel, finding.tingkat) == ("Lembar1", table.cell(row, column), "galat")
    (rejected,) = result.reading.rejected
    assert (rejected["baris"], rejected["aturan"], rejected["sel"]) == (table.first_row + row, rule, finding.sel)
    assert result.sheets[0].ditolak == 1
    rest_is_read(result, dataset, left)


def test_a_rejected_row_takes_its_answers_and_printed_figures_along() -> None:
    table = skm(feet=False)
    data = [list(row) for row in table.data]
    data[0][6] = 9
    result = checked(workbook({"L": replace(table, data=data)}))
    assert table.first_row not in set(result.frames["skm_responden"]["baris"])
    assert long_answers(result.frames).height == 9 * result.frames["skm_responden"].height


def test_an_unknown_village_is_kept_and_the_nearest_is_named() -> None:
    result = checked(workbook({"L": profil_jarak([("Satui Baratt", 1, 2), (DESA[1], 3, 4)])}))
    (finding,) = findings(result, "DSA001")
    assert (finding.sel, finding.tingkat) == ("B5", "peringatan")
    assert "Satui Barat." in finding.saran and "63.10.04.2008" in finding.saran
    assert result.frames["profil_desa"]["desa_kode"].to_list()[0] == "63.10.04.X-satui-baratt"


@pytest.mark.parametrize(
    ("table", "row", "column", "rule"),
    [
        (penduduk_desa(), 1, 2, "NIL005"),
        (profil_jarak(), 2, 2, "NIL005"),
        (anggaran(), 0, 0, "NIL005"),
        (skm(), 3, 8, "NIL005"),
        (skm(), 3, 5, "NIL005"),
        (profil_jarak(), 1, 1, "NIL005"),
    ],
)
@pytest.mark.parametrize("how", ["failed", "uncalculated"])
def test_formulas_without_a_result(table: Table, row: int, column: int, rule: str, how: str) -> None:
    cell = table.cell(row, column)
    data = workbook({"Lembar1": table})
    result = checked(with_error(data, cell) if how == "failed" else with_uncached(data, cell))
    (finding,) = [f for f in result.temuan if f.tingkat == "galat"]
    assert (finding.aturan, finding.sel) == (rule if how == "failed" else "NIL006", cell)
    assert result.sheets[0].ditolak == 1
    assert "DSA001" not in rules(result)
    assert not unbalanced(result)


def test_a_row_of_nothing_but_uncalculated_formulas_is_no_blank_row() -> None:
    def formulas(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in range(table.first_row, table.first_row + len(table.data)):
            for column in "CD":
                sheet[f"{column}{row}"] = "=1+1"

    table = profil_jarak()
    result = checked(workbook({"L": table}, formulas))
    assert len(findings(result, "NIL006")) == 8
    assert result.sheets[0].ditolak == 4
    assert not unbalanced(result)


def test_answers_that_are_all_uncalculated_are_refused_not_skipped() -> None:
    def formulas(book: Workbook) -> None:
        for column in "GHIJKLMNO":
            book.worksheets[0][f"{column}{table.first_row}"] = "=1+1"

    table = skm()
    result = checked(workbook({"L": table}, formulas))
    assert {finding.sel for finding in findings(result, "NIL006")} == {f"{column}{table.first_row}" for column in "GHIJKLMNO"}
    rest_is_read(result, "skm_responden", 5)


def test_formulas_of_a_printed_column_cost_no_row() -> None:
    table = penduduk_desa()
    result = checked(with_error(workbook({"L": table}), table.cell(0, 4)))
    assert [finding.sel for finding in findings(result, "NIL009")] == [table.cell(0, 4)]
    rest_is_read(result, "penduduk_desa", 4)


def test_a_key_twice_counts_once() -> None:
    rows = [(DESA[0], 1, 2), (DESA[1], 3, 4), (DESA[0], 1, 2), (DESA[1], 3, 5)]
    result = checked(workbook({"L": profil_jarak(rows)}))
    assert [f.sel for f in findings(result, "BRS001")] == ["C7"]
    assert [f.sel for f in findings(result, "BRS002")] == ["C8"]
    assert result.frames["profil_desa"]["waktu_menit"].to_list() == [2, 4]
    assert result.sheets[0].ganda == 2
    assert not unbalanced(result)


@pytest.mark.parametrize(
    ("titles", "berkas", "rule"),
    [
        (("DATA KEPENDUDUKAN", UNIT_NAMA), "Data.xlsx", "PRD001"),
        (("DATA KEPENDUDUKAN 2022 DAN 2023", UNIT_NAMA), "Data.xlsx", "PRD002"),
        (("DATA KEPENDUDUKAN PER MARET 2023",), "Data.xlsx", "UNT001"),
        (("DATA KEPENDUDUKAN PER MARET 2023", "KECAMATAN SUMBER"), "Data.xlsx", "UNT002"),
    ],
)
def test_without_year_or_kecamatan_nothing_is_guessed(titles: tuple[str, ...], berkas: str, rule: str) -> None:
    words = ("No", "DESA", "PENDUDUK", "LK", "PR", "JUMLAH", "KK", "RUMAH")
    result = checked(workbook({"Lembar1": penduduk_desa(titles=titles, words=words)}), berkas)
    (finding,) = findings(result, rule)
    assert (finding.tingkat, finding.lembar) == ("galat", "Lembar1")
    assert result.frames == {}
    assert not unbalanced(result)


def test_an_answer_sheet_without_a_year_takes_it_from_the_day_of_filling_in() -> None:
    people = ("NO. RESP", "TANGGAL", "JENIS LAYANAN")
    days = ["5 Mei 2023", "12/31/2023 9:15:00", "entah", "2023-01-02", "01/02/2023", "1 Januari 2022"]
    table = skm(titles=("SKM", UNIT_NAMA), people=people, person=lambda i: (i, days[i - 1], "KTP"), feet=False)
    result = checked(workbook({"L": table}))
    assert result.frames["skm_responden"]["tahun"].to_list() == [2023, 2023, 2023, 2023, 2022]
    (finding,) = findings(result, "NIL004")
    assert finding.pesan.endswith(f"baris {table.first_row + 2} ditolak.")
    rest_is_read(result, "skm_responden", 5)


def test_the_last_village_without_a_name_is_no_total() -> None:
    rows = [*[(name, 1, 2) for name in DESA], (None, 5, 6)]
    result = checked(workbook({"L": profil_jarak(rows)}))
    assert [finding.sel for finding in findings(result, "NIL004")] == ["B9"]
    assert result.sheets[0].total == 0
    rest_is_read(result, "profil_desa", 4)


def test_a_table_without_rows() -> None:
    result = checked(workbook({"L": replace(profil_jarak(), data=[])}))
    assert rules(result) == {"LBR004"}
    assert not unbalanced(result)


def test_one_bad_sheet_leaves_its_neighbours_alone() -> None:
    bad = Table([["Sandi", "Anggaran", "Realisasi"]], [["7.01.01", 1, 2]], ["TAHUN 2023", UNIT_NAMA])
    result = checked(workbook({"A": bad, "B": None, "C": penduduk_desa(), "D": skm()}))
    assert [sheet.tata_letak for sheet in result.sheets] == [None, None, "penduduk_desa", "skm_jawaban"]
    assert result.frames["penduduk_desa"].height == 4
    assert result.frames["skm_responden"].height == 6


def test_any_surprise_ends_in_a_finding(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def surprise(*_: object) -> None:
        raise ValueError("Siti Aminah 6310072508990001")

    monkeypatch.setattr("flows.workbook.safely.read", surprise)
    result = reading(GOOD)
    assert rules(result) == {"BRK009"}
    assert "Siti" not in result.temuan[0].pesan + caplog.text


def test_groups_between_which_nothing_decides_are_not_loaded() -> None:
    header = [["Kelompok Umur", "Satui Barat", None, "Sinar Bulan", None], [None, "L", "P", "L", "P"]]
    data = [[band, 1, 2, 3, 4] for band in ("0-4", "5-9", "10-14")]
    titles = ["PENDUDUK MENURUT UMUR 2023", UNIT_NAMA]
    result = checked(workbook({"L": Table(header, data, titles, merge_header=True)}))
    assert [(t.aturan, t.sel) for t in result.temuan if t.tingkat == "galat"] == [("KOL005", "D5")]
    assert not result.frames and not unbalanced(result)


def test_results_that_were_never_calculated_are_told_once_a_column() -> None:
    header = ["Desa", "L", "P", "Jumlah"]
    data = [[name, 1, 2, f"=B{row}+C{row}"] for row, name in enumerate(DESA, start=5)]
    result = checked(workbook({"L": Table([header], data, ["PENDUDUK MARET 2023", UNIT_NAMA])}))
    assert [t.sel for t in findings(result, "NIL116")] == ["D5"] and "NIL009" not in rules(result)
