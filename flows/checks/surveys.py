"""Survey answers summed up for the rules: by sheet and unsur, by service, and respondents that are remarkable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl

from flows.checks.rules.across import SurveyKey, first_of
from flows.checks.rules.base import Row, grouped
from flows.checks.rules.skm import Survei, Unsur

_SHEET = ["berkas", "lembar", "unit_kode"]
_SERVICE = [*_SHEET, "lembar_ke", "tahun", "periode", "layanan"]
_PROFILE = ["jenis_kelamin", "umur", "pendidikan", "pekerjaan", "layanan"]
_PROFILE_LEAST = 3
"""Known facts of a respondent from which on two alike ones are remarkable."""
_ANSWERS_LEAST = 5
"""Answers from which on it is remarkable that all are equal."""


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


def straight(answers: pl.DataFrame) -> pl.DataFrame:
    """Respondents who gave every unsur the same answer: sheet, row and their first answer's cell."""
    low, high = pl.col("nilai").min(), pl.col("nilai").max()
    each = answers.group_by([*_SHEET, "baris"], maintain_order=True).agg(
        sel=pl.col("sel").first(), alike=(low == high) & (pl.len() >= _ANSWERS_LEAST)
    )
    return each.filter("alike")


def doubled(answers: pl.DataFrame, responden: pl.DataFrame) -> pl.DataFrame:
    """Respondents alike to an earlier one in all answers and in a profile of some substance: sheet, row, cell."""
    given = answers.group_by([*_SHEET, "baris"], maintain_order=True).agg(
        sel=pl.col("sel").first(), jawaban=pl.col("nilai").implode()
    )
    known = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int64) for name in _PROFILE)
    people = responden.filter(known >= _PROFILE_LEAST).join(given, on=[*_SHEET, "baris"], maintain_order="left")
    return people.filter(~pl.struct([*_SHEET, *_PROFILE, "jawaban"]).is_first_distinct())


def by_service(answers: pl.DataFrame, responden: pl.DataFrame) -> pl.DataFrame:
    """Answers of each sheet summed up by service: a survey is replaced service by service."""
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


def merged(services: Sequence[Row]) -> dict[SurveyKey, Survei]:
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
