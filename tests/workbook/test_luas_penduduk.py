"""Area and population in one table: each goes into its own dataset, and the printed total of each is compared."""

from __future__ import annotations

from bersih import judged
from kantor import A, B, rows_of
from pabrik import UNIT_NAMA, Checked, Table, checked, findings, unbalanced, workbook

PEOPLE = ("tahun", "desa", "laki_laki", "perempuan")


TITLES = ["LUAS DAN PENDUDUK TAHUN 2023", UNIT_NAMA]


def of(header: list[list[object]], rows: list[list[object]]) -> Checked:
    result = checked(workbook({"L": Table(header, rows, TITLES)}))
    assert not unbalanced(result)
    return result


def test_both_are_loaded_and_both_totals_compared() -> None:
    header: list[list[object]] = [["No", "Desa", "Luas", "L", "P", "Jumlah"]]
    rows: list[list[object]] = [["1", A, 125, 10, 11, 21], ["2", B, 1200, 20, 21, 41]]
    result = of(header, rows)
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 125), (B, 1200)]
    assert rows_of(result, "penduduk_desa", PEOPLE) == [(2023, A, 10, 11), (2023, B, 20, 21)]
    total = [None, "Jumlah", 1335, 30, 32, 62]
    found = judged({"L": Table(header, rows, TITLES, [total])})
    assert found.only("BDG103").sel == "C7" and found.compared("BDG101")


def test_an_area_beside_several_years_is_of_none_of_them() -> None:
    header = [["Desa", "Luas Wilayah (Ha)", "2022", None, "2023", None], [None, None, "L", "P", "L", "P"]]
    result = of(header, [[A, 125, 10, 11, 12, 13]])
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 125)]
    assert rows_of(result, "penduduk_desa", PEOPLE) == [(2022, A, 10, 11), (2023, A, 12, 13)]


def test_an_area_that_further_rows_of_a_village_repeat_counts_once() -> None:
    rows = [[A, 125, 2022, 10, 11], [A, 125, 2023, 12, 13], [A, 130, 2024, 12, 13]]
    result = of([["Desa", "Luas", "Tahun", "L", "P"]], rows)
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 125)]
    (finding,) = [f for f in result.temuan if f.tingkat != "info"]
    assert finding.sel == "B7" and not findings(result, "LBR007")


def test_a_village_with_an_area_alone_has_no_population() -> None:
    result = of([["Desa", "Luas", "L", "P"]], [[A, 125, 10, 11], [B, 1200, None, None]])
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 125), (B, 1200)]
    assert rows_of(result, "penduduk_desa", PEOPLE) == [(2023, A, 10, 11)]


def test_an_area_that_is_no_number_costs_no_population() -> None:
    rows: list[list[object]] = [[A, "1,25 Km2", 10, 11], [B, "12 Km2", 20, 21]]
    result = of([["Desa", "Luas", "L", "P"]], rows)
    assert len(rows_of(result, "penduduk_desa", PEOPLE)) == 2 and not rows_of(result, "profil_desa", ("desa",))
    (finding,) = findings(result, "NIL117")
    assert (finding.sel, finding.sel_terkait) == ("B5", "B6")


def test_a_sum_of_areas_is_an_area() -> None:
    header: list[list[object]] = [["Desa", "Luas (Ha)", None, "Penduduk"], [None, "Sawah", "Jumlah", "Jumlah"]]
    result = of(header, [[A, 10, 30, 21]])
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 30)]
    assert rows_of(result, "penduduk_desa", ("desa", "jumlah_tercetak")) == [(A, 21)]


def test_an_area_needs_no_year() -> None:
    table = Table([["Desa", "Luas", "L", "P"]], [[A, 125, 10, 11]], ["LUAS DAN PENDUDUK", UNIT_NAMA])
    result = checked(workbook({"L": table}))
    assert rows_of(result, "profil_desa", ("desa", "luas_ha")) == [(A, 125)] and "penduduk_desa" not in result.frames
    assert findings(result, "PRD001") and not unbalanced(result)
