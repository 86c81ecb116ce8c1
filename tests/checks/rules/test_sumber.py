"""The same thing with two values: told at the source that loses, or that stands alone against two that agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from bersih import (
    ANSWERS,
    INDICATORS,
    Kasus,
    anggaran,
    desember,
    iku,
    judged,
    kinerja,
    profil,
    sakip,
    survei,
    umur,
)


def pemohon(layanan: str | None) -> Callable[[int], Sequence[Any]]:
    """Respondents of one service."""
    return lambda i: (i, "LP"[i % 2], 20 + i, "SLTA", "Petani", layanan)


TANPA, NIKAH, PINDAH = (survei(served=None, person=pemohon(layanan)) for layanan in (None, "Nikah", "Pindah"))
DUA = [{"A": desember(2023), "B": desember(2023)}]
RAISED = {"C6": 101, "E6": 191, "C10": 407, "E10": 773}


def at(lembar: str, cells: dict[str, int]) -> dict[str, int]:
    return {f"{lembar}!{cell}": value for cell, value in cells.items()}


KASUS = [
    Kasus("SBR001", DUA, at("B", RAISED), "B!C6", "", "", ("101", "100 di sel C6", "lembar A (1.xlsx), yang didahulukan")),
    Kasus(
        "SBR001",
        [{**DUA[0], "C": desember(2023)}],
        at("A", RAISED),
        "A!C6",
        "",
        "",
        ("101", "100 di sel C6", "sumber lain sependapat"),
    ),
    Kasus(
        "SBR001", [*DUA, {"C": desember(2023)}], at("B", RAISED), "B!C6", "", "", ("101", "100 di sel C6", "lembar C (2.xlsx)")
    ),
    Kasus(
        "SBR001", DUA, at("B", {"F6": 52, "F10": 208, "G6": 43, "G10": 169}), "B!F6", "G6", "", ("KK 52", "50", "rumah 43", "40")
    ),
    Kasus(
        "SBR001",
        [{"A": kinerja()}, {"B": kinerja([INDICATORS[0], (*INDICATORS[1][:3], 85), INDICATORS[2]])}],
        {},
        "A!F6",
        "",
        "",
        ("realisasi 84", "85", "lembar B (2.xlsx)"),
    ),
    Kasus(
        "SBR001",
        [{"A": anggaran(), "B": anggaran()}],
        {"B!C13": 110_000_000, "B!E13": 82.73, "B!C14": 1_010_000_000, "B!E14": 90.2},
        "B!C13",
        "",
        "",
        ("7.01.04", "110.000.000", "100.000.000"),
    ),
    Kasus("SBR001", [{"A": sakip(), "B": sakip()}], {"B!D6": 24.5, "B!D10": 82}, "B!D6", "", "", ("24,5", "25,5")),
    Kasus("SBR001", [{"A": profil(), "B": profil()}], {"B!C6": 1020, "B!C9": 4070}, "B!C6", "", "", ("luas 1.020", "1.010")),
    Kasus(
        "SBR001",
        [{"A": umur(), "B": umur()}],
        at("B", {"D7": 12, "F7": 33, "D10": 47, "F10": 133, "D19": 33, "F19": 95, "D22": 133, "F22": 385}),
        "B!D7",
        "",
        "",
        ("12", "11"),
    ),
    Kasus(
        "SBR001",
        [{"A": survei(served=None), "B": survei(ANSWERS[:11], served=None)}],
        {},
        "B!G7",
        "",
        "",
        ("11 responden", "12 responden", "jumlah nilai"),
    ),
    Kasus("SBR002", [{"A": TANPA, "B": NIKAH}], {}, "A!G7", "", "", ("12 responden", "1 jenis layanan", "B (1.xlsx)")),
    Kasus("SBR002", [{"A": NIKAH, "B": PINDAH}, {"C": TANPA}], {}, "C!G7", "", "", ("2 jenis layanan", "A (1.xlsx), B (1.xlsx)")),
]

SENYAP = {"SBR001": [*DUA, {"C": desember(2023)}], "SBR002": [{"A": NIKAH, "B": PINDAH}, {"C": NIKAH}]}
LAIN: tuple[str, ...] = ()


@pytest.mark.parametrize("wrong", ["A", "B"])
def test_a_baseline_of_that_year_tells_which_of_two_realisasi_is_wrong(wrong: str) -> None:
    name, unit, target, real = INDICATORS[1]
    sheets = {lembar: kinerja([(name, unit, target, real + 2 * (lembar == wrong))], average=False) for lembar in "AB"}
    found = judged({**sheets, "I": iku([(name, real, unit, 90, 91, 92)])}).only("SBR001")
    assert (found.lembar, found.sel) == (wrong, "F5") and "padahal 84" in found.pesan


@pytest.mark.parametrize("wrong", ["A", "B"])
def test_the_survey_tells_which_of_two_realisasi_is_wrong(wrong: str) -> None:
    ikm = 81.63
    sheets = {
        lembar: kinerja([("Indeks Kepuasan Masyarakat", "Indeks", 80, ikm + (lembar == wrong))], average=False) for lembar in "AB"
    }
    result = judged({**sheets, "S": survei()})
    assert {(f.lembar, f.sel) for f in result.serious} == {(wrong, "F5")} and len(result.serious) == 1
