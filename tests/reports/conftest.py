"""A small published warehouse on disk, made once for all tests of the reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.paths import PROJECT

MakeWarehouse = Callable[..., Path]


@pytest.fixture(scope="session")
def make_warehouse(tmp_path_factory: pytest.TempPathFactory) -> MakeWarehouse:
    """Copies the fixture warehouse, and changes it by the SQL statements given."""
    first = tmp_path_factory.mktemp("gudang") / "kinerja.duckdb"
    with duckdb.connect(str(first)) as con:
        con.execute(f"SET file_search_path = '{PROJECT.as_posix()}'")
        con.execute(Path(__file__).with_name("gudang.sql").read_text(encoding="utf-8"))

    def make(*changes: str) -> Path:
        path = tmp_path_factory.mktemp("gudang") / "kinerja.duckdb"
        shutil.copyfile(first, path)
        with duckdb.connect(str(path)) as con:
            for change in changes:
                con.execute(change)
        return path

    return make


@pytest.fixture(scope="session")
def warehouse(make_warehouse: MakeWarehouse) -> Path:
    return make_warehouse()


@pytest.fixture(scope="session")
def reports(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of the fixture warehouse, below one folder."""
    from flows.reports.write import write_reports

    folder = tmp_path_factory.mktemp("reports")
    write_reports(warehouse, folder)
    return folder / "63.10.07 Kecamatan Karang Bintang"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the sample office after a refresh, made once."""
    from flows.paths import PROJECT, Root
    from flows.pipeline import refresh

    root = tmp_path_factory.mktemp("kantor")
    shutil.copytree(PROJECT / "raw", root / "raw")
    refresh(Root(root))
    return root


@pytest.fixture(scope="session")
def sample_reports(sample: Path) -> Path:
    """Its reports, a folder a year."""
    return sample / "reports" / "63.10.07 Kecamatan Karang Bintang"


@pytest.fixture(scope="session")
def sample_book(sample_reports: Path) -> Path:
    """Its report workbook of the full year."""
    return sample_reports / "2024" / "Laporan Kinerja Kecamatan Karang Bintang 2024.xlsx"
