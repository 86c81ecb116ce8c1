"""Checks a batch of readings at once: impossible values reject their row, a key twice in a sheet counts once.

All rows of a batch go through pandera together, since a validation costs 15 ms whatever its size.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.checks.compare import Banding
from flows.checks.doubles import SheetRow, one_row_a_key
from flows.checks.schemas import find_faults
from flows.findings import Temuan, temuan
from flows.workbook.collect import rejected_row, shown
from flows.workbook.frames import COMMON, Bagian, staged_frame
from flows.workbook.read import Reading, SheetAccount

_SHEET_ROW = ["berkas", "lembar", "baris"]


@dataclass
class Checked:
    """A reading after the checks: its valid frames by dataset, all findings, the account of its sheets, rejected rows.

    ``banding``: every printed figure of its answer sheets that was compared, ``layanan``: their answers by service (run.py).
    """

    reading: Reading
    frames: dict[str, pl.DataFrame] = field(default_factory=dict)
    banding: list[Banding] = field(default_factory=list)
    layanan: list[dict[str, Any]] = field(default_factory=list)

    @property
    def temuan(self) -> list[Temuan]:
        return self.reading.temuan

    @property
    def sheets(self) -> list[SheetAccount]:
        return self.reading.sheets


def check_batch(readings: list[Reading]) -> list[Checked]:
    """The readings with their rows checked. The account of each sheet still covers every row that was read."""
    by_file = {reading.source.berkas: reading for reading in readings}
    joined = _joined(readings)
    valid = _reject(joined, by_file)
    found = {dataset: one_row_a_key(dataset, frame) for dataset, frame in valid.items()}
    unique = {dataset: each.frame for dataset, each in found.items()}
    for finding in (finding for each in found.values() for finding in each.temuan):
        by_file[finding.berkas].temuan.append(finding)
    if any(unique[dataset] is not frame for dataset, frame in valid.items()):
        joined_rows = set().union(*(each.joined for each in found.values()))
        _count_gone(_sheet_rows(valid), _sheet_rows(unique), joined_rows, by_file)
    checked = {berkas: Checked(reading) for berkas, reading in by_file.items()}
    for dataset, frame in unique.items():
        first = 0
        for run in frame["berkas"].rle():  # the rows of a workbook stand together, and a slice copies nothing
            checked[run["value"]].frames[dataset] = frame.slice(first, run["len"])
            first += run["len"]
    return list(checked.values())


def _joined(readings: list[Reading]) -> dict[str, pl.DataFrame]:
    parts: dict[str, list[Bagian]] = defaultdict(list)
    for reading in readings:
        for dataset, given in reading.frames.items():
            parts[dataset] += given
    return {dataset: staged_frame(dataset, given) for dataset, given in sorted(parts.items()) if given}


def _sheet_rows(frames: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Sheet rows that data came from: neither the header of answers nor a printed figure is data."""
    others = {"skm_unsur", "tercetak"}
    return {dataset: frame.select(_SHEET_ROW).unique() for dataset, frame in frames.items() if dataset not in others}


def _reject(frames: dict[str, pl.DataFrame], by_file: dict[str, Reading]) -> dict[str, pl.DataFrame]:
    """The frames without any sheet row that holds an impossible value; the row is kept with its text and reason."""
    rejected: set[tuple[str, str, int]] = set()
    said: set[tuple[str, ...]] = set()
    for dataset, frame in frames.items():
        for fault in find_faults(dataset, frame):
            row = frame.row(fault.position, named=True)
            place = (row["berkas"], row["lembar"], row["baris"])
            # One bad year spoils a respondent's row and each of his answers, and is still one fault.
            if (fault.aturan, fault.kolom, *map(str, place)) in said:
                continue
            said.add((fault.aturan, fault.kolom, *map(str, place)))
            sel = row.get(f"{fault.kolom}_sel") or row.get("sel") or f"A{row['baris']}"
            value = shown(row.get(fault.kolom)) if row.get(fault.kolom) is not None else ""
            reading = by_file[row["berkas"]]
            reading.temuan.append(
                temuan(
                    fault.aturan,
                    row["berkas"],
                    row["lembar"],
                    sel,
                    value,
                    kolom=fault.kolom,
                    batas=fault.batas,
                    baris=row["baris"],
                )
            )
            if place not in rejected:
                rejected.add(place)
                content = {
                    name: shown(v) for name, v in row.items() if v is not None and name not in COMMON and not name.endswith("sel")
                }
                reading.rejected.append(
                    rejected_row(row["berkas"], row["berkas_sha256"], row["lembar"], row["baris"] - 1, sel, fault.aturan, content)
                )
                _account(reading, row["lembar"]).ditolak += 1
    if not rejected:
        return frames
    bad = pl.DataFrame(sorted(rejected), schema=dict.fromkeys(_SHEET_ROW, pl.String()) | {"baris": pl.Int64()}, orient="row")
    return {dataset: frame.join(bad, on=_SHEET_ROW, how="anti", maintain_order="left") for dataset, frame in frames.items()}


def _account(reading: Reading, lembar: str) -> SheetAccount:
    return next(account for account in reading.sheets if account.lembar == lembar)


def _count_gone(
    valid: dict[str, pl.DataFrame], unique: dict[str, pl.DataFrame], joined: set[SheetRow], by_file: dict[str, Reading]
) -> None:
    """Counts the sheet rows of which nothing is left in any dataset: as ``gabung`` where they were joined, else ``ganda``."""
    if not valid:
        return
    left = pl.concat(list(unique.values())).unique()
    gone = pl.concat(list(valid.values())).unique().join(left, on=_SHEET_ROW, how="anti")
    for place in gone.iter_rows():
        account = _account(by_file[place[0]], place[1])
        if place in joined:
            account.gabung += 1
        else:
            account.ganda += 1
