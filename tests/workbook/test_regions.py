"""Kecamatan and villages of all Indonesia by the names that offices write."""

from __future__ import annotations

import pytest

from flows.workbook.regions import all_regions, find_desa, find_kecamatan, narrow, nearest_desa, region_name, unit_of_file
from flows.workbook.rows import names_whole

NAMESAKES_IN_ONE_KECAMATAN = 20
"""A few kecamatan hold a desa and a kelurahan of one name (16 in 2025); nothing but a prefix could tell them apart."""


def kecamatan() -> dict[str, str]:
    return {kode: nama for kode, nama in all_regions().items() if kode.count(".") == 2}


def villages() -> dict[str, str]:
    return {kode: nama for kode, nama in all_regions().items() if kode.count(".") == 3}


def test_every_kecamatan_is_found_by_its_name() -> None:
    regions = kecamatan()
    for kode, nama in regions.items():
        found = find_kecamatan(f"DATA KECAMATAN {nama.upper()} KABUPATEN CONTOH TAHUN 2024")
        assert found is not None and kode in found[1], (kode, nama, found)
    assert len(regions) > 7000


def test_every_kecamatan_is_told_from_its_namesakes_by_its_kabupaten() -> None:
    for kode, nama in list(kecamatan().items())[::7]:
        text = f"KECAMATAN {nama} {region_name(kode[:5])}"
        found = find_kecamatan(text)
        assert found is not None and kode in narrow(found[1], text)


def test_every_village_is_found_by_its_name_and_none_is_taken_for_a_total() -> None:
    wrong, taken = [], []
    for kode, nama in villages().items():
        unit = kode.rsplit(".", 1)[0]
        if find_desa(nama.upper(), unit, {}).kode != kode:
            wrong.append((kode, nama))
        if names_whole(nama):
            taken.append((kode, nama))
    assert len(wrong) <= NAMESAKES_IN_ONE_KECAMATAN, wrong
    assert taken == []  # not even the village that is called Kabupaten, in Klaten


@pytest.mark.parametrize(
    "label",
    [
        "JUMLAH",
        "Total",
        "Jumlah Total",
        "SE KECAMATAN",
        "Rata-rata",
        "KECAMATAN SATUI",
        "Kabupaten Tanah Bumbu",
        "Kota Banjarmasin",
    ],
)
def test_totals_are_no_villages(label: str) -> None:
    assert names_whole(label)


@pytest.mark.parametrize("name", ["Kota Baru", "Kota Bangun", "Kotabaru", "Jumlahan", "Totalan Raya", "Kecamatanan"])
def test_villages_are_no_totals(name: str) -> None:
    assert name == "Kecamatanan" or not names_whole(name)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("KECAMATAN SATUI", ("63.10.04",)),
        ("Kec. Satui", ("63.10.04",)),
        ("Data_Kec_Satui_2024", ("63.10.04",)),
        ("UNIT PELAYANAN : KECAMATAN KARANG BINTANG", ("63.10.07",)),
        ("KECAMATAN: Karang Bintang", ("63.10.07",)),
        ("KANTOR KECAMATAN, KECAMATAN SATUI", ("63.10.04",)),
        ("kecamatan karangbintang", ("63.10.07",)),
        ("DISTRIK ABEPURA", ("91.71.03",)),
        ("Kecamatan 2 x 11 Kayu Tanam", ("13.05.15",)),
    ],
)
def test_the_kecamatan_of_a_title(text: str, codes: tuple[str, ...]) -> None:
    found = find_kecamatan(text)
    assert found is not None and found[1] == codes


@pytest.mark.parametrize(
    "text",
    [
        "JARAK KANTOR DESA KE KANTOR KECAMATAN",
        "Sumber: Kantor Kecamatan dan Desa",
        "KECAMATAN TAHUN 2024",
        "Se-Kecamatan",
        "DATA DESA",
        "Meningkatnya Kualitas Pelayanan Kecamatan dan Kelurahan",
        "Kecamatan Bulan Desember",
        "Camat Satui",
    ],
)
def test_a_text_that_names_none(text: str) -> None:
    assert find_kecamatan(text) is None


@pytest.mark.parametrize("name", ["KARANG BINTNG", "Karang Bintangg", "Sungai Lobann"])
def test_a_slip_of_the_pen_is_noticed(name: str) -> None:
    found = find_kecamatan(f"KECAMATAN {name}")
    assert found is not None and found == (name, ())


@pytest.mark.parametrize(
    ("name", "kode", "cara"),
    [
        ("Satui Barat", "63.10.04.2008", "resmi"),
        ("SATUI BARAT", "63.10.04.2008", "resmi"),
        ("Desa Satui Barat", "63.10.04.2008", "resmi"),
        ("Kel. Satui Barat", "63.10.04.2008", "resmi"),
        ("SatuiBarat", "63.10.04.2008", "resmi"),
        ("Sungai Danau", "63.10.04.2010", "resmi"),
        ("S. Danau", "63.10.04.2010", "alias"),
        ("Persiapan Bukit Indah", "63.10.04.P-bukit-indah", "persiapan"),
        ("Desa Persiapan Bukit Indah", "63.10.04.P-bukit-indah", "persiapan"),
        ("Bukit Indah (Persiapan)", "63.10.04.P-bukit-indah", "persiapan"),
        ("Satui Baratt", "63.10.04.X-satui-baratt", "asing"),
    ],
)
def test_a_village_as_typed(name: str, kode: str, cara: str) -> None:
    desa = find_desa(name, "63.10.04", {"S. Danau": "63.10.04.2010", "Satui Baratt": "63.10.07.2001"})
    assert (desa.kode, desa.cara) == (kode, cara)


def test_names_that_only_their_blanks_tell_apart() -> None:
    found = {name: find_desa(name, "12.07.28", {}).kode for name in ("Lubuk Pakam I,II", "Lubuk Pakam III", "LubukPakam III")}
    assert found == {
        "Lubuk Pakam I,II": "12.07.28.1007", "Lubuk Pakam III": "12.07.28.1008", "LubukPakam III": "12.07.28.1008",
    }  # fmt: skip


def test_the_nearest_village_is_one_of_the_same_kecamatan() -> None:
    assert nearest_desa("Satui Baratt", "63.10.04") == ("63.10.04.2008", "Satui Barat")
    assert nearest_desa("Entah", "99.99.99") is None


@pytest.mark.parametrize("typed", ["Pemtanng Ulin", "Pemtang Ulin", "PEMATANG ULIN"])
def test_known_spellings_come_from_the_reference_data(typed: str) -> None:
    assert find_desa(typed, "63.10.07", {}).kode == "63.10.07.2005"


def test_a_day_in_a_file_name_is_no_code() -> None:
    assert unit_of_file("Profil 63.10.04 tahun 2024") == ("63.10.04",)
    assert unit_of_file("63.10.04.2001 Profil") == ("63.10.04",)
    assert unit_of_file("11.06.10 Penduduk") == ("11.06.10",)
    assert "11.06.18" in kecamatan() and unit_of_file("11.06.18 Penduduk") == unit_of_file("penduduk 99.99.99") == ()
