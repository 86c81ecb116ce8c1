"""Survey answers summed up for the rules: by sheet and unsur, by service, and respondents that are remarkable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl

from flows.checks.rules.across import SurveyKey, first_of
from flows.checks.rules.base import Row, grouped
from flows.checks.rules.skm import Survei, Unsur

_SHEET = ["berkas", "lembar", "unit_kode"]
_TIME = [*_SHEET, "tahun", "periode"]
_PROFILE = ["jenis_kelamin", "umur", "pendidikan", "pekerjaan", "layanan"]
_PROFILE_LEAST = 3
"""Known facts of a respondent from which on two alike ones are remarkable."""
_ANSWERS_LEAST = 5
"""Answers from which on it is remarkable that all are equal."""

Place = tuple[str, str, int]
"""A table of answers: workbook, sheet, row of its header."""


class Columns:
    """Which unsur the answer columns of each table ask for, from left to right."""

    def __init__(self, unsur: pl.DataFrame) -> None:
        self.of: dict[Place, list[Row]] = {
            key: rows for key, rows in grouped(unsur.to_dicts(), "berkas", "lembar", "baris").items()
        }
        self.width = max(map(len, self.of.values()), default=0)


def surveys(responden: pl.DataFrame, columns: Columns, services: Sequence[Row]) -> Iterator[tuple[Row, Survei]]:
    """What the answers of each sheet, year and period come to, with the sheet's place. ``services``: ``by_service`` of them."""
    for key, rows in grouped(services, *_TIME).items():
        place = dict(zip(_TIME, key, strict=True))
        sums, nomor = _added_up(rows)
        unsur = {
            kode: Unsur(kode, nomor[kode], jawaban, jumlah, partial(_cells_of_unsur, responden, columns, place, kode))
            for kode, (jawaban, jumlah) in sums.items()
            if jawaban
        }
        if unsur:
            yield place, Survei(place["tahun"], place["periode"], sum(row["responden"] for row in rows), unsur)


def _added_up(services: Sequence[Row]) -> tuple[dict[str, list[int]], dict[str, str]]:
    """Number and sum of the answers to each unsur of some services, and the number that the office gives it."""
    sums: dict[str, list[int]] = {}
    nomor: dict[str, str] = {}
    for kode, number, jawaban, jumlah in (part for row in services for part in row["unsur"]):
        nomor.setdefault(kode, number)
        both = sums.setdefault(kode, [0, 0])
        both[0] += jawaban
        both[1] += jumlah
    return sums, nomor


def _cells_of_unsur(responden: pl.DataFrame, columns: Columns, place: dict[str, object], kode: str) -> list[tuple[str, int]]:
    """Cell and value of each answer of one unsur on one sheet."""
    found = []
    for row in responden.filter(**place).iter_rows(named=True):
        for i, column in enumerate(columns.of[row["berkas"], row["lembar"], row["baris_tajuk"]]):
            if column["unsur_kode"] == kode and row["jawaban"][i] is not None:
                found.append((f"{column['kolom']}{row['baris']}", row["jawaban"][i]))
    return found


def straight(responden: pl.DataFrame) -> pl.DataFrame:
    """Respondents who gave every unsur the same answer."""
    answers = pl.col("jawaban").list
    alike = responden.filter(answers.min() == answers.max())
    return alike.filter(answers.drop_nulls().list.len() >= _ANSWERS_LEAST)


def doubled(responden: pl.DataFrame) -> pl.DataFrame:
    """Respondents alike to an earlier one in all answers and in their profile, if that is of some substance or his number too."""
    alike = [*_SHEET, "baris_tajuk", *_PROFILE, "jawaban"]
    several = responden.filter(pl.struct(alike).is_duplicated())  # few, mostly none: the rest is asked of these alone
    known = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int64) for name in _PROFILE) >= _PROFILE_LEAST
    again = ~pl.struct(alike).is_first_distinct() & known
    same_number = ~pl.struct([*alike, "nomor"]).is_first_distinct() & pl.col("nomor").is_not_null()
    return several.filter(again | same_number)


def first_cell(row: Row, columns: Columns) -> str:
    """The cell of a respondent's first answer."""
    column = columns.of[row["berkas"], row["lembar"], row["baris_tajuk"]][0]["kolom"]
    return f"{column}{row['baris']}"


def by_service(responden: pl.DataFrame, columns: Columns) -> list[dict[str, Any]]:
    """Answers of each sheet summed up by service: a survey is replaced service by service.

    ``unsur`` holds code, the office's number, answers and their sum of each answer column: short, since the records of
    thousands of workbooks are read back at once.
    """
    plain = pl.col("layanan").fill_null("").str.strip_chars().str.to_lowercase()
    key = [*_TIME, "lembar_ke", "layanan"]
    answers = [pl.col("jawaban").list.get(i, null_on_oob=True).cast(pl.Int64) for i in range(columns.width)]
    counted = [answer.count().alias(f"jawaban_{i}") for i, answer in enumerate(answers)]
    added = [answer.sum().alias(f"jumlah_{i}") for i, answer in enumerate(answers)]
    groups = responden.with_columns(layanan=plain).group_by([*key, "baris_tajuk"], maintain_order=True)
    sums = groups.agg(pl.len().alias("responden"), pl.col("baris").min().alias("baris"), *counted, *added)
    found = []
    for row in sums.iter_rows(named=True):
        place = columns.of[row["berkas"], row["lembar"], row["baris_tajuk"]]
        unsur = [(c["unsur_kode"], c["unsur_nomor"] or "", row[f"jawaban_{i}"], row[f"jumlah_{i}"]) for i, c in enumerate(place)]
        kept = {name: row[name] for name in (*key, "responden", "baris")}
        found.append(kept | {"sel": f"{place[0]['kolom']}{row['baris']}", "jumlah": sum(u[-1] for u in unsur), "unsur": unsur})
    return found


def merged(services: Sequence[Row]) -> dict[SurveyKey, Survei]:
    """Surveys of a unit, year and period: of each service the answers of its best source."""
    best = first_of(services, "unit_kode", "tahun", "periode", "layanan")
    found: dict[SurveyKey, Survei] = {}
    for (unit, tahun, periode), rows in grouped(best.values(), "unit_kode", "tahun", "periode").items():
        sums, nomor = _added_up(rows)
        unsur = {kode: Unsur(kode, nomor[kode], jawaban, jumlah, list) for kode, (jawaban, jumlah) in sums.items()}
        found[unit, tahun, periode] = Survei(tahun, periode, sum(row["responden"] or 0 for row in rows), unsur)
    return found
