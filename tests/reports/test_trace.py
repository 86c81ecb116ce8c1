"""`kinerja trace`: from any figure to the cells it came from, which really hold what it says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest

from flows.cli import FAILED, OK, USAGE, main
from flows.errors import TraceError
from flows.paths import PROJECT
from flows.reports.trace import Jejak, trace
from flows.reports.warehouse import RESULTS, open_warehouse
from flows.wording import angka


@pytest.fixture(scope="module")
def traced(sample: Path) -> Callable[..., list[Jejak]]:
    def ask(tabel: str, kolom: str | None = None, **keys: str) -> list[Jejak]:
        with open_warehouse(sample / "warehouse" / "kinerja.duckdb") as warehouse:
            return trace(warehouse, tabel, kolom, keys)

    return ask


@lru_cache
def sheet(berkas: str, lembar: str) -> dict[str, object]:
    book = openpyxl.load_workbook(PROJECT / "raw" / berkas, data_only=True)
    return {cell.coordinate: cell.value for row in book[lembar].iter_rows() for cell in row}


def digits(text: str) -> str:
    """A figure without separators and trailing zeros of its decimals, as any sheet may have typed it."""
    return re.sub(r"\D", "", text.rstrip("%0 ,.")).strip("0")


def held(berkas: str, lembar: str, area: str) -> str:
    first, _, last = area.partition(":")
    cells = sheet(berkas, lembar)
    row = re.sub(r"\D", "", first)
    letters = [first] if not last else [f"{chr(code)}{row}" for code in range(ord(first[0]), ord(last[0]) + 1)]
    return " ".join(value if isinstance(value, str) else angka(value) for value in (cells[each] for each in letters))  # type: ignore[arg-type]


def test_ikm_leads_to_its_twelve_answers(traced: Callable[..., list[Jejak]]) -> None:
    (jejak,) = traced("ikm", tahun="2024")
    assert (jejak.nilai, jejak.asal.jumlah_sel, len(jejak.asal.sel)) == ("84,64", 12, 12)
    assert all(held(cell.berkas, cell.lembar, cell.sel) == cell.nilai for cell in jejak.asal.sel)
    total = sum(int(mark) for cell in jejak.asal.sel for mark in cell.nilai.split())
    assert round(total / 12 * 0.111 * 25, 2) == 84.64


def test_efisiensi_leads_to_the_ten_budget_cells(traced: Callable[..., list[Jejak]]) -> None:
    (jejak,) = traced("efisiensi", tahun="2024")
    money = [cell for cell in jejak.asal.sel if cell.uraian.startswith(("pagu ", "realisasi 7"))]
    assert jejak.nilai == "108,62" and len(money) == 10
    pagu, realisasi = (sum(int(cell.nilai.replace(".", "")) for cell in money[start::2]) for start in (0, 1))
    assert (pagu, realisasi) == (6359900297, 5855170470)


@pytest.mark.parametrize("tabel", RESULTS)
def test_every_figure_leads_to_cells_that_hold_what_is_said(traced: Callable[..., list[Jejak]], tabel: str) -> None:
    found = traced(tabel, cakupan="program") if tabel == "efisiensi" else traced(tabel)
    assert found
    for jejak in found[:60]:
        assert jejak.asal.sel, jejak.kunci
        for cell in jejak.asal.sel:
            if cell.nilai and tabel != "rekonsiliasi":
                assert digits(held(cell.berkas, cell.lembar, cell.sel)) == digits(cell.nilai), cell


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ikmm",), "Mungkin maksudnya ikm"),
        (("ikm.nilai",), "kolom nilai tidak ada di tabel ikm"),
        (("ikm", "1999"), "tidak ada baris ikm dengan tahun=1999"),
        (("ikm", "periodee=S1"), "Mungkin maksudnya periode"),
    ],
)
def test_what_is_not_there_is_said(
    sample: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trace", *arguments, "--root", str(sample)]) == FAILED
    assert said in capsys.readouterr().err


def test_text_and_json_say_the_same(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "ikm_unsur.nilai_konversi", "2024", "unsur_kode=BIAYA", "--root", str(sample)]) == OK
    text = capsys.readouterr().out
    assert (
        main(["trace", "ikm_unsur.nilai_konversi", "2024", "unsur_kode=BIAYA", "--root", str(sample), "--format", "json"]) == OK
    )
    (figure,) = json.loads(capsys.readouterr().out)
    assert figure["nilai"] == "97,92" and len(figure["asal"]["sel"]) == 12
    for part in (
        figure["nilai"],
        figure["asal"]["judul"],
        figure["asal"]["dasar"],
        *(cell["sel"] for cell in figure["asal"]["sel"]),
    ):
        assert part in text


def test_without_a_warehouse_or_with_a_stray_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "ikm", "--root", str(tmp_path)]) == FAILED
    assert "kinerja refresh" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["trace", "ikm", "dua"])
    assert ended.value.code == USAGE


def test_groups_of_respondents_never_show_their_answers(traced: Callable[..., list[Jejak]]) -> None:
    """Put together, such lists would tell what one neighbour answered."""
    for tabel in ("ikm_layanan", "ikm_responden"):
        assert all(cell.nilai == "" for jejak in traced(tabel, tahun="2024") for cell in jejak.asal.sel)


def test_an_empty_table_is_an_error_not_silence(warehouse: Path) -> None:
    with open_warehouse(warehouse) as source, pytest.raises(TraceError):
        trace(source, "penduduk_umur", None, {})
