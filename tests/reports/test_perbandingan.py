"""Several units in one warehouse: one report each, and one that holds them side by side."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook
from pabrik import anggaran, penduduk_desa, workbook

from flows import pipeline
from flows.errors import SettingsError
from flows.paths import Root
from flows.reports.trace import trace
from flows.reports.warehouse import open_warehouse
from flows.settings import Settings, load_folders

OFFICES = {
    "63.10.04": ("Satui Barat", 10),
    "05 Kusan Hulu": ("Lasung", 30),
    "Kecamatan Batulicin": ("Sejahtera", 20),
    "kantor": ("Karang Bintang", 40),
}
"""A folder for each office: by code, by bare name, by name, and by its settings."""
CODES = ["63.10.01", "63.10.04", "63.10.05", "63.10.07"]


def office(desa: str, people: int) -> bytes:
    rows = [(desa, people, 2 * people, 5, 4)]
    sheets = {"Penduduk": replace(penduduk_desa(rows), titles=["DATA KEPENDUDUKAN PER MARET 2023"]),
              "Anggaran": replace(anggaran(), titles=["REALISASI ANGGARAN TAHUN 2023"])}  # fmt: skip
    return workbook(sheets)


@pytest.fixture(scope="module")
def kabupaten(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A kabupaten whose offices drop a workbook of one name into their folders, refreshed once."""
    root = Root(tmp_path_factory.mktemp("kabupaten"))
    for folder, (desa, people) in OFFICES.items():
        (root.raw / folder / "2023").mkdir(parents=True)
        (root.raw / folder / "2023" / "Data.xlsx").write_bytes(office(desa, people))
    (root.raw / "pengaturan.toml").write_text('[unit]\nkode = "63.10"\n', encoding="utf-8")
    (root.raw / "kantor" / "pengaturan.toml").write_text('[unit]\nkode = "63.10.07"\nnama = "Kecamatan Kita"\n', encoding="utf-8")
    pipeline.refresh(root)
    return root


def query(root: Root, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(root.published), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_every_folder_gives_its_unit(kabupaten: Root) -> None:
    assert query(kabupaten, "SELECT unit_kode, jumlah FROM penduduk_desa ORDER BY ALL") == [
        ("63.10.01", 60), ("63.10.04", 30), ("63.10.05", 90), ("63.10.07", 120),
    ]  # fmt: skip
    assert query(kabupaten, "SELECT nama FROM acuan.unit WHERE kode = '63.10.07'") == [("Kecamatan Kita",)]
    assert query(kabupaten, "SELECT DISTINCT aturan FROM audit.temuan WHERE aturan LIKE 'UNT%'") == []


def test_every_unit_has_its_report_and_its_copies(kabupaten: Root) -> None:
    reports = {path.parent.parent.name[:8] for path in kabupaten.reports.glob("*/2023/Laporan Kinerja*.xlsx")}
    assert reports == set(CODES)
    copies = {path.relative_to(kabupaten.umpan_balik).as_posix() for path in kabupaten.umpan_balik.rglob("*.xlsx")}
    assert copies == {f"{folder}/2023/Data - PERIKSA.xlsx" for folder in OFFICES}


def test_the_comparison_as_table_and_as_workbook(kabupaten: Root) -> None:
    folder = kabupaten.reports / "Perbandingan Kecamatan" / "2023"
    text = (folder / "perbandingan_unit.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    people = {row["unit_kode"]: (row["nilai"], row["peringkat"]) for row in rows if row["ukuran"] == "jumlah"}
    assert people == {
        "63.10.01": ("60,0000", "3"), "63.10.04": ("30,0000", "4"), "63.10.05": ("90,0000", "2"), "63.10.07": ("120,0000", "1"),
    }  # fmt: skip
    formulas, values = (
        load_workbook(folder / "Perbandingan Kecamatan 2023.xlsx", data_only=data_only).worksheets[0]
        for data_only in (False, True)
    )
    cells = {cell.value: cell for row in values.iter_rows() for cell in row if cell.value is not None}
    column = cells["Penduduk (jiwa)"].column
    named = {row[1].value: row[column - 1] for row in values.iter_rows()}
    assert named["Jumlah"].value == 300 and named["Rata-rata"].value == 75
    assert all(formulas[named[name].coordinate].data_type == "f" for name in ("Jumlah", "Rata-rata"))
    assert "Kecamatan Kita" in cells


def test_the_comparison_leads_to_the_cells_of_each_unit(kabupaten: Root) -> None:
    with open_warehouse(kabupaten.published) as warehouse:
        found = trace(warehouse, "perbandingan_unit", None, {"tahun": "2023", "ukuran": "jumlah"})
    cells = {jejak.kunci["unit_kode"]: (jejak.nilai, [cell.nilai for cell in jejak.asal.sel]) for jejak in found}
    assert cells == {
        "63.10.01": ("60", ["20", "40"]), "63.10.04": ("30", ["10", "20"]), "63.10.05": ("90", ["30", "60"]),
        "63.10.07": ("120", ["40", "80"]),
    }  # fmt: skip


def test_a_second_refresh_changes_nothing(kabupaten: Root) -> None:
    assert pipeline.refresh(kabupaten).status == "tetap"


def test_a_workbook_in_the_folder_of_another_unit_is_told(kabupaten: Root, tmp_path: Path) -> None:
    shutil.copytree(kabupaten.raw, tmp_path / "raw")
    (tmp_path / "raw" / "63.10.04" / "Salah.xlsx").write_bytes(
        workbook({"A": penduduk_desa(titles=["DATA KEPENDUDUKAN PER MARET 2022", "KECAMATAN BATULICIN KABUPATEN TANAH BUMBU"])})
    )
    found = pipeline.check_files([tmp_path / "raw" / "63.10.04" / "Salah.xlsx"], tmp_path / "raw")
    (finding,) = [finding for finding in found if finding.aturan == "UNT004"]
    assert "Batu Licin" in finding.pesan and "Satui" in finding.pesan


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ('[skm]\nbobot = "0,11"\n', "kantor/pengaturan.toml"),
        ("[batas]\nsel = 5\n", "kantor/pengaturan.toml"),
        ('[unit]\nkode = "x"\n', "kantor/pengaturan.toml"),
    ],
)
def test_a_folder_settles_nothing_for_the_others(tmp_path: Path, settings: str, complaint: str) -> None:
    (tmp_path / "kantor").mkdir()
    (tmp_path / "kantor" / "pengaturan.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load_folders(tmp_path, Settings())
    assert error.value.berkas == complaint
