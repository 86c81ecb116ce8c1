"""The page: its figures are the warehouse's, each leads to its cells, nothing from a workbook runs, and a browser shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from peramban import Halaman, browser, needs_browser

from flows.news import ALIVE, tell_alive
from flows.paths import Root
from flows.reports.write import write_reports
from flows.wording import angka
from tests.reports.conftest import MakeWarehouse

CHOOSE = """(() => {{
    const input = document.querySelector("{0}");
    input.value = "{1}";
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, {{ bubbles: true }}));
}})()"""
EVIL = "</script><script>window.jahat=1</script><img src=x onerror=window.jahat=1>"


class Bacaan(HTMLParser):
    """What a page holds: its figures by key, the texts of its cells, how often each tag stands in it, and its JSON."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.angka: dict[str, list[tuple[str, str]]] = {}
        self.asal: dict[str, str] = {}
        self.tags: list[str] = []
        self._open: dict[str, str] | None = None
        self._asal, self._json = "", False
        self.json: dict[str, Any] = {}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._asal = found.get("data-asal", "") if tag == "button" else self._asal
        if tag == "data" and "data-kunci" in found:
            self._open = found
        self._json = found.get("id") == "data"

    def handle_endtag(self, tag: str) -> None:
        self._asal = "" if tag == "button" else self._asal

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.angka.setdefault(self._open["data-kunci"], []).append((self._open["value"], data))
            self.asal[self._open["data-kunci"]] = self._asal
            self._open = None
        elif self._json:
            self.json, self._json = json.loads(data), False


@pytest.fixture(scope="session")
def page(sample_reports: Path) -> Bacaan:
    return Bacaan(sample_reports / "2024" / "index.html")


def test_every_figure_is_the_warehouses(sample: Path, page: Bacaan) -> None:
    with duckdb.connect(str(sample / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        for key, shown in page.angka.items():
            expected = _in_warehouse(con, key)
            for value, text in shown:
                assert Decimal(value) == expected, key
                decimals = len(text.partition(",")[2])
                assert text == angka(expected, decimals), key
    tables = {key.partition(".")[0] for key in page.angka}
    assert tables >= {
        "ikm",
        "ikm_unsur",
        "capaian_indikator",
        "capaian_renstra",
        "realisasi_anggaran",
        "serapan_anggaran",
        "efisiensi",
    }
    assert tables >= {"penduduk_desa", "penduduk_umur", "nilai_sakip", "predikat_sakip", "perbandingan_tahunan", "ikm_responden"}


def _in_warehouse(con: duckdb.DuckDBPyConnection, key: str) -> Decimal:
    figure, *where = key.split(";")
    table, column = figure.split(".")
    pairs = [part.split("=", 1) for part in where]
    summed = ["jumlah", "semua"] in pairs
    wanted = {name: value for name, value in pairs if value != "semua"}
    condition = " AND ".join(f"CAST({name} AS VARCHAR) = ?" for name in wanted)
    rows = con.execute(f"SELECT {column} FROM {table} WHERE {condition}", list(wanted.values())).fetchall()
    assert summed or len(rows) == 1, key
    return sum((Decimal(str(row[0])) for row in rows), Decimal(0))


def test_the_figures_that_the_office_defends(page: Bacaan) -> None:
    assert page.angka["ikm.ikm;tahun=2024;periode=TAHUN"][0] == ("84.64", "84,64")
    assert page.angka["efisiensi.rasio;tahun=2024;cakupan=kecamatan;kode=63.10.07"][0][1] == "108,62"
    assert page.angka["capaian_renstra.capaian_akhir;tahun=2024;indikator_kode=ikm;tahun_akhir=2026"][0][1] == "99,93"
    assert page.angka["penduduk_desa.jumlah;tahun=2024;periode=B12;jumlah=semua"][0][1] == "21.146"


def test_every_figure_leads_to_its_cells(page: Bacaan) -> None:
    for key, nomor in page.asal.items():
        assert page.json["asal"][nomor]["sel"], key


def test_ikm_leads_to_its_twelve_answers(page: Bacaan) -> None:
    origin = page.json["asal"][page.asal["ikm.ikm;tahun=2024;periode=TAHUN"]]
    assert [cell[1] for cell in origin["sel"]] == [f"G{row}:O{row}" for row in range(8, 20)]
    assert all(len(cell[2].split()) == 9 for cell in origin["sel"])


def test_efficiency_leads_to_its_ten_budget_cells_and_its_indicators(page: Bacaan) -> None:
    origin = page.json["asal"][page.asal["efisiensi.rasio;tahun=2024;cakupan=kecamatan;kode=63.10.07"]]
    budget = [cell for cell in origin["sel"] if page.json["tempat"][cell[0]][0].startswith("Realisasi Anggaran")]
    assert len(budget) == 10 and len(origin["sel"]) == 16


def test_every_cell_holds_what_the_page_says_of_it(sample: Path, page: Bacaan) -> None:
    books: dict[str, Any] = {}
    seen = 0
    for origin in page.json["asal"].values():
        for place, sel, nilai, _ in origin["sel"]:
            berkas, lembar, letak = page.json["tempat"][place]
            if berkas not in books:
                books[berkas] = openpyxl.load_workbook(sample / letak, data_only=True)
            cells = books[berkas][lembar][sel]
            held = [cell.value for cell in cells[0]] if isinstance(cells, tuple) else [cells.value]
            numbers = nilai.split(" ")
            if len(held) == len(numbers) and all(isinstance(value, int | float) for value in held):
                assert [angka(Decimal(str(value))) for value in held] == numbers, (berkas, lembar, sel)
                seen += 1
    assert seen > 300


def test_the_poster_says_what_the_survey_says(sample: Path, sample_reports: Path) -> None:
    poster = Bacaan(sample_reports / "2024" / "Poster IKM 2024.html")
    assert poster.angka["ikm.ikm;tahun=2024;periode=TAHUN"] == [("84.64", "84,64")]
    with duckdb.connect(str(sample / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        unsur = dict(con.execute("SELECT unsur_nomor || ' ' || unsur_nama, nilai_konversi FROM ikm_unsur").fetchall())
    drawn = poster.json["grafik"]["unsur"]["data"]["values"]
    assert {each["nama"]: each["nilai"] for each in drawn} == {name: float(value) for name, value in unsur.items()}
    text = (sample_reports / "2024" / "Poster IKM 2024.html").read_text(encoding="utf-8")
    assert text.index('<th scope="row">U9') < text.index('<th scope="row">U3') < text.index('<th scope="row">U2')
    assert "sampel minimum 201 orang belum tercapai" in text
    assert not (sample_reports / "2023" / "Poster IKM 2023.html").exists()


def test_a_years_page_names_its_neighbours_and_files(sample_reports: Path) -> None:
    text = (sample_reports / "2023" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../2024/index.html">2024</a>' in text
    assert (sample_reports / "2024" / "index.html").stat().st_size < 2_000_000


def test_a_year_with_little_still_has_its_page(reports: Path) -> None:
    page = Bacaan(reports / "2023" / "index.html")
    assert "main" in page.tags and "unsur" not in page.json["grafik"]


@pytest.fixture(scope="module")
def hostile(make_warehouse: MakeWarehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an office whose workbooks hold markup wherever they may hold text."""
    columns = (
        "ikm_layanan.layanan", "ikm_unsur.unsur_nama", "capaian_indikator.indikator", "realisasi_anggaran.uraian",
        "penduduk_desa.desa", "audit.temuan.pesan", "audit.temuan.lembar", "data.kinerja.lembar", "rekonsiliasi.uraian",
    )  # fmt: skip
    changes = [f"UPDATE {table} SET {column} = '{EVIL}'" for table, _, column in (name.rpartition(".") for name in columns)]
    folder = tmp_path_factory.mktemp("jahat")
    write_reports(make_warehouse(*changes), folder, share=(1, 2))  # the half with the pages
    (folder / ALIVE).write_text("")
    return next(folder.glob("*/2024/index.html"))


def test_nothing_from_a_workbook_becomes_markup(hostile: Path, page: Bacaan) -> None:
    read = Bacaan(hostile)
    assert read.tags.count("script") == page.tags.count("script") == 4
    assert "img" not in read.tags
    assert Bacaan(hostile.with_name("Poster IKM 2024.html")).tags.count("script") == 3


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Halaman]:
    with browser(tmp_path_factory.mktemp("peramban")) as opened:
        yield opened


@needs_browser
def test_a_browser_draws_it_offline_without_complaint(tab: Halaman, sample_reports: Path) -> None:
    tab.size(1280, 900)
    for year in ("2022", "2024", "2025"):
        tab.open(sample_reports / year / "index.html")
        charts = tab.js("document.querySelectorAll('[data-grafik]').length")
        assert tab.js("document.querySelectorAll('[data-grafik] svg').length") == charts
    assert tab.complaints == []
    assert not [url for url in tab.requests if not url.startswith(("file:", "data:"))]


@needs_browser
def test_it_says_when_no_refresh_has_succeeded_for_long(tab: Halaman, sample: Path, sample_reports: Path) -> None:
    page = sample_reports / "2024" / "index.html"
    tab.open(page)
    assert tab.js("document.getElementById('basi').hidden")
    fresh = (sample / "reports" / ALIVE).read_text(encoding="utf-8")
    tell_alive(Root(sample), (datetime.now(UTC) - timedelta(hours=50, minutes=1)).isoformat()[:19], 48)
    tab.open(page)
    assert tab.js("document.getElementById('basi').innerText") == "Gudang data basi: refresh terakhir yang berhasil 50 jam lalu."
    (sample / "reports" / ALIVE).write_text(fresh, encoding="utf-8")


@needs_browser
def test_hostile_text_runs_nowhere(tab: Halaman, hostile: Path) -> None:
    tab.open(hostile)
    tab.js(
        "document.querySelectorAll('[data-asal]').forEach(figure => { figure.click(); document.getElementById('asal').close(); })"
    )
    assert tab.js("window.jahat") is None
    assert "onerror" in tab.js("document.body.innerText")


@needs_browser
def test_keyboard_leads_from_a_figure_to_its_cells_and_back(tab: Halaman, sample_reports: Path) -> None:
    tab.open(sample_reports / "2024" / "index.html")
    tab.js("document.getElementById('isi').focus()")
    tab.press("Tab")
    assert tab.js("document.activeElement.textContent") == "84,64"
    tab.press("Enter")
    assert tab.js("document.getElementById('asal').open")
    assert tab.js("document.querySelectorAll('#asal tbody tr').length") == 12
    assert tab.js("document.querySelector('#asal tbody a').getAttribute('href')") == "../../../raw/Olah%20Data%20SKM%202024.xlsx"
    tab.press("Escape")
    assert not tab.js("document.getElementById('asal').open")
    assert tab.js("document.activeElement.textContent") == "84,64"


@needs_browser
def test_filters_search_and_tree_answer(tab: Halaman, sample_reports: Path) -> None:
    tab.open(sample_reports / "2024" / "index.html")
    shown = "[...document.querySelectorAll('#{} tbody tr')].filter(row => !row.hidden)"
    tree, findings = (shown.format(name) for name in ("anggaran-t1", "temuan-t1"))
    assert tab.js(f"{tree}.length") == 6  # five programmes and their sum
    tab.js("document.querySelector('#anggaran-t1 button.lipat').click()")
    assert tab.js(f"{tree}.length") > 6
    tab.js("document.querySelector('[data-buka=anggaran-t1]').click()")
    assert tab.js(f"{tree}.length") == 42
    tab.js(CHOOSE.format("[data-saring=temuan-t1]", "peringatan"))
    assert set(tab.js(f"{findings}.map(row => row.cells[0].textContent)")) == {"peringatan"}
    tab.js(CHOOSE.format("[data-cari=temuan-t1]", "nunggal jaya"))
    assert 0 < tab.js(f"{findings}.length") < 10


@needs_browser
def test_charts_answer_to_choice_and_hover(tab: Halaman, sample_reports: Path) -> None:
    tab.size(1280, 900)
    tab.open(sample_reports / "2024" / "index.html")
    labels = "[...document.querySelectorAll('#g-responden .mark-text text')].map(text => text.textContent).join()"
    before = tab.js(labels)
    tab.js(CHOOSE.format("#g-responden select", "Jenis Kelamin"))
    tab.wait(f"{labels} !== {json.dumps(before)}")
    bar = "document.querySelector('#g-unsur .mark-rect path')"
    tab.js(f"{bar}.scrollIntoView({{block: 'center'}})")
    box = tab.js(f"(() => {{ const b = {bar}.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; }})()")
    tab.send("Input.dispatchMouseEvent", type="mouseMoved", x=box[0], y=box[1])
    tab.wait("document.querySelector('#vg-tooltip-element.visible')?.textContent.includes('97,92')")


@needs_browser
def test_a_screen_reader_finds_names(tab: Halaman, sample_reports: Path) -> None:
    tab.open(sample_reports / "2024" / "index.html")
    nodes = [node for node in tab.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    named = {"button", "link", "combobox", "searchbox", "table", "figure", "region", "navigation", "columnheader", "rowheader"}
    nameless = [
        n["role"]["value"] for n in nodes if n.get("role", {}).get("value") in named and not n.get("name", {}).get("value")
    ]
    assert nameless == []
    assert tab.js("document.documentElement.lang") == "id"
    assert tab.js(
        "[...document.querySelectorAll('[data-grafik]')].every(g => g.getAttribute('aria-label') && g.getAttribute('role'))"
    )
    assert tab.js(
        "[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1]).every((l, i, all) => i === 0 || l <= all[i - 1] + 1)"
    )


@needs_browser
def test_it_fits_a_phone_and_a_sheet_of_paper(tab: Halaman, sample_reports: Path, tmp_path: Path) -> None:
    tab.size(360, 740, mobile=True)
    tab.open(sample_reports / "2024" / "index.html")
    assert tab.js("document.documentElement.scrollWidth") == 360
    assert tab.js("[...document.querySelectorAll('[data-grafik] svg')].every(svg => svg.getBoundingClientRect().right <= 360)")
    tab.pdf(tmp_path / "cetak.pdf")
    assert b"/MediaBox [0 0 594.9" in (tmp_path / "cetak.pdf").read_bytes()  # A4


@needs_browser
def test_the_poster_is_one_sheet(tab: Halaman, sample_reports: Path, tmp_path: Path) -> None:
    tab.size(1000, 1300)
    tab.open(sample_reports / "2024" / "Poster IKM 2024.html")
    assert tab.js("document.querySelectorAll('[data-grafik] svg').length") == 2
    tab.pdf(tmp_path / "poster.pdf")
    content = (tmp_path / "poster.pdf").read_bytes()
    assert b"/Count 1" in content and b"/MediaBox [0 0 594.9" in content
    assert tab.complaints == []
