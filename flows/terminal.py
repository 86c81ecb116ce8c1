"""How the command line speaks: aligned short text, colour only for a person, progress only when the work is long."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from flows.findings import GALAT, INFO, PERINGATAN, Temuan
from flows.summary import SHOWN, SHOWN_FIGURES, Summary, counts, headline, message, place, ribuan, temuan_counts, written

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from flows.reports.trace import Jejak
    from flows.summary import Summary

_STYLES = {"tebal": "1", "redup": "2", GALAT: "31;1", PERINGATAN: "33", INFO: "36", "hijau": "32"}

_MOST_TRACED = 20
"""Figures traced in text; more nobody reads in a terminal."""

PATIENCE = 1.0
"""Seconds of work before a progress bar appears."""


def use_utf8() -> None:
    """Let every sign pass on any Windows code page, a pipe or a file; one that cannot be shown becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def colourful(stream: TextIO) -> bool:
    """Whether a person with a terminal that knows colours reads this; NO_COLOR switches colours off."""
    if os.environ.get("NO_COLOR") or not stream.isatty():
        return False
    # The old Windows console would print the codes; Windows Terminal and others announce themselves.
    return os.name != "nt" or "WT_SESSION" in os.environ or "TERM" in os.environ


def paint(text: str, style: str, stream: TextIO) -> str:
    """`text` in a style of `_STYLES`, unchanged where colours are not wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colourful(stream) else text


def note(text: str) -> None:
    """A remark beside the result, on standard error; an empty one is none."""
    if text:
        print(paint(text, "redup", sys.stderr), file=sys.stderr, flush=True)


def complain(text: str) -> None:
    """Why nothing came of it, on standard error."""
    print(f"{paint('Gagal:', GALAT, sys.stderr)} {text}", file=sys.stderr, flush=True)


class _Remarks(logging.Handler):
    """What the modules of flows warn of, as remarks."""

    def emit(self, record: logging.LogRecord) -> None:
        note(f"Catatan: {record.getMessage()}")


def show_warnings() -> None:
    """Let a person see the warnings of our own modules, with Prefect or without."""
    logger = logging.getLogger("flows")
    if not any(isinstance(handler, _Remarks) for handler in logger.handlers):
        logger.addHandler(_Remarks(logging.WARNING))


def print_summary(summary: Summary, published: str, seconds: float) -> None:
    """What a refresh came to; `published` is the warehouse's path below the root, `seconds` how long it took."""
    out = sys.stdout
    print(paint(headline(summary), "hijau", out))
    print()
    _print_pairs(counts(summary))
    if summary.changes:
        print(f"\n{paint('Berubah sejak rilis sebelumnya', 'tebal', out)}")
        _print_pairs(summary.changes)
    if summary.worst:
        print(f"\n{paint('Temuan terpenting', 'tebal', out)}")
        print_findings(summary.worst[:SHOWN])
        _print_rest(sum(summary.findings.values()) - min(len(summary.worst), SHOWN), "audit.temuan")
    if summary.figures:
        print(f"\n{paint('Angka utama', 'tebal', out)}")
        _print_pairs(summary.figures[:SHOWN_FIGURES])
        _print_rest(len(summary.figures) - SHOWN_FIGURES, "tabel hasil")
    print()
    _print_pairs([*written(summary.reports), ("Gudang data", published), ("Waktu", f"{seconds:.1f} detik".replace(".", ","))])


def _print_rest(number: int, where: str) -> None:
    if number > 0:
        print(f"  ... dan {ribuan(number)} lainnya, di laporan dan di {where}")


def _print_pairs(pairs: list[tuple[str, str]]) -> None:
    width = max((len(label) for label, _ in pairs), default=0)
    previous = ""
    for label, text in pairs:
        print(f"  {'' if label == previous else label:<{width}}  {text}")
        previous = label


def _width() -> int:
    return max(shutil.get_terminal_size((120, 24)).columns - 1, 60)


def print_findings(found: Sequence[Temuan]) -> None:
    """Findings one below the other, each with its cure."""
    for temuan in found:
        _print_temuan(temuan)


def _print_temuan(temuan: Temuan) -> None:
    """Level, rule and place on one line, then what is wrong and how to mend it."""
    tingkat = paint(f"{temuan.tingkat:<10}", temuan.tingkat, sys.stdout)
    print(f"  {tingkat} {temuan.aturan}  {place(temuan)}")
    for text in (message(temuan), temuan.saran):
        if text:
            print(textwrap.fill(text, _width(), initial_indent=" " * 13, subsequent_indent=" " * 13))


def temuan_line(temuan: Temuan) -> str:
    """A finding on one line: `berkas:lembar!sel KODE tingkat pesan`; at the end its cure, or why the office accepts it."""
    tingkat = paint(temuan.tingkat, temuan.tingkat if temuan.berlaku else "redup", sys.stdout)
    end = temuan.saran if temuan.berlaku else f"Sudah diketahui: {temuan.diketahui}."
    where = paint(place(temuan), "tebal", sys.stdout)
    return " ".join(f"{where} {temuan.aturan} {tingkat} {message(temuan)} {end}".split())


def print_check(found: Sequence[Temuan], files: int) -> None:
    """Findings for a person or another program, a line each; the summary goes to standard error."""
    for temuan in found:
        print(temuan_line(temuan))
    counting = [temuan for temuan in found if temuan.berlaku]
    said = temuan_counts(Counter(temuan.tingkat for temuan in counting), len(found) - len(counting))
    note(f"{ribuan(files)} berkas diperiksa: {said if found else 'tidak ada temuan'}.")
    if counting:
        note(f"Arti sebuah kode: kinerja check --explain {counting[0].aturan}")
        note("Bila isinya memang benar, tandai di raw/diketahui.toml; caranya di raw/README.md, isiannya dari --format json.")


def print_rule(title: str, page: Sequence[tuple[str, str]]) -> None:
    """A rule's page, each text beside its label."""
    print(paint(title, "tebal", sys.stdout))
    label_width = max(len(label) for label, _ in page) + 2
    for label, text in page:
        indent = " " * label_width
        print(textwrap.fill(text, _width(), initial_indent=f"{label:<{label_width}}", subsequent_indent=indent))


def print_trace(found: Sequence[Jejak]) -> None:
    """Each figure with its formula and, sheet by sheet, its cells."""
    for jejak in found[:_MOST_TRACED]:
        asal = jejak.asal
        print(paint(asal.judul, "tebal", sys.stdout))
        keys = ", ".join(f"{name} {value}" for name, value in jejak.kunci.items())
        pairs = [
            ("Angka", f"{jejak.nilai}: {jejak.keterangan}"),
            ("Letak", f"{jejak.tabel}.{jejak.kolom}, {keys} ({jejak.unit})"),
            ("Rumus", asal.rumus),
            ("Dasar", asal.dasar),
            ("Kunci", jejak.catatan),
        ]
        for label, text in pairs:
            if text:
                print(
                    textwrap.fill(
                        text, _width(), initial_indent=f"  {label:<7}", subsequent_indent=" " * 9, break_on_hyphens=False
                    )
                )
        where = None
        for cell in asal.sel:
            if where != (cell.buku, cell.lembar):
                where = (cell.buku, cell.lembar)
                print(paint(f"  {cell.buku} › {cell.lembar}", "redup", sys.stdout))
                if cell.versi:
                    print(f"    {cell.versi}")
            print(f"    {cell.sel:<11} {cell.nilai:>18}  {cell.uraian}")
        if asal.jumlah_sel > len(asal.sel):
            print(f"    ... dan {ribuan(asal.jumlah_sel - len(asal.sel))} lainnya")
        print()
    if len(found) > _MOST_TRACED:
        note(f"Dan {ribuan(len(found) - _MOST_TRACED)} angka lain; persempit dengan KUNCI=NILAI, atau pakai --format json.")


class Progress:
    """A progress bar on standard error, which appears only for a person and only when the work lasts."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` workbooks are staged."""
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._began < PATIENCE:
                return
            self._bar = _bar()
            self._task = self._bar.add_task("Membaca buku kerja", total=total)
            self._bar.start()
        assert self._task is not None
        self._bar.update(self._task, completed=done, total=total)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return RichProgress(*columns, console=Console(stderr=True), transient=True)


@contextmanager
def progress() -> Iterator[Progress]:
    """A :class:`Progress` that leaves the terminal clean, whatever happens."""
    bar = Progress()
    try:
        yield bar
    finally:
        bar.stop()
