"""Readers are never disturbed, and never disturb."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interruptions.crowd import crowd


def test_readers_through_refreshes(tmp_path: Path) -> None:
    result = crowd(tmp_path, readers=2, refreshes=1)
    assert result.clean and all(reads.answers for reads in result.reads), result.reads


@pytest.mark.panjang
def test_twenty_readers_through_fifty_refreshes(tmp_path: Path) -> None:
    result = crowd(tmp_path, readers=20, refreshes=50)
    assert result.clean and all(reads.answers for reads in result.reads), result.reads
