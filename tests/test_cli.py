"""The command line as its users meet it: real files, exit codes and what is printed; in real processes wherever how they
start and end, or what they load and print into, is the question."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pabrik import DESA, UNIT, penduduk_desa, skm, workbook

from flows import cli, terminal
from flows.findings import Temuan, catalogue
from flows.paths import PROJECT
from flows.summary import Summary, counts, folders, markdown, place

Run = Callable[..., subprocess.CompletedProcess[str]]

HEAVY = ("polars", "duckdb", "pandera", "prefect", "openpyxl", "python_calamine", "rich", "xlsxwriter")
FIELDS = ["aturan", "tingkat", "berkas", "lembar", "sel", "nilai", "pesan", "saran", "sel_terkait", "usul", "diketahui"]
SAMPLE = sorted((PROJECT / "raw").glob("*.xlsx"))


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``kinerja`` in this process, away from the project."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        try:
            code = cli.main([*map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        return subprocess.CompletedProcess(arguments, code, *capsys.readouterr())

    return run


def test_help_is_instant() -> None:
    """Help loads nothing heavy."""
    code = (
        "import sys\nfrom flows.cli import main\n"
        "for arguments in (['--help'], ['refresh', '--help'], ['check', '--help'], ['--version']):\n"
        "    try:\n        main(arguments)\n    except SystemExit as end:\n        assert not end.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]" and done.stdout.count("Pemakaian: kinerja") == 3


@pytest.mark.parametrize("arguments", [["--help"], ["refresh", "--help"], ["check", "--help"], ["check"], ["hapus"]])
def test_speaks_indonesian(here: Run, arguments: list[str]) -> None:
    done = here(*arguments)
    assert "Pemakaian: kinerja" in done.stdout + done.stderr
    assert not re.search(r"usage|options|positional|error|show this|required|invalid", done.stdout + done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [[], ["hapus"], ["check"], ["check", "tidak-ada.xlsx"], ["check", "a.xlsx", "--explain", "NIL001"], ["refresh", "--cepat"]],
)
def test_wrong_usage_is_2(here: Run, arguments: list[str]) -> None:
    assert here(*arguments).returncode == 2


def test_root_without_raw_is_1(kinerja: Run, tmp_path: Path) -> None:
    done = kinerja("refresh", "--root", tmp_path)
    assert done.returncode == 1
    assert "raw" in done.stderr and "Traceback" not in done.stderr


def test_unusable_settings_are_1(here: Run, office: Path) -> None:
    (office / "raw" / "pengaturan.toml").write_text('[skm]\nbobot = "0,5"\n', encoding="utf-8")
    done = here("refresh", "--direct", "--root", office)
    assert done.returncode == 1
    assert "raw/pengaturan.toml" in done.stderr and "bobot" in done.stderr and "Traceback" not in done.stderr
    assert not (office / "warehouse" / "kinerja.duckdb").exists()


def test_check_names_a_broken_file(here: Run, tmp_path: Path) -> None:
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(SAMPLE[0].read_bytes()[:3000])
    done = here("check", broken)
    assert done.returncode == 1
    assert re.fullmatch(r".*rusak\.xlsx BRK\d{3} galat .+\n", done.stdout)
    assert "1 galat" in done.stderr


def test_check_formats_agree(here: Run, kinerja: Run) -> None:
    """One line a finding, the same findings as objects, and an exit code that says whether one is a galat.

    The output survives any code page; and the Windows command line hands patterns over as they are.
    """
    text = kinerja("check", *SAMPLE, PYTHONIOENCODING="cp437:strict", PYTHONUTF8="0")
    data = here("check", "--format", "json", PROJECT / "raw" / "*.xlsx")
    assert "Traceback" not in text.stderr
    found = json.loads(data.stdout)
    assert found and all(list(temuan) == FIELDS for temuan in found)
    assert text.returncode == data.returncode == any(temuan["tingkat"] == "galat" for temuan in found)
    lines = text.stdout.splitlines()
    assert len(lines) == len(found)
    for line, temuan in zip(lines, found, strict=True):
        assert line.startswith(f"{place(Temuan(**temuan))} {temuan['aturan']} {temuan['tingkat']} ")


def test_check_lists_findings_as_one_reads(here: Run, tmp_path: Path) -> None:
    """By file, then in the order of the sheets (not of their names) and of the cells: E9 before E10."""
    rows = [(name, f"{i}x", 90, 50, 40) for i, name in enumerate(DESA)]
    table = penduduk_desa(rows, row=4)
    (tmp_path / "b.xlsx").write_bytes(workbook({"Z": table, "A": table}))
    (tmp_path / "a.xlsx").write_bytes(workbook({"A": table}))
    found = json.loads(here("check", tmp_path / "b.xlsx", tmp_path / "a.xlsx", "--format", "json").stdout)
    faults = [temuan for temuan in found if temuan["aturan"] == "NIL001"]
    assert [(Path(f["berkas"]).name, f["lembar"]) for f in faults[::4]] == [("a.xlsx", "A"), ("b.xlsx", "Z"), ("b.xlsx", "A")]
    cells = [fault["sel"] for fault in faults[:4]]
    assert {len(cell) for cell in cells} == {2, 3} and cells == sorted(cells, key=lambda cell: int(cell[1:]))


def test_a_known_galat_is_shown_and_does_not_fail_the_check(here: Run, tmp_path: Path) -> None:
    rows = [(name, m, 90, 50, 40) for name, m in zip(DESA, ["seratus", 101, 102, 103], strict=True)]
    (tmp_path / "Data.xlsx").write_bytes(workbook({"Maret": penduduk_desa(rows)}))
    done = here("check", tmp_path / "Data.xlsx", "--format", "json")
    (galat,) = [temuan for temuan in json.loads(done.stdout) if temuan["tingkat"] == "galat"]
    assert done.returncode == 1
    fields = [f"{name} = {json.dumps(galat[name])}" for name in ("aturan", "berkas", "lembar", "sel", "nilai")]
    mark = "\n".join(["[[temuan]]", *fields, 'alasan = "Menunggu data"', 'oleh = "Kasubbag"'])
    (tmp_path / "diketahui.toml").write_text(mark, encoding="utf-8")
    done = here("check", tmp_path / "Data.xlsx")
    assert done.returncode == 0
    (line,) = [line for line in done.stdout.splitlines() if galat["aturan"] in line]
    assert line.endswith("Sudah diketahui: Menunggu data (Kasubbag).")
    assert "0 galat" in done.stderr and "1 sudah diketahui" in done.stderr


@pytest.mark.parametrize("code", ["NIL001", "nil001"])
def test_a_rule_is_explained(here: Run, code: str) -> None:
    done = here("check", "--explain", code)
    rule = catalogue()["NIL001"]
    text = " ".join(done.stdout.split())
    assert done.returncode == 0 and "{" not in text
    assert all(part in text for part in (rule.aturan, rule.judul, rule.tingkat, rule.penyebab, rule.saran))


def test_an_unknown_code_gets_the_nearest(here: Run) -> None:
    done = here("check", "--explain", "NIL01")
    assert done.returncode == 2 and "NIL001" in done.stderr and done.stdout == ""
    assert "TEMUAN.md" in here("check", "--explain", "QQQ").stderr


def test_a_line_says_what_is_meant_and_where_else() -> None:
    line = terminal.temuan_line(replace(TEMUAN, usul="1.763", sel_terkait="E11, C20"))
    assert "Jumlah *tidak* sama. (seharusnya 1.763; terkait E11, C20) Periksa" in line
    assert "(" not in terminal.temuan_line(TEMUAN)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An office with one workbook."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "Survei.xlsx").write_bytes(workbook({"SKM": skm()}))
    return tmp_path


def test_refresh_publishes_then_rests(kinerja: Run, small: Path) -> None:
    first = kinerja("refresh", "--direct", "--root", small)
    assert first.returncode == 0, first.stderr
    assert "diterbitkan" in first.stdout and "Angka utama" in first.stdout and "reports/" in first.stdout
    assert (small / "warehouse" / "kinerja.duckdb").is_file()
    assert "\x1b" not in first.stdout
    again = kinerja("refresh", "--direct", "--root", small)
    assert again.returncode == 0
    assert again.stdout.startswith("Tidak ada perubahan")


def test_refresh_does_its_work_without_prefect(kinerja: Run, small: Path) -> None:
    """A server that does not answer is noted, and costs nothing but the run history."""
    done = kinerja("refresh", "--root", small, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.returncode == 0, done.stderr
    assert "tanpa Prefect" in done.stderr and "Traceback" not in done.stderr
    assert (small / "warehouse" / "kinerja.duckdb").is_file()


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.paint("galat", "galat", _Screen()) != "galat"
    assert terminal.paint("galat", "galat", io.StringIO()) == "galat"
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal.paint("galat", "galat", _Screen()) == "galat"


def test_progress_appears_on_long_work_only(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.progress() as progress:
        progress(1, 1000)
    assert screen.getvalue() == ""
    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    with terminal.progress() as progress:
        progress(1, 1000)
        progress(500, 1000)
    assert "Membaca buku kerja" in screen.getvalue()


TEMUAN = Temuan("ANG002", "peringatan", "a|b.xlsx", "TW <II>", "D14", "", "Jumlah *tidak* sama.", "Periksa [D14].")
SUMMARY = Summary(
    status="terbit",
    rilis="2026-01-02T03:04:05",
    files=1200,
    sheets=2400,
    rows={"dibaca": 21146, "dimuat": 21000, "ditolak": 0, "total": 146},
    findings={"galat": 0, "peringatan": 1, "info": 12},
    worst=[TEMUAN],
    figures=[("IKM 2024", "84,64 (B)")],
    reports=["reports/A/2024/csv/ikm.csv", "reports/A/2024/a.xlsx", "reports/A/2023/a.xlsx"],
)


def test_summary_in_words() -> None:
    assert dict(counts(SUMMARY)) == {
        "Berkas": "1.200",
        "Lembar": "2.400",
        "Baris": "21.146 dibaca: 21.000 dimuat, 146 total",
        "Temuan": "0 galat, 1 peringatan, 12 info",
    }
    assert dict(counts(replace(SUMMARY, known=3)))["Temuan"] == "0 galat, 1 peringatan, 12 info; 3 sudah diketahui"
    assert folders(SUMMARY.reports) == ["reports/A/2023", "reports/A/2024"]
    assert folders(f"reports/{unit}/a.csv" for unit in range(9))[-1] == "dan 4 folder lain"


def test_summary_as_markdown_cannot_be_injected() -> None:
    text = markdown(replace(SUMMARY, refused=["<b>.xlsx"], changes=[("Berkas baru", "a|b.xlsx, [c](d).xlsx")]))
    found = [line for line in text.splitlines() if "ANG002" in line or ".xlsx" in line]
    assert len(found) == 3 and not any(sign in line for line in found for sign in "|<[*")


def test_summary_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.print_summary(SUMMARY, "warehouse/kinerja.duckdb", 1.25)
    text = capsys.readouterr().out
    assert "a|b.xlsx:TW <II>!D14" in text
    assert "... dan 12 lainnya" in text and "diketahui" not in text
    assert re.search(r"^  IKM 2024 +84,64 \(B\)$", text, re.MULTILINE)


def test_check_takes_the_settings_beside_the_workbook(here: Run, tmp_path: Path) -> None:
    """A sheet that names no kecamatan belongs to the office whose folder it lies in, never to the project's sample."""
    raw = tmp_path / "kantor" / "raw"
    raw.mkdir(parents=True)
    path = raw / "Data.xlsx"
    path.write_bytes(workbook({"Lembar": penduduk_desa(titles=("DATA KEPENDUDUKAN PER MARET 2023",))}))
    assert "UNT001" in here("check", path).stdout
    (raw / "pengaturan.toml").write_text(f'[unit]\nkode = "{UNIT}"\n', encoding="utf-8")
    assert "UNT001" not in here("check", path).stdout
