"""File names that Windows takes, and writing that neither tears a file nor stops at an open one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.reports.files import safe_name, write_file


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("63.10.07 Kecamatan Karang Bintang", "63.10.07 Kecamatan Karang Bintang"),
        ('Kec. "A/B": <c>|d?*', "Kec. A B c d"),
        ("CON", "_CON"),
        ("lpt1.xlsx", "_lpt1.xlsx"),
        ("nama. ", "nama"),
        ("../../rahasia", "rahasia"),
        ("tab\tbaris\n", "tab baris"),
        ("???", "tanpa nama"),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name).lstrip(". ") == safe


def test_a_file_held_open_gets_its_successor_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Laporan.xlsx"
    path.write_bytes(b"lama")
    replace = os.replace

    def held_open(source: Path, target: Path) -> None:  # what Windows does while Excel has the file
        if Path(target) == path:
            raise PermissionError(13, "sedang dipakai")
        replace(source, target)

    said: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_open)
        written = write_file(path, b"baru", said.append)
    assert written == tmp_path / "Laporan (baru).xlsx"
    assert written.read_bytes() == b"baru"
    assert path.read_bytes() == b"lama"
    assert "Laporan (baru).xlsx" in said[0]

    assert write_file(path, b"berikut", said.append) == path  # closed again: the spare copy goes
    assert sorted(item.name for item in tmp_path.iterdir()) == ["Laporan.xlsx"]
    assert len(said) == 1


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ikm.csv"
    path.write_bytes(b"lama")

    def full(source: Path, target: Path) -> None:
        raise OSError(28, "tidak ada ruang")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="tidak ada ruang"):
        write_file(path, b"baru", print)
    assert path.read_bytes() == b"lama"
    assert [item.name for item in tmp_path.iterdir()] == ["ikm.csv"]
