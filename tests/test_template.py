"""What is typed into an empty workbook of ours is recognised, passes the check, and is loaded."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from gudang import publish
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pabrik import checked, unbalanced

from flows import pipeline
from flows.paths import Root
from flows.settings import Settings
from flows.templates.content import default_period, make_template
from flows.templates.draw import HEADER_ROW, template_bytes
from flows.templates.names import template_names
from flows.workbook.layouts import datasets
from flows.workbook.periksa import GUIDE
from flows.workbook.regions import villages

UNIT = "63.10.07"
DATASETS = {"skm": "skm_responden"}
FIRST = HEADER_ROW + 2
"""Excel row of the first line to fill in."""

TYPED: dict[str, Callable[[int], Any]] = {
    "Bujur": lambda i: 115.5 + i / 100, "Lintang": lambda i: -3.5 - i / 100,
    "Laki-laki": lambda i: 100 + i, "Perempuan": lambda i: 90 + i,
    "Jumlah KK": lambda i: 60 + i, "Jumlah Rumah": lambda i: 50 + i,
    "Luas": lambda i: 1000.5 + i, "Ketinggian": lambda i: 20 + i, "Jarak": lambda i: 1.5 + i, "Waktu Tempuh": lambda i: 10 + i,
    "Anggaran": lambda i: 200_000_000 + i, "Realisasi (Rp)": lambda i: 150_000_000 + i,
    "Pagu": lambda i: 200_000_000 + i, "Target": lambda i: 80 + i, "Realisasi": lambda i: 81.25 + i, "Nilai": lambda i: 10.5 + i,
    "No Responden": lambda i: i + 1, "Jenis Kelamin": lambda i: "LP"[i % 2], "Umur": lambda i: 20 + i,
    "Pendidikan": lambda _: "SLTA", "Pekerjaan": lambda _: "Petani/Nelayan", "Jenis Layanan": lambda _: "Legalisasi",
    "Sasaran": lambda i: f"Meningkatnya mutu {i}", "Indikator": lambda i: f"Persentase hal ke-{i}",
    "Program": lambda i: f"Program {i}",
    "Kelompok Umur": lambda _: "0 - 6 tahun",
}  # fmt: skip
"""What a planner types into a column, by the beginning of its header; of several that fit, the longest says it."""


def made(name: str, periode: str = "", unit: str = UNIT) -> bytes:
    return template_bytes(make_template(name, unit, 2024, periode or default_period(name), Settings()))


def fill(data: bytes) -> tuple[bytes, int]:
    """The workbook with every open cell of its named rows, or of eight blank ones, filled in; and how many rows these are."""
    book: Workbook = load_workbook(io.BytesIO(data))
    sheet: Worksheet = book.worksheets[0]
    headers = {c: str(sheet.cell(FIRST - 1, c).value) for c in range(1, sheet.max_column + 1)}
    named = sum(any(cell.value is not None for cell in row) for row in sheet.iter_rows(min_row=FIRST)) or 8
    for i in range(named):
        for c, header in headers.items():
            cell = sheet.cell(FIRST + i, c)
            if cell.value is None:
                known = max((name for name in TYPED if name in header), key=len, default="")
                cell.value = TYPED[known](i) if known else i % 4 + 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), named


@pytest.mark.parametrize("name", template_names())
def test_a_filled_template_passes_the_check(name: str, tmp_path: Path) -> None:
    data, rows = fill(made(name))
    (tmp_path / "Isian.xlsx").write_bytes(data)
    assert [finding for finding in pipeline.check_files([tmp_path / "Isian.xlsx"]) if finding.tingkat != "info"] == []
    result = checked(data)
    assert not unbalanced(result)
    frame = result.frames[DATASETS.get(name, name)]
    assert frame["baris"].n_unique() == rows
    assert set(frame["unit_kode"]) == {UNIT}
    period = frame.select([column for column in ("tahun", "periode") if column in frame.columns])
    assert set(period.rows()) <= {(2024, default_period(name)), (2024,)}


@pytest.mark.parametrize("name", template_names())
def test_an_empty_template_is_no_mistake(name: str) -> None:
    result = checked(made(name))
    assert {finding.tingkat for finding in result.temuan} <= {"info", "peringatan"}
    assert {finding.aturan for finding in result.temuan} <= {"BRS003", "LBR004"}


@pytest.mark.parametrize("periode", ["TAHUN", "S1", "TW3", "B06"])
def test_the_period_is_filled_in(periode: str) -> None:
    frame = checked(fill(made("anggaran", periode))[0]).frames["anggaran"]
    assert set(frame.select("tahun", "periode").rows()) == {(2024, periode)}


def test_every_dataset_that_offices_fill_in_has_one() -> None:
    """Mutations and accounts stand on the sheets of others, beside them; the other two are no data of their own."""
    others = {"skm_unsur", "tercetak", "penduduk_mutasi", "belanja"}
    assert {DATASETS.get(name, name) for name in template_names()} == set(datasets()) - others


def test_villages_drop_downs_and_number_formats() -> None:
    book = load_workbook(io.BytesIO(made("penduduk_desa", unit="63.10.04")))
    sheet, guide = book.worksheets
    names = [sheet.cell(FIRST + i, 2).value for i in range(len(villages("63.10.04")))]
    assert names == [nama for _, nama in sorted(villages("63.10.04").values())]
    rules = {rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"list", "whole"}
    (source,) = {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
    first, last = (int(part) for part in source.removeprefix(f"'{GUIDE}'!$A$").split(":$A$"))
    assert [guide.cell(row, 1).value for row in range(first, last + 1)] == names
    assert sheet.cell(FIRST, 3).number_format == "#,##0"


def test_answers_offer_one_to_four_in_the_offices_order() -> None:
    settings = Settings(urutan_unsur=("waktu", "biaya", "prosedur"))
    sheet = load_workbook(io.BytesIO(template_bytes(make_template("skm", UNIT, 2024, "TAHUN", settings)))).worksheets[0]
    assert [sheet.cell(FIRST - 1, c).value for c in range(7, 10)] == [
        "Waktu Penyelesaian",
        "Biaya/Tarif",
        "Sistem, Mekanisme, dan Prosedur",
    ]
    assert '"1,2,3,4"' in {rule.formula1 for rule in sheet.data_validations.dataValidation}


def test_all_of_them_load_together(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.raw.mkdir()
    for name in template_names():
        (root.raw / f"{name}.xlsx").write_bytes(fill(made(name))[0])
    publish(root)
    with duckdb.connect(str(root.published), read_only=True) as con:
        assert con.execute("FROM audit.temuan WHERE tingkat = 'galat'").fetchall() == []
        assert con.execute("SELECT sum(ditolak) FROM audit.baris").fetchone() == (0,)
        for table in [
            "ikm",
            "capaian_indikator",
            "realisasi_anggaran",
            "penduduk_desa",
            "penduduk_umur",
            "nilai_sakip",
            "efisiensi",
        ]:
            (count,) = con.execute(f"SELECT count(*) FROM {table} WHERE unit_kode = '{UNIT}'").fetchall()[0]
            assert count, table


Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command_writes_a_file_and_never_over_one(kinerja: Run, tmp_path: Path) -> None:
    done = kinerja("template", "penduduk_desa", "--unit", "63.10.04", "--tahun", "2025", "--periode", "B06")
    assert done.returncode == 0
    path = tmp_path / done.stdout.strip()
    assert path.name == "Penduduk Kecamatan Satui 2025 B06.xlsx"
    assert load_workbook(path).worksheets[0]["A1"].value == "DATA KEPENDUDUKAN PER JUNI 2025"
    again = kinerja("template", "penduduk_desa", path.name, "--unit", "63.10.04")
    assert again.returncode == 2 and "sudah ada" in again.stderr


@pytest.mark.parametrize(
    "arguments", [["skm", "--unit", "99.99.99"], ["lain"], ["skm", "--root", "."], ["skm", "--periode", "TW5"]]
)
def test_wrong_use_of_the_command(kinerja: Run, arguments: list[str]) -> None:
    done = kinerja("template", *arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr
