"""Budget: each rule fires at its cell and is silent on clean sheets."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pabrik
import pytest
from bersih import BUDGET, INDICATORS, Kasus, anggaran, judged, kinerja, pagu, rounded, sasaran
from pabrik import Table

ANGGARAN, PAGU = [{"A": anggaran()}], [{"P": pagu(), "A": anggaran()}]


def without(prefix: str, leaves: Any = BUDGET) -> Table:
    """The budget's sheet after some rows were deleted: its totals still count them."""
    table = anggaran(leaves)
    table.data = [row for row in table.data if not row[0].startswith(prefix)]
    return table


def triwulan(tw: str, share: float, leaves: Any = BUDGET) -> Table:
    """Cumulative realisasi of 2023 until some triwulan."""
    rows = [(*row[:5], *(int(value * share) for value in row[5:])) for row in leaves]
    titles = (f"REALISASI ANGGARAN {pabrik.UNIT_NAMA}", f"TAHUN ANGGARAN 2022 DAN TAHUN 2023 TW {tw}")
    return anggaran(rows, titles=titles, years=("Tahun 2022", "Tahun 2023", f"Tahun 2023 TW {tw}"))


def scaled(factor: float, year: slice, *codes: str) -> Table:
    """The budget with the money of some codes multiplied, everything above adding up."""
    leaves = [list(row) for row in BUDGET]
    for row in leaves:
        if row[0] in codes:
            row[year] = [int(value * factor) for value in row[year]]
    return anggaran(leaves)


Y2022, Y2023, REALISASI = slice(2, 4), slice(4, 6), slice(3, 4)
TW = [{"A": triwulan("II", 0.5)}, {"B": triwulan("III", 1)}]
IKU = [{"K": kinerja(tahun=2022), "I": sasaran(), "A": anggaran()}]
SIX = sorted([*BUDGET, ("7.01.03", "PROGRAM DESA", 70, 60, 80, 30), ("7.01.05", "PROGRAM LAIN", 50, 40, 60, 20)])

KASUS = [
    Kasus("BDG201", ANGGARAN, {"E8": 59}, "E8", "", "95", ("59", "95", "380.000.000", "400.000.000")),
    Kasus("BDG201", ANGGARAN, {"E8": 0.95}, "E8", "", "95", ("0,95", "belum dikali 100")),
    Kasus(
        "BDG201",
        ANGGARAN,
        {"E8": 0.95, "E9": 0.75, "E11": 0.9667, "E12": 0.9667},
        "E8",
        "E9 E11 E12",
        "",
        ("4 angka persen", "belum dikali 100", "E11"),
    ),
    Kasus("BDG001", ANGGARAN, {"C8": 490_000_000}, "C8", "E8 C7", "400.000.000", ("E8", "C7", "salah ketik satu angka")),
    Kasus("BDG001", ANGGARAN, {"D8": 308_000_000}, "D8", "E8 D7", "380.000.000", ("dua angkanya tertukar",)),
    Kasus("BDG203", ANGGARAN, {"C7": 700_000_000}, "C7", "E7 C6", "600.000.000", ("700.000.000", "88,33", "2 baris")),
    Kasus(
        "BDG203",
        [{"A": without("7.01.01.2.01.0002")}],
        {},
        "C7",
        "D7 F7 G7",
        "",
        ("pagu 2022 200.000.000", "realisasi 2022 150.000.000", "pagu 2023 210.000.000", "realisasi 2023 90.000.000"),
    ),
    Kasus("BDG202", ANGGARAN, {"C14": 1_100_000_000}, "C14", "E14", "1.000.000.000", ("1.100.000.000", "91,1")),
    Kasus("BDG202", ANGGARAN, {"D14": 900_000_000}, "D14", "E14", "911.000.000", ("900.000.000", "911.000.000")),
    Kasus("BDG202", ANGGARAN, {"E14": 93}, "E14", "", "91,1", ("93", "91,1")),
    Kasus("BDG202", ANGGARAN, {"E14": 0.911}, "E14", "", "91,1", ("belum dikali 100",)),
    Kasus("BDG202", PAGU, {"P!D9": 1}, "P!D9", "", "970.000.000", ("970.000.000", "pagu sebelum perubahan")),
    Kasus(
        "BDG202",
        [{"A": without("7.01.04", SIX)}],
        {},
        "C15",
        "D15 E15 F15 G15 H15",
        "",
        ("Program 7.01.04 tidak tertulis", "pagu 100.000.000, realisasi 91.000.000", "bila barisnya hilang"),
    ),
    Kasus("BDG204", PAGU, {"P!E6": 650_000_000}, "P!E6", "E9", "600.000.000", ("650.000.000", "sel C6 lembar A")),
    Kasus("BDG204", PAGU, {"P!E6": 650_000_000, "P!E9": 1_050_000_000}, "P!E6", "", "600.000.000", ("600.000.000",)),
    Kasus("ANG001", [{"A": scaled(1.5, REALISASI, "7.01.04")}], {}, "D13", "C13", "", ("136.500.000", "36.500.000", "7.01.04")),
    Kasus("ANG001", [{"A": scaled(1.5, REALISASI, "7.01.02.2.01.0001")}], {}, "D12", "C12", "", ("7.01.02.2.01.0001",)),
    Kasus("ANG002", [{"A": scaled(20, Y2023, "7.01.04")}], {}, "F13", "", "", ("2.400.000.000", "100.000.000", "sel C13")),
    Kasus(
        "ANG003",
        [
            {"A": triwulan("II", 0.5)},
            {"B": triwulan("III", 1, [(*r[:5], r[5] * 0.4) if r[0].endswith("0002") else r for r in BUDGET])},
        ],
        {},
        "B!G9",
        "",
        "",
        ("36.000.000", "45.000.000", "TW III", "TW II", "sel G9 lembar A"),
    ),
    Kasus("ANG004", [{"A": triwulan("II", 1)}, {"B": triwulan("III", 0.4)}], {}, "B!G8", "", "", ("4 dari 4", "TW III")),
    Kasus("BDG601", IKU, {"I!G7": 90}, "I!G7", "", "96,67", ("90", "96,67", "290.000.000")),
    Kasus("BDG602", IKU, {"I!E7": 310_000_000}, "I!E7", "G7 H7", "300.000.000", ("310.000.000", "sel C10 lembar A")),
    Kasus("BDG603", IKU, {"I!H7": 50}, "I!H7", "", "108,62", ("50", "capaian / serapan x 100 = 108,62")),
    Kasus("BDG604", IKU, {"I!C9": 66.67}, "I!C9", "", "70", ("66,67", "3 indikator", "70")),
    Kasus("BDG604", IKU, {"I!C9": 52.5}, "I!C9", "", "70", ("pembagi 4, padahal ada 3 indikator",)),
    Kasus("BDG604", IKU, {"I!G9": 80}, "I!G9", "", "91,1", ("80", "Serapan kecamatan 91,1")),
    Kasus("BDG604", IKU, {"I!H9": 8.86}, "I!H9", "", "104,28", ("8,86", "rasio 104,28", "selisih 3,9")),
    Kasus("BDG604", IKU, {"I!H9": 105}, "I!H9", "", "104,28", ("105", "rasio 104,28", "selisih 3,9")),
]


def accounts(row: int = 0, column: int = 0, value: Any = "5.1") -> dict[str, Table]:
    """A sub kegiatan with its accounts, one cell of these changed."""
    below = [["5.1", "BELANJA OPERASI", 900, 300], ["5.1.02", "Barang", 600, 200], ["5.1.01", "Pegawai", 300, 100]]
    below[row][column] = value
    above = [[code, "Uraian", 900, 300] for code in ("7.01.01", "7.01.01.2.02", "7.01.01.2.02.0001")]
    titles = ["REALISASI ANGGARAN TAHUN 2023", pabrik.UNIT_NAMA]
    return {"RFK": Table([["Kode", "Uraian", "Pagu", "Realisasi"]], [*above, *below], titles)}


SENYAP = {
    "BDG205": [accounts()],
    **dict.fromkeys(("BDG001", "BDG201", "BDG202", "BDG203", "ANG001", "ANG002"), ANGGARAN),
    "BDG204": PAGU,
    **dict.fromkeys(("ANG003", "ANG004"), TW),
    **dict.fromkeys(("BDG601", "BDG602", "BDG603", "BDG604", "KIN004"), IKU),
}
LAIN = ("KIN004", "BDG205")


@pytest.mark.parametrize("efisiensi", ["rasio", "selisih", "sisa", "porsi"])
def test_every_formula_of_efficiency_is_accepted(efisiensi: str) -> None:
    result = judged({"K": kinerja(tahun=2022), "I": sasaran(efisiensi), "A": anggaran()})
    assert result.serious == []
    assert len(result.compared("BDG603")) == len(INDICATORS) and all(each.cocok for each in result.compared("BDG603"))
    shares = result.of("KIN004")
    assert len(shares) == (efisiensi == "porsi")
    for found in shares:
        assert (found.tingkat, found.lembar, found.sel, found.sel_terkait) == ("info", "I", "H6", "H7, H8")
        assert "3 dari 3" in found.pesan and "60" in found.pesan and "30" in found.pesan


@pytest.mark.parametrize("efisiensi", ["rasio", "selisih"])
def test_efficiency_made_of_the_two_printed_percentages_is_right(efisiensi: str) -> None:
    """100,50 - 89,25 is printed as 11,25, though the exact figures would give 11,24."""
    indicators = [(*INDICATORS[0][:2], 797, 801), (*INDICATORS[1][:2], 83, 89), (*INDICATORS[2][:2], 59, 47)]
    leaves = [[*row[:2], *(value + 1_234_567 * i for value in row[2:])] for i, row in enumerate(BUDGET)]
    goals, spending = kinerja(indicators, tahun=2022, average=False), anggaran(leaves)
    sheet = sasaran(closing=False)
    programs = [row for row in spending.data if row[0].count(".") == 2]
    for row, goal, program in zip(sheet.data, goals.data, programs, strict=True):
        reached, spent = Fraction(str(goal[6])), Fraction(str(rounded(Fraction(100 * program[3], program[2]))))
        row[2], row[4:7] = goal[5], [program[2], program[3], float(spent)]
        row[7] = rounded(100 * reached / spent if efisiensi == "rasio" else reached - spent)
    assert judged({"K": goals, "I": sheet, "A": spending}).serious == []


def test_one_wrong_share_stands_out_of_a_column_of_shares() -> None:
    books = {"K": kinerja(tahun=2022), "I": sasaran("porsi"), "A": anggaran()}
    found = judged(books, change={"I!H7": 31}).only("BDG603")
    assert (found.sel, found.usul) == ("H7", "30") and "bagian pagu kecamatan = 30" in found.pesan


def test_without_a_target_no_efficiency_is_called_wrong() -> None:
    result = judged({"I": sasaran(closing=False), "A": anggaran()}, change={"I!H7": 50})
    assert result.compared("BDG603") == [] and result.serious == []


def test_a_lost_program_is_not_named_where_the_percentage_denies_it() -> None:
    """Only the pagu is higher: no program lacks here, one figure was mistyped."""
    found = judged(*ANGGARAN, change={"C14": 1_100_000_000}).only("BDG202")
    assert "tidak tertulis" not in found.pesan


def test_a_program_row_twice_counts_once() -> None:
    table = anggaran()
    table.data.append(list(table.data[0]))
    result = judged({"A": table})
    assert [f.aturan for f in result.serious] == ["BRS001"] and all(each.cocok for each in result.banding)


WHOLE_PERCENT = {f"{column}{row}": None for column in "EH" for row in range(6, 15)}
"""A budget without percentages: which row of a sum is wrong is left open."""


def test_a_digit_mistyped_among_siblings_is_told_where_it_looks_so() -> None:
    """The kegiatan is vouched for by its program: one of the two below is wrong, and one of them looks like a slip."""
    found = judged(*ANGGARAN, change={**WHOLE_PERCENT, "D8": 308_000_000}).only("BDG203")
    assert (found.sel, found.sel_terkait, found.usul) == ("D8", "D7, D9", "")
    assert "realisasi di sel D7 tercetak 530.000.000" in found.pesan and "Salah satu dari sel D8, D9 keliru" in found.pesan
    assert "Yang paling mungkin D8: tampaknya dua angkanya tertukar, seharusnya 380.000.000." in found.pesan
    assert "belum ditulis" not in found.pesan  # nothing is spent without a pagu


def test_a_lost_row_goes_before_several_changed_cells() -> None:
    """A sub kegiatan without money in one year could hold all that the lost one beside it had, in both columns."""
    leaves = [(*row[:2], 0, 0, *row[4:]) if row[0] == "7.01.01.2.01.0001" else row for row in BUDGET]
    table = anggaran(leaves)
    table.data = [row for row in table.data if row[0] != "7.01.01.2.01.0002"]
    found = judged({"A": table}).only("BDG203")
    assert found.sel == "C7" and {"D7", "F7", "G7"} <= set(found.sel_terkait.split(", "))
    assert "pagu 2022 200.000.000, realisasi 2022 150.000.000" in found.pesan


def test_a_lost_row_of_which_nothing_was_spent_is_thought_of() -> None:
    leaves = [(*row[:3], 0, *row[4:5], 0) if row[0] == "7.01.01.2.01.0002" else row for row in BUDGET]
    table = anggaran(leaves)
    table.data = [row for row in table.data if row[0] != "7.01.01.2.01.0002"]
    found = judged({"A": table}).only("BDG203")
    assert found.sel == "C7" and "belum ditulis (pagu 2022 200.000.000, pagu 2023 210.000.000)" in found.pesan


def test_rejected_rows_suspend_parents_and_totals() -> None:
    result = judged(*ANGGARAN, change={"C8": "x"})
    assert [f.aturan for f in result.serious] == ["NIL001"]
    waiting = [each for each in result.banding if not each.cocok]
    assert waiting and all("ditolak" in each.penjelasan for each in waiting)


def test_a_single_wrong_percentage_beside_a_fraction_keeps_its_own_finding() -> None:
    found = judged(*ANGGARAN, change={"E8": 0.95, "E9": 0.75, "E12": 12}).of("BDG201")
    assert [(f.sel, f.sel_terkait) for f in found] == [("E8", "E9"), ("E12", "")]


def test_grown_budgets_are_no_jump() -> None:
    """A small program may multiply: only what also moves half of the budget is told."""
    assert judged({"A": scaled(5, Y2023, "7.01.04")}).of("ANG002") == []
    assert judged({"A": scaled(0.01, Y2022, "7.01.04")}).of("ANG002") == []


def test_shares_of_a_budget_that_no_sheet_states_are_not_called_wrong() -> None:
    assert judged({"K": kinerja(tahun=2022), "I": sasaran("porsi", closing=False)}).serious == []


def one_pagu_for_two_triwulan() -> Table:
    """Pagu in C, realisasi and percentage of TW I in D and E, of TW II in F and G."""
    table = anggaran()
    table.titles[1] = "TAHUN ANGGARAN 2023"
    table.header[1][2:8] = ["Anggaran Tahun 2023", "Realisasi Tahun 2023 TW I", "%", "Realisasi Tahun 2023 TW II", "%", None]
    for row in [*table.data, *table.below]:
        pagu, half = row[5], row[6] // 2
        row[2:] = [pagu, half, rounded(Fraction(100 * half, pagu)), row[6], rounded(Fraction(100 * row[6], pagu))]
    return table


def test_a_wrong_part_of_the_closing_totals_is_one_finding() -> None:
    """The percentage below follows its own row's totals, though that of the kecamatan comes nearer by chance."""
    table = sasaran()
    table.data.pop()  # the totals of the two programs left are not those of the kecamatan
    table.below = [["JUMLAH", None, None, None, 900_000_000, 820_000_000, 91.11, None]]
    books = {"K": kinerja(tahun=2022), "I": table, "A": anggaran()}
    assert judged(books).serious == []
    found = judged(books, change={"I!E7": 295_000_000}).only("BDG602")
    assert (found.sel, found.usul) == ("E7", "300.000.000") and {"E8", "G7"} <= set(found.sel_terkait.split(", "))


def test_one_column_of_pagu_serves_two_triwulan() -> None:
    books = {"A": one_pagu_for_two_triwulan()}
    assert judged(books).serious == []
    found = judged(books, change={"C14": 1_160_000_000}).only("BDG202")
    assert (found.sel, found.usul, found.sel_terkait) == ("C14", "1.060.000.000", "E14, G14")
    found = judged(books, change={"C8": 520_000_000}).only("BDG001")
    assert (found.sel, found.usul) == ("C8", "420.000.000") and {"E8", "G8", "C7"} <= set(found.sel_terkait.split(", "))


def test_part_years_have_no_yearly_efficiency() -> None:
    table = sasaran()
    table.titles[1] = "TAHUN ANGGARAN 2022 TW II"
    assert judged({"K": kinerja(tahun=2022), "I": table, "A": anggaran()}, change={"I!H7": 50}).compared("BDG603") == []


def test_a_year_in_thousands_is_one_finding() -> None:
    table = anggaran([(*row[:4], *(value // 1000 for value in row[4:])) for row in BUDGET])
    found = judged({"A": table}).only("ANG002")
    assert (found.sel, found.sel_terkait) == ("F6", "F10, F13")
    assert "7.01.02, 7.01.04: barangkali seluruh kolom tahun itu salah satuan" in found.pesan


def in_thousands(rows: Any = BUDGET) -> Table:
    """Every figure rounded by itself, sums and percentages being those of the exact ones."""
    leaves = [(*row[:2], *(value + 12_480 + 7 * i for value in row[2:])) for i, row in enumerate(rows)]
    table = anggaran(leaves)
    table.titles[-1] += " (dalam ribuan rupiah)"
    for row in [*table.data, *table.below]:
        for column in (2, 3, 5, 6):
            row[column] = round(row[column], -3) // 1000
    return table


def test_sums_of_figures_in_thousands_need_not_agree_to_the_last_of_them() -> None:
    assert judged({"A": in_thousands()}).serious == []
    found = judged({"A": in_thousands()}, change={"C8": 490_012}).only("BDG001")
    assert found.sel == "C8" and {"E8", "C7"} <= set(found.sel_terkait.split(", "))


def test_a_sum_of_round_figures_agrees_to_the_rupiah() -> None:
    rows = [
        ("7.01.01", "PROGRAM A", 900_000, 800_000, 700_000, 300_000),
        ("7.01.02", "PROGRAM B", 100_000, 90_000, 80_000, 40_000),
    ]
    assert judged({"A": anggaran(rows)}).serious == []
    assert judged({"A": anggaran(rows)}, change={"C8": 1_001_000}).only("BDG202").usul == "1.000.000"


@pytest.mark.parametrize(("row", "column", "wrong", "sel"), [(0, 2, 901, "C8"), (0, 3, 310, "D8")])
def test_accounts_add_up_to_their_sub_kegiatan(row: int, column: int, wrong: int, sel: str) -> None:
    (found,) = judged(accounts(row, column, wrong)).of("BDG205")
    assert (found.sel, found.usul) == (sel, "900" if column == 2 else "300")


def test_an_account_that_is_wrong_itself_is_named() -> None:
    assert judged(accounts(1, 2, 6000)).only("BDG001").sel == "C9"
