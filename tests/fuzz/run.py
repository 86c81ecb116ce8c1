"""Reads mutated workbooks in a process of its own, so that an abort, a hang or hunger for memory ends only that one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SLOW = 20
"""Seconds of a processor that no single mutated workbook may take: no measure of speed but a net, they take a tenth of one."""
SECONDS = 90
"""After which one is said to hang, also on a machine that has much else to do."""
MEGABYTES = 1500
"""Address space beyond what the libraries take that a reader may ask for."""


def read_all(first: int, count: int) -> tuple[Counter[str], list[str]]:
    """Reads the workbooks of some seeds; how often each rule was found, and what went wrong."""
    rules: Counter[str] = Counter()
    wrong: list[str] = []
    seed = first
    while seed < first + count:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.child", str(seed), str(first + count)],
            cwd=PROJECT, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        for line in lines:
            rules.update(line["aturan"])
            wrong += [f"{line['seed']}: {text}" for text in line["salah"]]
        seed += len(lines)
        if seed < first + count:  # the process ended at this one
            last = done.stderr.strip().splitlines()[-1:] or ["tanpa pesan"]
            wrong.append(f"{seed}: proses berakhir ({done.returncode}): {last[0]}")
            seed += 1
    return rules, wrong
