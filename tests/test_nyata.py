"""Real public workbooks of other agencies, where the folder with them is there: rows, sums and contradictions that it expects."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import polars as pl
import pytest
from pabrik import checked, unbalanced

from flows.checks.check import Checked
from flows.checks.run import isi_of, judge
from flows.findings import Temuan
from flows.paths import PROJECT
from flows.settings import Settings

REAL = PROJECT.parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="folder buku kerja nyata tidak ada")
PLACES = {
    "data penduduk.xlsx": "data penduduk 2023.xlsx",
    "lra_januari.xlsx": "Kabupaten Lampung Selatan/lra_januari.xlsx",
    "PA Magang-Umur.csv": "Provinsi Jawa Timur/PA Magang-Umur.csv",
}
"""The one step that the finding of a workbook asks for: a year in the file's name, or a folder of its district."""


@cache
def expected() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((REAL / "expected.json").read_text(encoding="utf-8"))
    return found


def of(file: str) -> dict[str, Any]:
    return next(each for each in expected() if each["file"] == file and each["dataset"] != "rak")


@cache
def told(file: str) -> tuple[Checked, list[Temuan]]:
    result = checked((REAL / file).read_bytes(), PLACES.get(file, file))
    _, found = judge([isi_of(result)], Settings())
    return result, [*result.temuan, *found]


def cells(found: list[Temuan], *rules: str) -> set[str]:
    """Cells that some findings name, those that go with them included."""
    return {sel for t in found if t.aturan in rules for sel in [t.sel, *t.sel_terkait.replace(",", " ").split()]}


def sums(frame: pl.DataFrame, *columns: str) -> tuple[int, ...]:
    return tuple(int(frame[column].sum()) for column in columns)


@pytest.mark.parametrize("file", sorted(PLACES))
def test_a_finding_says_what_to_write_where(file: str) -> None:
    result = checked((REAL / file).read_bytes(), file)
    assert not {name for name in result.frames if name != "tercetak"}
    (missing,) = [t for t in result.temuan if t.aturan in {"PRD001", "UNT001"}]
    assert "judul lembar" in missing.saran


def test_kecamatan_of_a_city() -> None:
    file = "data penduduk.xlsx"
    result, found = told(file)
    frame = result.frames["penduduk_desa"]
    assert frame.height == of(file)["rows"]
    assert sums(frame, "laki_laki", "perempuan") == tuple(of(file)["sums"][k] for k in ("laki_laki", "perempuan"))
    assert [t.sel for t in found if t.tingkat != "info"] == ["D14"]
    assert not unbalanced(result)


def test_single_years_of_age_across() -> None:
    file = "Umur Tunggal_CICALENGKA_2024.xlsx"
    result, found = told(file)
    frame = result.frames["penduduk_umur"]
    assert sums(frame, "laki_laki", "perempuan") == tuple(of(file)["sums"][k] for k in ("laki_laki", "perempuan"))
    by_desa = {d.upper(): [m, f] for d, m, f in frame.group_by("desa_tertulis").agg(pl.sum("laki_laki", "perempuan")).rows()}
    assert by_desa == of(file)["per_desa"]
    assert cells(found, "BDG102") == {each["cell"] for each in of(file)["contradictions"]}
    assert not unbalanced(result)


def test_years_in_rows_and_counts_divided_by_a_thousand() -> None:
    file = "penduduk3204.xlsx"
    result, found = told(file)
    frame = result.frames["penduduk_desa"]
    by_year = {str(y): {"jumlah": n} for y, n in frame.group_by("tahun").agg(pl.sum("jumlah_tercetak")).rows()}
    assert by_year == of(file)["sums_by_year"]
    assert set(frame["unit_kode"]) == {"32.04"}
    (divided,) = [t for t in found if t.aturan == "NIL115"]
    assert (divided.sel, "186" in divided.pesan) == ("E2", True)
    assert [t.aturan for t in found if t.lembar == "Metadata"] == ["LBR009"]


def test_sexes_and_semesters_in_rows() -> None:
    file = "jumlah_penduduk_jk.xlsx"
    result, found = told(file)
    frame = result.frames["penduduk_desa"].group_by("tahun", "periode").agg(pl.sum("laki_laki", "perempuan"))
    got = {f"{tahun}{periode}": (men, women) for tahun, periode, men, women in frame.rows()}
    right = {when: (each["laki_laki"], each["perempuan"]) for when, each in of(file)["sums_by_period"].items()}
    assert {when: got[when] for when in right} == right
    lost = {f"D{each['cell'][1:]}" for each in of(file)["contradictions"] if each["kind"] == "missing_part"}
    assert cells(found, "PDD004") == lost
    (twice,) = [each["cell"] for each in of(file)["contradictions"] if each["kind"] == "duplicate"]
    assert cells(found, "DSA005") == set(twice.split(","))
    assert not cells(found, "BRS001", "BRS002")
    assert not unbalanced(result)


def test_budget_of_ten_levels_without_a_warning() -> None:
    file = "lra_januari.xlsx"
    result, found = told(file)
    frame = result.frames["anggaran"]
    right = of(file)["sums"]["pagu"], of(file)["sums"]["realisasi"]
    for tingkat, level in (("program", "program"), ("kegiatan", "kegiatan"), ("subkegiatan", "sub_kegiatan")):
        own = frame.filter(tingkat=tingkat)
        assert own.height == of(file)["levels"][level]
        assert sums(own, "pagu", "realisasi") == right
    programs = frame.filter(tingkat="program").select("kode", "pagu", "realisasi").rows()
    assert {k: {"pagu": int(p), "realisasi": int(r)} for k, p, r in programs} == of(file)["per_program"]
    assert set(frame.select("tahun", "periode").rows()) == {(2026, "B01")}
    assert not [t for t in found if t.tingkat != "info"]
    assert not unbalanced(result)


def test_bands_of_a_province_by_year() -> None:
    file = "PA Magang-Umur.csv"
    result, found = told(file)
    by_year = result.frames["penduduk_umur"].group_by("tahun").agg(pl.sum("jumlah_tercetak"))
    assert {str(y): {"jumlah": n} for y, n in by_year.rows()} == of(file)["sums_by_year"]
    assert cells(found, "BDG102", "PDD005") == {each["cell"] for each in of(file)["contradictions"]}


def test_an_empty_form_says_so_and_nothing_else() -> None:
    result, found = told("template_file.xlsx")
    assert [t.aturan for t in found] == ["LBR004"]
    assert not result.frames


COMPUTABLE = {"total", "row_arithmetic", "percent", "duplicate", "stored_value"}


@pytest.mark.parametrize(
    "file", ["KESLING RAK 2025.xlsx", "Rekap Pelaporan Pendapatan Daerah Tangerang Selatan Tahun anggaran 2020.xls"]
)
def test_what_no_dataset_covers_is_said_to_be_so_and_still_checked(file: str) -> None:
    result, found = told(file)
    assert not result.frames
    assert {t.lembar for t in found if t.aturan == "LBR010"} == {sheet.lembar for sheet in result.sheets}
    wrong = {
        (each["sheet"], wrong["cell"])
        for each in expected()
        for wrong in each["contradictions"]
        if each["file"] == file and wrong["kind"] in COMPUTABLE
    }
    assert {(t.lembar, t.sel) for t in found if t.tingkat != "info"} == wrong
