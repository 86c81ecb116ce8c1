"""Runs the rules over checked workbooks.

Answer sheets are judged when they are read, since they are large and stand alone. All other sheets are judged together, once
the rows of every workbook are known: what one sheet says may tell which cell of another is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from flows.checks.compare import Banding, compare, comparisons
from flows.checks.rules import ACROSS_RULES, SHEET_RULES
from flows.checks.rules.across import Semua
from flows.checks.rules.base import Lembar, Row, grouped
from flows.checks.rules.polaritas import with_polaritas
from flows.checks.rules.skm import report_rows, skm
from flows.checks.surveys import Columns, by_service, doubled, first_cell, merged, straight, surveys
from flows.findings import Temuan
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.checks.check import Checked  # with it comes pandera, which who joins what others checked does without

ANSWERS = ("skm_responden", "skm_unsur")
"""Datasets of single answers, which the rules see summed up."""
SURVEYS = "skm_layanan"
"""The answers of a sheet summed up by service, as the rules between sheets see them."""
FEET = "skm_jawaban"
"""What printed figures below answers are called."""


def judge_answers(batch: Sequence[Checked], settings: Settings) -> None:
    """Adds to each workbook what its answer sheets contradict, and its answers by service. One pass for the whole batch."""
    given = [checked for checked in batch if set(ANSWERS) <= checked.frames.keys()]
    if not given:
        return
    by_file = {checked.reading.source.berkas: checked for checked in given}
    responden = pl.concat([checked.frames["skm_responden"] for checked in given])
    columns = Columns(pl.concat([checked.frames["skm_unsur"] for checked in given]))
    sheets: dict[tuple[str, str, str], Lembar] = {}

    def sheet_of(row: Row) -> Lembar:
        key = row["berkas"], row["lembar"], row["unit_kode"]
        if key not in sheets:
            sheets[key] = Lembar(*key, settings, rejected_rows(by_file[key[0]]).get(key[1], 0))
        return sheets[key]

    for checked in given:
        for row in checked.frames["tercetak"].to_dicts() if "tercetak" in checked.frames else ():
            if row["dataset"] == FEET:
                sheet_of(row).tercetak.append(row)
    services = by_service(responden, columns)
    for place, survei in surveys(responden, columns, services):
        skm(sheet_of(place), survei)
    for rule, found in (("SKM002", straight(responden)), ("SKM003", doubled(responden))):
        for rows in grouped(found.to_dicts(), "berkas", "lembar", "unit_kode").values():
            report_rows(sheet_of(rows[0]), rule, [(row["baris"], first_cell(row, columns)) for row in rows])
    for row in services:
        by_file[row["berkas"]].layanan.append(row)
    for sheet in sheets.values():
        by_file[sheet.berkas].temuan.extend(compare([sheet]))
        by_file[sheet.berkas].banding += comparisons([sheet])


@dataclass(frozen=True)
class Isi:
    """What a workbook holds for the rules: its rows by dataset (answers summed up by service), rejected rows by sheet."""

    berkas: str
    disimpan: datetime | None
    rows: Mapping[str, Sequence[Row]]
    ditolak: Mapping[str, int] = field(default_factory=dict)


def isi_of(checked: Checked) -> Isi:
    """A workbook that was just checked, for the rules."""
    rows: dict[str, Sequence[Row]] = {k: unjudged(k, f).to_dicts() for k, f in checked.frames.items() if k not in ANSWERS}
    source = checked.reading
    return Isi(source.source.berkas, source.disimpan, rows | {SURVEYS: checked.layanan}, rejected_rows(checked))


def unjudged(dataset: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of a dataset that the rules have not seen yet: the feet of answers were judged with them."""
    return frame.filter(pl.col("dataset") != FEET) if dataset == "tercetak" and not frame.is_empty() else frame


def rejected_rows(checked: Checked) -> dict[str, int]:
    return {account.lembar: account.ditolak for account in checked.sheets}


def judge(workbooks: Sequence[Isi], settings: Settings) -> tuple[Iterator[Banding], list[Temuan]]:
    """What the sheets of some workbooks contradict, in themselves and in each other: comparisons (made when asked), findings."""
    ordered = sorted(workbooks, key=_rank, reverse=True)
    rows: dict[str, list[Row]] = defaultdict(list)
    for workbook in ordered:
        for dataset, own in workbook.rows.items():
            rows[dataset] += sorted(own, key=lambda row: (row["lembar_ke"], row["baris"]))
    rejected = {(workbook.berkas, lembar): n for workbook in ordered for lembar, n in workbook.ditolak.items()}
    rows["kinerja"] = with_polaritas(rows["kinerja"])
    semua = Semua(rows, merged(rows[SURVEYS]), settings, rejected)
    for dataset in SHEET_RULES:
        for row in rows[dataset]:
            sheet = semua.sheet(row)
            if dataset == "tercetak":
                sheet.tercetak.append(row)
            else:
                sheet.rows[dataset].append(row)
    for sheet in list(semua.sheets.values()):
        for dataset, rule in SHEET_RULES.items():
            if dataset in sheet.rows or (dataset == "tercetak" and sheet.tercetak):
                rule(sheet)
    for between in ACROSS_RULES:
        between(semua)
    found = compare(list(semua.sheets.values()))
    return comparisons(semua.sheets.values()), found


def _rank(workbook: Isi) -> tuple[datetime, str, str]:
    """Which source wins: the one saved last, else the later name (audit.sumber says the same in SQL)."""
    name = workbook.berkas.lower().rsplit(".", 1)[0]
    return workbook.disimpan or datetime.min, name, workbook.berkas
