"""Sheets that no layout knows: nothing is loaded, and a sum that is wrong is named at its cell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pabrik import Table, checked, findings, rules, workbook

from flows.checks.check import Checked
from flows.checks.run import isi_of, judge
from flows.checks.single import one_a_cell
from flows.findings import Temuan
from flows.limits import default_limits
from flows.settings import Settings

GOODS = [["Meja", 241, 17, 258], ["Kursi", 873, 62, 935], ["Lemari", 56, 9, 65], ["Komputer", 132, 28, 160]]
HEADER = ["Barang", "Baik", "Rusak", "Banyaknya"]
FOOT = ["Semua", 1302, 116, 1418]
"""Goods in rows 5 to 8, their sum in row 9; B and C add up to D."""


def read(change: Mapping[tuple[int, int], Any] | None = None, settings: Settings | None = None) -> Checked:
    """``change``: new values by line (4 is the last one) and column of the table."""
    lines = [list(row) for row in [*GOODS, FOOT]]
    for (line, column), value in (change or {}).items():
        lines[line][column] = value
    table = Table([HEADER], lines, ["INVENTARIS KANTOR", "TAHUN 2023"])
    return checked(workbook({"Barang": table}), settings=settings)


def place(line: int, column: int) -> str:
    return f"{'ABCD'[column]}{line + 5}"


def test_a_right_sheet_is_silent() -> None:
    result = read()
    assert not any(code.startswith("TBL") for code in rules(result))
    assert not result.frames


@pytest.mark.parametrize(("line", "column", "wrong"), [(4, 1, 1320), (4, 3, 1481), (1, 3, 395), (1, 2, 26), (2, 1, 65)])
def test_the_wrong_number_is_named_with_what_it_should_be(line: int, column: int, wrong: int) -> None:
    result = read({(line, column): wrong})
    (found,) = findings(result, "TBL001")
    right = f"{[*GOODS, FOOT][line][column]:,}".replace(",", ".")
    assert (found.sel, found.usul) == (place(line, column), right)
    assert found.nilai in found.pesan and right in found.pesan and "jumlah" in found.pesan
    assert not result.frames


def test_the_message_tells_of_which_cells_and_of_which_slip() -> None:
    (total,) = findings(read({(4, 1): 1320}), "TBL001")
    assert total.pesan == "Tertulis 1.320, padahal jumlah B5:B8 adalah 1.302. Tampaknya dua angkanya tertukar."
    (part,) = findings(read({(1, 2): 26}), "TBL001")
    assert "(935) bila di sini 62" in part.pesan or "(116) bila di sini 62" in part.pesan
    assert part.sel_terkait in ("D6", "C9")


def test_numbers_as_text_are_read_and_quoted_as_numbers() -> None:
    (found,) = findings(read({(4, 1): "Rp 1320", (4, 3): "1418"}), "TBL001")
    assert (found.sel, found.nilai, found.usul) == ("B9", "1.320", "1.302")


def alone(wrong: int) -> Checked:
    """Two sums below each other's columns, none across: nothing but the slip tells which cell is wrong."""
    rows: list[list[Any]] = [
        [f"Uraian {i}", *numbers] for i, numbers in enumerate([(311, 1208, 77), (287, 940, 102), (198, 655, 58)])
    ]
    return checked(workbook({"L": Table([["Uraian", "Rumah", "Sawah", "Ternak"]], [*rows, ["Semua", 796, wrong, 237]], ["X"])}))


def test_what_is_in_doubt_is_only_a_remark_with_every_suspect() -> None:
    assert not any(code.startswith("TBL") for code in rules(alone(2803)))
    result = alone(1595)  # C5, 1.208, was left out
    found = [t for t in result.temuan if t.aturan in ("TBL001", "TBL002")]
    assert [(t.sel, t.usul) for t in found] == [("C7", "2.803")]
    assert "tidak ikut terhitung" in found[0].pesan


def one_column(total: int) -> Checked:
    """A list of one column of numbers, whose total only its label tells."""
    lines = [[f"Uraian {i}", number] for i, number in enumerate((3110, 872, 1204, 655, 2048))]
    return checked(workbook({"L": Table([["Uraian", "Banyaknya"]], [*lines, ["Jumlah", total]], ["X"])}))


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (7898, "dua angkanya tertukar"),
        (7879, "salah ketik satu angka"),
        (6685, "B6 tidak ikut terhitung"),
        (8544, "B7 terhitung dua kali"),
    ],
)
def test_a_label_alone_tells_a_total(wrong: int, cause: str) -> None:
    (found,) = (t for t in one_column(wrong).temuan if t.aturan in ("TBL001", "TBL002"))
    assert (found.sel, found.usul) == ("B9", "7.889")
    assert cause in found.pesan and "jumlah B4:B8" in found.pesan


def test_what_no_slip_explains_is_not_held_against_a_label() -> None:
    for total in (7889, 5000, 9123):
        assert not any(code.startswith("TBL") for code in rules(one_column(total)))


def test_a_remark_names_the_cells_of_its_sum() -> None:
    (found,) = findings(one_column(6685), "TBL002")
    assert found.tingkat == "info" and "TBL001" not in rules(one_column(6685))
    assert found.sel_terkait == "B4, B5, B6, B7, B8"
    assert found.pesan == (
        "Tertulis 6.685, sedangkan jumlah B4:B8 adalah 7.889. Tampaknya B6 tidak ikut terhitung. "
        "Mungkin juga sel lain dari hitungan itu yang keliru."
    )


VILLAGES = [
    ["Manunggal", 611, 590, 402],
    ["Madu Retno", 1088, 1027, 615],
    ["Karang Rejo", 640, 623, 411],
    ["Pandan Sari", 975, 903, 621],
]


def known(total: int, extra: Sequence[int], jumlah: int = 2115) -> list[Temuan]:
    """A sheet of villages, which is known, and beside it two columns that nobody knows, with ``extra`` as their totals."""
    others = [(88, 31), (120, 57), (93, 44), (76, 29)]
    lines = [[name, lk, pr, lk + pr, kk, *more] for (name, lk, pr, kk), more in zip(VILLAGES, others, strict=True)]
    lines[1][3] = jumlah
    lines.append(["TOTAL", 3314, 3143, total, 2049, *extra])
    header = ["DESA", "LK", "PR", "JUMLAH", "JLH KK", "Kambing", "Sapi"]
    data = workbook({"Desa": Table([header], lines, ["DATA PENDUDUK KECAMATAN KARANG BINTANG", "DESEMBER 2024"])})
    done = checked(data)
    assert done.frames
    return one_a_cell([*done.temuan, *judge([isi_of(done)], Settings())[1]])


def test_what_a_known_sheet_holds_beside_is_checked_as_well() -> None:
    assert not [t for t in known(6457, (377, 161)) if t.aturan.startswith("TBL")]
    found = [t for t in known(6457, (337, 161)) if t.aturan.startswith("TBL")]
    assert [(t.sel, t.usul) for t in found] == [("F9", "377")]


def test_one_cell_has_one_finding() -> None:
    """Where the rules of a known sheet speak, numbers alone say nothing more."""
    found = known(6457, (377, 161), jumlah=2151)
    at = [t.aturan for t in found if "D6" in (t.sel, *t.sel_terkait.split(", "))]
    assert at == ["BDG101"]
    assert "TBL001" not in {t.aturan for t in found}


def test_beyond_the_limit_nothing_is_looked_for() -> None:
    small = Settings(limits=replace(default_limits(), sel_asing=20))
    result = read({(4, 1): 1320}, small)
    assert "TBL001" not in rules(result)
    (found,) = findings(result, "TBL003")
    assert "36 sel, batasnya 20" in found.pesan
    assert "TBL003" not in rules(read({(4, 1): 1320}))


def test_no_name_is_told() -> None:
    people = [["Zubaidah Xaveria", 241, 17, 258], *GOODS[1:], FOOT]
    people[1] = ["Budi Xaverius", 873, 62, 953]
    result = checked(workbook({"L": Table([["Nama", "Pagi", "Sore", "Banyaknya"]], people, ["PEGAWAI"])}))
    assert [t.sel for t in findings(result, "TBL001")]
    assert not any(name in f"{t}" for t in result.temuan for name in ("Zubaidah", "Budi", "Xaveri"))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("odd", [1e308, -1e308, 6310042003000001.0, "6310042003000001", "1" * 400, True, "#REF!"])
def test_no_cell_is_too_odd(odd: Any) -> None:
    for line, column in ((4, 3), (1, 2), (0, 1)):
        result = read({(line, column): odd})
        assert "BRK009" not in rules(result)
        assert not any("6310042003000001" in f"{t}".replace(".", "") for t in result.temuan)


def test_known_sheets_do_not_load_what_looks_for_sums() -> None:
    code = "import sys, flows.cli, flows.pipeline, flows.workbook.read; sys.exit('flows.tabel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
