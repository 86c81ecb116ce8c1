"""Measures the limits of issues 9, 10, 13 and 14 as a Markdown table: `python -m tests.benchmarks [SCENARIO...]`.

Takes about fifteen minutes in full. Ratios of one run count, not seconds: close other programs first.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

from flows.paths import PROJECT
from tests.benchmarks.corpora import large_survey, office_workbook, survey_folder, unknown_workbook
from tests.benchmarks.measure import Measured, Program, in_turn, python, run
from tests.benchmarks.server import prefect_server

PROGRAMS = ("-m", "tests.benchmarks.programs")
MADE = ("staging", "warehouse", "reports")
FEW, SOME, MANY = 3, 5, 7
"""Runs of long, middling and short programs."""


@dataclass(frozen=True)
class Line:
    """One line of the table: a figure against its limit; ``ok`` None where it is only told."""

    what: str
    ours: Measured
    floor: str
    other: Measured | None
    figure: str
    limit: str
    ok: bool | None


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("scenarios", nargs="*", choices=[*SCENARIOS, []], help="which to run; all by default")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir(), "kinerja-benchmarks"), help="keeps the corpora")
    parser.add_argument("--runs", type=int, help="runs of each program instead of three to seven")
    arguments = parser.parse_args()
    work: Path = arguments.work.resolve()
    print(HEAD)
    for name in arguments.scenarios or SCENARIOS:
        for line in SCENARIOS[name](work, arguments.runs):
            print(_text(line), flush=True)


HEAD = """| what | s | MB | against | s | MB | figure | limit | |
|---|---|---|---|---|---|---|---|---|"""


def _text(line: Line) -> str:
    other = _cells(line.other) if line.other else " | "
    verdict = {True: "ok", False: "NOT OK", None: ""}[line.ok]
    return f"| {line.what} | {_cells(line.ours)} | {line.floor} | {other} | {line.figure} | {line.limit} | {verdict} |"


def _cells(measured: Measured) -> str:
    return f"{measured.seconds:.2f} | {'–' if measured.megabytes is None else round(measured.megabytes)}"


def _at_most(what: str, ours: Measured, floor: str, other: Measured, limit: float) -> Line:
    ratio = ours.seconds / other.seconds
    return Line(what, ours, floor, other, f"{ratio:.2f}×", f"≤ {limit}×", ratio <= limit)


def _faster(what: str, ours: Measured, floor: str, other: Measured, limit: float | None) -> Line:
    ratio = other.seconds / ours.seconds
    verdict = None if limit is None else ratio >= limit
    return Line(what, ours, floor, other, f"{ratio:.2f}× faster", f"≥ {limit}×" if limit else "", verdict)


def _within(what: str, ours: Measured, seconds: float) -> Line:
    return Line(what, ours, "", None, f"{ours.seconds:.2f} s", f"< {seconds} s", ours.seconds < seconds)


def office(work: Path, runs: int | None) -> list[Line]:
    """The sample office, whole and unchanged, without Prefect."""
    root, prepared = _sample(work), work / "kantor-siap"
    _prepare(root, prepared)
    direct = python("-m", "flows.cli", "refresh", "--direct", "--root", root)
    programs = {
        "direct": Program(direct, partial(_clean, root)),
        "unchanged": Program(direct),
        "imports": Program(python(*PROGRAMS, "imports")),
        "bare": Program(python(*PROGRAMS, "bare", root / "raw", prepared)),
    } | _by_hand(work, root)
    taken = in_turn(programs, runs or MANY)
    lines = [
        _at_most("sample office, --direct", taken["direct"], "bare", taken["bare"], 2),
        _at_most("the same unchanged", taken["unchanged"], "imports", taken["imports"], 1.3),
    ]
    return lines + [_faster("sample office, --direct", taken["direct"], n, taken[n], None) for n in taken if n == "by hand"]


def check(work: Path, runs: int | None) -> list[Line]:
    """`kinerja check` on one workbook of an office, and on a sheet that no layout knows."""
    book, unknown = office_workbook(work / "periksa" / "Kantor.xlsx"), unknown_workbook(work / "periksa" / "Inventaris.xlsx")
    programs = {
        "check": Program(python("-m", "flows.cli", "check", book)),
        "unknown": Program(python("-m", "flows.cli", "check", unknown)),
        "parse": Program(python(*PROGRAMS, "parse", book)),
    }
    taken = in_turn(programs, runs or MANY)
    return [
        _at_most("kinerja check, 10 sheets", taken["check"], "imports and parsing", taken["parse"], 2),
        _within("kinerja check, 10 sheets", taken["check"], 1),
        _within("kinerja check, a sheet of no known kind", taken["unknown"], 1),
    ]


def reports(work: Path, runs: int | None) -> list[Line]:
    """All reports of the sample office, against the same calls to the libraries that write them."""
    root, script = _sample(work), work / "laporan.pickle"
    run(Program(python(*PROGRAMS, "warehouse", root)))
    run(Program(python(*PROGRAMS, "record_reports", root, work / "laporan", script)))
    programs = {
        "reports": Program(python(*PROGRAMS, "reports", root, work / "laporan")),
        "libraries": Program(python(*PROGRAMS, "replay_reports", script, work / "laporan-pustaka")),
    }
    taken = in_turn(programs, runs or MANY)
    return [_at_most("all reports of the sample office", taken["reports"], "writing libraries", taken["libraries"], 1.5)]


def server(work: Path, runs: int | None) -> list[Line]:
    """The sample office as a flow, with a Prefect server running.

    Means, since a trivial sync flow has two times: it waits for its heartbeat, which sleeps for whole seconds, or just misses it.
    """
    root = _sample(work)
    with prefect_server(work / "prefect") as environment:
        programs = {
            "flow": Program(python("-m", "flows.cli", "refresh", "--root", root), partial(_clean, root), environment),
            "trivial flow": Program(python(*PROGRAMS, "trivial_flow"), environment=environment),
            "trivial async flow": Program(python(*PROGRAMS, "trivial_async_flow"), environment=environment),
        }
        run(programs["flow"])  # the server's own first run is slow
        taken = in_turn(programs, runs or MANY, fmean)
    lines = []
    for floor, limit in (("trivial flow", 1.0), ("trivial async flow", None)):
        more = taken["flow"].seconds - taken[floor].seconds
        verdict = None if limit is None else more <= limit
        limit_text = "" if limit is None else f"≤ +{limit:.0f} s"
        lines.append(Line("sample office, flow", taken["flow"], floor, taken[floor], f"{more:+.2f} s", limit_text, verdict))
    return lines


def thousand(work: Path, runs: int | None) -> list[Line]:
    """1.000 workbooks of 250 answers to the published warehouse, and 100 of them to see how the time grows."""
    root, prepared = _corpus(work, "seribu", partial(survey_folder, workbooks=1000)), work / "seribu-siap"
    tenth = _corpus(work, "seratus", partial(survey_folder, workbooks=100))
    _prepare(root, prepared)
    programs = {
        "1.000 workbooks": Program(python(*PROGRAMS, "warehouse", root), partial(_clean, root)),
        "100 workbooks": Program(python(*PROGRAMS, "warehouse", tenth), partial(_clean, tenth)),
        "bare": Program(python(*PROGRAMS, "bare", root / "raw", prepared)),
        "imports": Program(python(*PROGRAMS, "imports")),
    } | _by_hand(work, root)
    taken = in_turn(programs, runs or FEW)
    ours, started = taken["1.000 workbooks"], taken["imports"].seconds
    growth = (ours.seconds - started) / (taken["100 workbooks"].seconds - started)
    size = ours.megabytes
    return [
        _at_most("1.000 workbooks", ours, "bare", taken["bare"], 2.5),
        *(_faster("1.000 workbooks", ours, name, taken[name], 5) for name in taken if name == "by hand"),
        Line("1.000 workbooks", ours, "", None, "memory", "< 600 MB", size is None or size < 600),
        Line("1.000 workbooks", ours, "100, imports aside", taken["100 workbooks"], f"{growth:.1f}×", "≤ 10×", growth <= 10),
    ]


def large(work: Path, runs: int | None) -> list[Line]:
    """One sheet of 500.000 respondents."""
    root, prepared = _corpus(work, "besar", large_survey), work / "besar-siap"
    _prepare(root, prepared)
    programs = {
        "500.000 answers": Program(python(*PROGRAMS, "warehouse", root), partial(_clean, root)),
        "bare": Program(python(*PROGRAMS, "bare", root / "raw", prepared)),
    } | _by_hand(work, root)
    taken = in_turn(programs, runs or FEW)
    ours = taken["500.000 answers"]
    lines = [_at_most("one sheet of 500.000", ours, "bare", taken["bare"], 3)]
    return lines + [_faster("one sheet of 500.000", ours, name, taken[name], 4) for name in taken if name == "by hand"]


SCENARIOS: dict[str, Callable[[Path, int | None], list[Line]]] = {
    "office": office,
    "check": check,
    "reports": reports,
    "server": server,
    "thousand": thousand,
    "large": large,
}


def _sample(work: Path) -> Path:
    root = work / "kantor"
    shutil.rmtree(root, ignore_errors=True)
    (root / "raw").mkdir(parents=True)
    for path in (PROJECT / "raw").glob("*.xlsx"):
        shutil.copyfile(path, root / "raw" / path.name)
    return root


def _corpus(work: Path, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of a generated corpus; made once and kept."""
    root = work / name
    if not (root / "raw").is_dir():
        print(f"  making {root}", file=sys.stderr)
        unfinished = root / "raw.tmp"
        shutil.rmtree(unfinished, ignore_errors=True)
        make(unfinished)
        unfinished.rename(root / "raw")
    return root


def _clean(root: Path) -> None:
    for name in MADE:
        shutil.rmtree(root / name, ignore_errors=True)


def _prepare(root: Path, prepared: Path) -> None:
    """A copy of the Parquet that the SQL reads, for the bare floor."""
    _clean(root)
    shutil.rmtree(prepared, ignore_errors=True)
    run(Program(python(*PROGRAMS, "prepare", root, prepared)))


def _by_hand(work: Path, root: Path) -> dict[str, Program]:
    """The script in its own environment, since an installed pandas would slow pandera's import; none where pip cannot."""
    folder = work / "pandas"
    interpreter = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    try:
        subprocess.run([interpreter, "-c", "import pandas, openpyxl"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        try:
            subprocess.run(python("-m", "venv", folder), check=True)
            subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "pandas", "openpyxl"], check=True)
        except (OSError, subprocess.CalledProcessError):
            print("  by hand left out: pip cannot install pandas and openpyxl here", file=sys.stderr)
            return {}
    return {"by hand": Program([str(interpreter), str(Path(__file__).with_name("by_hand.py")), str(root / "raw")])}


if __name__ == "__main__":
    main()
