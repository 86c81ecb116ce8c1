"""Given rows, expected rows: performance, budget, population, SAKIP, comparisons between years."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from gudang import UNIT, Row, desa, kinerja, program, rows, sakip, side_by_side, warehouse

D = Decimal
Of = Callable[[str], duckdb.DuckDBPyConnection]
CASES: dict[str, dict[str, list[Row]]] = {}
"""Given rows that stand above their test; one warehouse holds them all, each in a unit of its own."""


@pytest.fixture(scope="module")
def of(tmp_path_factory: pytest.TempPathFactory) -> Of:
    return side_by_side(tmp_path_factory.mktemp("gudang"), CASES)


CAPAIAN = [
    ("84.64", "84.64", "naik", "100.00", "Sangat Berhasil"),
    ("82", "84.64", "naik", "103.22", "Sangat Berhasil"),
    ("10", "5", "turun", "150.00", "Sangat Berhasil"),
    ("10", "20", "turun", "0.00", "Kurang Berhasil"),
    ("10", "25", "turun", "-50.00", "Kurang Berhasil"),
    ("100", "90", "naik", "90.00", "Baik (Berhasil)"),
    ("100", "90.005", "naik", "90.01", "Sangat Berhasil"),
    ("100", "60", "naik", "60.00", "Kurang Berhasil"),
    ("3", "2", "naik", "66.67", "Cukup Berhasil"),
]

CASES["capaian"] = {
    "kinerja": [
        kinerja("x", ukuran, nilai, tahun, polaritas)
        for tahun, (target, realisasi, polaritas, _, _) in enumerate(CAPAIAN, start=2000)
        for ukuran, nilai in (("target", target), ("realisasi", realisasi))
    ]
}


def test_capaian(of: Of) -> None:
    """One indicator in each of several years, so that the mean of a year is its capaian."""
    con = of("capaian")
    expected = [(D(capaian), kategori) for *_, capaian, kategori in CAPAIAN]
    assert rows(con, "SELECT capaian, kategori FROM capaian_indikator ORDER BY tahun") == expected
    assert rows(con, "SELECT capaian_rata_rata, kategori FROM capaian_kinerja ORDER BY tahun") == expected


CASES["polaritas"] = {
    "kinerja": [
        *(kinerja("x", "target", "10", polaritas=None), kinerja("x", "realisasi", "8", 2024, "turun")),
        *(kinerja("y", "target", "10", polaritas=None), kinerja("y", "realisasi", "8", polaritas=None)),
    ]
}


def test_polaritas_said_by_one_sheet_holds_for_the_others(of: Of) -> None:
    """A target that does not say which way is better, and a realisasi of the same indicator that does."""
    con = of("polaritas")
    expected = [("turun", D("120.00")), ("naik", D("80.00"))]
    assert rows(con, "SELECT polaritas, capaian FROM capaian_indikator ORDER BY indikator_kode") == expected


CASES["no capaian"] = {
    "kinerja": [
        *(kinerja("x", "realisasi", "1000", tahun) for tahun in (2021, 2022, 2023)),
        *(kinerja("x", "target", "0", 2022), kinerja("x", "target", "0.01", 2023), kinerja("x", "target", "5", 2024)),
    ]
}


def test_no_capaian_without_a_target_it_can_be_held_against(of: Of) -> None:
    con = of("no capaian")
    assert rows(con, "SELECT count(*), count(capaian), count(kategori) FROM capaian_indikator") == [(4, 0, 0)]
    assert rows(con, "FROM capaian_kinerja") == []


def test_cap_and_scale_come_from_the_settings(tmp_path: Path) -> None:
    given = [
        kinerja("x", "target", "50"),
        kinerja("x", "realisasi", "80"),
        kinerja("y", "target", "4"),
        kinerja("y", "realisasi", "3"),
    ]
    con = warehouse(tmp_path, {"kinerja": given}, {"capaian.batas": "100", "capaian.skala": "permendagri_86_2017"})
    assert rows(con, "SELECT capaian, capaian_tanpa_batas, kategori FROM capaian_indikator ORDER BY indikator_kode") == [
        (D("100.00"), D("160.00"), "Sangat Tinggi"), (D("75.00"), D("75.00"), "Sedang"),
    ]  # fmt: skip
    assert rows(con, "SELECT capaian_rata_rata FROM capaian_kinerja") == [(D("87.50"),)]


CASES["mean"] = {
    "kinerja": [kinerja(name, ukuran, nilai) for name, realisasi in (("x", "6"), ("y", "1"))
                for ukuran, nilai in (("target", "100000"), ("realisasi", realisasi))]
}  # fmt: skip


def test_mean_is_not_a_mean_of_rounded_figures(of: Of) -> None:
    """0,006 and 0,001 per cent: their mean is 0,00, that of the rounded 0,01 and 0,00 would be 0,01."""
    con = of("mean")
    assert rows(con, "SELECT jumlah_indikator, capaian_rata_rata FROM capaian_kinerja") == [(2, D("0.00"))]


CASES["renstra"] = {
    "kinerja": [
        kinerja("ikm", "realisasi", "84.64"),
        kinerja("ikm", "realisasi", "80", 2022),
        kinerja("ikm", "realisasi", "90", 2027),
        kinerja("ikm", "target_akhir", "84.70", 2026),
    ]
}


def test_renstra(of: Of) -> None:
    con = of("renstra")
    assert rows(con, "SELECT tahun, tahun_akhir, capaian_akhir, selisih FROM capaian_renstra") == [
        (2022, 2026, D("94.45"), D("4.7000")), (2024, 2026, D("99.93"), D("0.0600")),
    ]  # fmt: skip


LAKIP_2024 = [
    program("7.01.01", "5041005997", "4662969234"), program("7.01.02", "258832900", "211556200"),
    program("7.01.03", "487808000", "437048500"), program("7.01.04", "514190000", "490008536"),
    program("7.01.06", "58063400", "53588000"),
]  # fmt: skip
LAKIP_2025 = [
    program(kode, pagu, realisasi, tahun=2025, periode="TW2")
    for kode, pagu, realisasi in [
        ("7.01.01", "4257210681", "1666244997"), ("7.01.02", "174668750", "8650000"), ("7.01.03", "914091600", "428531100"),
        ("7.01.04", "419355700", "153300000"), ("7.01.06", "76290800", "13169000"),
    ]
]  # fmt: skip

CASES["lakip"] = {
    "anggaran": LAKIP_2024 + LAKIP_2025,
    "pagu": [{"kode": "7.01.01", "tingkat": "program", "kode_program": "7.01.01", "pagu_awal": D("5018048668")}],
    "kinerja": [kinerja("x", "target", "1"), kinerja("x", "realisasi", "1")],
}


def test_the_lakips_budget(of: Of) -> None:
    con = of("lakip")
    assert rows(con, "SELECT tahun, periode, pagu_awal, pagu, realisasi, persen, sisa FROM serapan_anggaran") == [
        (2024, "TAHUN", D(5018048668), D(6359900297), D(5855170470), D("92.06"), D(504729827)),
        (2025, "TW2", None, D(5841617531), D(2269895097), D("38.86"), D(3571722434)),
    ]
    assert rows(con, "SELECT rasio, selisih FROM efisiensi WHERE cakupan = 'kecamatan'") == [(D("108.62"), D("7.94"))]
    porsi = rows(con, "SELECT porsi_pagu FROM efisiensi WHERE cakupan = 'program' AND kode > '7.01.01' ORDER BY kode")
    assert [str(value) for (value,) in porsi] == ["4.07", "7.67", "8.08", "0.91"]


CASES["difference"] = {
    "anggaran": [program("7.01.01", "200000", "88890")],
    "kinerja": [kinerja("x", "target", "3"), kinerja("x", "realisasi", "1")],
}


def test_the_difference_of_capaian_and_absorption_is_rounded_once(of: Of) -> None:
    """33,333… - 44,445 is -11,11, where the two rounded figures would give -11,12."""
    con = of("difference")
    (row,) = rows(con, "SELECT capaian, serapan, selisih FROM efisiensi WHERE cakupan = 'kecamatan'")
    assert row == (D("33.33"), D("44.45"), D("-11.11"))


CASES["levels"] = {
    "anggaran": [
        *(program("7.01.01", "100", "50"), program("7.01.01.2.01", "70", "20")),
        *(program("7.01.02.2.01", "10", "5"), program("7.01.02.2.01.0001", "10", "5")),
    ]
}


def test_totals_come_from_the_highest_level_of_each_program(of: Of) -> None:
    con = of("levels")
    assert rows(con, "SELECT pagu, realisasi FROM serapan_anggaran") == [(D(110), D(55))]


IKU = {
    "sasaran": "Sasaran A",
    "indikator_kode": "x",
    "program": "Program 7.01.02",
    "pagu": D(258832900),
    "realisasi": D(211556200),
}
CASES["goal"] = {
    "anggaran": LAKIP_2024,
    "iku_anggaran": [IKU],
    "kinerja": [kinerja("x", "target", "2"), kinerja("x", "realisasi", "1")],
}


def test_goal_and_programs_are_matched_by_name(of: Of) -> None:
    con = of("goal")
    found = rows(
        con, "SELECT cakupan, kode, capaian, serapan, rasio FROM efisiensi WHERE capaian IS NOT NULL AND cakupan <> 'kecamatan'"
    )
    assert found == [
        ("program", "7.01.02", D("50.00"), D("81.73"), D("61.17")),
        ("sasaran", "sasaran a", D("50.00"), D("81.73"), D("61.17")),
    ]


CASES["population"] = {
    "penduduk_desa": [
        desa("a", 911, 852, jumlah_tercetak=1151, kk=552, rumah=574),
        desa("b", 1, 2) | {"laki_laki": None, "jumlah_tercetak": 7},
    ],
    "profil_desa": [{"desa_kode": "a", "desa": "a", "luas_ha": D(3800)}],
}


def test_population(of: Of) -> None:
    con = of("population")
    assert rows(con, "SELECT desa, jumlah, kk, rasio_jenis_kelamin, kepadatan_per_km2 FROM penduduk_desa") == [
        ("a", 1763, 552, D("106.92"), D("46.39")), ("b", 7, None, None, None),
    ]  # fmt: skip


CASES["ages"] = {
    "penduduk_umur": [
        desa("a", n, n, kelompok_umur="0-6", periode=periode) for n, periode in [(1, "S1"), (2, "TAHUN"), (3, "B12"), (4, "TW2")]
    ]
}


def test_ages_of_the_latest_period(of: Of) -> None:
    con = of("ages")
    assert rows(con, "SELECT jumlah, periode FROM penduduk_umur") == [(4, "TAHUN")]


CASES["sakip"] = {
    "sakip": [
        *sakip(2023, "25.99", "24.50", "12.00", "22.25"),
        *sakip(2024, "26.10", "22.50", "10.80", "22.50"),
        *sakip(2025, "25.99"),
        *sakip(2022, "30", "30", "10", "10"),
    ]
}


def test_sakip(of: Of) -> None:
    con = of("sakip")
    assert rows(con, "SELECT tahun, nilai, predikat FROM predikat_sakip") == [
        (2022, D("80.00"), "BB"), (2023, D("84.74"), "A"), (2024, D("81.90"), "A"), (2025, D("25.99"), None),
    ]  # fmt: skip
    found = rows(
        con,
        "SELECT nilai_sebelumnya, selisih, pertumbuhan_persen FROM perbandingan_tahunan WHERE kode = unit_kode AND tahun = 2024",
    )
    assert found == [(D("84.74"), D("-2.84"), D("-3.35"))]
    assert rows(con, "SELECT komponen, bobot FROM nilai_sakip WHERE tahun = 2023 LIMIT 1") == [
        ("Perencanaan Kinerja", D("30.00"))
    ]


LAIN, KETIGA = "63.10.04", "63.10.01"
ANTAR = "SELECT unit_kode, nilai, peringkat, jumlah_unit, rata_rata, selisih, jumlah_nilai FROM perbandingan_unit WHERE ukuran = "


def test_units_are_compared_on_the_same_year_and_period(tmp_path: Path) -> None:
    given = [
        desa(f"{unit}.{i}", people, 0, unit_kode=unit) for unit, people in ((UNIT, 10), (LAIN, 25), (KETIGA, 25)) for i in (1, 2)
    ]
    given += [desa("x", 7, 7, tahun=2023), desa("y", 7, 7, unit_kode=LAIN, periode="B06")]
    budget = [program("7.01.01", pagu, "50", unit_kode=unit) for unit, pagu in ((UNIT, "100"), (LAIN, "75"))]
    con = warehouse(tmp_path, {"penduduk_desa": given, "anggaran": budget})
    assert rows(con, f"{ANTAR}'jumlah' ORDER BY unit_kode") == [
        (KETIGA, D(50), 1, 3, D(40), D(10), D(120)),
        (LAIN, D(50), 1, 3, D(40), D(10), D(120)),
        (UNIT, D(20), 3, 3, D(40), D(-20), D(120)),
    ]
    assert rows(con, f"{ANTAR}'persen' ORDER BY unit_kode") == [
        (LAIN, D("66.67"), 1, 2, D("58.335"), D("8.335"), None),
        (UNIT, D("50.00"), 2, 2, D("58.335"), D("-8.335"), None),
    ]
    assert rows(con, "SELECT DISTINCT tahun, periode FROM perbandingan_unit ORDER BY ALL") == [(2024, "B12"), (2024, "TAHUN")]


def test_one_unit_is_compared_with_none(tmp_path: Path) -> None:
    con = warehouse(tmp_path, {"sakip": sakip(2024, "20", "20", "10", "20")})
    assert rows(con, "SELECT count(*) FROM perbandingan_unit") == [(0,)]


CASES["periods"] = {
    "penduduk_desa": [
        *(desa("a", 10, 10, tahun=2023, periode="B06"), desa("a", 11, 11, tahun=2024, periode="B12")),
        desa("a", 9, 10, tahun=2022, periode="B06"),
    ]
}


def test_only_equal_periods_are_compared(of: Of) -> None:
    con = of("periods")
    sql = (
        "SELECT periode, tahun, nilai, nilai_sebelumnya, selisih FROM perbandingan_tahunan WHERE ukuran = 'jumlah' AND kode = 'a'"
    )
    assert rows(con, sql) == [
        ("B06", 2022, D(19), None, None),
        ("B06", 2023, D(20), D(19), D(1)),
        ("B12", 2024, D(22), None, None),
    ]


def test_absurd_figures_never_stop_a_build(tmp_path: Path) -> None:
    huge = [program("7.01.01", "0.01", "9999999999999999"), program("7.01.02", "9999999999999999", "-9999999999999999")]
    absurd = [kinerja("x", "target", "0.00000001"), kinerja("x", "realisasi", "999999999999")]
    con = warehouse(tmp_path, {"anggaran": huge, "kinerja": absurd})
    assert rows(con, "SELECT count(*) FROM realisasi_anggaran") == [(2,)]
    assert rows(con, f"SELECT capaian FROM capaian_indikator WHERE unit_kode = '{UNIT}'") == [(None,)]
