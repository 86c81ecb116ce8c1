"""Compares findings with what was planted: found where, named with what belongs to it, and with nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.findings import INFO, Temuan
from flows.pipeline import check_files

from .model import Cell, Office, Place

AT, GROUP, MISSED, OUTSIDE, SPLIT, INCOMPLETE = "tepat", "kelompok", "luput", "luar", "pecah", "kurang"
GOOD = (AT, GROUP)


@dataclass(frozen=True)
class Expected:
    """What a planted fault must lead to: one finding.

    ``sel``: where it may stand; one cell where the equations determine the culprit, else the smallest group. ``group``: every
    cell that it may name along. ``must``: cells that it has to name. ``info``: a mere remark is enough.
    """

    sel: frozenset[Place]
    group: frozenset[Place]
    must: frozenset[Place] = frozenset()
    info: bool = False

    @property
    def determined(self) -> bool:
        return len(self.sel) == 1


def expected(sel: Iterable[Cell], along: Iterable[Cell] = (), must: Iterable[Cell] = (), info: bool = False) -> Expected:
    """An expectation by cells, read off where they stand now."""
    at, named = frozenset(cell.place for cell in sel), frozenset(cell.place for cell in must)
    return Expected(at, at | named | {cell.place for cell in along}, named, info)


@dataclass(frozen=True)
class Verdict:
    """How one planted fault was dealt with; ``outside`` are the findings that name a cell they should not."""

    result: str
    findings: list[Temuan] = field(default_factory=list)
    outside: list[Temuan] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{f.aturan} {f.lembar}!{f.sel} [{f.sel_terkait}] {f.pesan}" for f in self.findings]
        return f"{self.result}: " + ("; ".join(lines) or "tidak ada temuan")


def named(finding: Temuan) -> set[Place]:
    """Every cell that a finding names."""
    cells = [finding.sel, *finding.sel_terkait.split(",")]
    return {(finding.berkas, finding.lembar, cell.strip()) for cell in cells if cell.strip()}


def check(office: Office) -> list[Temuan]:
    """The findings of the office's workbooks as ``kinerja check`` gives them, each file by its bare name."""
    with tempfile.TemporaryDirectory() as folder:
        findings = check_files(office.save(Path(folder)))
    return [replace(finding, berkas=Path(finding.berkas).name) for finding in findings]


def serious(findings: Iterable[Temuan]) -> list[Temuan]:
    return [finding for finding in findings if finding.tingkat != INFO]


@dataclass(frozen=True)
class Case:
    """An office with a fault, what it must lead to, and where a remark may be all, the office ``before`` it."""

    office: Office
    want: Expected
    before: Office | None = None

    def verdict(self) -> Verdict:
        return judge(self.want, check(self.office), check(self.before) if self.before else [])


def judge(want: Expected, findings: list[Temuan], before: list[Temuan]) -> Verdict:
    """``before``: the findings of the same office without the fault; only remarks that are new can be the fault's."""
    known = {(f.aturan, f.lembar, f.sel) for f in before}
    own = [f for f in findings if f.tingkat != INFO or (want.info and (f.aturan, f.lembar, f.sel) not in known)]
    # A finding without a cell names its whole sheet.
    outside = [f for f in own if not named(f) or not named(f) <= want.group]
    hits = [f for f in own if f not in outside]
    if outside:
        return Verdict(OUTSIDE if hits or any(named(f) & want.sel for f in outside) else MISSED, own, outside)
    if not hits:
        return Verdict(MISSED, own)
    if len(hits) > 1:
        return Verdict(SPLIT, own)
    (hit,) = hits
    if (hit.berkas, hit.lembar, hit.sel) not in want.sel or not want.must <= named(hit):
        return Verdict(INCOMPLETE, own)
    return Verdict(AT if want.determined else GROUP, own)
