"""Runs the rules over checked workbooks: first sheet by sheet, then across sheets and workbooks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import polars as pl

from flows.checks.check import Checked
from flows.checks.compare import Banding, compare
from flows.checks.rules import ACROSS_RULES, SHEET_RULES
from flows.checks.rules.across import Semua, SurveyKey, first_of
from flows.checks.rules.base import Lembar, Row, grouped
from flows.checks.rules.skm import Survei, Unsur, report_rows, skm
from flows.findings import Temuan
from flows.settings import Settings

ANSWERS = ("skm_jawaban", "skm_responden")
"""Datasets of single answers, which the rules see summed up."""
SURVEYS = "skm_layanan"
"""The answers of a sheet summed up by service, as the rules across workbooks see them."""
_SHEET = ["berkas", "lembar", "unit_kode"]
_PROFILE = ["jenis_kelamin", "umur", "pendidikan", "pekerjaan", "layanan"]
_PROFILE_LEAST = 3
"""Known facts of a respondent from which on two alike ones are remarkable."""
ANSWERS_LEAST = 5
"""Answers from which on it is remarkable that all are equal."""


def run_sheet_rules(batch: Sequence[Checked], settings: Settings) -> None:
    """Adds to each workbook what its sheets contradict in themselves: comparisons and findings."""
    sheets = {checked.reading.source.berkas: Sheets(checked, settings) for checked in batch}
    _run_survey_rules(batch, sheets)
    for checked in batch:
        for sheet in sheets[checked.reading.source.berkas].values():
            for dataset, rule in SHEET_RULES.items():
                if dataset in sheet.rows or (dataset == "tercetak" and sheet.tercetak):
                    rule(sheet)
            comparisons, found = compare(sheet)
            checked.banding += comparisons
            checked.temuan.extend(found)


class Sheets:
    """The sheets of a workbook with their rows, made as they are met; one of several kecamatan is taken apart by unit."""

    def __init__(self, checked: Checked, settings: Settings) -> None:
        self._settings = settings
        self._rejected = {account.lembar: account.ditolak for account in checked.sheets}
        self._sheets: dict[tuple[str, str], Lembar] = {}
        for dataset, frame in checked.frames.items():
            for row in frame.iter_rows(named=True) if dataset not in ANSWERS else ():
                sheet = self.of(row)
                (sheet.tercetak if dataset == "tercetak" else sheet.rows[dataset]).append(row)

    def of(self, row: Row) -> Lembar:
        """The sheet that a row stands on."""
        key = row["lembar"], row["unit_kode"]
        if key not in self._sheets:
            self._sheets[key] = Lembar(row["berkas"], *key, self._settings, self._rejected.get(row["lembar"], 0))
        return self._sheets[key]

    def values(self) -> Iterable[Lembar]:
        return self._sheets.values()


def run_across(workbooks: Sequence[Across], settings: Settings) -> tuple[list[Banding], list[Temuan]]:
    """What workbooks contradict in each other, and one sheet of a workbook in another: comparisons and findings."""
    ordered = sorted(workbooks, key=_rank, reverse=True)
    rows: dict[str, list[Row]] = defaultdict(list)
    for workbook in ordered:
        for dataset, own in workbook.rows.items():
            rows[dataset] += sorted(own, key=lambda row: (row["lembar_ke"], row["baris"]))
    semua = Semua(rows, _merged(rows[SURVEYS]), settings)
    for rule in ACROSS_RULES:
        rule(semua)
    comparisons: list[Banding] = []
    found: list[Temuan] = []
    for sheet in semua.sheets.values():
        compared, told = compare(sheet)
        comparisons += compared
        found += told
    return comparisons, found


def _rank(workbook: Across) -> tuple[datetime, str, str]:
    """Which source wins: the one saved last, else the later name (audit.sumber says the same in SQL)."""
    name = workbook.berkas.lower().rsplit(".", 1)[0]
    return workbook.disimpan or datetime.min, name, workbook.berkas


@dataclass(frozen=True)
class Across:
    """What the rules across workbooks need of one: its rows by dataset, answers summed up by service (``skm_layanan``)."""

    berkas: str
    disimpan: datetime | None
    rows: Mapping[str, Sequence[Row]]


def across_of(checked: Checked) -> Across:
    """A workbook that was just checked, for the rules across workbooks."""
    rows: dict[str, Sequence[Row]] = {k: f.to_dicts() for k, f in checked.frames.items() if k not in ANSWERS}
    return Across(checked.reading.source.berkas, checked.reading.disimpan, rows | {SURVEYS: services(checked)})


def services(checked: Checked) -> list[dict[str, Any]]:
    """The survey answers of a workbook, summed up by sheet and service."""
    if "skm_jawaban" not in checked.frames:
        return []
    return by_service(checked.frames["skm_jawaban"], checked.frames["skm_responden"]).to_dicts()


_SERVICE = [*_SHEET, "lembar_ke", "tahun", "periode", "layanan"]


def by_service(answers: pl.DataFrame, responden: pl.DataFrame) -> pl.DataFrame:
    """Answers of each sheet summed up by service: a survey is replaced service by service, never added to another source's."""
    plain = pl.col("layanan").fill_null("").str.strip_chars().str.to_lowercase()
    people = responden.with_columns(layanan=plain).group_by(_SERVICE).agg(responden=pl.len())
    sums = (
        answers.with_columns(layanan=plain)
        .group_by([*_SERVICE, "unsur_kode", "unsur_nomor"], maintain_order=True)
        .agg(jawaban=pl.len(), jumlah_unsur=pl.col("nilai").sum(), sel=pl.col("sel").first(), baris=pl.col("baris").min())
    )
    each = sums.group_by(_SERVICE, maintain_order=True).agg(
        baris=pl.col("baris").min(), sel=pl.col("sel").first(), jumlah=pl.col("jumlah_unsur").sum(),
        unsur=pl.struct("unsur_kode", "unsur_nomor", "jawaban", "jumlah_unsur").implode(),
    )  # fmt: skip
    return each.join(people, on=_SERVICE, maintain_order="left")


def _merged(services: Sequence[Row]) -> dict[SurveyKey, Survei]:
    """Surveys of a unit, year and period: of each service the answers of its best source."""
    best = first_of(services, "unit_kode", "tahun", "periode", "layanan")
    merged: dict[SurveyKey, Survei] = {}
    for (unit, tahun, periode), rows in grouped(best.values(), "unit_kode", "tahun", "periode").items():
        unsur: dict[str, Unsur] = {}
        for part in (part for row in rows for part in row["unsur"]):
            known = unsur.get(part["unsur_kode"]) or Unsur(part["unsur_kode"], part["unsur_nomor"] or "", 0, 0, list)
            sums = known.jawaban + part["jawaban"], known.jumlah + part["jumlah_unsur"]
            unsur[part["unsur_kode"]] = Unsur(known.kode, known.nomor, *sums, list)
        merged[unit, tahun, periode] = Survei(tahun, periode, sum(row["responden"] or 0 for row in rows), unsur)
    return merged


def _run_survey_rules(batch: Sequence[Checked], sheets: dict[str, Sheets]) -> None:
    """The rules of answer sheets, with the answers of the whole batch summed up at once."""
    answers = [checked.frames["skm_jawaban"] for checked in batch if "skm_jawaban" in checked.frames]
    people = [checked.frames["skm_responden"] for checked in batch if "skm_responden" in checked.frames]
    if not answers or not people:
        return
    joined, responden = pl.concat(answers), pl.concat(people)
    for place, survei in surveys(joined, responden):
        skm(sheets[place["berkas"]].of(place), survei)
    for rule, found in (("SKM002", _straight(joined)), ("SKM003", _doubled(joined, responden))):
        for (berkas, lembar, unit), rows in found:
            report_rows(sheets[berkas].of({"berkas": berkas, "lembar": lembar, "unit_kode": unit}), rule, rows)


def surveys(answers: pl.DataFrame, responden: pl.DataFrame) -> Iterator[tuple[Row, Survei]]:
    """What the answers of each sheet, year and period come to, with the sheet's place."""
    key = [*_SHEET, "tahun", "periode"]
    people = {row[:-1]: row[-1] for row in responden.group_by(key, maintain_order=True).len().iter_rows()}
    sums = answers.group_by([*key, "unsur_kode", "unsur_nomor"], maintain_order=True).agg(
        jawaban=pl.len(), jumlah=pl.col("nilai").sum()
    )
    unsur: dict[tuple[Any, ...], dict[str, Unsur]] = defaultdict(dict)
    for row in sums.iter_rows(named=True):
        place = tuple(row[name] for name in key)
        kode = row["unsur_kode"]
        cells = partial(_cells_of_unsur, answers, dict(zip(key, place, strict=True)) | {"unsur_kode": kode})
        unsur[place][kode] = Unsur(kode, row["unsur_nomor"] or "", row["jawaban"], row["jumlah"], cells)
    for place, found in unsur.items():
        named = dict(zip(key, place, strict=True))
        tahun, periode = place[-2:]
        yield named, Survei(tahun, periode, people.get(place, 0), found)


def _cells_of_unsur(answers: pl.DataFrame, place: dict[str, object]) -> list[tuple[str, int]]:
    """Cell and value of each answer of one unsur on one sheet."""
    return answers.filter(**place).select("sel", "nilai").rows()


Found = Iterator[tuple[tuple[str, str, str], list[int]]]


def _straight(answers: pl.DataFrame) -> Found:
    """Rows of respondents who gave every unsur the same answer, by sheet."""
    low, high = pl.col("nilai").min(), pl.col("nilai").max()
    each = answers.group_by([*_SHEET, "baris"], maintain_order=True).agg(alike=(low == high) & (pl.len() >= ANSWERS_LEAST))
    yield from _by_sheet(each.filter("alike"))


def _doubled(answers: pl.DataFrame, responden: pl.DataFrame) -> Found:
    """Rows of respondents alike to an earlier one in all answers and in a profile of some substance, by sheet."""
    given = answers.group_by([*_SHEET, "baris"], maintain_order=True).agg(jawaban=pl.col("nilai").implode())
    known = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int64) for name in _PROFILE)
    people = responden.filter(known >= _PROFILE_LEAST).join(given, on=[*_SHEET, "baris"], maintain_order="left")
    later = ~pl.struct([*_SHEET, *_PROFILE, "jawaban"]).is_first_distinct()
    yield from _by_sheet(people.filter(later))


def _by_sheet(rows: pl.DataFrame) -> Found:
    for (berkas, lembar, unit), group in rows.group_by(_SHEET, maintain_order=True):
        yield (str(berkas), str(lembar), str(unit)), group["baris"].to_list()
