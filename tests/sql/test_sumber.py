"""Which source wins, and that the order of files never matters. What is said about the others: tests/checks/rules."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from gudang import Row, answers, desa, kinerja, merged, program, rows, side_by_side, staged, warehouse, write

from flows.store.build import build

OLD, NEW = datetime(2025, 1, 1), datetime(2025, 2, 1)


SAVED = [  # when a and b were saved, and which of them wins
    (NEW, OLD, "a"),
    (OLD, NEW, "b"),
    (OLD, OLD, "b"),
    (OLD, None, "a"),
    (None, None, "b"),
]


def test_workbook_saved_last_wins(tmp_path: Path) -> None:
    saved = {
        f"{case}{name}.xlsx": time for case, times in enumerate(SAVED) for name, time in zip("ab", times[:2], strict=True) if time
    }
    given = [
        desa("x", number, 0, berkas=f"{case}{name}.xlsx", tahun=2000 + case)
        for case in range(len(SAVED))
        for number, name in enumerate("ab", start=1)
    ]
    con = warehouse(tmp_path, {"penduduk_desa": given}, saved=saved)
    winners = [f"{case}{winner}.xlsx" for case, (*_, winner) in enumerate(SAVED)]
    assert [berkas for (berkas,) in rows(con, "SELECT berkas FROM data.penduduk_desa ORDER BY tahun")] == winners
    assert rows(con, "SELECT dimuat, tergantikan, count(*) FROM audit.baris GROUP BY ALL ORDER BY ALL") == [(0, 1, 5), (1, 0, 5)]


BASE = {"desa_kode": "x", "desa": "x"}
CASES: dict[str, dict[str, list[Row]]] = {
    "sheets": {"penduduk_desa": [desa("x", 1, 0, lembar="Z", lembar_ke=1), desa("x", 2, 0, lembar="A", lembar_ke=2)]},
    "villages": {
        "penduduk_desa": [*(desa(f"d{i}", i, i, berkas=f"{i}.xlsx") for i in range(14)), desa("d3", 100, 0, berkas="z.xlsx")]
    },
    "budget": {
        "anggaran": [
            *(program(kode, "10", "1", berkas="a.xlsx") for kode in ("7.01.01", "7.01.01.2.01", "7.01.02")),
            program("7.01.01", "20", "2", berkas="b.xlsx"),
        ]
    },
    "profile": {
        "profil_desa": [
            BASE | {"luas_ha": Decimal(1), "jarak_km": Decimal(2), "berkas": "a.xlsx"},
            BASE | {"luas_ha": Decimal(3), "berkas": "b.xlsx", "luas_ha_sel": "C7"},
        ]
    },
    "survey": merged(
        answers([[1] * 9], berkas="a.xlsx", layanan="KTP"),
        answers([[3] * 9], berkas="a.xlsx", layanan="KK", baris=50),
        answers([[4] * 9, [4] * 9], berkas="b.xlsx", layanan="ktp"),
    ),
}
Of = Callable[[str], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def of(tmp_path_factory: pytest.TempPathFactory) -> Of:
    return side_by_side(tmp_path_factory.mktemp("gudang"), CASES, {"skm.bobot": "1/9"})


def test_first_sheet_of_a_workbook_wins(of: Of) -> None:
    con = of("sheets")
    assert rows(con, "SELECT lembar FROM data.penduduk_desa") == [("Z",)]


def test_villages_of_many_workbooks_stand_side_by_side(of: Of) -> None:
    con = of("villages")
    assert rows(con, "SELECT count(*), sum(jumlah) FROM penduduk_desa") == [(14, 2 * sum(range(14)) - 6 + 100)]


def test_budget_is_replaced_program_by_program(of: Of) -> None:
    con = of("budget")
    assert rows(con, "SELECT kode, pagu FROM realisasi_anggaran") == [("7.01.01", Decimal(20)), ("7.01.02", Decimal(10))]


def test_profile_is_settled_column_by_column(of: Of) -> None:
    con = of("profile")
    assert rows(con, "SELECT berkas, luas_ha, luas_ha_sel, jarak_km FROM data.profil_desa ORDER BY berkas") == [
        ("a.xlsx", None, None, Decimal(2)), ("b.xlsx", Decimal(3), "C7", None),
    ]  # fmt: skip


def test_survey_is_replaced_by_service(of: Of) -> None:
    con = of("survey")
    assert rows(con, "SELECT layanan, jumlah_responden, ikm FROM ikm_layanan") == [
        ("KK", 1, Decimal("75.00")),
        ("ktp", 2, Decimal("100.00")),
    ]
    assert rows(con, "SELECT jumlah_responden, ikm FROM ikm") == [(3, Decimal("91.67"))]


def everything() -> dict[str, list[Row]]:
    """A little of each dataset, in several workbooks."""
    chance = random.Random(7)
    table = [[chance.choice([1, 2, 3, 4, None]) for _ in range(9)] for _ in range(40)]
    return merged(
        answers(table, berkas="skm.xlsx", jenis_kelamin="L", umur="40"),
        {"penduduk_desa": [desa(f"d{i}", i, 2 * i, berkas=f"p{i % 3}.xlsx", jumlah_tercetak=i) for i in range(30)]},
        {
            "anggaran": [
                program(f"7.01.0{i}", "10", "3", berkas=f"u{j}.xlsx", tahun=2020 + j % 3) for i in range(6) for j in range(5)
            ]
        },
        {
            "kinerja": [
                kinerja(f"i{i}", ukuran, str(i + 1), berkas=f"k{i}.xlsx") for i in range(6) for ukuran in ("target", "realisasi")
            ]
        },
    )


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(path), read_only=True) as con:
        names = rows(con, "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL")
        return {name: rows(con, f"FROM {name}") for (name,) in names}


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.panjang) for seed in range(2, 10))])
def test_order_of_files_and_rows_never_matters(tmp_path: Path, seed: int) -> None:
    """One file a row, listed in another order each time: the same tables, in the same order of rows."""
    given = everything()
    files = staged(tmp_path / "utuh", given)
    with duckdb.connect() as con:
        split: dict[str, list[Path]] = {}
        for table in given:
            columns, number = con.execute(f"FROM read_parquet('{files[table][0].as_posix()}')"), 0
            names = [column[0] for column in columns.description or ()]
            for number, row in enumerate(columns.fetchall()):
                path = tmp_path / table / f"{number:04}.parquet"
                split.setdefault(table, []).append(write(path, table, [dict(zip(names, row, strict=True))]))
    shuffled = {table: random.Random(seed).sample(paths, len(paths)) for table, paths in split.items()}
    build(tmp_path / "acak.duckdb", files | shuffled)
    build(tmp_path / "utuh.duckdb", files)
    assert contents(tmp_path / "acak.duckdb") == contents(tmp_path / "utuh.duckdb")
