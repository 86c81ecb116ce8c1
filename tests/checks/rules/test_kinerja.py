"""Performance and SAKIP: each rule fires at its cell and is silent on clean sheets."""

from __future__ import annotations

from fractions import Fraction

import pytest
from bersih import INDICATORS, Kasus, check_silent, iku, judged, kinerja, rounded, sakip, survei

from flows.settings import Settings

FALLING = ("Jumlah pengaduan masyarakat", "Pengaduan", 20, 18, "turun")
KINERJA, SAKIP = [{"K": kinerja([*INDICATORS, FALLING])}], [{"S": sakip()}]
TARGETS = [(nama, realisasi, satuan, realisasi, realisasi + 1, realisasi + 2) for nama, satuan, _, realisasi in INDICATORS]
IKU = [{"I": iku(TARGETS), "K": kinerja()}]
IKM, NILAI = "Indeks Kepuasan Masyarakat (IKM)", "Nilai SAKIP Perangkat Daerah"
SUMBER = [{"K": kinerja([(IKM, "Indeks", 80, 81.63)]), "S": survei()}]
LHE = [{"K": kinerja([(NILAI, "Nilai", 84, 83)]), "S": sakip()}]

KASUS = [
    Kasus("BDG401", KINERJA, {"G5": 95}, "G5", "G9", "90", ("95", "81", "target 90", "realisasi / target")),
    Kasus("BDG401", KINERJA, {"G5": 111.11}, "G5", "G9", "90", ("cocok dengan target / realisasi",)),
    Kasus("BDG401", KINERJA, {"G5": 81}, "G5", "G9", "90", ("realisasi itu sendiri",)),
    Kasus("BDG401", KINERJA, {"G6": 4}, "G6", "G9", "105", ("realisasi dikurangi target",)),
    Kasus("BDG401", KINERJA, {"G5": 0.9}, "G5", "G9", "90", ("belum dikali 100",)),
    Kasus("BDG401", KINERJA, {"G8": 90}, "G8", "G9", "110", ("rumus untuk indikator yang makin tinggi makin baik", "2 x target")),
    Kasus("BDG401", KINERJA, {"E6": 84, "F6": 80}, "F6", "E6 G6", "", ("105", "95,24", "E6, F6")),
    Kasus("BDG401", KINERJA, {"G9": None, "F5": 18}, "G5", "E5 F5", "", ("90", "20", "E5, F5, G5")),
    Kasus("BDG402", KINERJA, {"G9": 120}, "G9", "", "98,75", ("120", "4 indikator", "98,75")),
    Kasus("BDG402", KINERJA, {"G9": 79}, "G9", "", "98,75", ("pembagi 5, padahal ada 4 indikator",)),
    Kasus(
        "BDG403",
        SUMBER,
        {"K!F5": 80.15, "K!G5": 100.19, "K!G6": 100.19},
        "K!F5",
        "",
        "81,63",
        ("80,15", "81,63", "12 responden", "bobot 0,111"),
    ),
    Kasus(
        "BDG403",
        [{"K": kinerja([(IKM, "Indeks", 80.25, 81.63)], average=False), "S": survei()}],
        {"K!F5": 82, "K!G5": 102.18},
        "K!F5",
        "",
        "81,63",
        ("82", "81,63"),
    ),  # beside a target of 80,25 it is 82,00
    Kasus("BDG403", LHE, {"K!F5": 79, "K!G5": 94.05, "K!G6": 94.05}, "K!F5", "", "83", ("79", "komponennya 83")),
    Kasus("BDG404", KINERJA, {"H5": "Cukup Berhasil"}, "H5", "", "Baik (Berhasil)", ("90 persen",)),
    Kasus("BDG404", KINERJA, {"H5": "Tinggi", "H6": "Sedang"}, "H6", "", "Sangat Tinggi", ("105 persen",)),
    Kasus("KIN002", IKU, {"I!E7": 70}, "I!E7", "", "", ("70", "di bawah", "84", "sel F6 lembar K")),
    Kasus("KIN003", IKU, {"I!C6": 80}, "I!C6", "", "", ("80", "81", "sel F5 lembar K")),
    Kasus("SKL003", [{"K": kinerja([(IKM, "Persen", 80, 84)])}], {}, "E5", "", "", ('"Persen"', "indeks atau nilai")),
    Kasus("SKL003", [{"K": kinerja([(NILAI, "%", 80, 84)])}], {}, "E5", "", "", ('"%"',)),
    Kasus("BDG501", SAKIP, {"D10": 84}, "D10", "D6 D7 D8 D9", "", ("84", "83", "D6:D10")),
    Kasus("BDG501", SAKIP, {"D10": 90}, "D10", "", "83", ("90", "83")),  # no component is that far below its weight
    Kasus("BDG501", SAKIP, {"D11": "BB"}, "D11", "", "A", ("BB", "83", "predikat A")),
    Kasus("BDG501", SAKIP, {"C10": 90}, "C10", "C6 C7 C8 C9", "", ("90", "100")),
    Kasus(
        "SKP001",
        [{"S": sakip((2023,))}],
        {"A9": None, "B9": None, "C9": None, "D9": None, "C10": None, "D10": None, "D11": None},
        "D6",
        "",
        "",
        ("2023", "75"),
    ),
    Kasus("SKP002", SAKIP, {"D6": 35.5}, "D6", "C6 D10", "", ("35,5", "30")),
    Kasus("SKP002", SAKIP, {"C6": 25}, "D6", "C6 C10", "", ("25,5", "25")),
]

SENYAP = {
    **dict.fromkeys(("BDG401", "BDG402", "BDG404", "SKL003", "KIN001", "IND002"), KINERJA),
    **dict.fromkeys(("KIN002", "KIN003"), IKU),
    "BDG403": SUMBER,
    **dict.fromkeys(("BDG501", "SKP001", "SKP002"), SAKIP),
}
LAIN = ("KIN001", "IND002")


def test_the_total_of_components_is_compared_too() -> None:
    check_silent("BDG403", LHE)


def test_no_capaian_is_a_remark_with_its_reason() -> None:
    """Its printed capaian still counts in the printed average: that one is not wrong."""
    result = judged({"K": kinerja()}, change={"E5": 0, "E6": None, "E7": 0.01})
    assert result.serious == []
    found = result.of("KIN001")
    assert [(f.tingkat, f.sel) for f in found] == [("info", "F5"), ("info", "F6"), ("info", "F7")]
    for finding, why in zip(found, ("targetnya 0", "targetnya tidak tertulis", "tentu berbeda satuan"), strict=True):
        assert why in finding.pesan


@pytest.mark.parametrize("seed", range(10))
def test_the_mean_of_capaian_rounded_to_two_decimals_is_right(seed: int) -> None:
    """Whoever averages the printed capaian is off by a hundredth at most, and no contradiction."""
    rows = [(f"Persentase layanan {name}", "Persen", 61 + 3 * i + seed, 53 + 7 * i + seed) for i, name in enumerate("abc")]
    table = kinerja(rows)
    table.below[0][6] = rounded(sum(Fraction(str(row[6])) for row in table.data) / 3)
    assert judged({"K": table}).serious == []


def test_the_mean_of_coarsely_rounded_capaian_is_explained() -> None:
    rows = [
        ("Persentase layanan a", "Persen", 90, 80),
        ("Persentase layanan b", "Persen", 70, 69),
        ("Persentase layanan c", "Persen", 60, 50),
    ]
    table = kinerja(rows)
    for row in table.data:
        row[6] = round(row[6])
    table.below[0][6] = rounded(Fraction(sum(row[6] for row in table.data), 3))
    found = judged({"K": table}).only("BDG402")
    assert (found.sel, found.sel_terkait) == ("G8", "") and "capaian tercetak yang sudah dibulatkan" in found.pesan


@pytest.mark.parametrize("decimals", [0, 1, 2, 3])
def test_any_number_of_printed_decimals_agrees(decimals: int) -> None:
    table = kinerja([*INDICATORS, ("Persentase tiga", "Persen", 30, 20), ("Persentase tujuh", "Persen", 70, 66)], average=False)
    for row in table.data:
        row[6] = rounded(Fraction(100 * row[5], row[4]), decimals)
    assert judged({"K": table}).serious == []


def test_an_indicator_that_should_fall_asks_for_less_than_last_year() -> None:
    books = {"I": iku([("Jumlah pengaduan masyarakat", 18, "Pengaduan", 17, 16, 15)]), "K": kinerja([FALLING])}
    assert judged(books).serious == []
    assert "di atas" in judged(books, change={"I!E6": 19}).only("KIN002").pesan


def test_rejected_components_suspend_total_and_predicate() -> None:
    result = judged(*SAKIP, change={"D6": "x"})
    assert [f.aturan for f in result.serious] == ["NIL001"]
    assert any(not each.cocok for each in result.compared("BDG501"))


def test_a_wrong_total_takes_its_predicate_along() -> None:
    """The predicate was read off the wrong total: told once, at the total."""
    found = judged(*SAKIP, change={"D10": 199, "D11": "AA"}).only("BDG501")
    assert found.sel == "D10"


def test_a_mean_of_whole_percentages_vouches_for_target_and_realisasi() -> None:
    """Capaian printed without decimals: the mean fits the right one of them, not another target."""
    table = kinerja([*INDICATORS[:2], ("Jumlah pengaduan", "Pengaduan", 22, 21, "turun")])
    for row in [*table.data, *table.below]:
        row[6] = round(row[6])
    found = judged({"K": table}, change={"G7": 95}).only("BDG401")
    assert (found.sel, found.sel_terkait, found.usul) == ("G7", "G8", "104,55") and "makin tinggi makin baik" in found.pesan


def test_which_way_is_better_is_said_once_for_all_sheets_of_the_office() -> None:
    """The sheet without the column is right by what the other says; alone, it would be wrong."""
    silent = kinerja([(*FALLING[:2], 22, 20, "turun")], tahun=2022, average=False)
    saying = kinerja([FALLING], average=False)
    silent.data[0][8] = None
    assert judged({"K": silent, "L": saying}).serious == []
    assert judged({"K": silent}, {"L": saying}).serious == []
    assert [f.aturan for f in judged({"K": silent}).serious] == ["BDG401"]
    assert judged({"K": silent}, settings=Settings(polaritas={"jumlah-pengaduan-masyarakat": "turun"})).serious == []


def test_two_sheets_that_say_opposite_ways_are_a_finding() -> None:
    other = kinerja([(*FALLING[:2], 20, 20)], tahun=2022, average=False)
    other.data[0][8] = "Semakin tinggi semakin baik"
    result = judged({"K": kinerja([FALLING], average=False), "L": other})
    (found,) = result.of("IND002")
    assert result.serious == [found]
    assert (found.lembar, found.sel) == ("L", "E5")
    assert "lembar ini makin tinggi makin baik" in found.pesan and "lembar K (1.xlsx) makin rendah makin baik" in found.pesan
