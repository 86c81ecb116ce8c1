"""The folder for a machine without internet: whole, and made by pip alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import bundle
from flows.bundle import make_bundle, needed, pins


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_package_that_windows_needs_is_pinned(python: str) -> None:
    names = needed(python)
    assert set(names) <= set(pins())
    assert {"polars", "duckdb", "prefect", "tzdata", "colorama", "pywin32"} <= set(names)
    assert not {"pytest", "uvloop", "kinerja"} & set(names)


def test_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pip is asked for wheels of Windows only, each at its pinned version, and for our own."""
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(bundle, "_pip", lambda *arguments: asked.append(arguments))
    make_bundle(tmp_path, "3.12")
    download, wheel = asked
    assert {"win_amd64", "3.12", ":all:", f"duckdb=={pins()['duckdb']}"} <= set(download) and wheel[0] == "wheel"
    starter = (tmp_path / "Mulai Kinerja.bat").read_bytes()
    assert b"\r\n" in starter and b"py -3.12 -m venv" in starter and b"kinerja serve" in starter and b"{" not in starter
    assert "Python 3.12" in (tmp_path / "BACA DAHULU.txt").read_text(encoding="utf-8")
