"""Survey: footers, index, letters, respondents and rankings; each rule fires at its cell and is silent on clean sheets."""

from __future__ import annotations

from fractions import Fraction

import pabrik
import pytest
from bersih import ANSWERS, BLANK, Kasus, judged, mutu, peringkat, rounded, survei

from flows.settings import Settings

SURVEI, RANKED = [{"S": survei(respondents=12)}], [{"R": peringkat(), "S": survei()}]
OTHER = [[{2: 4, 3: 3, 4: 2}[value] for value in row] for row in ANSWERS]
STATED = ("IKM PER UNSUR", f"{pabrik.UNIT_NAMA} TAHUN 2023", "Jumlah responden : 12 orang")
CLAIMED = [{"R": peringkat(titles=STATED, desimal=3)}]
LARGE = {"A25": "Jumlah penerima layanan : 420 orang", "A26": "Jumlah minimum sampel responden : 201 orang"}

KASUS = [
    Kasus("BDG301", SURVEI, {"G19": 99}, "G19", "", "40", ("99", "40", "12 jawaban", "3,333")),
    Kasus("BDG301", SURVEI, {"G20": 3.9}, "G20", "", "3,33", ("3,9", "Jumlah nilai 40 dari 12 jawaban")),
    Kasus("BDG301", SURVEI, {"H21": 0.5}, "H21", "", "0,38", ("0,5", "3,417")),
    Kasus("BDG301", SURVEI, {"O22": "84,99 (B)"}, "O22", "", "81,63", ("84,99", "12 responden", "bobot 0,111", "81,71")),
    Kasus("BDG301", SURVEI, {"O22": "79,99 (C)"}, "O22", "", "81,63", ("79,99", "81,63 (B)")),
    Kasus("BDG301", SURVEI, {"O22": "81,63 (C)"}, "O22", "", "B", ("C", "B", "81,63")),
    Kasus("BDG301", SURVEI, {"G23": "D"}, "G23", "", "B", ("83,33", "mutu B")),
    Kasus("BDG301", SURVEI, {"G8": 1}, "G8", "G12 G19", "", ("40", "38", "G8, G12")),
    Kasus("BDG301", SURVEI, {"O22": "80,90 (B)"}, "O22", "", "81,63", ("cocok dengan bobot 0,11.",)),
    Kasus("BDG301", SURVEI, {"O22": "81,71 (B)"}, "O22", "", "81,63", ("cocok dengan bobot 1/9.",)),
    Kasus(
        "BDG303", SURVEI, {"A26": "Jumlah minimum sampel responden : 15 orang"}, "A26", "", "12", ("15", "12 penerima layanan")
    ),
    Kasus("BDG304", SURVEI, {"A27": "Jumlah responden : 14 orang"}, "A27", "", "12", ("14", "12 responden")),
    Kasus(
        "BDG304", SURVEI, {"A27": "Jumlah responden : 201 orang"}, "A27", "", "12", ("tidak mungkin berasal dari 201 responden",)
    ),
    Kasus("SKM001", SURVEI, LARGE, "A26", "", "", ("12 responden", "201", "tidak mungkin berasal dari 201 responden")),
    Kasus("BDG302", RANKED, {"R!A13": 8}, "R!A13", "", "9", ("2,83", "urutan 9")),
    Kasus("BDG302", RANKED, {"R!D5": 3.1}, "R!D5", "", "3,42", ("3,1", "3,417", "dari survei lain")),
    Kasus("SKM004", CLAIMED, {"D6": 3.541}, "D6", "A3", "", ("3,541", "12 responden")),
]

SENYAP = {
    **dict.fromkeys(("BDG301", "BDG303", "BDG304", "SKM001", "SKM002", "SKM003"), SURVEI),
    "BDG302": RANKED,
    "SKM004": CLAIMED,
}
LAIN = ("SKM002", "SKM003")


@pytest.mark.parametrize(("bobot", "kode"), [(Fraction(11, 100), "0,11"), (Fraction(1, 9), "1/9")])
def test_a_sheet_with_another_weight_is_one_finding_and_none_once_the_office_says_so(bobot: Fraction, kode: str) -> None:
    sheets = {"S": survei(bobot=bobot)}
    found = judged(sheets).only("BDG301")
    assert f"cocok dengan bobot {kode}" in found.pesan and "O22" in (found.sel, *found.sel_terkait.split(", "))
    assert judged(sheets, settings=Settings(bobot=kode)).serious == []


@pytest.mark.parametrize("places", [2, 3])
def test_rounded_weighted_means_are_told_at_the_index_alone(places: int) -> None:
    """Each mean is right as far as it goes; the index made of them is not."""
    table = survei()
    terms = [rounded(Fraction(sum(column), 12) * Fraction(111, 1000), places) for column in zip(*ANSWERS, strict=True)]
    index = rounded(sum(Fraction(str(term)) for term in terms) * 25)
    table.below[2][6:] = terms
    table.below[3][-1] = index
    found = judged({"S": table}).only("BDG301")
    assert (found.sel, found.usul, found.sel_terkait) == ("O22", "81,63", "")
    assert f"NRR tertimbang dibulatkan {places} desimal" in found.pesan


@pytest.mark.parametrize("places", [2, 3])
def test_weighted_means_made_of_rounded_means_are_right(places: int) -> None:
    """3,42 x 0,111 is printed as 0,380, though 41/12 x 0,111 would be 0,379."""
    table = survei(nrr_decimals=places)
    table.below[2][6:] = [rounded(Fraction(str(mean)) * Fraction(111, 1000), 3) for mean in table.below[1][6:]]
    assert judged({"S": table}).serious == []


def test_letters_by_the_table_of_2004_are_one_finding() -> None:
    old = [("A", 81.26), ("B", 62.51), ("C", 43.76)]
    table = survei()
    means = [Fraction(sum(column), 12) * 25 for column in zip(*ANSWERS, strict=True)]
    table.below[4] = ["KATEGORI", *BLANK, *(next(letter for letter, low in old if mean >= low) for mean in means)]
    wrong = [
        f"{column}23" for column, mean in zip("GHIJKLMNO", means, strict=True) if table.below[4][ord(column) - 65] != mutu(mean)
    ]
    found = judged({"S": table}).only("BDG301")
    assert [found.sel, *found.sel_terkait.split(", ")] == wrong and "tabel tahun 2004" in found.pesan


def test_footers_of_another_survey_are_one_finding() -> None:
    table = survei()
    table.below = survei(OTHER).below
    found = judged({"S": table}).only("BDG301")
    assert found.sel == "G19" and {f"{column}19" for column in "HIJKLMNO"} <= set(found.sel_terkait.split(", "))
    assert "dari data lain" in found.pesan and f"{len(found.sel_terkait.split(', ')) + 1} angka" in found.pesan
    assert not [cell for cell in found.sel_terkait.split(", ") if int(cell[1:]) < 19]


def test_footers_of_another_survey_take_along_what_an_answer_could_explain() -> None:
    """One sum could be that of a single answer changed; beside eight from elsewhere, nobody mistyped an answer."""
    other = [list(row) for row in OTHER]
    for i, row in enumerate(ANSWERS):
        other[i][4] = row[4]
    other[next(i for i, row in enumerate(ANSWERS) if row[4] == 2)][4] = 4
    table = survei()
    table.below = survei(other).below
    found = judged({"S": table}).only("BDG301")
    assert found.sel == "G19" and "K19" in found.sel_terkait.split(", ")
    assert not [cell for cell in found.sel_terkait.split(", ") if int(cell[1:]) < 19]


@pytest.mark.parametrize(("responden", "jawaban"), [(12, 11), (60, 58), (99, 97), (300, 295)])
def test_a_mean_of_an_unsur_that_some_left_blank_is_possible(responden: int, jawaban: int) -> None:
    titles = (*STATED[:2], f"Jumlah responden : {responden} orang")
    mean = rounded(Fraction(3 * jawaban + 7, jawaban), 3)
    assert judged({"R": peringkat(titles=titles, desimal=3)}, change={f"D{row}": mean for row in range(5, 14)}).of("SKM004") == []


def test_how_far_a_mean_was_rounded_is_seen_in_its_column() -> None:
    """3,25 beside 3,333 is 3,250, which 12 respondents give; 3,26 is 3,260, which they do not."""
    found = judged(*CLAIMED, change={"D6": 3.26}).only("SKM004")
    assert (found.sel, found.sel_terkait) == ("D6", "A3")
    assert judged(*CLAIMED, change={"D6": 3.25}).of("SKM004") == []


def test_a_blank_answer_leaves_its_denominator() -> None:
    answers: list[list[int | None]] = [list(row) for row in ANSWERS]
    answers[3][2] = answers[5][2] = None
    table = survei(answers)
    assert judged({"S": table}).serious == []
    table.below[1][8] = rounded(Fraction(table.below[0][8], 12), 3)
    found = judged({"S": table}).only("BDG301")
    assert (found.sel, found.usul) == ("I20", "2,9") and "pembagi seluruh responden, padahal ada jawaban kosong" in found.pesan


def test_a_rejected_respondent_suspends_every_footer() -> None:
    result = judged({"S": survei()}, change={"G8": 7})
    assert [f.aturan for f in result.serious] == ["NIL007"]
    assert any(not each.cocok for each in result.compared("BDG301"))


def test_one_respondent_too_few_is_not_the_rejected_one() -> None:
    """The smallest sample is met by those who answered, the rejected one among them."""
    assert judged({"S": survei()}, change={"G8": 7}).of("SKM001") == []


def test_equal_answers_and_doubled_respondents_are_remarks() -> None:
    answers = [list(row) for row in ANSWERS]
    answers[0], answers[5] = [3] * 9, answers[4]
    same = {5: 30, 6: 30}
    table = survei(answers, person=lambda i: (i, "L", same.get(i, 20 + i), "SLTA", "Petani", "Legalisasi"))
    result = judged({"S": table})
    assert result.serious == []
    (alike,), (twice,) = result.of("SKM002"), result.of("SKM003")
    assert (alike.tingkat, alike.sel) == ("info", "G7") and "baris 7" in alike.pesan
    assert (twice.tingkat, twice.sel) == ("info", "G12") and "baris 12" in twice.pesan


def test_many_equal_answers_are_one_remark() -> None:
    table = survei([[3] * 9] * 12)
    (found,) = judged({"S": table}).of("SKM002")
    assert (found.sel, len(found.sel_terkait.split(", "))) == ("G7", 11) and "12 responden" in found.pesan


@pytest.mark.parametrize("ranks", [(1, 1, 3, 3, 3, 6, 6, 6, 9), (1, 2, 3, 4, 5, 6, 7, 8, 9), (1, 1, 2, 2, 2, 3, 3, 3, 4)])
def test_tied_means_may_be_counted_in_three_ways(ranks: tuple[int, ...]) -> None:
    assert judged(*RANKED, change={f"R!A{row}": rank for row, rank in enumerate(ranks, start=5)}).serious == []


def test_swapped_ranks_are_one_finding() -> None:
    found = judged(*RANKED, change={"R!A5": 9, "R!A13": 1}).only("BDG302")
    assert (found.sel, found.sel_terkait, found.usul) == ("A5", "A13", "") and "(A13): 9" in found.pesan


def test_a_ranking_of_another_survey_is_one_finding() -> None:
    found = judged({"R": peringkat(OTHER), "S": survei()}).only("BDG302")
    assert found.sel == "D5" and {f"D{row}" for row in range(6, 14)} <= set(found.sel_terkait.split(", "))
    assert "9 angka NRR" in found.pesan and "tahun sebelumnya" in found.pesan


def test_a_ranking_of_two_surveys_names_its_year() -> None:
    """Each ranking is held against the survey of its own year."""
    titles = ("IKM PER UNSUR", f"{pabrik.UNIT_NAMA} TAHUN 2022")
    assert judged({"R": peringkat(OTHER, titles=titles), "S": survei()}).serious == []


@pytest.mark.parametrize(("number", "found"), [(7, 1), (13, 0)])
def test_a_respondent_twice_is_known_by_his_number_where_the_sheet_says_little_of_him(number: int, found: int) -> None:
    """With two facts of a respondent, two alike are no wonder; with one number they are."""
    answers = [*ANSWERS, ANSWERS[6]]
    numbers = [*range(1, 13), number]
    people = ("NO. RESP", "PEKERJAAN", "JENIS LAYANAN")
    table = pabrik.skm(answers, people=people, person=lambda i: (numbers[i - 1], "Petani", "Legalisasi"), feet=False)
    assert [(f.sel, f.tingkat) for f in judged({"S": table}).of("SKM003")] == [("D19", "info")] * found


def test_too_few_respondents_are_told_beside_what_the_cell_holds() -> None:
    (found,) = judged(*SURVEI, change=LARGE).of("SKM001")
    assert (found.sel, found.nilai) == ("A26", LARGE["A26"])
