"""Reads the mutated workbooks of a range of seeds, one JSON line each: ``python -m tests.fuzz.child FIRST END``."""

from __future__ import annotations

import faulthandler
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for the factory, as in pytest

from pabrik import checked, unbalanced

from flows.reports.umpan_balik.annotate import annotate
from tests.fuzz.mutate import mutated
from tests.fuzz.run import MEGABYTES, SECONDS

ANNOTATED = 10
"""Every so manieth workbook is also annotated."""


def look(seed: int) -> dict[str, object]:
    """What reading one gives: the rules found, and what must not be."""
    name, data = mutated(seed)
    began = time.monotonic()
    wrong: list[str] = []
    result = checked(data, name)
    rules = [finding.aturan for finding in result.temuan]
    if "BRK009" in rules:
        wrong.append(f"tidak tertangkap: {[f.pesan for f in result.temuan if f.aturan == 'BRK009']}")
    if lost := unbalanced(result):
        wrong.append(f"baris hilang: {lost}")
    if not result.frames and not result.temuan and not result.sheets:
        wrong.append("tanpa hasil dan tanpa temuan")
    if seed % ANNOTATED == 0:
        annotate(data, name, result.temuan)
    if time.monotonic() - began > SECONDS / 4:
        wrong.append(f"lambat: {time.monotonic() - began:.1f} detik")
    return {"seed": seed, "aturan": rules, "salah": wrong}


def limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    used = (
        int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if Path("/proc/self/statm").exists() else 0
    )
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + MEGABYTES * 1024**2,) * 2)


def main() -> None:
    first, end = int(sys.argv[1]), int(sys.argv[2])
    checked(*reversed(mutated(0)))  # loads the libraries, before memory is measured
    limit_memory()
    for seed in range(first, end):
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        try:
            line = look(seed)
        except Exception as error:
            line = {"seed": seed, "aturan": [], "salah": [f"{type(error).__name__}: {error}"]}
        print(json.dumps(line), flush=True)
    faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()
