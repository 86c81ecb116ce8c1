"""Times and peak memory of whole processes, several of them in turn, so that a busy moment hits all alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flows.paths import PROJECT


@dataclass(frozen=True)
class Measured:
    """Wall time in seconds, and the resident memory of the largest process in MB (None where the system does not tell)."""

    seconds: float
    megabytes: float | None


@dataclass(frozen=True)
class Program:
    """A command to measure; ``before`` makes its starting state and is not measured."""

    command: list[str]
    before: Callable[[], object] = lambda: None
    environment: Mapping[str, str] | None = None


def python(*arguments: str | Path) -> list[str]:
    """A command for this interpreter."""
    return [sys.executable, *map(str, arguments)]


def in_turn(
    programs: Mapping[str, Program], runs: int, middle: Callable[[Iterable[float]], float] = median
) -> dict[str, Measured]:
    """What each program takes, run A B C A B C …: by ``middle`` of its runs."""
    taken: dict[str, list[Measured]] = {name: [] for name in programs}
    for turn in range(runs):
        for name, program in programs.items():
            program.before()
            taken[name].append(run(program))
            seconds = taken[name][-1].seconds
            print(f"  {name}, run {turn + 1} of {runs}: {seconds:.2f} s", file=sys.stderr, flush=True)
    return {name: _together(results, middle) for name, results in taken.items()}


def run(program: Program) -> Measured:
    """One run. Raises SystemExit with the program's own words when it fails: a failed run has no time."""
    began = time.perf_counter()
    process = subprocess.Popen(
        program.command, cwd=PROJECT, env=_environment() | (program.environment or {}), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
    )  # fmt: skip
    assert process.stderr is not None
    errors = process.stderr.read()
    megabytes = _wait(process)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(program.command)} ended with {process.returncode}:\n{errors[-3000:]}")
    return Measured(seconds, megabytes)


def _environment() -> dict[str, str]:
    """This process's environment, in which Python may keep compiled modules as it does for every user."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _wait(process: subprocess.Popen[str]) -> float | None:
    if sys.platform == "win32":
        process.wait()
        return None
    # Peak of the process itself or of its largest own child, whichever is more.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _together(results: list[Measured], middle: Callable[[Iterable[float]], float]) -> Measured:
    sizes = [result.megabytes for result in results if result.megabytes is not None]
    return Measured(middle(result.seconds for result in results), max(sizes) if sizes else None)
