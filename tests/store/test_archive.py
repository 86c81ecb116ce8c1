"""The archive's ledger: versions can be removed for the personal data in them; their hash and findings stay."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from flows.findings import temuan
from flows.paths import Root
from flows.store import archive
from flows.workbook.context import Source


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """Three versions: two of a.xlsx, of which a release each was made, and one that was never entered."""
    root = Root(tmp_path)
    first, second = archive.keep(root, "a.xlsx", b"satu"), archive.keep(root, "a.xlsx", b"dua")
    archive.keep(root, "c.xls", b"tiga")
    found = [temuan("BRK001", "a.xlsx"), temuan("BRK001", "lain.xlsx")]
    archive.enter(root, [first], {}, "R1", found)
    archive.enter(root, [second], {"a.xlsx": first.sha256}, "R2", [])
    archive.enter(root, [second], {"a.xlsx": second.sha256}, "R3", [])
    return root


def ledger(root: Root) -> list[dict[str, object]]:
    lines = (archive.folder(root) / archive.LEDGER).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


def test_each_version_is_entered_once_with_its_findings(root: Root) -> None:
    entries = ledger(root)
    assert [entry["rilis"] for entry in entries] == ["R1", "R2"]
    ((rule, tingkat, *_),) = entries[0]["temuan"]  # type: ignore[misc,attr-defined]
    assert (rule, tingkat) == ("BRK001", "galat") and entries[1]["temuan"] == []
    assert sorted(version.berkas for version in archive.versions(root)) == [[], ["a.xlsx"], ["a.xlsx"]]


def test_a_removed_version_leaves_its_hash_and_findings(root: Root) -> None:
    (unwanted,) = [v for v in archive.versions(root) if v.paths and v.paths[0].read_bytes() == b"satu"]
    archive.remove(root, [unwanted])
    with pytest.raises(FileNotFoundError):
        archive.fetch(root, Source("a.xlsx", unwanted.sha256))
    (left,) = [v for v in archive.versions(root) if v.sha256 == unwanted.sha256]
    assert left.paths == [] and left.berkas == ["a.xlsx"]
    assert any(entry["sha256"] == unwanted.sha256 and entry.get("temuan") for entry in ledger(root))
    assert archive.fetch(root, archive.keep(root, "a.xlsx", b"dua")) == b"dua"


def test_a_torn_line_spoils_no_other(root: Root) -> None:
    path = archive.folder(root) / archive.LEDGER
    path.write_bytes(path.read_bytes()[:-20])
    archive.enter(root, [archive.keep(root, "b.xlsx", b"empat")], {}, "R4", [])
    assert ["b.xlsx"] in [version.berkas for version in archive.versions(root)]


def test_a_version_about_to_be_read_is_mended_also_where_its_size_is_right(root: Root) -> None:
    source = archive.keep(root, "a.xlsx", b"dua")
    archive.place(root, source).write_bytes(b"xxx")
    assert archive.keep(root, "a.xlsx", b"dua", known=source.sha256) == source and archive.fetch(root, source) == b"xxx"
    archive.keep(root, "a.xlsx", b"dua")
    assert archive.fetch(root, source) == b"dua"


def test_versions_come_by_age(root: Root) -> None:
    place = archive.place(root, archive.keep(root, "c.xls", b"tiga"))
    os.utime(place, (time.time() - 86400 * 400,) * 2)
    assert archive.versions(root)[0].paths == [place]


def test_a_version_that_had_two_endings_is_removed_with_both(root: Root) -> None:
    archive.keep(root, "a.csv", b"satu")
    (unwanted,) = [v for v in archive.versions(root) if v.paths and v.paths[0].read_bytes() == b"satu"]
    assert sorted(path.suffix for path in unwanted.paths) == [".csv", ".xlsx"]
    archive.remove(root, [unwanted])
    assert not any(path.exists() for path in unwanted.paths)
