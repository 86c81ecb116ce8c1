"""Refreshes killed (SIGKILL) at points spread over all of their time and over all of their writes.

Half of the kills come after a time, from the start of the process to its end; half at a file operation, counted in the
process itself: ``python -m tests.interruptions.kills NUMBER ROOT`` is a refresh that kills itself at its NUMBERth one.
"""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flows import cli, pipeline
from flows.paths import PROJECT, Root
from flows.store import archive
from flows.store.plan import last_release, make_plan
from flows.store.releases import pointer
from flows.workbook.context import Source
from tests.interruptions.office import PEOPLE, STATES, command, fill, people, put, undisturbed
from tests.interruptions.prints import print_of
from tests.interruptions.reader import Reads, reading

GOLDEN = 0.618034
"""Steps of this part of a whole fall evenly over it, however many they are."""
_WRITES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.copyfile", "shutil.rmtree", "os.truncate"}


@dataclass
class Killed:
    """What became of the kills. ``stages``: where they fell; ``broken``: warehouses that were not whole afterwards;
    ``lost``: workbooks missing from the archive; ``unequal``: next runs that differ from an undisturbed one."""

    kills: int = 0
    survived: int = 0
    stages: Counter[str] = field(default_factory=Counter)
    broken: int = 0
    lost: int = 0
    unequal: int = 0
    reads: Reads = field(default_factory=Reads)

    @property
    def clean(self) -> bool:
        return not (self.broken or self.lost or self.unequal or self.reads.wrong or self.reads.failed)


def kill_often(
    folder: Path, kills: int, part: int = 0, parts: int = 1, tell: Callable[[Killed], None] = lambda so_far: None
) -> Killed:
    """Kills refreshes of an office in ``folder``; ``part`` of ``parts``: which of all the points of a larger run. ``tell`` hears
    how it stands after each of them."""
    folder.mkdir(exist_ok=True)
    root, prints, result = Root(folder / "kantor"), undisturbed(), Killed()
    fill(root)
    seconds, writes = _whole_run(root)
    state = 1
    with reading(root.published, folder, prints) as reads:
        for i in range(2 * kills):  # some come too late, when the refresh has ended
            if result.kills == kills:
                break
            point = (part / parts + i * GOLDEN) % 1
            before, state = state, (state + 1) % STATES
            put(root, state)
            if i % 2:
                ended = _killed_at_write(root, 1 + int(point * writes))
            else:
                ended = _killed_after(root, point * seconds, whole_group=bool(i % 4))
            result.kills += not ended
            result.survived += ended
            result.stages[_stage(root)] += not ended
            result.broken += print_of(root.published) not in (prints[before], prints[state])
            pipeline.refresh(root)
            result.unequal += not _finished(root, prints[state])
            result.lost += any(archive.fetch(root, _version(each)) != people(each) for each in range(STATES))
            tell(result)
    (result.reads,) = reads
    return result


def _whole_run(root: Root) -> tuple[float, int]:
    """Refreshes the office's first state and its next one, undisturbed: how long that took, how many file operations it had."""
    pipeline.refresh(root)
    put(root, 1)
    began = time.perf_counter()
    counted = subprocess.run(_counting(root, 0), cwd=PROJECT, check=True, capture_output=True, text=True).stderr
    return time.perf_counter() - began, int(counted.split()[-1])


def _killed_after(root: Root, seconds: float, whole_group: bool) -> bool:
    """Kills the process, or also those that it started, after some seconds; whether it had ended by then."""
    process = subprocess.Popen(
        command(root), cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    return process.wait() != -signal.SIGKILL


def _counting(root: Root, number: int) -> list[str]:
    return [sys.executable, "-m", "tests.interruptions.kills", str(number), str(root.path)]


def _killed_at_write(root: Root, number: int) -> bool:
    return subprocess.run(_counting(root, number), cwd=PROJECT, capture_output=True, check=False).returncode != -signal.SIGKILL


def _stage(root: Root) -> str:
    """How far a killed refresh had come, by what it left."""
    if not (root.staging / ".refresh").stat().st_size:
        return "before and after"
    plan = make_plan(root)
    if plan.unchanged:
        return "noted"
    if pointer(root).sidik == plan.sidik:
        return "swap" if pointer(root).disalin != pointer(root).rilis else "reports"
    if any(root.warehouse.glob(".bangun-*")):
        return "build"
    if any(plan.staged.glob(f"putusan-{plan.sidik[:16]}/*")):
        return "verdict"
    return "read" if plan.to_read else "staged"


def _finished(root: Root, expected: str) -> bool:
    """Whether a refresh has done all of its work: warehouse, reports, copies, notes; and nothing unfinished lies about."""
    plan = make_plan(root)
    left = [path for folder in (root.staging, root.warehouse, root.reports) for path in folder.rglob(".*.sementara")]
    left += root.warehouse.glob(".bangun-*")
    return print_of(root.published) == expected and plan.unchanged and not left and bool(last_release(root)["laporan"])


def _version(state: int) -> Source:
    return Source(PEOPLE, hashlib.sha256(people(state)).hexdigest())


def _refresh_until(number: int, folder: str) -> int:
    """A refresh that kills itself before its file operation ``number``; 0: that counts them to the end."""
    seen = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        writing = event in _WRITES or (event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in ("w", "a"))
        if writing and str(arguments[0]).startswith(folder):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    code = cli.main(["refresh", "--direct", "--root", folder])
    print(seen, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(_refresh_until(int(sys.argv[1]), sys.argv[2]))
