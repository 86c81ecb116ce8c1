"""Whose data and for when: header before title, title before sheet, sheet before file, file before folder, nothing guessed."""

from __future__ import annotations

import pytest
from pabrik import DESA, UNIT, UNIT_NAMA, Table, checked, findings, penduduk_desa, profil_jarak, rules, skm, workbook

from flows.checks.check import Checked
from flows.settings import Settings

WORDS = ("No", "DESA", "PENDUDUK", "LK", "PR", "JUMLAH", "KK", "RUMAH")
KARANG_BINTANG = "63.10.07"


def population(*titles: str, berkas: str = "Data.xlsx", lembar: str = "Lembar1", header: str = "PENDUDUK") -> Checked:
    words = (*WORDS[:2], header, *WORDS[3:])
    return checked(workbook({lembar: penduduk_desa(titles=[*titles, UNIT_NAMA], words=words)}), berkas)


def period(result: Checked) -> tuple[int, str]:
    ((tahun, periode),) = result.frames["penduduk_desa"].select("tahun", "periode").unique().rows()
    return tahun, periode


@pytest.mark.parametrize(
    ("header", "title", "lembar", "berkas", "expected"),
    [
        ("PENDUDUK MARET 2021", "DATA", "Mei 2023", "Juni 2024.xlsx", (2021, "B03")),
        ("PENDUDUK MARET 2021", "DATA TAHUN 2021", "Mei 2023", "Juni 2024.xlsx", (2021, "B03")),
        ("PENDUDUK", "DATA APRIL 2022", "Mei 2023", "Juni 2024.xlsx", (2022, "B04")),
        ("PENDUDUK", "DATA", "Mei 2023", "Juni 2024.xlsx", (2023, "B05")),
        ("PENDUDUK", "DATA", "Lembar1", "Juni 2024.xlsx", (2024, "B06")),
        ("PENDUDUK", "DATA", "Lembar1", "2020/Data.xlsx", (2020, "TAHUN")),
        ("PENDUDUK", "DATA TAHUN 2022", "Mei", "Data.xlsx", (2022, "B05")),
        ("PENDUDUK BULAN MARET", "DATA TAHUN 2022", "Lembar1", "Data.xlsx", (2022, "B03")),
        ("PENDUDUK", "DATA TAHUN 2022", "Lembar1", "Penduduk_Mei_2022.xlsx", (2022, "B05")),
        ("PENDUDUK", "DATA TAHUN 2022", "Lembar1", "Penduduk Mei 2024.xlsx", (2022, "TAHUN")),
        ("PENDUDUK", "SEMESTER II 2022", "Lembar1", "Data.xlsx", (2022, "S2")),
        ("PENDUDUK", "JANUARI - DESEMBER 2022", "Lembar1", "Data.xlsx", (2022, "TAHUN")),
        ("PENDUDUK", "DATA (RENSTRA 2021-2026) TAHUN 2022", "Lembar1", "Data.xlsx", (2022, "TAHUN")),
        ("PENDUDUK", "MENURUT PERMENDAGRI NOMOR 86 TAHUN 2017, MEI 2022", "Lembar1", "Data.xlsx", (2022, "B05")),
    ],
)
def test_where_the_period_comes_from(header: str, title: str, lembar: str, berkas: str, expected: tuple[int, str]) -> None:
    assert period(population(title, header=header, lembar=lembar, berkas=berkas)) == expected


def test_a_year_in_a_cell_of_its_own() -> None:
    table = penduduk_desa(titles=[UNIT_NAMA], words=WORDS)
    table.titles = []
    top = Table([["KECAMATAN", ":", "SATUI"], ["BULAN", ":", "MARET"], ["TAHUN", ":", 2023]], [])
    table = penduduk_desa(titles=(), words=WORDS, row=5)
    result = checked(workbook({"Lembar1": [top, table]}))
    assert period(result) == (2023, "B03")
    assert set(result.frames["penduduk_desa"]["unit_kode"]) == {UNIT}


def test_a_period_from_a_name_is_said() -> None:
    (finding,) = findings(population("DATA", berkas="Juni 2024.xlsx"), "PRD003")
    assert finding.pesan == "Periode 2024 B06 dibaca dari Juni 2024."
    assert "PRD003" not in rules(population("DATA JUNI 2024"))


def unit(
    titles: tuple[str, ...], lembar: str = "Lembar1", berkas: str = "Data.xlsx", settings: Settings | None = None
) -> Checked:
    return checked(workbook({lembar: profil_jarak([(DESA[0], 1, 2)], titles=titles)}), berkas, settings)


@pytest.mark.parametrize(
    ("titles", "lembar", "berkas", "code"),
    [
        (("JARAK", "KECAMATAN SATUI"), "Kec. Karang Bintang", "Kec. Kuranji.xlsx", UNIT),
        (("JARAK",), "Kec. Karang Bintang", "Kec. Satui.xlsx", KARANG_BINTANG),
        (("JARAK",), "Lembar1", "Profil_Kec_Satui.xlsx", UNIT),
        (("JARAK",), "Lembar1", "Kecamatan Satui/Profil.xlsx", UNIT),
        (("JARAK",), "Lembar1", "profil_63.10.04_2024.xlsx", UNIT),
        (("JARAK KE KANTOR KECAMATAN",), "Lembar1", "Kecamatan Satui/2024/Profil.xlsx", UNIT),
        (("KECAMATAN SUMBER", "KABUPATEN CIREBON"), "Lembar1", "Data.xlsx", "32.09.15"),
        (("KECAMATAN SUMBER",), "Lembar1", "Kabupaten Rembang/Data.xlsx", "33.17.01"),
    ],
)
def test_where_the_kecamatan_comes_from(titles: tuple[str, ...], lembar: str, berkas: str, code: str) -> None:
    assert set(unit(titles, lembar, berkas).frames["profil_desa"]["unit_kode"]) == {code}


def test_the_other_sheets_of_a_workbook_know_the_kecamatan() -> None:
    book = workbook({"A": profil_jarak(titles=("JARAK",)), "B": penduduk_desa()})
    assert set(checked(book, settings=Settings(unit_kode=KARANG_BINTANG)).frames["profil_desa"]["unit_kode"]) == {UNIT}


def test_the_settings_know_it_last() -> None:
    settings = Settings(unit_kode=KARANG_BINTANG)
    assert set(unit(("JARAK",), settings=settings).frames["profil_desa"]["unit_kode"]) == {KARANG_BINTANG}
    assert set(unit(("JARAK", UNIT_NAMA), settings=settings).frames["profil_desa"]["unit_kode"]) == {UNIT}


def test_settings_tell_namesakes_apart() -> None:
    titles = ("JARAK", "KECAMATAN SUMBER")
    (finding,) = findings(unit(titles), "UNT002")
    assert "3 kecamatan" in finding.pesan and "32.09.15 di Kabupaten Cirebon" in finding.pesan
    assert set(unit(titles, settings=Settings(unit_kode="35.13.02")).frames["profil_desa"]["unit_kode"]) == {"35.13.02"}


def test_a_slip_in_the_name_is_said_and_never_guessed() -> None:
    titles = ("JARAK", "KECAMATAN KARANG BINTNG")
    assert rules(unit(titles)) == {"UNT001"}
    (finding,) = findings(unit(titles, settings=Settings(unit_kode=KARANG_BINTANG)), "UNT003")
    assert (finding.nilai, finding.tingkat) == ("KARANG BINTNG", "peringatan")
    assert "Kecamatan Karang Bintang" in finding.pesan


@pytest.mark.parametrize("kode", sorted({"11.01.01", "31.71.01", "53.01.06", "73.71.01", "91.71.03"}))
def test_any_kecamatan_of_indonesia(kode: str) -> None:
    from flows.workbook.regions import region_name, villages

    rows = [(name, i, 10 + i) for i, (_, name) in enumerate(villages(kode).values(), start=1)]
    result = checked(
        workbook({"L": profil_jarak(rows, titles=("JARAK", f"KECAMATAN {region_name(kode)} {region_name(kode[:5])}"))})
    )
    frame = result.frames["profil_desa"]
    assert set(frame["unit_kode"]) == {kode}
    assert frame["desa_kode"].to_list() == [code for code, _ in villages(kode).values()]
    assert not {"DSA001", "DSA002", "DSA003"} & rules(result)


def test_a_survey_of_a_semester() -> None:
    result = checked(workbook({"L": skm(titles=("SKM PERIODE JANUARI S.D. JUNI 2023", UNIT_NAMA))}))
    assert result.frames["skm_responden"].select("tahun", "periode").unique().rows() == [(2023, "S1")]
