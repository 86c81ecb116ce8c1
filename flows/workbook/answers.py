"""SKM answer sheets as staged frames: a row a respondent with all his answers, a row an answer column, nobody's name.

Answers are staged side by side, since a ninth of the rows is read, checked, written and added up in a ninth of the time;
``long_answers`` and the view ``data.skm_jawaban`` give one row an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

import polars as pl

from flows.workbook.frames import Bagian
from flows.workbook.headers import Column
from flows.workbook.names import unsur_code
from flows.workbook.particulars import as_age, as_sex, as_text, parse_date, respondent_numbers, unique_texts
from flows.workbook.text import address, column_letter
from flows.workbook.values import is_graded, parse_answers
from flows.workbook.work import Frames, Work, row_times, when_of

NINE = 9
"""Unsur of PermenPANRB 14/2017."""
TABLE = ("berkas", "lembar", "baris_tajuk")
"""What joins a respondent to the columns of his table; a sheet may hold several."""


def extract_answers(work: Work) -> Frames:
    """``skm_responden`` and ``skm_unsur`` of one table; a row with an impossible answer is rejected whole."""
    columns = work.table.of_type("jawaban")
    work.codes = answer_codes(work, columns)
    work.refuse_failed_texts()
    cells = [work.table.sheet.rows[r] for r in work.rows.data]
    work.times = row_times(work)
    graded = is_graded(chain.from_iterable(set(map(itemgetter(column.index), cells)) for column in columns))
    answers = [_answers(work, cells, column, code, graded) for column, (code, _) in zip(columns, work.codes, strict=True)]
    people = _people(work, cells)
    keep = work.kept()
    if not keep:
        return {}
    rows = [work.rows.data[i] + 1 for i in keep]
    values: dict[str, Sequence[Any] | pl.Series] = {name: _pick(texts, keep) for name, texts in people.items()}
    values |= _times(work, keep) | {"jawaban": _side_by_side([_pick(column, keep) for column in answers])}
    constants = work.constants | {"baris_tajuk": work.table.body}
    return {"skm_responden": [Bagian(rows, constants, values)], "skm_unsur": [_unsur(work, columns)]}


def long_answers(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row an answer, blank ones left out, of the frames of a checked workbook: the columns of ``data.skm_jawaban``."""
    unsur = frames["skm_unsur"].select("berkas", "lembar", "urutan", "unsur_kode", "unsur_nomor", "kolom", baris_tajuk="baris")
    answers = frames["skm_responden"].join(unsur, on=TABLE, maintain_order="left_right")
    return answers.with_columns(
        nilai=pl.col("jawaban").list.get(pl.col("urutan") - 1, null_on_oob=True),
        sel=pl.col("kolom") + pl.col("baris").cast(pl.String),
    ).filter(pl.col("nilai").is_not_null())


def _answers(work: Work, cells: list[Any], column: Column, unsur: str, graded: bool) -> list[Any]:
    values = list(map(itemgetter(column.index), cells))
    return work.out.take(parse_answers(values, work.rows.data, column.index, work.table.sheet.facts, unsur, graded), column)


def _side_by_side(answers: list[list[Any]]) -> pl.Series:
    """The answers of each respondent as one list."""
    flat = pl.Series(list(chain.from_iterable(zip(*answers, strict=True))), dtype=pl.Float32)
    return flat.cast(pl.Int8).reshape((-1, len(answers))).cast(pl.List(pl.Int8))


def _pick(values: list[Any], keep: list[int]) -> list[Any]:
    return values if len(keep) == len(values) else [values[i] for i in keep]


def _people(work: Work, cells: list[Any]) -> dict[str, list[Any]]:
    read: dict[str, Callable[[list[Any]], list[str | None]]] = {
        "teks": partial(unique_texts, convert=as_text), "kelamin": partial(unique_texts, convert=as_sex),
        "usia": partial(unique_texts, convert=as_age), "nomor": respondent_numbers,
    }  # fmt: skip
    found = {c.field.nama: read[c.field.tipe](list(map(itemgetter(c.index), cells))) for c in work.table.of_type(*read)}
    layanan = _titled_layanan(work.table.titles)
    return found | ({"layanan": [layanan] * len(cells)} if layanan and "layanan" not in found else {})


_TITLED = re.compile(r"^\W*(?:(?:jenis|nama)\s+(?:pe)?layanan|layanan)(?:\s+yang\s+\w+)?\s*:\s*(\w.*)$", re.IGNORECASE)


def _titled_layanan(titles: Sequence[str]) -> str | None:
    """The service that a title says a whole sheet is about (*Jenis Layanan : Surat Pindah*)."""
    return next((as_text(match.group(1)) for title in titles if (match := _TITLED.match(title))), None)


def _times(work: Work, keep: list[int]) -> dict[str, list[Any]]:
    """Year and period of each respondent: of his row, the sheet's, or the year of the day of filling in where these name none."""
    tahun, periode = when_of(work, None)
    dates = work.table.of_type("tanggal")
    if tahun is None and dates:
        days = [parse_date(work.table.sheet.rows[work.rows.data[i]][dates[0].index]) for i in keep]
        return {"tahun": [day.year if day else None for day in days], "periode": _each(periode, keep)}
    return {"tahun": _each(tahun, keep), "periode": _each(periode, keep)}


def _each(value: Any, keep: list[int]) -> list[Any]:
    """What holds for all rows or for each, for the rows that are kept."""
    return _pick(value, keep) if isinstance(value, list) else [value] * len(keep)


def answer_codes(work: Work, columns: list[Column]) -> list[tuple[str, str]]:
    """Code and the office's own number of each answer column; what was assumed becomes a finding."""
    codes: list[tuple[str, str]] = []
    for i, column in enumerate(columns, start=1):
        text = column.header.rsplit(" > ", 1)[-1]
        code, known = unsur_code(column.unsur, None, text, work.settings)
        nomor = column.unsur.nomor if column.unsur and column.unsur.nomor else f"U{i}"
        codes.append((code, nomor))
        if not known:
            work.out.add("UNS003", address(work.table.body - 1, column.index), text, kode=code)
    numbered = [c for c in columns if c.unsur and not c.unsur.kode]
    if numbered:
        order = ", ".join(f"{nomor} {code}" for code, nomor in codes)
        work.out.add("UNS001", address(work.table.body - 1, numbered[0].index), urutan=order)
    if len(columns) != NINE:
        work.out.add("UNS002", address(work.table.body - 1, columns[0].index), jumlah=len(columns))
    return codes


def _unsur(work: Work, columns: list[Column]) -> Bagian:
    """Which unsur each answer column asks for, at the row of its header."""
    return Bagian(
        [work.table.body] * len(columns),
        work.constants,
        {
            "urutan": range(1, len(columns) + 1),
            "unsur_kode": [code for code, _ in work.codes],
            "unsur_nomor": [nomor for _, nomor in work.codes],
            "kolom": [column_letter(column.index) for column in columns],
        },
    )
