"""What a release changes against the one before: told in audit.rilis, and held back beyond the limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from gudang import UNIT, Row, answers, desa, kinerja, merged, program, sakip, staged

from flows.settings import Batas
from flows.store.build import Before, build
from flows.store.changes import Changes

Given = Mapping[str, Sequence[Row]]
BATAS = Batas()
BASE: Given = merged(
    {
        table: [row | {"lembar": table} for row in rows]
        for table, rows in {
            "penduduk_desa": [desa(f"{UNIT}.200{i}", 100 * i, 100 * i) for i in range(1, 6)],
            "anggaran": [program("7.01.01", "1000", "500"), program("7.01.02", "1000", "900")],
            "kinerja": [kinerja("x", "target", "80"), kinerja("x", "realisasi", "80")],
            "sakip": sakip(2024, "25", "25", "12", "20"),
        }.items()
    },
    answers([[3] * 9] * 4, berkas="survei.xlsx"),
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release before: two workbooks."""
    folder = tmp_path_factory.mktemp("lalu")
    build(folder / "lalu.duckdb", staged(folder / "staging", BASE), before=Before(None, 1, Batas()))
    return folder / "lalu.duckdb"


def compared(folder: Path, before: Path | None, given: Given, batas: Batas = BATAS) -> tuple[Changes, dict[str, Any]]:
    """The changes, and the row of audit.rilis."""
    target = folder / "kinerja.duckdb"
    changes = build(target, staged(folder / "staging", given), before=Before(before, 2, batas))
    assert changes
    with duckdb.connect(str(target), read_only=True) as con:
        cursor = con.execute("FROM audit.rilis")
        (row,) = cursor.fetchall()
        return changes, dict(zip([column[0] for column in cursor.description], row, strict=True))


def changed(table: str, *given: Row) -> Given:
    return {**BASE, table: list(given)}


def said(changes: Changes) -> list[str]:
    return [finding.aturan for finding in changes.lonjakan]


def test_the_first_release_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    changes, row = compared(tmp_path, None, BASE)
    assert changes.ringkas == "rilis pertama" and said(changes) == []
    assert row["nomor"] == 2 and row["baris"] == changes.baris > 0
    assert row["rilis_sebelumnya"] is None and row["perubahan"] is None


def test_the_same_again_changes_nothing(tmp_path: Path, before: Path) -> None:
    changes, row = compared(tmp_path, before, BASE)
    assert changes.ringkas == "tidak ada angka yang berubah" and said(changes) == []
    assert row["rilis_sebelumnya"] == "uji" and row["baris"] == row["baris_sebelumnya"]
    assert (row["berkas_baru"], row["angka_baru"], row["angka_berubah"], row["angka_hilang"]) == ([], 0, 0, 0)


def test_a_corrected_figure_is_told_with_both_values(tmp_path: Path, before: Path) -> None:
    people = [desa(f"{UNIT}.200{i}", 100 * i, 100 * i + (i == 2)) for i in range(1, 6)]
    changes, row = compared(tmp_path, before, changed("penduduk_desa", *people))
    assert said(changes) == [] and changes.ringkas == "2 angka berubah"
    told = [(each["kode"], each["sebelumnya"], each["nilai"]) for each in row["perubahan"]]
    assert told == [(UNIT, 3000, 3001), (f"{UNIT}.2002", 400, 401)]


def test_growth_is_no_jump(tmp_path: Path, before: Path) -> None:
    people = [desa(f"{UNIT}.2{i:03}", 100, 100) for i in range(100)]
    given = merged(BASE, {"penduduk_desa": people[6:]}, answers([[1] * 9] * 40, berkas="baru.xlsx"))
    changes, row = compared(tmp_path, before, given)
    assert said(changes) == [] and row["berkas_baru"] == ["baru.xlsx"]
    assert "1 berkas baru" in changes.ringkas


def test_rows_lost_from_a_workbook_that_is_still_there(tmp_path: Path, before: Path) -> None:
    given = {table: rows for table, rows in BASE.items() if table not in ("sakip", "kinerja")}
    changes, _ = compared(tmp_path, before, given, Batas(baris=20))
    assert said(changes) == ["RLS002", "RLS004", "RLS004"]
    assert changes.lonjakan[0].berkas == "a.xlsx"
    assert "kinerja refresh --terbitkan" in changes.lonjakan[0].saran


def test_a_workbook_that_left_takes_its_rows_along(tmp_path: Path, before: Path) -> None:
    given = {table: rows for table, rows in BASE.items() if not table.startswith("skm")}
    changes, row = compared(tmp_path, before, given)
    assert said(changes) == [] and row["berkas_keluar"] == ["survei.xlsx"] and row["angka_hilang"] > 0


def test_most_workbooks_gone_at_once(tmp_path: Path, before: Path) -> None:
    assert said(compared(tmp_path, before, {})[0])[0] == "RLS001"


def test_workbooks_replaced_under_other_names_are_not_lost(tmp_path: Path, before: Path) -> None:
    renamed = {table: [row | {"berkas": f"baru {row.get('berkas', 'a.xlsx')}"} for row in rows] for table, rows in BASE.items()}
    changes, row = compared(tmp_path, before, renamed)
    assert said(changes) == [] and len(row["berkas_baru"]) == len(row["berkas_keluar"]) == 2


@pytest.mark.parametrize(
    ("pagu", "held"), [("1490", []), ("4000", ["RLS003"]), pytest.param("1000000", ["RLS003"], marks=pytest.mark.panjang)]
)
def test_a_sum_that_jumps(tmp_path: Path, before: Path, pagu: str, held: list[str]) -> None:
    given = changed("anggaran", program("7.01.01", pagu, "500"), program("7.01.02", "1000", "900"))
    changes, _ = compared(tmp_path, before, given, Batas(indeks=100))
    assert said(changes) == held


@pytest.mark.parametrize(("answer", "held"), [(3, []), (4, ["RLS004"]), (1, ["RLS004"])])
def test_an_index_that_jumps(tmp_path: Path, before: Path, answer: int, held: list[str]) -> None:
    given = {**BASE, **answers([[answer] * 9] * 4, berkas="survei.xlsx")}
    changes, _ = compared(tmp_path, before, given)
    assert said(changes) == held
    assert all("IKM 2024" in finding.pesan for finding in changes.lonjakan)


def test_limits_are_the_offices(tmp_path: Path, before: Path) -> None:
    given = changed("sakip", *sakip(2024, "20", "20", "10", "20"))
    assert said(compared(tmp_path / "a", before, given, Batas(indeks=10))[0]) == ["RLS004"]
    assert said(compared(tmp_path / "b", before, given, Batas(indeks=12))[0]) == []


def test_a_warehouse_with_other_tables_is_not_compared(tmp_path: Path) -> None:
    strange = tmp_path / "lain.duckdb"
    with duckdb.connect(str(strange)) as con:
        con.execute("CREATE TABLE lain AS SELECT 1 AS x")
    assert compared(tmp_path, strange, BASE)[0].ringkas == "rilis pertama"
    (tmp_path / "rusak.duckdb").write_bytes(b"x" * 5000)
    assert compared(tmp_path / "lagi", tmp_path / "rusak.duckdb", BASE)[0].ringkas == "rilis pertama"
