"""A small published warehouse on disk, made once for all tests of the reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

MakeWarehouse = Callable[..., Path]


@pytest.fixture(scope="session")
def make_warehouse(tmp_path_factory: pytest.TempPathFactory) -> MakeWarehouse:
    """Makes the fixture warehouse, changed by the SQL statements given."""

    def make(*changes: str) -> Path:
        path = tmp_path_factory.mktemp("gudang") / "kinerja.duckdb"
        with duckdb.connect(str(path)) as con:
            con.execute(Path(__file__).with_name("gudang.sql").read_text(encoding="utf-8"))
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
