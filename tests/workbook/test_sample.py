"""The office's own workbooks in raw/: every sheet's layout and account, chosen values with their cells, and the findings."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import polars as pl
import pytest
from pabrik import checked, findings, loaded_rows, rules, unbalanced

from flows.checks.check import Checked
from flows.paths import PROJECT
from flows.settings import load_settings
from flows.workbook.answers import long_answers

RAW = PROJECT / "raw"
PENDUDUK, KINERJA, SKM, UMUR, PROFIL, ANGGARAN = (
    "Data Kependudukan Desember 2024.xlsx",
    "Kinerja 2024.xlsx",
    "Olah Data SKM 2024.xlsx",
    "Penduduk menurut Umur 2024.xlsx",
    "Profil Desa.xlsx",
    "Realisasi Anggaran 2024 dan TW II 2025.xlsx",
)
UNIT = "63.10.07"


@cache
def sample(berkas: str) -> Checked:
    return checked((RAW / berkas).read_bytes(), berkas, load_settings(RAW))


def frame(berkas: str, dataset: str, lembar: str = "") -> pl.DataFrame:
    frames = sample(berkas).frames
    whole = long_answers(frames) if dataset == "skm_jawaban" else frames[dataset]
    return whole.filter(pl.col("lembar") == lembar) if lembar else whole


@pytest.mark.parametrize(
    ("berkas", "lembar", "layout", "dibaca", "dimuat", "total", "ganda", "catatan", "kosong"),
    [
        (PENDUDUK, "Desember 2024", "penduduk_desa", 21, 14, 1, 0, 5, 1),
        (PENDUDUK, "Unduhan Spreadsheet", "penduduk_desa", 17, 12, 0, 0, 4, 1),
        (KINERJA, "Target & Realisasi 2024", "kinerja_tahunan", 8, 3, 1, 0, 3, 1),
        (KINERJA, "Perbandingan 2022-2024", "kinerja_perbandingan", 7, 3, 0, 0, 3, 1),
        (KINERJA, "Akhir Renstra", "kinerja_renstra", 6, 3, 0, 0, 2, 1),
        (KINERJA, "IKU 2025-2030", "iku_target", 13, 8, 0, 0, 4, 1),
        (KINERJA, "IKU & Anggaran 2024", "iku_anggaran", 10, 4, 1, 0, 4, 1),
        (KINERJA, "LHE SAKIP", "sakip", 11, 4, 2, 0, 4, 1),
        (SKM, "Olah Data SKM", "skm_jawaban", 26, 12, 6, 0, 6, 2),
        (SKM, "Peringkat Unsur", "skm_peringkat", 13, 9, 0, 0, 3, 1),
        (UMUR, "Umur & JK", "penduduk_umur", 70, 40, 15, 0, 4, 11),
        (PROFIL, "Luas & Koordinat", "profil_desa", 20, 14, 1, 0, 4, 1),
        (PROFIL, "Jarak", "profil_desa", 17, 14, 0, 0, 2, 1),
        (ANGGARAN, "Realisasi 2024 & TW II 2025", "anggaran", 48, 41, 1, 1, 4, 1),
        (ANGGARAN, "Pagu 2024", "pagu", 10, 5, 1, 0, 3, 1),
    ],
)
def test_sheets(
    berkas: str, lembar: str, layout: str, dibaca: int, dimuat: int, total: int, ganda: int, catatan: int, kosong: int
) -> None:
    result = sample(berkas)
    sheet = next(sheet for sheet in result.sheets if sheet.lembar == lembar)
    assert (sheet.tata_letak, sheet.dibaca, loaded_rows(result)[lembar]) == (layout, dibaca, dimuat)
    assert (sheet.total, sheet.ganda, sheet.ditolak, sheet.catatan, sheet.kosong) == (total, ganda, 0, catatan, kosong)
    assert not unbalanced(result)


def test_six_workbooks_and_fifteen_sheets() -> None:
    names = sorted(path.name for path in RAW.glob("*.xlsx"))
    assert names == sorted([PENDUDUK, KINERJA, SKM, UMUR, PROFIL, ANGGARAN])
    assert sum(len(sample(name).sheets) for name in names) == 15


@pytest.mark.parametrize("berkas", [PENDUDUK, KINERJA, SKM, UMUR, PROFIL, ANGGARAN])
def test_nothing_is_refused(berkas: str) -> None:
    result = sample(berkas)
    assert "galat" not in {finding.tingkat for finding in result.temuan}
    assert result.reading.rejected == []
    assert all(set(f["unit_kode"]) == {UNIT} for f in result.frames.values())


@pytest.mark.parametrize(
    ("berkas", "dataset", "lembar", "where", "column", "total"),
    [
        (PENDUDUK, "penduduk_desa", "Desember 2024", {}, "laki_laki", 10820),
        (PENDUDUK, "penduduk_desa", "Desember 2024", {}, "perempuan", 10326),
        (PENDUDUK, "penduduk_desa", "Desember 2024", {}, "kk", 6712),
        (PENDUDUK, "penduduk_desa", "Desember 2024", {}, "rumah", 6439),
        (PENDUDUK, "penduduk_desa", "Unduhan Spreadsheet", {}, "laki_laki", 8983),
        (UMUR, "penduduk_umur", "", {}, "laki_laki", 8939),
        (UMUR, "penduduk_umur", "", {}, "perempuan", 8384),
        (PROFIL, "profil_desa", "Luas & Koordinat", {}, "luas_ha", Decimal("48189.56")),
        (ANGGARAN, "anggaran", "", {"tahun": 2024, "tingkat": "program"}, "pagu", 6359900297),
        (ANGGARAN, "anggaran", "", {"tahun": 2024, "tingkat": "program"}, "realisasi", 5855170470),
        (ANGGARAN, "anggaran", "", {"tahun": 2025, "periode": "TW2", "tingkat": "program"}, "pagu", 5841617531),
        (ANGGARAN, "anggaran", "", {"tahun": 2025, "periode": "TW2", "tingkat": "program"}, "realisasi", 2269895097),
        (ANGGARAN, "pagu", "", {"tahun": 2024}, "pagu_awal", 5018048668),
        (ANGGARAN, "pagu", "", {"tahun": 2024}, "pagu_perubahan", 6359900297),
        (SKM, "skm_jawaban", "", {"unsur_kode": "persyaratan"}, "nilai", 42),
        (SKM, "skm_jawaban", "", {"unsur_kode": "biaya"}, "nilai", 47),
        (SKM, "skm_jawaban", "", {"unsur_kode": "sarana"}, "nilai", 39),
        (SKM, "skm_jawaban", "", {"unsur_kode": "pengaduan"}, "nilai", 36),
        (KINERJA, "iku_anggaran", "", {"tahun": 2024}, "pagu", 514190000 + 258832900 + 487808000 + 58063400),
        (KINERJA, "sakip", "", {"tahun": 2023}, "nilai", Decimal("84.74")),
        (KINERJA, "sakip", "", {"tahun": 2024}, "nilai", Decimal("81.90")),
    ],
)
def test_sums(berkas: str, dataset: str, lembar: str, where: dict[str, Any], column: str, total: Any) -> None:
    rows = frame(berkas, dataset, lembar).filter(*(pl.col(name) == value for name, value in where.items()))
    assert rows[column].sum() == total


def kinerja(lembar: str, tahun: int, kode: str, ukuran: str) -> tuple[Any, str]:
    rows = frame(KINERJA, "kinerja", lembar).filter(tahun=tahun, indikator_kode=kode, ukuran=ukuran)
    ((value, sel),) = rows.select("nilai", "sel").rows()
    return value, sel


@pytest.mark.parametrize(
    ("lembar", "tahun", "kode", "ukuran", "value", "sel"),
    [
        ("Target & Realisasi 2024", 2024, "ikm", "target", "84.64", "E6"),
        ("Target & Realisasi 2024", 2024, "ikm", "realisasi", "84.64", "F6"),
        ("Perbandingan 2022-2024", 2022, "ikm", "realisasi", "80", "C6"),
        ("Perbandingan 2022-2024", 2023, "ikm", "realisasi", "82", "D6"),
        ("Akhir Renstra", 2024, "ikm", "realisasi", "84.64", "C5"),
        ("Akhir Renstra", 2026, "ikm", "target_akhir", "84.70", "D5"),
        ("IKU 2025-2030", 2024, "ikm", "baseline", "81.64", "C6"),
        ("IKU 2025-2030", 2025, "ikm", "target", "81.70", "E6"),
        ("IKU 2025-2030", 2030, "ipp", "target", "3.35", "J13"),
        ("IKU 2025-2030", 2030, "sakip", "target", "76.10", "J12"),
        ("IKU & Anggaran 2024", 2024, "ikm", "realisasi", "84.64", "C7"),
    ],
)
def test_indicators_with_their_cells(lembar: str, tahun: int, kode: str, ukuran: str, value: str, sel: str) -> None:
    assert kinerja(lembar, tahun, kode, ukuran) == (Decimal(value), sel)


@pytest.mark.parametrize(
    ("desa_kode", "column", "value", "sel"),
    [
        ("63.10.07.2003", "lintang", "-3.396978", "E7"),
        ("63.10.07.2001", "luas_ha", "4701.16", "C5"),
        ("63.10.07.2004", "luas_ha", "6884", "C8"),
        ("63.10.07.2006", "ketinggian_m", "18.8", "F10"),
        ("63.10.07.P-nunggal-jaya", "lintang", "-3.323034", "E17"),
    ],
)
def test_profile_with_its_cells(desa_kode: str, column: str, value: str, sel: str) -> None:
    rows = frame(PROFIL, "profil_desa", "Luas & Koordinat").filter(desa_kode=desa_kode)
    assert rows.select(column, f"{column}_sel").rows() == [(Decimal(value), sel)]


def test_bounds_of_distances() -> None:
    rows = frame(PROFIL, "profil_desa", "Jarak").filter(desa_kode="63.10.07.P-bintang-makmur")
    assert rows.select("jarak_km", "jarak_km_sel", "waktu_menit", "waktu_menit_sel").rows() == [(1, "C17", 5, "D17")]
    assert [(finding.sel, finding.nilai) for finding in findings(sample(PROFIL), "NIL105")] == [("C17", "< 1 KM"), ("D17", "< 5")]


def test_villages_are_twelve_with_a_code_and_two_without() -> None:
    codes = frame(PENDUDUK, "penduduk_desa", "Desember 2024")["desa_kode"]
    assert codes.n_unique() == 14
    assert sorted(code for code in codes if ".P-" in code) == ["63.10.07.P-bintang-makmur", "63.10.07.P-nunggal-jaya"]
    assert set(frame(PENDUDUK, "penduduk_desa", "Unduhan Spreadsheet")["desa_kode"]) <= set(codes)
    assert set(frame(UMUR, "penduduk_umur")["desa_kode"]) <= set(codes)
    assert set(frame(PROFIL, "profil_desa")["desa_kode"]) == set(codes)


def test_periods() -> None:
    assert frame(PENDUDUK, "penduduk_desa").select("tahun", "periode").unique().rows() == [(2024, "B12")]
    assert sorted(frame(ANGGARAN, "anggaran").select("tahun", "periode").unique().rows()) == [(2024, "TAHUN"), (2025, "TW2")]
    assert frame(UMUR, "penduduk_umur").select("tahun", "periode").unique().rows() == [(2024, "TAHUN")]
    assert sorted(frame(KINERJA, "sakip")["tahun"].unique()) == [2023, 2024]


@pytest.mark.parametrize(
    ("berkas", "lembar", "ukuran", "kunci", "value", "sel"),
    [
        (PENDUDUK, "Desember 2024", "jumlah", UNIT, "21154", "E20"),
        (UMUR, "Umur & JK", "jumlah", "63.10.07.2007", "4200", "F10"),
        (UMUR, "Umur & JK", "laki_laki", UNIT, "10614", "D70"),
        (PROFIL, "Luas & Koordinat", "luas_ha", UNIT, "22358.06", "C19"),
        (ANGGARAN, "Pagu 2024", "pagu_awal", UNIT, "5018048668", "D10"),
        (SKM, "Olah Data SKM", "ikm", UNIT, "84.64", "O23"),
        (SKM, "Olah Data SKM", "jumlah_nilai", "persyaratan", "42", "G20"),
        (SKM, "Olah Data SKM", "nrr_tertimbang", "pengaduan", "0.333", "O22"),
        (SKM, "Olah Data SKM", "sampel_minimum", UNIT, "201", "A26"),
        (SKM, "Peringkat Unsur", "nrr", "biaya", "3.69", "D5"),
        (SKM, "Peringkat Unsur", "peringkat", "sarana", "9", "A13"),
        (KINERJA, "Target & Realisasi 2024", "capaian", "ikm", "100.15", "G6"),
        (KINERJA, "Target & Realisasi 2024", "capaian", UNIT, "91.29", "G8"),
        (KINERJA, "IKU & Anggaran 2024", "persen", UNIT, "92.06", "G10"),
        (KINERJA, "IKU & Anggaran 2024", "efisiensi", UNIT, "99.16", "H10"),
    ],
)
def test_printed_figures_with_their_cells(berkas: str, lembar: str, ukuran: str, kunci: str, value: str, sel: str) -> None:
    rows = frame(berkas, "tercetak", lembar).filter(ukuran=ukuran, kunci=kunci, sel=sel)
    assert rows["nilai"].to_list() == [Decimal(value)]


def test_printed_letters() -> None:
    letters = frame(SKM, "tercetak", "Olah Data SKM").filter(pl.col("teks").is_not_null())
    assert dict(letters.select("sel", "teks").rows()) == {"O23": "B", **{f"{letter}24": "B" for letter in "GHIJKLMNO"}}
    predikat = frame(KINERJA, "tercetak", "LHE SAKIP").filter(ukuran="predikat")
    assert predikat.select("tahun", "teks", "sel").sort("tahun").rows() == [(2023, "A", "D10"), (2024, "A", "F10")]


def test_the_doubled_program_counts_once() -> None:
    (finding,) = [f for f in findings(sample(ANGGARAN), "BRS001") if f.lembar.startswith("Realisasi")][:1]
    assert finding.sel.endswith("10")
    assert frame(ANGGARAN, "anggaran").filter(kode="7.01.01", tahun=2024)["baris"].to_list() == [6]


def test_numbers_written_unusually_are_said() -> None:
    said = {(f.aturan, f.sel) for f in sample(PROFIL).temuan if f.lembar == "Luas & Koordinat"}
    assert {("NIL102", "C5"), ("NIL103", "C7"), ("NIL104", "E17"), ("NIL101", "D5")} <= said
    assert "IND001" in rules(sample(KINERJA))
