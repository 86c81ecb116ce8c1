"""A handed-in year keeps its figures; what the workbooks give later stands beside them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from gudang import UNIT, desa, kinerja, program, rows, staged

from flows.errors import PublishError
from flows.paths import Root
from flows.store.build import build
from flows.store.frozen import Locked, lock_year, locked_years, unlock_year

D = Decimal


def given(jumlah: int, realisasi: str) -> dict[str, list[dict[str, object]]]:
    """People and one program of 2024 and 2025."""
    return {
        "penduduk_desa": [desa(f"{UNIT}.2001", jumlah, 50, tahun=tahun) for tahun in (2024, 2025)],
        "anggaran": [program("7.01.01", "1000", realisasi, tahun=tahun) for tahun in (2024, 2025)],
        "kinerja": [kinerja("x", ukuran, "80", 2024) for ukuran in ("target", "realisasi")],
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of 100 people and 500 rupiah."""
    folder = tmp_path_factory.mktemp("dulu")
    build(folder / "kinerja.duckdb", staged(folder, given(100, "500")))
    return folder / "kinerja.duckdb"


def office(first: Path, folder: Path) -> Root:
    """An office that has published it."""
    root = Root(folder)
    root.warehouse.mkdir()
    shutil.copyfile(first, root.published)
    return root


@pytest.fixture
def root(first: Path, tmp_path: Path) -> Root:
    return office(first, tmp_path)


@pytest.fixture(scope="module")
def con(first: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The warehouse of 120 people and 600 rupiah, with 2024 locked at the figures of the first release."""
    root = office(first, tmp_path_factory.mktemp("kunci"))
    locked = lock_year(root, 2024)
    assert locked.unit == (UNIT,) and locked.rilis == "uji"
    return rebuilt(root, 120, "600")


def rebuilt(root: Root, jumlah: int, realisasi: str) -> duckdb.DuckDBPyConnection:
    """The warehouse of other workbooks, while the years are locked."""
    target = root.path / f"{jumlah}-{realisasi}.duckdb"
    build(target, staged(root.path / target.stem, given(jumlah, realisasi)), locked=locked_years(root))
    return duckdb.connect(str(target), read_only=True)


def test_locked_figures_stay_and_the_new_ones_stand_beside_them(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "SELECT tahun, jumlah FROM penduduk_desa ORDER BY tahun") == [(2024, 150), (2025, 170)]
    assert rows(con, "SELECT tahun, persen FROM serapan_anggaran ORDER BY tahun") == [(2024, D("50.00")), (2025, D("60.00"))]
    told = rows(
        con,
        "SELECT lembar, ukuran, nilai_tercetak, nilai_dihitung, selisih, cocok FROM rekonsiliasi"
        " WHERE aturan = 'KCI001' AND ukuran IN ('laki_laki', 'persen') ORDER BY ALL",
    )
    assert told == [
        ("penduduk_desa", "laki_laki", 100, 120, -20, False),
        ("realisasi_anggaran", "persen", 50, 60, -10, False),
        ("serapan_anggaran", "persen", 50, 60, -10, False),
    ]
    ((berkas, tingkat, pesan),) = rows(con, "SELECT berkas, tingkat, pesan FROM audit.temuan WHERE aturan = 'KCI001'")
    assert (berkas, tingkat) == ("warehouse/kunci/2024", "peringatan") and UNIT in pesan and "rilis uji" in pesan


def test_the_next_year_is_compared_with_the_locked_figures(con: duckdb.DuckDBPyConnection) -> None:
    compared = rows(
        con,
        "SELECT kelompok, ukuran, nilai, nilai_sebelumnya, selisih, pertumbuhan_persen FROM perbandingan_tahunan"
        f" WHERE tahun = 2025 AND (kode, ukuran) IN (('7.01.01', 'realisasi'), ('{UNIT}', 'jumlah')) ORDER BY ALL",
    )
    assert compared == [
        ("anggaran", "realisasi", 600, 500, 100, D("20.00")),
        ("penduduk", "jumlah", 170, 150, 20, D("13.33")),
    ]


def test_while_nothing_differs_nothing_is_said(root: Root) -> None:
    lock_year(root, 2024)
    con = rebuilt(root, 100, "500")
    assert rows(con, "SELECT count(*) FROM rekonsiliasi") == rows(con, "SELECT count(*) FROM audit.temuan") == [(0,)]


def test_a_locked_year_stays_when_its_workbooks_leave(root: Root) -> None:
    lock_year(root, 2024)
    build(root.path / "kosong.duckdb", staged(root.path / "kosong", {}), locked=locked_years(root))
    with duckdb.connect(str(root.path / "kosong.duckdb"), read_only=True) as con:
        assert rows(con, "SELECT jumlah FROM penduduk_desa") == [(150,)]
        assert rows(con, "SELECT capaian_rata_rata FROM capaian_kinerja") == [(D("100.00"),)]
        assert rows(con, "SELECT DISTINCT nilai_dihitung FROM rekonsiliasi") == [(None,)]


def test_another_unit_of_the_year_is_free(root: Root) -> None:
    lock_year(root, 2024)
    other = {"penduduk_desa": [desa("63.10.08.2001", 7, 7, unit_kode="63.10.08")]}
    build(root.path / "lain.duckdb", staged(root.path / "lain", other), locked=locked_years(root))
    with duckdb.connect(str(root.path / "lain.duckdb"), read_only=True) as con:
        assert rows(con, "SELECT unit_kode, jumlah FROM penduduk_desa ORDER BY ALL") == [(UNIT, 150), ("63.10.08", 14)]


def test_unlocking_gives_the_year_free(root: Root) -> None:
    lock_year(root, 2024)
    unlock_year(root, 2024)
    assert locked_years(root) == [] and not list(root.kunci.iterdir())
    assert rows(rebuilt(root, 120, "600"), "SELECT jumlah FROM penduduk_desa WHERE tahun = 2024") == [(170,)]


def test_what_cannot_be_locked_is_said(root: Root) -> None:
    with pytest.raises(PublishError, match="tidak memuat angka tahun 1999"):
        lock_year(root, 1999)
    with pytest.raises(PublishError, match="tidak dikunci"):
        unlock_year(root, 2024)
    lock_year(root, 2024)
    with pytest.raises(PublishError, match="sudah dikunci"):
        lock_year(root, 2024)
    with pytest.raises(PublishError, match="belum ada rilis"):
        lock_year(Root(root.path / "kosong"), 2024)


def test_a_lock_that_was_cut_short_is_none(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.store.frozen.put", kill)
    with pytest.raises(KeyboardInterrupt):
        lock_year(root, 2024)
    assert locked_years(root) == []
    monkeypatch.undo()
    assert isinstance(lock_year(root, 2024), Locked)
