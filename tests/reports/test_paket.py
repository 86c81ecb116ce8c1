"""The data package: valid by Frictionless, and its tables are the warehouse's."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest
from frictionless import Package, Resource

from flows.reports.warehouse import RESULTS


@pytest.fixture(scope="module")
def package(sample_reports: Path) -> Path:
    return sample_reports / "data" / "datapackage.json"


def test_it_is_valid(package: Path) -> None:
    report = Package(str(package)).validate()
    assert report.flatten(["task", "note"]) == []
    assert report.stats["tasks"] == 2 * len(RESULTS)


def test_a_changed_file_is_noticed(package: Path, tmp_path: Path) -> None:
    for path in package.parent.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = tmp_path / "ikm.csv"
    changed.write_bytes(changed.read_bytes().replace(b"84,64", b"99,99"))
    assert not Package(str(tmp_path / package.name)).validate().valid


@cache
def opened(package: Path) -> Package:
    return Package(str(package))


@pytest.mark.parametrize("table", RESULTS)
def test_csv_and_parquet_hold_the_rows_of_the_warehouse(sample: Path, package: Path, table: str) -> None:
    with duckdb.connect(str(sample / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        expected = con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
        parquet = con.execute(f"SELECT * FROM '{(package.parent / f'{table}.parquet').as_posix()}'").fetchall()
    assert parquet == expected and expected
    resource = opened(package).get_resource(table)
    assert isinstance(resource, Resource)
    rows = [tuple(row.values()) for row in resource.read_rows()]
    assert [_plain(row) for row in rows] == [_plain(row) for row in expected]


def _plain(row: tuple[object, ...]) -> list[object]:
    return [float(value) if isinstance(value, Decimal) else value for value in row]


def test_every_field_says_what_it_is_and_figures_say_their_unit(package: Path) -> None:
    described = json.loads(package.read_text("utf-8"))
    tables = {resource["name"]: resource["schema"] for resource in described["resources"] if "schema" in resource}
    fields = {(table, field["name"]): field for table, schema in tables.items() for field in schema["fields"]}
    assert all(field["description"] for field in fields.values())
    assert fields["realisasi_anggaran", "pagu"]["unit"] == "rupiah"
    assert fields["capaian_indikator", "capaian"]["unit"] == "persen"
    assert fields["penduduk_desa", "jumlah"]["unit"] == "jiwa"
    assert tables["ikm_unsur"]["primaryKey"] == ["unit_kode", "tahun", "periode", "unsur_kode"]
    assert [source["title"] for source in described["sources"]] == sorted(source["title"] for source in described["sources"])
    assert {source["title"] for source in described["sources"]} >= {"Kinerja 2024.xlsx", "Olah Data SKM 2024.xlsx"}
