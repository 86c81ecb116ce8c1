"""Many readers through many refreshes: none blocked, none broken, and no refresh held up by them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from flows import pipeline
from flows.paths import Root
from tests.interruptions.office import STATES, fill, put, undisturbed
from tests.interruptions.reader import Reads, reading


@dataclass
class Crowd:
    """Seconds of each refresh while the readers read, of one without them, and of the slowest answer of a reader alone."""

    refreshes: list[float]
    alone: float
    answer_alone: float
    reads: list[Reads]

    @property
    def clean(self) -> bool:
        return not any(reads.wrong or reads.failed for reads in self.reads)


def crowd(folder: Path, readers: int, refreshes: int, measured: bool = False) -> Crowd:
    """``measured``: also what a refresh and a reader take alone. Raises PublishError where a refresh fails."""
    root, prints = Root(folder / "kantor"), undisturbed()
    fill(root)
    _refresh(root)
    alone = answer_alone = 0.0
    if measured:
        put(root, 1)
        alone = _refresh(root)
        with reading(root.published, _made(folder / "seorang"), prints) as lonely:
            time.sleep(2)
        answer_alone = lonely[0].slowest
    taken = []
    with reading(root.published, _made(folder / "banyak"), prints, readers) as reads:
        for i in range(refreshes):
            put(root, (i + 1) % STATES)
            taken.append(_refresh(root))
    return Crowd(taken, alone, answer_alone, reads)


def _refresh(root: Root) -> float:
    began = time.perf_counter()
    pipeline.refresh(root)
    return time.perf_counter() - began


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder
