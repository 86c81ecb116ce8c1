"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.store import files
from flows.store.files import replace, temporary_name, write_bytes, write_text


def test_folders_are_made_and_content_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_text(path, "satu\n")
    write_text(path, "dua é\n")
    assert path.read_bytes() == "dua é\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_killed_write_leaves_the_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.bin"
    write_bytes(path, b"lama")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_bytes(path, b"baru")
    assert path.read_bytes() == b"lama"


def test_a_target_held_open_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, tries = tmp_path / "s", tmp_path / "t", []
    source.write_bytes(b"x")
    real = os.replace

    def busy(a: Path, b: Path) -> None:
        tries.append(a)
        if len(tries) < 3:
            raise PermissionError
        real(a, b)

    monkeypatch.setattr(files, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(os, "replace", busy)
    replace(source, target)
    assert target.read_bytes() == b"x" and len(tries) == 3


def test_a_target_that_stays_open_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(files, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(os, "replace", busy)
    with pytest.raises(PermissionError):
        write_bytes(tmp_path / "t", b"x")


def test_temporary_names_are_hidden_and_ones_own(tmp_path: Path) -> None:
    name = temporary_name(tmp_path / "x.parquet").name
    assert name.startswith(".") and str(os.getpid()) in name and not name.endswith(".parquet")
