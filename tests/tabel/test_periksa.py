"""Sums, averages, shares and changes in tables that no layout knows, and the numbers that nearly are such."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.paths import PROJECT
from flows.settings import Settings
from flows.tabel import AVERAGE, CHANGE, DIVISION, PERINGATAN, SUM, Nyaris, periksa
from flows.tabel.angka import baca_angka
from flows.wording import angka
from flows.workbook.cells import read_workbook
from flows.workbook.numbers import from_float
from flows.workbook.text import address

Rows = list[list[object]]

BARANG: Rows = [
    ["Inventaris kantor", "", "", "", ""],
    ["No", "Barang", "Baik", "Rusak", "Jumlah"],
    [1, "Meja", 241, 17, 258],
    [2, "Kursi", 873, 62, 935],
    [3, "Lemari", 56, 9, 65],
    [4, "Komputer", 132, 28, 160],
    [5, "Printer", 47, 13, 60],
    ["", "Jumlah", 1349, 129, 1478],
]


def changed(rows: Rows, row: int, column: int, value: object) -> Rows:
    copy = [list(line) for line in rows]
    copy[row][column] = value
    return copy


def found(rows: Rows) -> set[tuple[str, tuple[int, int], tuple[tuple[int, int], ...]]]:
    return {(one.operator, one.hasil, one.bagian) for one in periksa(rows).agregasi}


def accused(rows: Rows) -> list[Nyaris]:
    return periksa(rows).nyaris


def test_sums_of_rows_and_columns_are_found() -> None:
    assert (SUM, (3, 4), ((3, 2), (3, 3))) in found(BARANG)
    assert (SUM, (7, 3), tuple((row, 3) for row in range(2, 7))) in found(BARANG)


def test_a_running_number_is_no_part() -> None:
    assert not any((row, 0) in parts for row in range(2, 7) for _, _, parts in found(BARANG))


def test_a_right_table_has_no_near_miss() -> None:
    assert accused(BARANG) == []


@pytest.mark.parametrize(
    ("row", "column", "wrong"),
    [(3, 3, 26), (5, 2, 123), (4, 4, 75), (7, 2, 1394), (7, 4, 1487), (2, 2, 24.1), (6, 3, 31)],
)
def test_the_wrong_cell_is_named_where_rows_and_columns_cross(row: int, column: int, wrong: float) -> None:
    [one] = accused(changed(BARANG, row, column, wrong))
    assert (one.sel, one.seharusnya, one.tingkat) == ((row, column), pytest.approx(BARANG[row][column]), PERINGATAN)


def test_a_year_over_several_columns_is_no_sum() -> None:
    rows: Rows = [["", "TW 1", "TW 2", "TW 3", "Setahun"], ["Tahun", 2024, 2024, 2024, 2024]]
    rows += [
        [f"Uraian {i}", a, b, c, a + b + c] for i, (a, b, c) in enumerate([(311, 402, 877), (287, 355, 940), (198, 241, 655)])
    ]
    assert (SUM, (2, 4), ((2, 1), (2, 2), (2, 3))) in found(rows)
    assert accused(rows) == []
    [one] = accused(changed(rows, 3, 4, 1528))
    assert (one.sel, one.seharusnya) == ((3, 4), 1582)


def test_a_wrong_total_is_named_though_no_row_crosses_it() -> None:
    """Its parts might be wrong as well; but the total differs from their sum by one digit, and none of them would."""
    rows: Rows = [["Desa", "Rumah", "KK", "Sawah", "Ternak"]]
    rows += [["x", 311, 402, 1208, 77], ["x", 287, 355, 940, 102], ["x", 198, 241, 655, 58], ["x", 420, 518, 1733, 91]]
    rows.append(["Jumlah", 1216, 1516, 4536, 328])
    assert accused(rows) == []
    [one] = accused(changed(rows, 5, 3, 4936))
    assert (one.sel, one.seharusnya) == ((5, 3), 4536)


def test_a_total_that_lost_one_of_two_parts_is_named() -> None:
    """It equals its other part, as a list down through its levels does; but elsewhere the pattern holds with both."""
    [one] = accused(changed(BARANG[:-1], 3, 4, 873))
    assert (one.sel, one.seharusnya) == ((3, 4), 935)


def test_a_column_of_codes_apart_from_the_amounts_is_no_line_of_their_sum() -> None:
    rows: Rows = [["Kode", "Kode", "Uraian", "I", "II", "III", "IV"]]
    amounts = [[7356, 7433, 8072, 6783], [2093, 1523, 1960, 1990], [3112, 1492, 1686, 4489]]
    rows.append([412, "", "x", *(sum(column) for column in zip(*amounts, strict=True))])
    rows += [[41201 + i, "", "x", *line] for i, line in enumerate(amounts)]
    assert accused(rows) == []
    [one] = accused(changed(rows, 1, 4, 10484))
    assert (one.sel, one.seharusnya) == ((1, 4), 10448)


def test_one_number_does_not_hide_that_a_column_is_rounded() -> None:
    """Half of these totals are off by the rounding; the one that is wrong is no multiple of a hundred."""
    parts = [[1700, 2400, 900], [3300, 1100, 4600], [2800, 5200, 700], [1200, 900, 3800], [600, 4100, 2500], [4900, 300, 1500]]
    rows: Rows = [["", "A", "B", "C", "Jumlah"], *(["x", *line, sum(line) + 100 * (i % 2)] for i, line in enumerate(parts * 2))]
    assert accused(rows) == []
    assert [one.sel for one in accused(changed(rows, 2, 4, 3107))] == [(2, 4)]


def test_shares_and_changes_are_found() -> None:
    rows: Rows = [["Program", "Pagu", "Realisasi", "%", "Lalu", "Naik %"]]
    for pagu, realisasi, lalu in [
        (812_450, 640_125, 590_300),
        (455_000, 448_710, 460_020),
        (97_340, 21_008, 30_455),
        (1_204_777, 903_112, 777_001),
    ]:
        rows.append(["x", pagu, realisasi, round(realisasi / pagu * 100, 2), lalu, round((realisasi - lalu) / lalu * 100, 2)])
    assert {(DIVISION, (row, 3), ((row, 2), (row, 1))) for row in range(1, 5)} <= found(rows)
    assert {(CHANGE, (row, 5), ((row, 4), (row, 2))) for row in range(1, 5)} <= found(rows)


def test_an_average_that_says_so_is_found() -> None:
    scores = [[78, 91, 64], [85, 70, 99], [59, 88, 73], [94, 67, 81], [72, 83, 90]]
    rows: Rows = [["Nama", "I", "II", "III"], *(["x", *line] for line in scores)]
    rows.append(["Rata-rata", *(sum(column) / 5 for column in zip(*scores, strict=True))])
    assert (AVERAGE, (6, 1), tuple((row, 1) for row in range(1, 6))) in found(rows)


def test_subtotals_are_added_up_level_by_level() -> None:
    leaves = [[120, 3110], [45, 872], [390, 1204], [77, 655]]
    first, second = ([sum(c) for c in zip(*part, strict=True)] for part in (leaves[:2], leaves[2:]))
    lines = [[a + b for a, b in zip(first, second, strict=True)], first, *leaves[:2], second, *leaves[2:]]
    rows: Rows = [["Uraian", "2023", "2024"], *(["x", *line] for line in lines)]
    assert (SUM, (1, 1), ((2, 1), (5, 1))) in found(rows)
    assert (SUM, (5, 2), ((6, 2), (7, 2))) in found(rows)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234.567", "2,5", "1.200"], [1234567, 2.5, 1200]),
        (["1,234,567", "2.5", "1,200"], [1234567, 2.5, 1200]),
        (["9 100", "(45)", "-3,5", "12 %"], [9100, -45, -3.5, 12]),
        (["Rp 1.500.000", "$ 20", "3.00000"], [1500000, 20, 3]),
    ],
)
def test_numbers_are_read_in_the_style_of_their_table(cells: list[str], values: list[float]) -> None:
    read = baca_angka(cells)
    assert [read[cell].nilai for cell in cells] == values


@pytest.mark.parametrize("cell", ["2024/I", "7.01.02", "Mar-09", "", "n/a", True, None])
def test_what_is_no_number_is_left_out(cell: object) -> None:
    assert cell not in baca_angka([cell, "12"])


@pytest.mark.parametrize("rows", [[], [[]], [[""]], [["a"], []], [[1]], [[1, 2]]])
def test_tables_of_nothing_give_nothing(rows: Rows) -> None:
    assert periksa(rows).agregasi == [] and periksa(rows).nyaris == []


GOLDEN = Path(__file__).parents[1] / "golden"
Near = tuple[str, str, str, str]


def sample() -> list[Near]:
    """Every near miss of the office's own workbooks: file, sheet, cell, the value that it should hold."""
    near = []
    for path in sorted(Path(PROJECT, "raw").glob("*.xlsx")):
        for sheet in read_workbook(path.read_bytes(), Settings().limits).sheets:
            found = periksa(sheet.rows).nyaris
            near += [(path.name, sheet.name, address(*one.sel), angka(from_float(one.seharusnya))) for one in found]
    return near


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t") if row["berkas"]]


def test_the_sample_gives_what_its_rules_find_and_what_a_person_has_read() -> None:
    """Nothing false: what the rules do not find stands in a golden file, once it was found true. Nothing is lost: the sums of
    the sample that are nearly right, and whose neighbours bear them out, are found by numbers alone as by the rules."""
    by_rules = {(row["berkas"], row["lembar"], row["sel"], row["usul"]) for row in golden("contoh.tsv")}
    found = set(sample())
    new = [(row["berkas"], row["lembar"], row["sel"], row["usul"]) for row in golden("tanpa_tata_letak.tsv")]
    assert sorted(found - by_rules) == sorted(new)
    book = ("Data Kependudukan Desember 2024.xlsx", "Desember 2024")
    assert found & by_rules == {(*book, "E11", "1.763"), (*book, "E18", "1.582"), (*book, "E20", "21.146")}


def test_dots_before_three_digits_separate_thousands_where_nothing_else_is_written() -> None:
    assert baca_angka(["3.707", 812.0])["3.707"].nilai == 3707
    assert baca_angka(["3.707", "0.5"])["3.707"].nilai == 3.707
