"""Killed at any instant: the published warehouse stays whole, readers notice nothing, the next run finishes the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interruptions.kills import kill_often

PARTS = 10


def test_a_sample_of_kills(tmp_path: Path) -> None:
    result = kill_often(tmp_path, 2)
    assert result.clean and result.reads.answers > 0, result


@pytest.mark.panjang
@pytest.mark.parametrize("part", range(PARTS))
def test_kills_at_every_stage(tmp_path: Path, part: int) -> None:
    result = kill_often(tmp_path, 21, part, PARTS)
    assert result.clean and result.kills == 21 and result.reads.answers > 0, result
