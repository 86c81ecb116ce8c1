"""The operator's commands, from one small office: releases, rollback, kunci, hapus-arsip, and a release held back."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest
from pabrik import UNIT_NAMA, penduduk_desa, workbook

from flows import cli
from flows.paths import Root

TITLES = ("DATA KEPENDUDUKAN", UNIT_NAMA, "PER DESEMBER 2024")
WORDS = ("No", "DESA", "PENDUDUK BULAN DESEMBER 2024", "LK", "PR", "JUMLAH", "JLH KK AKHIR BULAN", "JUMLAH RUMAH")
Call = Callable[..., tuple[int, str]]


def drop(root: Root, jiwa: int, name: str = "Penduduk.xlsx") -> None:
    """A workbook of two villages into raw/."""
    rows = [("Satui Barat", jiwa, jiwa, 90, 90), ("Sungai Danau", 500, 500, 90, 90)]
    root.raw.mkdir(exist_ok=True)
    (root.raw / name).write_bytes(workbook({"Data": penduduk_desa(rows, titles=TITLES, words=WORDS)}))


def sidik(root: Root) -> str:
    return hashlib.sha256((root.raw / "Penduduk.xlsx").read_bytes()).hexdigest()


def people(root: Root) -> list[tuple[object, ...]]:
    with duckdb.connect(str(root.published), read_only=True) as con:
        return con.execute("SELECT sum(jumlah) FROM penduduk_desa").fetchall()


@pytest.fixture
def root(tmp_path: Path) -> Root:
    return Root(tmp_path)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with one release, of 1.800 people."""
    return refreshed(tmp_path_factory.mktemp("sekali"), 400)


@pytest.fixture(scope="module")
def twice(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with a second release, of 1.820."""
    return refreshed(shutil.copytree(once, tmp_path_factory.mktemp("dua") / "kali"), 410)


def refreshed(folder: Path, jiwa: int) -> Path:
    drop(Root(folder), jiwa)
    assert cli.main(["refresh", "--direct", "--root", str(folder)]) == cli.OK
    return folder


def begin(root: Root, office: Path) -> None:
    """Makes the root a copy of an office."""
    shutil.copytree(office, root.path, dirs_exist_ok=True)


@pytest.fixture
def kinerja(root: Root, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls a command on the office in this process; its exit code and all that it said."""

    def run(*arguments: str) -> tuple[int, str]:
        code = cli.main([*arguments, "--root", str(root.path)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_a_release_that_jumps_is_held_back_until_it_is_approved(root: Root, once: Path, kinerja: Call) -> None:
    begin(root, once)
    drop(root, 400_000)
    code, said = kinerja("refresh", "--direct")
    assert code == cli.FAILED and people(root) == [(1800,)]
    said = " ".join(said.split())
    assert "RLS003" in said and "kinerja refresh --terbitkan" in said and "1.800 menjadi 801.000" in said
    assert list((root.umpan_balik).glob("*.xlsx"))  # the planner hears all the same
    code, said = kinerja("refresh", "--direct", "--terbitkan")
    assert code == cli.OK and people(root) == [(801_000,)]


def test_releases_and_the_way_back(root: Root, twice: Path, kinerja: Call) -> None:
    begin(root, twice)
    code, said = kinerja("releases")
    assert code == cli.OK and [line[:6] for line in said.splitlines()] == ["*    2", "     1"]
    assert "1 berkas berubah" in said.splitlines()[0]
    code, said = kinerja("rollback")
    assert code == cli.OK and people(root) == [(1800,)]
    (report,) = root.reports.glob("*/2024/csv/penduduk_desa.csv")
    assert ";800;" in report.read_text(encoding="utf-8-sig")
    code, said = kinerja("refresh", "--direct")
    assert code == cli.FAILED and "RLS005" in said and people(root) == [(1800,)]
    drop(root, 420)
    assert kinerja("refresh", "--direct")[0] == cli.OK and people(root) == [(1840,)]
    assert kinerja("rollback", "99")[0] == cli.FAILED
    kinerja("kunci", "2024")
    code, said = kinerja("rollback")
    assert code == cli.FAILED and "tidak memuat angka tahun 2024 yang dikunci" in said and people(root) == [(1840,)]
    assert kinerja("rollback", "3")[0] == cli.OK


def test_a_year_is_locked_and_given_free(root: Root, once: Path, kinerja: Call) -> None:
    begin(root, once)
    assert kinerja("kunci", "2024")[0] == cli.OK and "2024" in kinerja("kunci")[1]
    drop(root, 410)
    code, said = kinerja("refresh", "--direct")
    assert code == cli.OK and "KCI001" in said and people(root) == [(1800,)]
    (report,) = root.reports.glob("*/2024/csv/penduduk_desa.csv")
    assert ";800;" in report.read_text(encoding="utf-8-sig")
    assert_leads_to_the_locked_version(root, kinerja, "400")
    (old,) = [path for path in (root.staging / "arsip").glob("*.xlsx") if path.stem != sidik(root)]
    assert "2 versi dibiarkan" in kinerja("hapus-arsip", "Penduduk.xlsx", "--ya")[1] and old.is_file()
    assert kinerja("kunci", "--buka", "2024")[0] == cli.OK
    code, said = kinerja("kunci", "2024")
    assert code == cli.FAILED and "jalankan dahulu kinerja refresh" in said
    kinerja("refresh", "--direct")
    assert people(root) == [(1820,)]
    assert "dikunci" not in kinerja("trace", "penduduk_desa", "2024")[1]
    assert kinerja("hapus-arsip", "Penduduk.xlsx", "--ya")[0] == cli.OK and not old.is_file()


def assert_leads_to_the_locked_version(root: Root, kinerja: Call, jiwa: str) -> None:
    """Trace, workbook and page of the locked year name the archived workbook, whose cell holds what they say."""
    code, said = kinerja("trace", "penduduk_desa.laki_laki", "2024", "desa=Satui Barat", "--format", "json")
    (jejak,) = json.loads(said)
    (cell,) = jejak["asal"]["sel"]
    assert (code, jejak["nilai"], cell["nilai"]) == (cli.OK, jiwa, jiwa) and "Angka tahun 2024 dikunci" in jejak["catatan"]
    assert openpyxl.load_workbook(root.path / cell["versi"])[cell["lembar"]][cell["sel"]].value == int(jiwa)
    assert cell["versi"] in kinerja("trace", "penduduk_desa.laki_laki", "2024")[1]
    version = Path(cell["versi"]).stem[:12]
    (book,) = root.reports.glob("*/2024/*.xlsx")
    sheets = openpyxl.load_workbook(book)
    for name in ("Ringkasan", "Sumber Angka"):
        text = " ".join(str(value) for row in sheets[name].values for value in row if value)
        assert "Angka tahun 2024 dikunci" in text and version in text
    (page,) = root.reports.glob("*/2024/index.html")
    html = page.read_text(encoding="utf-8")
    assert "Angka tahun 2024 dikunci" in html and f"Penduduk.xlsx (versi arsip {version})" in html
    assert (page.parent / "../../.." / cell["versi"]).is_file() and cell["versi"] in html
    (package,) = root.reports.glob("*/data/datapackage.json")
    named = {source["sha256"] for source in json.loads(package.read_text(encoding="utf-8"))["sources"]}
    assert named == {Path(cell["versi"]).stem, sidik(root)}


def test_old_versions_leave_the_archive_on_request_only(root: Root, twice: Path, kinerja: Call) -> None:
    begin(root, twice)
    files = list((root.staging / "arsip").glob("*.xlsx"))
    code, said = kinerja("hapus-arsip", "Penduduk.xlsx")
    assert code == cli.OK and "--ya" in said and "1 versi dibiarkan" in said
    assert list((root.staging / "arsip").glob("*.xlsx")) == files
    assert kinerja("hapus-arsip", "Penduduk.xlsx", "--ya")[0] == cli.OK
    assert len(list((root.staging / "arsip").glob("*.xlsx"))) == 1
    assert kinerja("refresh", "--direct")[0] == cli.OK
    with pytest.raises(SystemExit):
        kinerja("hapus-arsip")


def test_a_file_that_cannot_be_read_or_removed_is_said(
    root: Root, twice: Path, kinerja: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is removed while it is not known what raw/ holds. Made by hand, since root reads and removes everything."""
    begin(root, twice)
    files = list((root.staging / "arsip").glob("*.xlsx"))
    for refusing in ("read_bytes", "unlink"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, refusing, refuse)
            code, said = kinerja("hapus-arsip", "Penduduk.xlsx", "--ya")
        assert code == cli.FAILED and "ditolak sistem" in said and ".xlsx" in said and "Traceback" not in said
        assert list((root.staging / "arsip").glob("*.xlsx")) == files
    root.published.parent.joinpath("rilis").rename(root.path / "lain")
    root.published.write_bytes(b"rusak")
    code, said = kinerja("trace", "penduduk_desa", "2024")
    assert code == cli.FAILED and "kesalahan.txt" in said


def refuse(path: Path, *_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied", str(path))


def test_a_second_refresh_waits_for_the_first(root: Root) -> None:
    """Two started at once: both end well, one of them with nothing left to do."""
    drop(root, 400)
    command = [sys.executable, "-m", "flows.cli", "refresh", "--direct", "--root", str(root.path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    first_lines = sorted(out.splitlines()[0].split(" ")[0] for out, _ in said)
    assert first_lines == ["Rilis", "Tidak"]
    assert os.listdir(root.rilis) and people(root) == [(1800,)]
