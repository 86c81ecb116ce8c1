"""Population per village and by age, and village profiles: each rule fires at its cell and is silent on clean sheets."""

from __future__ import annotations

from typing import Any

import pabrik
import pytest
from bersih import Kasus, desember, judged, penduduk, profil, umur

from flows.workbook.regions import villages

PENDUDUK, UMUR, PROFIL = [{"P": penduduk()}], [{"U": umur()}], [{"L": profil()}]
TUMBUH = [(nama, 100 + i, 90 + i, 50 + i, 40 + i) for i, nama in enumerate(pabrik.DESA)]
BESAR = [(nama, 1000 + i, 900 + i, 500 + i, 400 + i) for i, nama in enumerate(pabrik.DESA)]
LONJAK = [{"A": desember(2022), "B": desember(2023)}]
DUA_TABEL = [{"U": umur(), "D": desember(2023, rows=[("Satui Barat", 46, 86, 30, 30), ("Sungai Danau", 86, 166, 50, 40)])}]
MUTASI = [
    {
        "M": pabrik.Table(
            [["Desa", "Penduduk Awal", "Lahir", "Mati", "Datang", "Pindah", "Penduduk Akhir"]],
            [[pabrik.DESA[0], 10, 1, 0, 2, 1, 12], [pabrik.DESA[3], 20, 0, 1, 0, 0, 19]],
            ["MUTASI PENDUDUK MARET 2023", pabrik.UNIT_NAMA],
            [["JUMLAH", 30, 1, 1, 2, 1, 31]],
        )
    }
]
PANJANG = [
    {
        "P": pabrik.Table(
            [["Desa", "Jenis Kelamin", "Jumlah Penduduk"]],
            [[nama, sex, n] for nama, n in ((pabrik.DESA[0], 10), (pabrik.DESA[3], 20)) for sex in ("L", "P")],
            ["PENDUDUK MARET 2023", pabrik.UNIT_NAMA],
        )
    }
]

KASUS = [
    Kasus("BDG101", PENDUDUK, {"E7": 199}, "E7", "E10", "192", ("199", "laki-laki 101 dan perempuan 91".capitalize(), "192")),
    Kasus("BDG101", PENDUDUK, {"C10": 409}, "C10", "E10", "406", ("409", "406", "4 desa")),
    Kasus("BDG101", PENDUDUK, {"E10": 779}, "E10", "", "772", ("779", "772")),
    Kasus("BDG101", PENDUDUK, {"F8": 25}, "F10", "F6 F7 F8 F9", "", ("206", "179", "Salah satu dari sel F6:F10 keliru")),
    Kasus(
        "BDG101",
        PENDUDUK,
        {"B10": "Rata-rata", "C10": 103, "D10": 91.5, "E10": 193, "F10": 51.5, "G10": 41.5},
        "C10",
        "",
        "101,5",
        ("103", "101,5"),
    ),
    Kasus("BDG001", PENDUDUK, {"C7": 110}, "C7", "E7 C10", "101", ("192", "406", "dua angkanya tertukar")),
    Kasus("BDG001", PENDUDUK, {"C7": 1010}, "C7", "E7 C10", "101", ("tanda desimal atau banyak angka nolnya keliru",)),
    Kasus("BDG001", PENDUDUK, {"C7": 11}, "C7", "E7 C10", "101", ("satu angkanya hilang",)),
    Kasus("BDG001", PENDUDUK, {"C7": 1001}, "C7", "E7 C10", "101", ("satu angkanya berlebih",)),
    Kasus("BDG001", PENDUDUK, {"C7": 181}, "C7", "E7 C10", "101", ("salah ketik satu angka",)),
    Kasus("BDG001", UMUR, {"D7": 13}, "D7", "F7 D10 D19", "11", ("F7", "D10", "D19")),
    Kasus("BDG002", PENDUDUK, {"C7": 91, "D7": 101}, "C7", "D7 C10 D10", "101", ("D7", "(91)", "(101)")),
    Kasus("BDG002", PENDUDUK, {"C7": 102, "C8": 101}, "C7", "C8 E7 E8", "101", ("C8",)),
    Kasus("BDG102", UMUR, {"F8": 33}, "F8", "F10 F20", "34", ("Laki-laki 12 dan perempuan 22", "34")),
    Kasus("BDG102", UMUR, {"D10": 47}, "D10", "F10 D22", "46", ("47", "46", "4 baris")),
    Kasus("BDG102", UMUR, {"F16": 120}, "F16", "F22", "252", ("120", "252")),
    Kasus("BDG102", UMUR, {"D18": 99}, "D18", "F18 D22", "30", ("99", "30")),
    Kasus("BDG102", UMUR, {"F22": 999}, "F22", "", "384", ("999", "384")),
    Kasus("BDG103", PROFIL, {"C9": 5060}, "C9", "C5 C6 C7 C8", "", ("5.060", "4.060", "C5:C9")),
    Kasus("BDG104", MUTASI, {"G5": 21}, "G5", "G7", "12", ("Awal 10 + lahir 1 - mati 0 + datang 2 - pindah 1 = 12", "21")),
    Kasus("BDG104", MUTASI, {"C7": 9}, "C7", "", "1", ("9", "2 desa")),
    Kasus("PDD001", PENDUDUK, {"C8": None}, "E8", "", "", ("laki-laki kosong", "194")),
    Kasus("PDD001", UMUR, {"E13": None}, "F13", "", "", ("perempuan kosong",)),
    Kasus("PDD001", PENDUDUK, {"D6": None, "D7": None, "D8": None, "D9": None}, "E6", "E7 E8 E9", "", ("3 desa lain",)),
    Kasus("PDD004", PANJANG, {"A8": None, "B8": None, "C8": None}, "C7", "", "", ("perempuan tidak tertulis", "Maret 2023")),
    Kasus(
        "PDD002",
        [{"A": desember(2022), "B": desember(2023, rows=[TUMBUH[0], BESAR[1], *TUMBUH[2:]])}],
        {},
        "B!C7",
        "D7 F7 G7",
        "",
        ("1.001", "101", "sel C7 lembar A", "Desember 2022"),
    ),
    Kasus("SKL001", PROFIL, {"D6": 115.1}, "D6", "", "", ("bujur 115,1", "115,7")),
    Kasus("SKL001", PROFIL, {"E6": 3.71}, "E6", "", "", ("lintang 3,71",)),
    Kasus("SKL002", PROFIL, {"C6": 9.1, "C9": None}, "C6", "", "", ("9,1", "1.010")),
    Kasus("SKL002", PROFIL, {"C6": 9.1}, "C6", "C9", "", ("9,1", "hektare")),
]

BANDS = ["0-4", "5-9", "10-14", "15+"]


def ages(*years: int, dip: int = 2000) -> dict[str, pabrik.Table]:
    """Bands by year, 2021 of the first one as given."""
    rows = [[band, *[dip if (band, year) == ("0-4", 2021) else 2000 + year - 2020 for year in years]] for band in BANDS]
    return {"U": pabrik.Table([["Kelompok Umur", *map(float, years)]], rows, ["JUMLAH PENDUDUK", pabrik.UNIT_NAMA])}


SENYAP = {
    "PDD005": [ages(2020, 2021, 2022)],
    "BDG001": PENDUDUK,
    "BDG002": PENDUDUK,
    "BDG101": PENDUDUK,
    "BDG102": UMUR,
    "BDG103": PROFIL,
    "BDG104": MUTASI,
    "PDD001": PENDUDUK,
    "PDD002": LONJAK,
    "PDD004": PANJANG,
    "PDD003": DUA_TABEL,
    "SKL001": PROFIL,
    "SKL002": PROFIL,
}
LAIN = ("PDD003", "PDD005")
"""Rules with a firing test of their own."""


def test_ages_that_differ_from_the_villages_are_a_remark() -> None:
    (found,) = judged({"U": umur(), "D": desember(2023)}).of("PDD003")
    assert (found.tingkat, found.lembar, found.sel, found.sel_terkait) == ("info", "U", "D6", "D12")
    assert "Satui Barat 132 dan 190" in found.pesan


def test_villages_that_are_not_written_are_named_and_all_columns_are_one_finding() -> None:
    """A lost row: men, women and sums can only lack it; households and houses may be wrong in any of their cells."""
    rows = [(nama, 100 + i, 90 + i, 50 + i, 40 + i) for i, (_, nama) in enumerate(villages(pabrik.UNIT).values())]
    table = penduduk(rows=rows)
    lost = table.data.pop(3)
    found = judged({"P": table}).only("BDG101")
    total = 6 + len(table.data)
    named = found.sel_terkait.split(", ")
    assert found.sel == f"C{total}" and {f"{column}{total}" for column in "DEFG"} <= set(named)
    assert not [cell for cell in named if cell[0] in "CDE" and cell[1:] != str(total)]
    assert f"tidak tertulis di lembar ini: {lost[1]}." in found.pesan
    assert f"laki-laki {lost[2]}, perempuan {lost[3]}, jumlah {lost[2] + lost[3]}, KK {lost[5]}" in found.pesan


@pytest.mark.parametrize(
    "change", [{"C7": 130, "E7": 221, "C10": 435, "E10": 801}, {"C7": 20, "E7": 111, "C10": 325, "E10": 691}]
)
def test_small_villages_may_change_much(change: dict[str, int]) -> None:
    """Less than a hundred people is no jump, however large the share."""
    assert judged(*LONJAK, change={f"B!{cell}": value for cell, value in change.items()}).serious == []


def test_rejected_rows_suspend_the_totals_that_need_them() -> None:
    result = judged(*PENDUDUK, change={"C7": "x"})
    assert [f.aturan for f in result.serious] == ["NIL001"]
    waiting = [each for each in result.compared("BDG101") if not each.cocok]
    assert {each.sel for each in waiting} == {"C10", "D10", "E10", "F10", "G10"}
    assert all("ditolak" in each.penjelasan for each in waiting)


def test_a_village_row_twice_counts_once() -> None:
    table = penduduk()
    table.data.append([5, *table.data[1][1:]])
    result = judged({"P": table})
    assert [f.aturan for f in result.serious] == ["BRS001"] and all(each.cocok for each in result.banding)


def test_no_total_row_leaves_only_the_rows() -> None:
    found = judged({"P": penduduk(total=False)}, change={"C7": 110}).only("BDG101")
    assert {found.sel, *found.sel_terkait.split(", ")} == {"C7", "D7", "E7"} and "C7, D7, E7" in found.pesan.replace(
        "C7:E7", "C7, D7, E7"
    )


def test_small_kecamatan_has_no_middle_village() -> None:
    """Three villages far from each other: none of them is the odd one out."""
    rows = [
        (nama, luas, bujur, lintang, 20)
        for nama, luas, bujur, lintang in (
            ("Satui Barat", 10, 115.1, -3.1),
            ("Sungai Danau", 5000, 115.9, -3.9),
            ("Makmur Mulia", 900, 115.5, -3.5),
        )
    ]
    assert judged({"L": profil(rows=rows)}).serious == []


def test_two_villages_that_may_both_have_their_sexes_swapped_are_both_named() -> None:
    rows = [(nama, *people, 50, 40) for nama, people in zip(pabrik.DESA, [(100, 110), (120, 110), (90, 95)], strict=False)]
    found = judged({"P": penduduk(rows=rows)}, change={"C6": 110, "D6": 100}).only("BDG002")
    assert (found.sel, found.usul) == ("C6", "") and "bila yang ditukar C7 dan D7" in found.pesan
    assert set(found.sel_terkait.split(", ")) == {"D6", "C7", "D7", "C9", "D9"}


def test_a_village_that_lacks_in_one_column_alone_was_not_lost() -> None:
    found = judged(*PENDUDUK, change={"F8": 25}).only("BDG101")
    assert "belum ditulis" not in found.pesan


def test_totals_of_several_kecamatan_and_of_their_kabupaten() -> None:
    header = [["No", "Kecamatan", "Desa", "L", "P", "Jumlah"]]
    rows: list[list[Any]] = [
        [1, "Satui", "Satui Barat", 10, 20, 30], [2, "Satui", "Sungai Danau", 11, 21, 32],
        [None, "JUMLAH SATUI", None, 21, 41, 62],
        [3, "Angsana", "Banjarsari", 5, 6, 11], [4, "Angsana", "Bayansari", 7, 8, 15],
        [None, "JUMLAH ANGSANA", None, 12, 14, 26],
        [None, "JUMLAH KABUPATEN", None, 33, 55, 88],
    ]  # fmt: skip

    def told(row: int, column: int, value: int) -> list[tuple[str, str]]:
        changed = [list(each) for each in rows]
        changed[row][column] = value
        table = pabrik.Table(header, changed, ["DATA PENDUDUK KABUPATEN TANAH BUMBU DESEMBER 2023"])
        return [(t.aturan, t.sel) for t in judged({"Data": table}).temuan if t.tingkat != "info"]

    assert told(0, 3, 10) == []
    assert told(2, 3, 22) == [("BDG101", "D6")]
    assert told(6, 4, 56) == [("BDG101", "E10")]


def test_an_age_band_that_dips_and_comes_back_is_told() -> None:
    (found,) = judged(ages(2020, 2021, 2022, dip=1000)).of("PDD005")
    assert (found.sel, found.nilai) == ("C5", "1.000")
    assert not judged(ages(2020, 2021, dip=1000)).of("PDD005")
