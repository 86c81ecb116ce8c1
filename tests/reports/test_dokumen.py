"""The chapter: its tables, charts and sentences are the warehouse's, its marks are left to the author, Word's rules are kept."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from flows.paths import Root
from flows.pipeline import _remove_stale
from flows.reports.dokumen.bab3 import kalimat_efisiensi, kalimat_renstra, kalimat_tahunan, kalimat_target
from flows.reports.write import write_reports
from flows.wording import angka
from tests.reports.conftest import MakeWarehouse

NAME = "Bab III - Akuntabilitas Kinerja {}.docx"
CHAPTERS = (1, 2)
"""The half of the reports that the chapters are in."""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="session")
def path(sample_reports: Path) -> Path:
    return sample_reports / "2024" / NAME.format(2024)


@pytest.fixture(scope="session")
def tables(path: Path) -> dict[str, list[list[str]]]:
    """The texts of each table's rows, by its caption."""
    found: dict[str, list[list[str]]] = {}
    caption = ""
    for element in Document(str(path)).element.body:
        if (
            element.tag == qn("w:p")
            and element.pPr is not None
            and element.pPr.pStyle is not None
            and element.pPr.pStyle.val == "Caption"
        ):
            caption = "".join(text.text or "" for text in element.iter(qn("w:t")))
        elif element.tag == qn("w:tbl"):
            rows = [
                ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
                for row in element.iter(qn("w:tr"))
            ]
            found.setdefault(caption, []).extend(rows)
    return found


def _rows(sample: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(sample / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def _table(tables: dict[str, list[list[str]]], beginning: str) -> list[list[str]]:
    (found,) = (rows for caption, rows in tables.items() if caption.startswith(beginning))
    return found


def test_budget_table_is_the_warehouses(sample: Path, tables: dict[str, list[list[str]]]) -> None:
    rows = {row[0]: row for row in _table(tables, "Tabel 3.1.8")}
    expected = _rows(sample, "SELECT kode, pagu, realisasi, persen FROM realisasi_anggaran WHERE tahun = 2024")
    assert len(expected) > 40
    for kode, pagu, realisasi, persen in expected:
        assert rows[kode][2:5] == [angka(pagu, 0), angka(realisasi, 0), angka(persen, 2)]
    assert rows["Jumlah"][1:4] == ["6.359.900.297", "5.855.170.470", "92,06"]


def test_indicators_renstra_and_efficiency_are_the_warehouses(sample: Path, tables: dict[str, list[list[str]]]) -> None:
    shown = _table(tables, "Tabel 3.1.3")[1:]
    for indikator, target, realisasi, capaian in _rows(
        sample, "SELECT indikator, target, realisasi, capaian FROM capaian_indikator WHERE tahun = 2024"
    ):
        assert any(row[1] == indikator and row[3:6] == [angka(v, 2) for v in (target, realisasi, capaian)] for row in shown)
    assert [row[4] for row in _table(tables, "Tabel 3.1.5")[1:]] == ["100,00", "99,93", "100,00"]
    assert any(row[0] == "Kecamatan Karang Bintang" and row[5] == "108,62" for row in _table(tables, "Efisiensi"))


def test_charts_hold_the_warehouses_figures_and_their_workbooks(sample: Path, path: Path) -> None:
    unsur = {
        nama: nilai for nama, nilai in _rows(sample, "SELECT unsur_nomor || ' ' || unsur_nama, nilai_konversi FROM ikm_unsur")
    }
    with zipfile.ZipFile(path) as archive:
        charts = sorted(name for name in archive.namelist() if name.startswith("word/charts/bagan") and name.endswith(".xml"))
        drawn = [ElementTree.fromstring(archive.read(name)) for name in charts]
        books = [archive.read(f"word/embeddings/bagan{number}.xlsx") for number in range(1, len(charts) + 1)]
    assert len(charts) == 4
    held = [_points(chart) for chart in drawn]
    assert {name: Decimal(value) for name, value in held[2].items()} == {
        name: value.normalize() + 0 for name, value in unsur.items()
    }
    sheet = openpyxl.load_workbook(io.BytesIO(books[2])).active
    assert {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == {
        name: float(v) for name, v in unsur.items()
    }


def _points(chart: ElementTree.Element) -> dict[str, str]:
    """The cached figures of a chart's first series, by category."""
    series = next(chart.iter(f"{CHART}ser"))
    names, values = ([v.text or "" for v in series.find(f"{CHART}{part}").iter(f"{CHART}v")] for part in ("cat", "val"))  # type: ignore[union-attr]
    return dict(zip(names, values, strict=True))


def test_sentences_say_what_the_figures_say(path: Path) -> None:
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "Indeks Kepuasan Masyarakat (IKM) 84,64, mutu pelayanan B (Baik)" in text
    assert "Nilai Survey Kepuasan Masyarakat (SKM) naik 2,64 dari 82 (2023) menjadi 84,64 (2024)." in text
    assert "84,64 terhadap target akhir 84,7 (2026), 99,93 %; masih kurang 0,06." in text
    assert "Nilai evaluasi SAKIP tahun 2024 81,90, predikat A, turun 2,84 dari 84,74." in text


def test_places_for_the_author_are_marked_and_notes_are_comments(path: Path) -> None:
    document = Document(str(path))
    marked = [p.text for p in document.paragraphs if any(run.font.highlight_color is not None for run in p.runs)]
    assert len(marked) >= 10 and all(text.startswith("[") and text.endswith("]") for text in marked)
    assert any("tercetak 6.056.347.297" in comment.text for comment in document.comments)


@pytest.mark.parametrize("year", ["2023", "2025"])
def test_a_year_with_little_still_has_its_chapter(reports: Path, year: str) -> None:
    text = "\n".join(p.text for p in Document(str(reports / year / NAME.format(year))).paragraphs)
    assert "C. HASIL EVALUASI SAKIP" in text and "Belum ada data di buku kerja" in text


def test_the_offices_template_is_kept(make_warehouse: MakeWarehouse, tmp_path: Path) -> None:
    template = tmp_path / "Templat Bab III.docx"
    document = Document()
    document.sections[0].header.paragraphs[0].text = "PEMERINTAH KABUPATEN CONTOH"
    document.styles["Normal"].font.name = "Bookman Old Style"
    document.add_paragraph("Laporan [[NAMA]] tahun [[TAHUN]]")
    document.add_paragraph("[[ISI]]")
    document.add_paragraph("Disahkan oleh Camat")
    caption = document.styles["Caption"].element
    caption.getparent().remove(caption)  # a template rarely has them all
    document.save(str(template))
    write_reports(make_warehouse(), tmp_path / "laporan", share=CHAPTERS, template=template)
    made = Document(str(next(tmp_path.glob("laporan/*/2024/Bab III*.docx"))))
    texts = [p.text for p in made.paragraphs]
    assert texts[0] == "Laporan Kecamatan Karang Bintang tahun 2024"
    assert texts[-1] == "Disahkan oleh Camat" and "[[ISI]]" not in texts
    assert "BAB III AKUNTABILITAS KINERJA" in texts[1]
    assert made.sections[-1].header.paragraphs[0].text == "PEMERINTAH KABUPATEN CONTOH"
    assert made.styles["Normal"].font.name == "Bookman Old Style"


def test_what_its_author_wrote_is_never_overwritten(warehouse: Path, tmp_path: Path) -> None:
    write_reports(warehouse, tmp_path, share=CHAPTERS)
    path = next(tmp_path.glob(f"*/2024/{NAME.format(2024)}"))
    document = Document(str(path))
    document.add_paragraph("Sebabnya sudah kami uraikan.")
    document.core_properties.last_modified_by = "Penyusun"
    document.save(str(path))
    told: list[str] = []
    written = write_reports(warehouse, tmp_path, told.append, CHAPTERS)
    beside = path.with_name("Bab III - Akuntabilitas Kinerja 2024 (baru).docx")
    assert Document(str(path)).paragraphs[-1].text == "Sebabnya sudah kami uraikan."
    assert {path, beside} <= set(written) and beside.is_file()
    assert [text for text in told if "sudah disunting" in text]


def test_of_a_year_that_left_only_what_its_author_wrote_stays(warehouse: Path, tmp_path: Path) -> None:
    written = write_reports(warehouse, tmp_path, share=CHAPTERS)
    path = next(tmp_path.glob(f"*/2024/{NAME.format(2024)}"))
    document = Document(str(path))
    document.core_properties.last_modified_by = "Penyusun"
    document.save(str(path))
    _remove_stale(Root(tmp_path), {each.relative_to(tmp_path).as_posix() for each in written})
    assert [each for each in written if each.is_file()] == [path]


def test_a_broken_template_is_told_and_left_aside(warehouse: Path, tmp_path: Path) -> None:
    template = tmp_path / "Templat Bab III.docx"
    template.write_bytes(b"bukan dokumen")
    told: list[str] = []
    write_reports(warehouse, tmp_path / "laporan", told.append, CHAPTERS, template)
    assert told and all("Templat Bab III.docx tidak dapat dibaca" in text for text in told)
    assert list(tmp_path.glob("laporan/*/2024/Bab III*.docx"))


def test_markup_in_a_workbook_stays_text(make_warehouse: MakeWarehouse, tmp_path: Path) -> None:
    evil = "<w:p>]]>&amp; </w:t>\x0b"
    write_reports(make_warehouse(f"UPDATE capaian_indikator SET indikator = '{evil}'"), tmp_path, share=CHAPTERS)
    made = Document(str(next(tmp_path.glob("*/2024/Bab III*.docx"))))
    assert any(evil.rstrip("\x0b") in p.text for p in made.paragraphs)


INDIKATOR: dict[str, object] = {
    "indikator": "X", "satuan": "Persen", "target": Decimal(80), "realisasi": Decimal(90), "capaian": Decimal("87.5"),
    "kategori": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("polaritas", "said"), [("naik", "target tercapai"), ("turun", "target belum tercapai")]
)  # lower is better: 90 of 80 is too much
def test_reached_follows_the_direction(polaritas: str, said: str) -> None:
    assert kalimat_target({**INDIKATOR, "polaritas": polaritas}).endswith(f"{said}.")


def test_words_follow_the_sign() -> None:
    row = {"indikator": "X", "realisasi": Decimal(5)}
    assert "turun 1 dari 6" in kalimat_tahunan(row, Decimal(6), 2024)
    assert "tetap 5" in kalimat_tahunan(row, Decimal(5), 2024)
    assert "belum dapat dibandingkan" in kalimat_tahunan(row, None, 2024)
    renstra = {"indikator": "X", "realisasi": Decimal(5), "target_akhir": Decimal(4), "tahun_akhir": 2026, "capaian_akhir": None}
    assert kalimat_renstra(renstra, "turun").endswith("masih lebih 1.")
    assert kalimat_renstra(renstra, "naik").endswith("target akhir sudah tercapai.")


def test_efficient_is_never_said_of_a_missed_target() -> None:
    row = {"capaian": Decimal("91.29"), "serapan": Decimal("90"), "rasio": Decimal("101.43"), "selisih": Decimal("1.29")}
    assert "sehingga penggunaan anggaran efisien" not in kalimat_efisiensi(row)
    assert "efisien" in kalimat_efisiensi({**row, "capaian": Decimal(100)})


@pytest.mark.skipif(shutil.which("soffice") is None, reason="memerlukan LibreOffice")
def test_libreoffice_opens_it(path: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = tmp_path / f"{path.stem}.pdf"
    if not made.is_file() and "could not be loaded" in said.stderr + said.stdout:
        pytest.skip("LibreOffice tanpa Writer")
    assert len(re.findall(rb"/Type\s*/Page\b", made.read_bytes())) > 5
