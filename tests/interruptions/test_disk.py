"""A full disk, a folder that cannot be written to, files broken or half copied: the published warehouse stays whole, and the
next run finishes the work. Disks are really small and really read-only here; where the machine mounts none, these are skipped.
"""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from gudang import publish

from flows import pipeline
from flows.errors import PublishError
from flows.paths import Root
from flows.store.plan import STATE, make_plan
from flows.store.releases import POINTER, current
from flows.store.runs import last_run
from flows.store.wilayah import stage_regions
from tests.interruptions.office import PEOPLE, fill, people, put, undisturbed
from tests.interruptions.prints import print_of

Mount = Callable[[Path, str], None]


@pytest.fixture
def mount() -> Iterator[Mount]:
    """Mounts a disk in memory, or mounts it anew with other options; skips where that is not allowed."""
    mounted: list[Path] = []

    def make(path: Path, options: str) -> None:
        path.mkdir(parents=True, exist_ok=True)
        kind = ["-o", f"remount,{options}"] if path in mounted else ["-t", "tmpfs", "-o", options, "tmpfs"]
        done = subprocess.run(["mount", *kind, str(path)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
        mounted.append(path)

    if sys.platform != "linux" or not shutil.which("mount"):
        pytest.skip("needs mount")
    yield make
    for path in dict.fromkeys(reversed(mounted)):
        subprocess.run(["umount", "--lazy", str(path)], check=False)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The office, refreshed in its first state."""
    root = Root(tmp_path_factory.mktemp("kantor"))
    fill(root)
    pipeline.refresh(root)
    return root


@pytest.fixture
def root(first: Root, tmp_path: Path) -> Root:
    """A copy of it, whose workbooks have come into the next state."""
    shutil.copytree(first.path, tmp_path / "kantor")
    root = Root(tmp_path / "kantor")
    put(root, 1)
    return root


def assert_finishes(root: Root) -> None:
    """The next run does all that is left to do, and the one after it nothing."""
    pipeline.refresh(root)
    assert print_of(root.published) == undisturbed()[1] == print_of(current(root))
    assert make_plan(root).unchanged
    assert not [path for path in root.path.rglob(".*") if path.name.endswith(".sementara") or path.name.startswith(".bangun")]


FREE = [0.01, 0.2, 0.6, 1.02, 1.5]
"""Space left, in warehouses: for the archive at most; for staging; half a warehouse; one, with no place for its copy."""


@pytest.mark.parametrize("free", [0.6, 1.5, *(pytest.param(f, marks=pytest.mark.panjang) for f in FREE)])
def test_disk_full(first: Root, tmp_path: Path, mount: Mount, free: float) -> None:
    disk = tmp_path / "disk"
    mount(disk, "size=64m")
    shutil.copytree(first.path, disk, dirs_exist_ok=True)
    root = Root(disk)
    put(root, 1)
    used = int(subprocess.run(["df", "--output=used", "-k", disk], capture_output=True, text=True, check=True).stdout.split()[-1])
    mount(disk, f"size={used + int(free * root.published.stat().st_size / 1024)}k")
    before, after = undisturbed()
    with pytest.raises(PublishError, match="ruang disk habis"):
        pipeline.refresh(root)
    assert print_of(root.published) in (before, after)
    mount(disk, "size=64m")
    assert_finishes(root)


@pytest.mark.parametrize("options", ["ro", "size=40k"])
def test_reports_cannot_be_written(root: Root, mount: Mount, options: str) -> None:
    mount(root.reports, "size=16m")
    mount(root.reports, options)
    with pytest.raises(PublishError, match=r"hanya dapat dibaca|ruang disk habis"):
        pipeline.refresh(root)
    assert print_of(root.published) == undisturbed()[1]
    assert last_run(root).alasan and last_run(root).gagal == 1
    mount(root.reports, "rw,size=16m")
    assert_finishes(root)
    assert last_run(root).gagal == 0


def test_raw_is_gone_for_a_night(root: Root) -> None:
    """A network folder that is not there looks like an empty one."""
    (root.raw).rename(root.path / "terputus")
    root.raw.mkdir()
    with pytest.raises(PublishError):
        pipeline.refresh(root)
    assert print_of(root.published) == undisturbed()[0]
    root.raw.rmdir()
    (root.path / "terputus").rename(root.raw)
    assert_finishes(root)


def _spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


STAGED = ["berkas/*.json", "penduduk_desa/*.parquet", "putusan-*/temuan.parquet", "../wilayah-*.parquet"]
SPOILT_TOGETHER = [(STAGED[0], STAGED[2]), (STAGED[1], STAGED[3])]


@pytest.mark.parametrize(
    "patterns", [*SPOILT_TOGETHER, *(pytest.param((pattern,), marks=pytest.mark.panjang) for pattern in STAGED)], ids=" ".join
)
def test_broken_staging_files_are_made_anew(root: Root, patterns: tuple[str, ...]) -> None:
    plan = make_plan(root)
    for batch in pipeline.batches(plan):  # staged and judged, as by a run that was killed then
        pipeline.stage_batch(plan, batch)
    pipeline.judge(plan)
    for pattern in patterns:
        paths = list(plan.staged.glob(pattern))
        assert paths
        for path in paths:
            _spoil(path)
    assert_finishes(root)


def test_regions_kept_broken_are_made_anew(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    stage_regions(root).unlink()
    stage_regions(root)
    (kept,) = (tmp_path / "kinerja").glob("*.parquet")
    whole = kept.read_bytes()
    _spoil(kept)
    (root.staging / kept.name).unlink()
    assert_finishes(root)
    assert kept.read_bytes() == whole == (root.staging / kept.name).read_bytes()


def test_a_missing_staging_file_is_made_anew(root: Root) -> None:
    next(make_plan(root).staged.glob("penduduk_desa/*.parquet")).unlink()
    assert_finishes(root)


NOTES = [STATE, "umpan-balik.json", "jalan.json", f"../warehouse/rilis/{POINTER}"]
SPOILT = [b"", b"\x00" * 40, b"[]"]


def test_broken_notes_are_written_anew(root: Root) -> None:
    for name, content in zip(NOTES, itertools.cycle(SPOILT), strict=False):
        (root.staging / name).write_bytes(content)
    assert_finishes(root)


@pytest.mark.panjang
@pytest.mark.parametrize(("name", "content"), list(itertools.product(NOTES, SPOILT)))
def test_a_broken_note_is_written_anew(root: Root, name: str, content: bytes) -> None:
    (root.staging / name).write_bytes(content)
    assert_finishes(root)


def test_a_published_file_that_was_spoilt_is_put_back(root: Root) -> None:
    publish(root)
    _spoil(root.published)
    assert_finishes(root)


def test_a_workbook_still_being_copied_keeps_its_last_version(root: Root) -> None:
    whole = people(1)
    (root.raw / PEOPLE).write_bytes(whole[: len(whole) * 2 // 3])
    publish(root)
    with duckdb.connect(str(root.published), read_only=True) as con:
        assert con.execute("SELECT berkas FROM audit.temuan WHERE aturan = 'BRK015'").fetchall() == [(PEOPLE,)]
        assert con.execute("SELECT count(*) FROM penduduk_desa").fetchall() == [(2,)]
    (root.raw / PEOPLE).write_bytes(whole)
    assert_finishes(root)
