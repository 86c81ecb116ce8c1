"""Runs the rules over checked workbooks.

Answer sheets are judged when they are read, since they are large and stand alone. All other sheets are judged together, once
the rows of every workbook are known: what one sheet says may tell which cell of another is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from flows.checks.check import Checked
from flows.checks.compare import Banding, compare
from flows.checks.rules import ACROSS_RULES, SHEET_RULES
from flows.checks.rules.across import Semua
from flows.checks.rules.base import Lembar, Row
from flows.checks.rules.skm import report_rows, skm
from flows.checks.surveys import by_service, doubled, merged, straight, surveys
from flows.findings import Temuan
from flows.settings import Settings

ANSWERS = ("skm_jawaban", "skm_responden")
"""Datasets of single answers, which the rules see summed up."""
SURVEYS = "skm_layanan"
"""The answers of a sheet summed up by service, as the rules between sheets see them."""


def judge_answers(batch: Sequence[Checked], settings: Settings) -> None:
    """Adds to each workbook what its answer sheets contradict: comparisons and findings. One pass for the whole batch."""
    given = [checked for checked in batch if set(ANSWERS) <= checked.frames.keys()]
    if not given:
        return
    by_file = {checked.reading.source.berkas: checked for checked in given}
    answers = pl.concat([checked.frames["skm_jawaban"] for checked in given])
    responden = pl.concat([checked.frames["skm_responden"] for checked in given])
    sheets: dict[tuple[str, str, str], Lembar] = {}

    def sheet_of(row: Row) -> Lembar:
        key = row["berkas"], row["lembar"], row["unit_kode"]
        if key not in sheets:
            sheets[key] = Lembar(*key, settings, rejected_rows(by_file[key[0]]).get(key[1], 0))
        return sheets[key]

    for checked in given:
        for row in checked.frames["tercetak"].to_dicts() if "tercetak" in checked.frames else ():
            if row["dataset"] == "skm_jawaban":
                sheet_of(row).tercetak.append(row)
    for place, survei in surveys(answers, responden):
        skm(sheet_of(place), survei)
    for rule, rows in (("SKM002", straight(answers)), ("SKM003", doubled(answers, responden))):
        for (berkas, lembar, unit), group in rows.group_by("berkas", "lembar", "unit_kode", maintain_order=True):
            report_rows(
                sheet_of({"berkas": berkas, "lembar": lembar, "unit_kode": unit}), rule, group.select("baris", "sel").rows()
            )
    for sheet in sheets.values():
        comparisons, found = compare([sheet])
        by_file[sheet.berkas].banding += comparisons
        by_file[sheet.berkas].temuan.extend(found)


@dataclass(frozen=True)
class Isi:
    """What a workbook holds for the rules: its rows by dataset (answers summed up by service), rejected rows by sheet."""

    berkas: str
    disimpan: datetime | None
    rows: Mapping[str, Sequence[Row]]
    ditolak: Mapping[str, int] = field(default_factory=dict)


def isi_of(checked: Checked) -> Isi:
    """A workbook that was just checked, for the rules."""
    rows: dict[str, Sequence[Row]] = {k: f.to_dicts() for k, f in checked.frames.items() if k not in ANSWERS}
    source = checked.reading
    return Isi(source.source.berkas, source.disimpan, rows | {SURVEYS: services(checked)}, rejected_rows(checked))


def rejected_rows(checked: Checked) -> dict[str, int]:
    return {account.lembar: account.ditolak for account in checked.sheets}


def services(checked: Checked) -> list[dict[str, Any]]:
    """The survey answers of a workbook, summed up by sheet and service."""
    if not set(ANSWERS) <= checked.frames.keys():
        return []
    return by_service(checked.frames["skm_jawaban"], checked.frames["skm_responden"]).to_dicts()


def judge(workbooks: Sequence[Isi], settings: Settings) -> tuple[list[Banding], list[Temuan]]:
    """What the sheets of some workbooks contradict, in themselves and in each other: comparisons and findings."""
    ordered = sorted(workbooks, key=_rank, reverse=True)
    rows: dict[str, list[Row]] = defaultdict(list)
    for workbook in ordered:
        for dataset, own in workbook.rows.items():
            rows[dataset] += sorted(own, key=lambda row: (row["lembar_ke"], row["baris"]))
    rejected = {(workbook.berkas, lembar): n for workbook in ordered for lembar, n in workbook.ditolak.items()}
    semua = Semua(rows, merged(rows[SURVEYS]), settings, rejected)
    for dataset in SHEET_RULES:
        for row in rows[dataset]:
            sheet = semua.sheet(row)
            if dataset != "tercetak":
                sheet.rows[dataset].append(row)
            elif row["dataset"] != "skm_jawaban":
                sheet.tercetak.append(row)
    for sheet in list(semua.sheets.values()):
        for dataset, rule in SHEET_RULES.items():
            if dataset in sheet.rows or (dataset == "tercetak" and sheet.tercetak):
                rule(sheet)
    for between in ACROSS_RULES:
        between(semua)
    return compare(list(semua.sheets.values()))


def _rank(workbook: Isi) -> tuple[datetime, str, str]:
    """Which source wins: the one saved last, else the later name (audit.sumber says the same in SQL)."""
    name = workbook.berkas.lower().rsplit(".", 1)[0]
    return workbook.disimpan or datetime.min, name, workbook.berkas
