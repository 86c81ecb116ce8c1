"""Releases kept beside the published warehouse: one step, never two halves, and the way back."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from flows.errors import PublishError
from flows.paths import LOCK_CARD, Root
from flows.store import files
from flows.store.releases import (
    KEPT,
    POINTER,
    Release,
    catch_up,
    current,
    find,
    kept,
    next_release,
    place,
    pointer,
    publish_file,
    roll_back,
    sweep,
)

NOW = datetime(2026, 3, 1, 1, 0, 0)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    (tmp_path / "warehouse").mkdir()
    return Root(tmp_path)


def publish(root: Root, content: str, now: datetime = NOW) -> Release:
    """A release of some bytes; what is in the file is nobody's business here."""
    built = root.warehouse / "baru"
    built.write_text(content, encoding="utf-8")
    release = next_release(root, now, "0.1.0", sidik=f"sidik {content}")
    publish_file(root, built, release)
    return release


def go_back(root: Root, name: str = "") -> Release:
    release = find(root, name)
    roll_back(root, release)
    return release


def content(root: Root) -> str:
    return root.published.read_text(encoding="utf-8")


def test_a_release_is_published_and_kept(root: Root) -> None:
    first, second = publish(root, "satu"), publish(root, "dua")
    assert content(root) == "dua" and current(root) == place(root, second)
    assert [release.rilis for release in kept(root)] == [second.rilis, first.rilis]
    assert place(root, first).read_text() == "satu"
    assert pointer(root).sidik == "sidik dua"


def test_only_the_last_ones_are_kept(root: Root) -> None:
    made = [publish(root, str(i)) for i in range(KEPT + 3)]
    assert [release.nomor for release in kept(root)] == [release.nomor for release in reversed(made[3:])]
    assert len(list(root.rilis.glob("*.duckdb"))) == KEPT


def test_the_release_that_a_year_is_locked_to_is_kept_too(root: Root) -> None:
    first = publish(root, "serahan")
    for year in ("2023", "2024"):
        files.write_text(root.kunci / year / LOCK_CARD, json.dumps({"rilis": first.rilis}))
    for i in range(KEPT + 2):
        publish(root, str(i))
    assert kept(root)[-1] == first and len(kept(root)) == KEPT + 1


def test_a_clock_moved_back_or_standing_still_mixes_nothing_up(root: Root) -> None:
    first = publish(root, "satu")
    same_second = publish(root, "dua")
    earlier = publish(root, "tiga", NOW.replace(year=2020))
    assert [release.nomor for release in (first, same_second, earlier)] == [1, 2, 3]
    assert len({release.rilis for release in (first, same_second, earlier)}) == 3
    assert content(root) == "tiga" and kept(root)[0] == replace(earlier)
    go_back(root)
    assert content(root) == "dua"


def test_names_of_files_are_fit_for_windows(root: Root) -> None:
    release = publish(root, "satu")
    assert release.rilis == "2026-03-01T01:00:00" and ":" not in place(root, release).name


def test_rollback_returns_to_the_one_before_or_to_the_one_named(root: Root) -> None:
    first, _, third = publish(root, "satu"), publish(root, "dua"), publish(root, "tiga")
    assert go_back(root).rilis != third.rilis and content(root) == "dua"
    assert pointer(root).ditahan == "sidik tiga"
    assert go_back(root, first.rilis).nomor == 1 and content(root) == "satu"
    assert go_back(root, str(third.nomor)).nomor == 3 and content(root) == "tiga"
    assert pointer(root).ditahan == ""
    assert [release.nomor for release in kept(root)] == [3, 2, 1]


def test_rollback_needs_a_release(root: Root) -> None:
    with pytest.raises(PublishError, match="tidak ada rilis sebelumnya"):
        go_back(root)
    publish(root, "satu")
    with pytest.raises(PublishError, match="tidak ada rilis sebelumnya"):
        go_back(root)
    with pytest.raises(PublishError, match="kinerja releases"):
        go_back(root, "2001-01-01T00:00:00")


def test_numbers_go_on_after_a_rollback(root: Root) -> None:
    publish(root, "satu"), publish(root, "dua")
    go_back(root)
    assert publish(root, "tiga").nomor == 3


def test_a_file_held_open_is_swapped_later(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows while a program has the published file open."""
    publish(root, "satu")
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target) == root.published:
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(files, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(os, "replace", refuse)
    second = publish(root, "dua")
    assert content(root) == "satu" and current(root) == place(root, second) and not catch_up(root)
    assert not list(root.warehouse.glob(".*"))
    monkeypatch.undo()
    assert catch_up(root) and content(root) == "dua"


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_text("dari orang lain")])
def test_a_published_file_that_somebody_removed_or_wrote_to_is_put_back(root: Root, spoil: object) -> None:
    publish(root, "satu")
    assert callable(spoil)
    spoil(root.published)
    assert catch_up(root) and content(root) == "satu"


def test_the_log_of_a_program_that_wrote_to_the_old_file_is_not_applied_to_the_new_one(root: Root) -> None:
    publish(root, "satu")
    stale = root.published.with_name(f"{root.published.name}.wal")
    stale.write_text("catatan", encoding="utf-8")
    publish(root, "dua")
    assert not stale.exists()


@pytest.mark.parametrize("step", ["duckdb", "json", POINTER, "kinerja.duckdb"])
def test_killed_at_any_step_one_release_stands(root: Root, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before one of the four moves into place: what stands is whole, and the next release too."""
    publish(root, "satu")
    real, moved = os.replace, []

    def kill(source: Path, target: Path) -> None:
        if Path(target).name.endswith(step):
            moved.append(target)
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", kill)
    with pytest.raises(KeyboardInterrupt):
        publish(root, "dua")
    monkeypatch.undo()
    assert moved
    sweep(root)
    catch_up(root)
    stands = "dua" if step == "kinerja.duckdb" else "satu"
    assert content(root) == stands and current(root).read_text() == stands
    assert {path.stem for path in root.rilis.glob("*.duckdb")} == {release.stem for release in kept(root)}
    publish(root, "tiga")
    assert content(root) == "tiga" and len({release.nomor for release in kept(root)}) == len(kept(root))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"lain": 1}', "\x00" * 50])
def test_a_broken_pointer_or_card_leaves_the_published_file(root: Root, text: str) -> None:
    first = publish(root, "satu")
    (root.rilis / POINTER).write_text(text, encoding="utf-8")
    (root.rilis / f"{first.stem}.json").write_text(text, encoding="utf-8")
    assert pointer(root).rilis == "" and kept(root) == [] and catch_up(root)
    assert current(root) == root.published and content(root) == "satu"
    publish(root, "dua")
    assert content(root) == "dua"


def test_a_warehouse_of_an_older_program_has_no_pointer(root: Root) -> None:
    root.published.write_text("lama", encoding="utf-8")
    assert current(root) == root.published and catch_up(root) and content(root) == "lama"


def test_the_pointer_is_readable_by_other_programs(root: Root) -> None:
    release = publish(root, "satu")
    said = json.loads((root.rilis / POINTER).read_text(encoding="utf-8"))
    assert said["rilis"] == release.rilis and said["nomor"] == 1
