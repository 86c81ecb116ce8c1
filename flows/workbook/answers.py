"""SKM answer sheets as staged frames: one row a respondent, one row an answer, nobody's name."""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.workbook.extract import Frames, Work
from flows.workbook.frames import staged_frame
from flows.workbook.headers import Column
from flows.workbook.names import unsur_code
from flows.workbook.text import address, column_letter
from flows.workbook.values import as_age, as_respondent_number, as_sex, as_text, parse_answers, parse_date, unique_texts

NINE = 9
"""Unsur of PermenPANRB 14/2017."""


def extract_answers(work: Work) -> Frames:
    """``skm_responden`` and ``skm_jawaban`` of one sheet; a row with an impossible answer is rejected whole."""
    columns = work.table.of_type("jawaban")
    work.codes = answer_codes(work, columns)
    work.refuse_failed_texts()
    cells = work.table.sheet.rows
    answers = {}
    for column in columns:
        values = [cells[r][column.index] for r in work.rows.data]
        parsed = parse_answers(values, work.rows.data, column.index, work.table.sheet.facts)
        answers[column.index] = work.out.take(parsed, column)
    keep = work.kept()
    rows = [work.rows.data[i] + 1 for i in keep]
    people = {name: _pick(values, keep) for name, values in _people(work).items()}
    people |= _times(work, keep)
    responden = staged_frame("skm_responden", rows, work.constants, people)
    return {"skm_responden": responden, "skm_jawaban": _answers(responden, columns, work.codes, answers, keep)}


def _pick(values: list[Any], keep: list[int]) -> list[Any]:
    return values if len(keep) == len(values) else [values[i] for i in keep]


def _people(work: Work) -> dict[str, list[Any]]:
    cells = work.table.sheet.rows
    convert = {"teks": as_text, "kelamin": as_sex, "usia": as_age, "nomor": as_respondent_number}
    return {
        c.field.nama: unique_texts([cells[r][c.index] for r in work.rows.data], convert[c.field.tipe])
        for c in work.table.of_type(*convert)
    }


def _times(work: Work, keep: list[int]) -> dict[str, list[Any]]:
    """Year and period of each respondent: the sheet's, or the year of the day of filling in where the sheet names none."""
    tahun, periode = work.periods.of(None)
    dates = work.table.of_type("tanggal")
    if tahun is None and dates:
        days = [parse_date(work.table.sheet.rows[work.rows.data[i]][dates[0].index]) for i in keep]
        return {"tahun": [day.year if day else None for day in days], "periode": [periode] * len(keep)}
    return {"tahun": [tahun] * len(keep), "periode": [periode] * len(keep)}


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


def _answers(
    responden: pl.DataFrame,
    columns: list[Column],
    codes: list[tuple[str, str]],
    answers: dict[int, list[Any]],
    keep: list[int],
) -> pl.DataFrame:
    base = responden[["berkas", "berkas_sha256", "lembar", "lembar_ke", "baris", "unit_kode", "tahun", "periode", "layanan"]]
    every = pl.concat([base] * len(columns))

    def repeated(name: str, values: list[str]) -> pl.Series:
        return pl.concat([pl.Series(name, [value]).new_from_index(0, base.height) for value in values])

    joined = every.hstack(
        [
            repeated("unsur_kode", [code for code, _ in codes]),
            repeated("unsur_nomor", [nomor for _, nomor in codes]),
            pl.concat([pl.Series("nilai", _pick(answers[c.index], keep), dtype=pl.Int64) for c in columns]),
            repeated("sel", [column_letter(c.index) for c in columns]) + every["baris"].cast(pl.String),
        ]
    )
    return joined.filter(joined["nilai"].is_not_null()) if joined["nilai"].null_count() else joined
