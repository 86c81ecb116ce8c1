"""Offices with little data: every report is written, and none of them shows a gap as a word of Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from flows.reports.warehouse import RESULTS
from flows.reports.write import write_reports
from tests.reports.conftest import MakeWarehouse

NO_WORD = re.compile(r"\b(None|nan|NaN|Decimal|Fraction|undefined)\b")
SCALELESS = (
    "UPDATE ikm SET mutu = NULL, kinerja = NULL, sampel_minimum = NULL, sampel_cukup = NULL, populasi_layanan = NULL",
    "UPDATE ikm_unsur SET mutu = NULL, unsur_nomor = NULL", "UPDATE ikm_layanan SET mutu = NULL",
    "UPDATE ikm_responden SET mutu = NULL", "UPDATE capaian_indikator SET kategori = NULL, satuan = NULL, sasaran = NULL",
    "UPDATE capaian_kinerja SET kategori = NULL", "UPDATE predikat_sakip SET predikat = NULL",
)  # fmt: skip


def only(*tables: str) -> tuple[str, ...]:
    return tuple(f"DELETE FROM {table}" for table in RESULTS if table not in tables)


@pytest.mark.parametrize(
    "changes",
    [
        SCALELESS,
        only("ikm", "ikm_unsur", "ikm_layanan", "ikm_responden"),
        only("realisasi_anggaran", "serapan_anggaran"),
        only("penduduk_desa"),
        only("capaian_indikator"),
        only("nilai_sakip", "predikat_sakip"),
    ],
    ids=["tanpa skala", "skm", "anggaran", "penduduk", "kinerja", "sakip"],
)
def test_little_data_makes_whole_reports(make_warehouse: MakeWarehouse, tmp_path: Path, changes: tuple[str, ...]) -> None:
    written = write_reports(make_warehouse(*changes), tmp_path)
    assert {path.suffix for path in written} >= {".xlsx", ".docx", ".html", ".csv"}
    for path in written:
        assert not NO_WORD.search(_text(path)), path.name


def _text(path: Path) -> str:
    if path.suffix == ".xlsx":
        cells = (cell for sheet in load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join(cell for cell in cells if isinstance(cell, str))
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if path.suffix == ".html":  # what is read, and what the script shows; not the charting library
        page = path.read_text(encoding="utf-8")
        return re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    return path.read_text(encoding="utf-8") if path.suffix == ".csv" else ""
