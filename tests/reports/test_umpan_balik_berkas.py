"""The folder reports/umpan-balik over several refreshes: what is written, kept, left to the planner, removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pabrik
import polars.selectors as cs
import pytest
from openpyxl import load_workbook

import flows.reports.files as files
import flows.reports.umpan_balik.copies as copies
from flows.findings import Temuan, temuan
from flows.paths import Root
from flows.pipeline import refresh
from flows.pipeline import write_copies as write_step
from flows.reports.umpan_balik.copies import write_copies
from flows.store import archive
from flows.store.plan import make_plan
from flows.summary import markdown
from flows.workbook.periksa import NAME

DATA = pabrik.workbook({"Penduduk": pabrik.penduduk_desa()})


class Office:
    """An office whose workbooks are archived, and the warnings of its last run."""

    def __init__(self, path: Path) -> None:
        self.root = Root(path)
        self.folder = self.root.umpan_balik
        self.warnings: list[str] = []

    def write(self, *names: str, found: tuple[Temuan, ...] = (), versi: str = "1", data: bytes = DATA) -> list[str]:
        sources = [archive.keep(self.root, name, data) for name in names]
        self.warnings = []
        paths = write_copies(self.root, sources, found, versi, self.warnings.append)
        return [path.relative_to(self.folder).as_posix() for path in paths]

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.xlsx")}


@pytest.fixture
def kantor(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_copy_is_put_in_its_place_once_excel_lets_go(kantor: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    kantor.write("A.xlsx")
    found = (temuan("LBR005", "A.xlsx", "Penduduk"),)
    real = files.replace

    def refuse(source: Path, target: Path) -> None:
        if "(baru)" not in target.name:
            raise PermissionError(13, "dipakai")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", refuse)
        assert kantor.write("A.xlsx", found=found) == ["A - PERIKSA (baru).xlsx"] and kantor.warnings
    assert kantor.write("A.xlsx", found=found) == ["A - PERIKSA.xlsx"] and kantor.files() == {"A - PERIKSA.xlsx"}


def test_folders_are_kept_and_names_made_safe_and_unique(kantor: Office) -> None:
    names = kantor.write("A.xlsx", "desa/A.xlsx", "desa/con.xlsx", "B - PERIKSA.xlsx", "B.xlsx", "a.XLSX")
    assert set(names) == kantor.files() == {
        "A - PERIKSA.xlsx", "a - PERIKSA (2).xlsx", "desa/A - PERIKSA.xlsx", "desa/_con - PERIKSA.xlsx",
        "B - PERIKSA.xlsx", "B - PERIKSA (2).xlsx",
    }  # fmt: skip
    assert "HANYA UNTUK KANTOR" in (kantor.folder / "BACA DAHULU.txt").read_text(encoding="utf-8")


def test_a_copy_is_written_again_only_when_something_changed(kantor: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = copies.annotate
    monkeypatch.setattr(copies, "annotate", lambda data, berkas, found: (made.append(berkas), real(data, berkas, found))[1])
    kantor.write("A.xlsx", "B.xlsx")
    kantor.write("A.xlsx", "B.xlsx")
    assert made == ["A.xlsx", "B.xlsx"]
    kantor.write("A.xlsx", "B.xlsx", found=(temuan("LBR005", "B.xlsx", "Penduduk"),))
    assert made[2:] == ["B.xlsx"]
    kantor.write("A.xlsx", data=pabrik.workbook({"Umur": pabrik.penduduk_umur()}))
    kantor.write("A.xlsx", versi="2")
    assert made[3:] == ["A.xlsx", "A.xlsx"]
    (kantor.folder / "A - PERIKSA.xlsx").unlink()
    kantor.write("A.xlsx", versi="2")
    assert made[5:] == ["A.xlsx"] and kantor.files() == {"A - PERIKSA.xlsx"}


def test_copies_of_workbooks_that_are_gone_are_removed(kantor: Office) -> None:
    kantor.write("A.xlsx", "desa/dalam/B.xlsx")
    (kantor.folder / "Catatan saya.xlsx").write_bytes(b"milik perencana")
    assert kantor.write("A.xlsx") == ["A - PERIKSA.xlsx"]
    assert kantor.files() == {"A - PERIKSA.xlsx", "Catatan saya.xlsx"} and not (kantor.folder / "desa").exists()


def test_what_the_planner_changed_is_left_to_him(kantor: Office) -> None:
    kantor.write("A.xlsx")
    his = kantor.folder / "A - PERIKSA.xlsx"
    his.write_bytes(b"diubah perencana")
    found = (temuan("LBR005", "A.xlsx", "Penduduk"),)
    assert kantor.write("A.xlsx", found=found) == ["A - PERIKSA (baru).xlsx"]
    assert his.read_bytes() == b"diubah perencana" and "sudah Anda ubah" in kantor.warnings[0]
    assert kantor.write("A.xlsx", found=found) == ["A - PERIKSA (baru).xlsx"]
    assert his.read_bytes() == b"diubah perencana"
    kantor.write("A.xlsx", versi="2")
    assert his.read_bytes() == b"diubah perencana" and kantor.files() == {"A - PERIKSA.xlsx", "A - PERIKSA (baru).xlsx"}
    kantor.write()
    assert kantor.files() == {"A - PERIKSA.xlsx"}


def test_a_copy_that_excel_holds_open_stops_nothing(kantor: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    kantor.write("A.xlsx", "B.xlsx")

    def refuse(path: Path, *_: object) -> Path:
        raise PermissionError(13, "dipakai")

    with monkeypatch.context() as patch:
        patch.setattr(copies, "write_file", refuse)
        assert kantor.write("A.xlsx", "B.xlsx", found=(temuan("LBR005", "A.xlsx", "Penduduk"),)) == [
            "A - PERIKSA.xlsx",
            "B - PERIKSA.xlsx",
        ]
    assert "A - PERIKSA.xlsx" in kantor.warnings[0] and kantor.files() == {"A - PERIKSA.xlsx", "B - PERIKSA.xlsx"}
    kantor.write("A.xlsx", "B.xlsx", found=(temuan("LBR005", "A.xlsx", "Penduduk"),))
    page = load_workbook(kantor.folder / "A - PERIKSA.xlsx")[NAME]
    assert "LBR005" in {cell.value for row in page.iter_rows() for cell in row}


def test_a_refresh_hands_every_workbook_back(sample: Path, tmp_path: Path) -> None:
    """The sample office: each workbook comes back marked, and says the same when it is handed in again."""
    office = shutil.copytree(sample, tmp_path / "kantor")
    summary = refresh(Root(office))
    assert summary.status == "tetap"
    folder = office / "reports" / "umpan-balik"
    names = {path.stem for path in (office / "raw").glob("*.xlsx")}
    assert {path.name for path in folder.glob("*.xlsx")} == {f"{name} - PERIKSA.xlsx" for name in names}
    assert "Umpan balik: reports/umpan-balik" in markdown(summary)
    assert all((office / name).is_file() for name in summary.reports)
    with duckdb.connect(str(office / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        marked = con.execute("SELECT DISTINCT berkas, lembar, sel FROM audit.temuan WHERE sel <> ''").fetchall()
    assert len(marked) > 50
    books = {path.name: load_workbook(path) for path in folder.glob("*.xlsx")}
    for berkas, lembar, sel in marked:
        assert books[f"{Path(berkas).stem} - PERIKSA.xlsx"][lembar][sel].comment, (berkas, lembar, sel)

    for path in sorted((office / "raw").glob("*.xlsx")):
        copy = folder / f"{path.stem} - PERIKSA.xlsx"
        before, after = (pabrik.checked(source.read_bytes(), path.name) for source in (path, copy))
        for dataset, frame in before.frames.items():
            if dataset != "tercetak":  # printed figures are mended in the copy, data never are
                own, his = (pabrik.values(each.select(~cs.ends_with("_tercetak"))) for each in (frame, after.frames[dataset]))
                assert his.equals(own), (path.name, dataset)
        assert pabrik.unbalanced(after) == {}
        assert {f.aturan for f in after.temuan} <= {f.aturan for f in before.temuan}

    (office / "raw" / "Profil Desa.xlsx").unlink()
    write_step(make_plan(Root(office)))
    assert not (folder / "Profil Desa - PERIKSA.xlsx").exists()
