"""What a refresh has to do: the files of raw/, what changed since the last release, and every version in the archive."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest
from berkas import BOOKS, TEXTS
from pabrik import profil_jarak, skm, workbook

from flows.errors import PublishError
from flows.findings import Temuan
from flows.paths import Root
from flows.pipeline import batches, stage_batch
from flows.store import archive
from flows.store.plan import Plan, make_plan, remember, staged_name
from flows.workbook.context import Source

JARAK = workbook({"Jarak": profil_jarak()})
SURVEI = workbook({"SKM": skm()})


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An office with two workbooks, not yet read."""
    (tmp_path / "raw" / "2023").mkdir(parents=True)
    (tmp_path / "raw" / "Jarak.xlsx").write_bytes(JARAK)
    (tmp_path / "raw" / "2023" / "Survei.xlsx").write_bytes(SURVEI)
    return Root(tmp_path)


def released(root: Root) -> Plan:
    """The plan of a run that staged everything and was published."""
    plan = make_plan(root)
    for batch in batches(plan):
        stage_batch(plan, batch)
    root.warehouse.mkdir(exist_ok=True)
    root.published.touch()
    note(plan)
    return plan


def note(plan: Plan, *reports: str) -> None:
    remember(plan.root, plan.sidik, {source.berkas: source.sha256 for source in plan.sources}, list(reports), {})


def to_read(plan: Plan) -> list[str]:
    return [source.berkas for source in plan.to_read]


def said(plan: Plan) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.berkas) for finding in plan.temuan]


def test_everything_is_new_at_first(root: Root) -> None:
    plan = make_plan(root)
    assert to_read(plan) == ["2023/Survei.xlsx", "Jarak.xlsx"]
    assert not plan.unchanged and plan.temuan == []


def test_nothing_to_do_when_nothing_changed(root: Root) -> None:
    released(root)
    plan = make_plan(root)
    assert plan.unchanged and plan.to_read == []


def test_the_template_of_the_chapter_is_no_finding_and_its_change_counts(root: Root) -> None:
    root.templat.write_bytes(b"satu")
    assert released(root).temuan == []
    assert make_plan(root).unchanged
    root.templat.write_bytes(b"dua")
    plan = make_plan(root)
    assert not plan.unchanged and plan.to_read == []


def test_without_its_release_nothing_is_called_unchanged(root: Root) -> None:
    released(root)
    root.published.unlink()
    plan = make_plan(root)
    assert not plan.unchanged and plan.to_read == []


def test_a_missing_report_is_a_change(root: Root) -> None:
    plan = released(root)
    note(plan, "reports/Laporan.xlsx")
    assert not make_plan(root).unchanged


def test_only_the_changed_workbook_is_read_again(root: Root) -> None:
    first = released(root)
    (root.raw / "Jarak.xlsx").write_bytes(workbook({"Jarak": profil_jarak([("Satui Barat", 9, 9)])}))
    plan = make_plan(root)
    assert to_read(plan) == ["Jarak.xlsx"] and not plan.unchanged
    assert plan.reading_key == first.reading_key and plan.sidik != first.sidik


def test_a_workbook_under_another_name_is_read_again_since_names_are_read_too(root: Root) -> None:
    released(root)
    (root.raw / "Jarak.xlsx").rename(root.raw / "Jarak 2024.xlsx")
    plan = make_plan(root)
    assert to_read(plan) == ["Jarak 2024.xlsx"]
    assert said(plan) == [("BRK008", "Jarak.xlsx")]


def test_a_touched_file_is_not_a_change(root: Root) -> None:
    released(root)
    (root.raw / "Jarak.xlsx").write_bytes(JARAK)
    assert make_plan(root).unchanged


def test_changed_settings_read_everything_again(root: Root) -> None:
    first = released(root)
    (root.raw / "pengaturan.toml").write_text('[alias.desa]\n"X" = "63.10.04.2008"\n', encoding="utf-8")
    plan = make_plan(root)
    assert len(to_read(plan)) == 2 and plan.reading_key != first.reading_key


def test_a_changed_layout_reads_everything_again(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released(root)
    layout = tmp_path / "baru.toml"
    layout.write_text("judul = 'x'", encoding="utf-8")
    monkeypatch.setattr("flows.store.plan.PROJECT", tmp_path)
    monkeypatch.setattr("flows.store.plan._code_files", lambda: [layout])
    monkeypatch.setattr("flows.store.plan._sql_files", list)
    first = make_plan(root)
    layout.write_text("judul = 'y'", encoding="utf-8")
    assert len(to_read(make_plan(root))) == 2
    assert make_plan(root).reading_key != first.reading_key


def test_changed_sql_builds_again_but_reads_nothing(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model.sql"
    model.write_text("SELECT 1", encoding="utf-8")
    monkeypatch.setattr("flows.store.plan.PROJECT", tmp_path)
    monkeypatch.setattr("flows.store.plan._code_files", list)
    monkeypatch.setattr("flows.store.plan._sql_files", lambda: [model])
    released(root)
    assert make_plan(root).unchanged
    model.write_text("SELECT 2", encoding="utf-8")
    plan = make_plan(root)
    assert not plan.unchanged and plan.to_read == []


def test_a_vanished_workbook_leaves_and_is_said(root: Root) -> None:
    released(root)
    (root.raw / "Jarak.xlsx").unlink()
    plan = make_plan(root)
    assert said(plan) == [("BRK008", "Jarak.xlsx")]
    assert [source.berkas for source in plan.sources] == ["2023/Survei.xlsx"]
    assert not plan.unchanged and plan.to_read == []


def test_the_loss_is_said_once(root: Root) -> None:
    released(root)
    (root.raw / "Jarak.xlsx").unlink()
    released(root)
    plan = make_plan(root)
    assert plan.unchanged and plan.temuan == []


@pytest.mark.parametrize(
    ("name", "findings"),
    [
        ("~$Jarak.xlsx", [("BRK004", "~$Jarak.xlsx")]),
        ("catatan.txt", [("BRK006", "catatan.txt")]),
        ("surat.docx", [("BRK006", "surat.docx")]),
        ("foto.jpg", [("BRK006", "foto.jpg")]),
        ("data", [("BRK006", "data")]),
        ("README.md", []),
        ("Thumbs.db", []),
        ("desktop.ini", []),
        (".DS_Store", []),
        ("._Jarak.xlsx", []),
        (".~lock.Jarak.xlsx#", []),
    ],
)
def test_files_that_are_no_workbooks(root: Root, name: str, findings: list[tuple[str, str]]) -> None:
    (root.raw / name).write_bytes(b"x")
    plan = make_plan(root)
    assert said(plan) == findings
    assert len(plan.sources) == 2


def test_the_ending_is_told_in_any_case(root: Root) -> None:
    (root.raw / "LAMA.XLSX").write_bytes(workbook({"A": profil_jarak([("Sungai Danau", 1, 2)])}))
    assert len(make_plan(root).sources) == 3


def test_the_same_file_twice_is_said(root: Root) -> None:
    (root.raw / "Jarak (1).xlsx").write_bytes(JARAK)
    plan = make_plan(root)
    assert len(plan.sources) == 3
    ((rule, berkas),) = said(plan)
    assert rule == "BRK010" and berkas in {"Jarak.xlsx", "Jarak (1).xlsx"}


def test_an_absent_raw_folder_is_an_empty_one(tmp_path: Path) -> None:
    plan = make_plan(Root(tmp_path))
    assert plan.sources == [] and plan.temuan == []


def test_a_folder_named_like_a_workbook(root: Root) -> None:
    (root.raw / "Arsip.xlsx").mkdir()
    assert len(make_plan(root).sources) == 2


def test_an_unreadable_file_keeps_its_last_version_in_use(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    first = released(root)
    read_bytes = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "Jarak.xlsx":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    plan = make_plan(root)
    assert [source.sha256 for source in plan.sources] == [source.sha256 for source in first.sources]
    assert said(plan) == [("BRK007", "Jarak.xlsx")]


@pytest.mark.parametrize("suffix", [".csv", ".xls"])
def test_a_half_copied_file_keeps_its_last_version_in_use_for_a_while(root: Root, suffix: str) -> None:
    path, whole = root.raw / f"Jarak{suffix}", (BOOKS | TEXTS)[suffix](JARAK)
    path.write_bytes(whole)
    first = released(root)
    path.write_bytes(whole[: len(whole) // 2])
    plan = make_plan(root)
    assert plan.sources == first.sources and said(plan) == [("BRK015", path.name)]
    os.utime(path, (0, 0))  # nobody is writing to it any more: what is said now is that it is broken
    assert make_plan(root).sources != first.sources


def test_a_folder_that_cannot_be_looked_into_is_not_an_empty_one(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "2023":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PublishError, match="2023 tidak dapat dibaca: ditolak sistem"):
        make_plan(root)


@pytest.mark.skipif(sys.platform != "linux", reason="file systems of others know no such name")
def test_a_name_that_is_no_text_is_read_all_the_same(root: Root) -> None:
    Path(os.fsdecode(os.fsencode(root.raw) + b"/\xff.xlsx")).write_bytes(
        workbook({"Jarak": profil_jarak([("Satui Barat", 9, 9)])})
    )
    plan = released(root)
    assert len(plan.sources) == 3


def test_the_plan_is_the_same_whatever_the_order_of_the_folder(root: Root, tmp_path: Path) -> None:
    other = Root(tmp_path / "lain")
    (other.raw / "2023").mkdir(parents=True)
    (other.raw / "2023" / "Survei.xlsx").write_bytes(SURVEI)
    (other.raw / "Jarak.xlsx").write_bytes(JARAK)
    assert make_plan(root).sidik == make_plan(other).sidik


def test_names_of_staged_files_tell_apart_content_and_path() -> None:
    names = {staged_name(Source(berkas, sha)) for berkas in ("a.xlsx", "b/a.xlsx") for sha in ("1" * 64, "2" * 64)}
    assert len(names) == 4


def test_every_version_stays_in_the_archive(root: Root) -> None:
    make_plan(root)
    changed = workbook({"Jarak": profil_jarak([("Satui Barat", 9, 9)])})
    (root.raw / "Jarak.xlsx").write_bytes(changed)
    make_plan(root)
    (root.raw / "Jarak.xlsx").unlink()
    make_plan(root)
    for data in (JARAK, changed, SURVEI):
        assert archive.fetch(root, Source("Jarak.xlsx", hashlib.sha256(data).hexdigest())) == data


def test_the_archive_writes_a_version_once_and_mends_a_torn_one(root: Root) -> None:
    source = archive.keep(root, "Jarak.xlsx", JARAK)
    place = archive.place(root, source)
    before = place.stat().st_mtime_ns
    assert archive.keep(root, "a/b.xlsx", JARAK).sha256 == source.sha256 and place.stat().st_mtime_ns == before
    place.write_bytes(JARAK[:100])
    archive.keep(root, "Jarak.xlsx", JARAK)
    assert archive.fetch(root, source) == JARAK
    with pytest.raises(FileNotFoundError):
        archive.fetch(root, Source("Jarak.xlsx", "0" * 64))


def test_raw_is_only_read(root: Root) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.raw.rglob("*") if path.is_file()}
    released(root)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.raw.rglob("*") if path.is_file()} == before


def test_batches_cover_everything_once(root: Root) -> None:
    for i in range(110):
        (root.raw / f"{i}.xlsx").write_bytes(JARAK + bytes([i]))
    plan = make_plan(root)
    parts = batches(plan)
    assert [source for part in parts for source in part] == plan.to_read
    assert max(map(len, parts)) <= 50


def test_findings_are_plain_data(root: Root) -> None:
    (root.raw / "~$x.xlsx").write_bytes(b"")
    assert all(isinstance(finding, Temuan) for finding in make_plan(root).temuan)
