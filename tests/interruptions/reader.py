"""An analyst's process: it opens the published warehouse, asks, closes, and counts what went wrong.

``python -m tests.interruptions.reader WAREHOUSE STOP RESULT PRINT...``: reads until the file STOP is there, and writes its
counts to RESULT after each answer. Every answer must be that of one of the prints, and stay the same while the connection is
open.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from flows.paths import PROJECT
from tests.interruptions.prints import print_of_tables

PAUSE = 0.1
"""Seconds that an analyst looks at an answer, and that he waits for his next question."""


@dataclass
class Reads:
    """Answers given, among them wrong ones, and failures with the last one's text; the slowest answer in seconds."""

    answers: int = 0
    wrong: int = 0
    failed: int = 0
    said: str = ""
    slowest: float = 0.0


def read_until(warehouse: Path, stop: Path, prints: set[str], result: Path) -> None:
    reads = Reads()
    while not stop.exists():
        began = time.perf_counter()
        try:
            with duckdb.connect(str(warehouse), read_only=True, config={"threads": 1}) as con:
                first = print_of_tables(con)
                time.sleep(PAUSE)  # meanwhile the file may be replaced under the open connection
                reads.wrong += first not in prints or print_of_tables(con) != first
        except duckdb.Error as error:
            reads.failed += 1
            reads.said = str(error)
        reads.answers += 1
        reads.slowest = max(reads.slowest, time.perf_counter() - began)
        result.write_text(json.dumps(asdict(reads)))
        time.sleep(PAUSE)


@contextmanager
def reading(warehouse: Path, folder: Path, prints: Sequence[str], readers: int = 1) -> Iterator[list[Reads]]:
    """Readers at work for the length of a `with` block, which begins once each has its first answer; the list holds their
    counts afterwards."""
    stop, results = folder / "berhenti", [folder / f"pembaca-{i}.json" for i in range(readers)]
    arguments = [sys.executable, "-m", "tests.interruptions.reader", str(warehouse), str(stop)]
    processes = [subprocess.Popen([*arguments, str(result), *prints], cwd=PROJECT) for result in results]
    found: list[Reads] = []
    try:
        for process, result in zip(processes, results, strict=True):
            while not result.exists() and process.poll() is None:
                time.sleep(PAUSE)
        yield found
    finally:
        stop.touch()
        for process in processes:
            process.wait(60)
        found += [Reads(**json.loads(result.read_text())) for result in results]


if __name__ == "__main__":
    _, given, until, into, *allowed = sys.argv
    read_until(Path(given), Path(until), set(allowed), Path(into))
