"""Tables whose rows are named (village, code, indicator …) as staged frames, one value a cell, each with its address."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from flows.settings import Settings
from flows.workbook.collect import Collector
from flows.workbook.context import Periods, unit_label
from flows.workbook.frames import staged_frame
from flows.workbook.headers import Column, as_unsur, header_words, text_of
from flows.workbook.layouts import datasets
from flows.workbook.names import indikator_code, komponen_code, polaritas_of, strip_number, unsur_code
from flows.workbook.recognise import Table
from flows.workbook.regions import Desa, find_desa, nearest_desa
from flows.workbook.rows import Rows, blank_key, is_ignored, row_value
from flows.workbook.text import address
from flows.workbook.values import FORMULA_ERROR, NOT_CALCULATED, code_levels, parse_band, parse_codes, parse_numbers

Frames = dict[str, pl.DataFrame]
Keys = dict[str, list[Any]]


@dataclass
class Work:
    """A table under extraction: its classified rows, what to gather into, and the constants of every staged row."""

    table: Table
    rows: Rows
    out: Collector
    periods: Periods
    settings: Settings
    constants: dict[str, object]
    numbers: dict[int, list[Any]] = field(default_factory=dict)
    """Values of each number column for ``rows.data``, by column index."""
    codes: list[tuple[str, str]] = field(default_factory=list)
    """Code and number of each answer column, once they are resolved."""

    @property
    def unit_kode(self) -> str:
        return str(self.constants["unit_kode"])

    def parse(self) -> None:
        """Parses every number column; faults reject their rows."""
        for r in self.rows.keyless:
            self.out.fault("NIL004", r, blank_key(self.table, r))
        self.refuse_failed_texts()
        data = self.rows.data
        for column in self.table.columns:
            if column.field.is_number:
                cells = [row_value(self.table, self.rows, r, column) for r in data]
                parsed = parse_numbers(cells, data, column.index, column.field.tipe, self.table.sheet.facts)
                self.numbers[column.index] = self.out.take(parsed, column)

    def refuse_failed_texts(self) -> None:
        """Rejects rows in which a name, code or other text is a formula that failed or was never calculated."""
        facts, failed = self.table.sheet.facts, self.table.sheet.facts.failed
        texts = [c for c in self.table.columns if not (c.field.is_number or c.field.tipe == "jawaban" or is_ignored(c))]
        for r, column in itertools.product(self.rows.data, texts) if failed else ():
            if (r, column.index) in failed:
                error = facts.errors.get((r, column.index), "")
                self.out.fault(FORMULA_ERROR if error else NOT_CALCULATED, r, column, error)

    def texts(self, column: Column) -> list[str]:
        return [text_of(row_value(self.table, self.rows, r, column)) for r in self.rows.data]

    def kept(self) -> list[int]:
        """Positions in ``rows.data`` of the rows without a fault."""
        return [i for i, r in enumerate(self.rows.data) if r not in self.out.faults]


def extract(work: Work) -> Frames:
    """The staged frames of a table of named rows, totals aside."""
    work.parse()
    keys = _keys(work)
    shape: dict[str, Callable[[Work, Keys], Frames]] = {"baris": _by_period, "nilai": _by_value, "peringkat": _ranking}
    return shape[work.table.layout.bentuk](work, keys)


def _keys(work: Work) -> Keys:
    """Key and text columns of the data rows, resolved to codes; unknown names become findings, bad codes reject rows."""
    resolve: dict[str, Callable[[Work, Column], Keys]] = {
        "desa": _desa, "kode": _codes, "indikator": _indikator, "komponen": _komponen, "umur": _bands, "unsur": _unsur,
        "sasaran": _sasaran, "teks": _plain, "polaritas": _plain,
    }  # fmt: skip
    keys: Keys = {}
    for column in work.table.columns:
        if column.field.tipe in resolve:
            keys |= resolve[column.field.tipe](work, column)
    return keys


def _plain(work: Work, column: Column) -> Keys:
    return {column.field.nama: [text or None for text in work.texts(column)]}


def _sasaran(work: Work, column: Column) -> Keys:
    return {column.field.nama: [strip_number(text) or None for text in work.texts(column)]}


def _desa(work: Work, column: Column) -> Keys:
    names = work.texts(column)
    known: dict[str, Desa] = {}
    for r, name in zip(work.rows.data, names, strict=True):
        if name not in known:
            known[name] = find_desa(name, work.unit_kode, work.settings.alias_desa)
            if (r, column.index) not in work.table.sheet.facts.failed:
                _report_desa(work, address(r, column.index), name, known[name])
    found = [known[name] for name in names]
    return {"desa_kode": [d.kode for d in found], "desa": [d.nama for d in found], "desa_tertulis": names}


def _report_desa(work: Work, sel: str, name: str, desa: Desa) -> None:
    if desa.cara == "alias":
        work.out.add("DSA002", sel, name, desa=desa.nama, kode=desa.kode)
    elif desa.cara == "persiapan":
        work.out.add("DSA003", sel, name, kode=desa.kode)
    elif desa.cara == "asing":
        near = nearest_desa(name, work.unit_kode)
        unit = unit_label(work.unit_kode, work.settings)
        if near:
            work.out.add("DSA001", sel, name, unit=unit, kode=desa.kode, dekat=near[1], kode_dekat=near[0])
        else:
            work.out.add("DSA004", sel, name, unit=unit, kode=desa.kode)


def _codes(work: Work, column: Column) -> Keys:
    failed = work.table.sheet.facts.failed
    cells = ["" if (r, column.index) in failed else work.table.sheet.rows[r][column.index] for r in work.rows.data]
    codes = work.out.take(parse_codes(cells, work.rows.data), column)
    levels = [code_levels(code) if code else (None, None, None) for code in codes]
    return {
        "kode": codes,
        "tingkat": [level for level, _, _ in levels],
        "kode_induk": [parent for _, parent, _ in levels],
        "kode_program": [program for _, _, program in levels],
    }


def _indikator(work: Work, column: Column) -> Keys:
    names = work.texts(column)
    codes: dict[str, str] = {}
    for r, name in zip(work.rows.data, names, strict=True):
        if name not in codes:
            codes[name], nearest = indikator_code(name, work.settings)
            if nearest is not None and (r, column.index) not in work.table.sheet.facts.failed:
                work.out.add("IND001", address(r, column.index), name, kode=codes[name], dekat=nearest)
    return {"indikator": [strip_number(name) for name in names], "indikator_kode": [codes[name] for name in names]}


def _komponen(work: Work, column: Column) -> Keys:
    names = [strip_number(name) for name in work.texts(column)]
    return {"komponen": names, "komponen_kode": [komponen_code(name) for name in names]}


def _bands(work: Work, column: Column) -> Keys:
    bands = [parse_band(text) for text in work.texts(column)]
    return {
        "kelompok_umur": [band for band, _, _ in bands],
        "umur_awal": [first for _, first, _ in bands],
        "umur_akhir": [last for _, _, last in bands],
    }


def _unsur(work: Work, column: Column) -> Keys:
    number = work.table.column("nomor")
    numbers = work.texts(number) if number else [""] * len(work.rows.data)
    codes: list[str] = []
    for r, name, nomor in zip(work.rows.data, work.texts(column), numbers, strict=True):
        code, known = unsur_code(as_unsur(header_words(name)), as_unsur(header_words(nomor)), name, work.settings)
        codes.append(code)
        if not known:
            work.out.add("UNS003", address(r, column.index), name, kode=code)
    return {"unsur_kode": codes}


def _by_period(work: Work, keys: Keys) -> Frames:
    """One staged row for each data row and period: two years may stand side by side in one row of the sheet."""
    dataset = work.table.layout.dataset
    frames = []
    for (tahun, periode), columns in _period_groups(work).items():
        values: Keys = {}
        for column in columns:
            name = _dataset_column(column)
            values[name] = work.numbers[column.index]
            values[f"{name}_sel"] = [
                address(r, column.index) if value is not None else None
                for r, value in zip(work.rows.data, work.numbers[column.index], strict=True)
            ]
        names = [_dataset_column(column) for column in columns]
        keep = [i for i in work.kept() if any(values[name][i] is not None for name in names)]
        frames.append(_frame(work, dataset, keep, keys | values, tahun, periode))
    extra = [_figures(work, keys, c, c.field.kinerja) for c in work.table.columns if c.field.kinerja and "indikator_kode" in keys]
    return {dataset: pl.concat(frames)} | ({"kinerja": pl.concat(extra)} if extra else {})


def _dataset_column(column: Column) -> str:
    return f"{column.field.nama}_tercetak" if column.field.tercetak else column.field.nama


def _period_groups(work: Work) -> dict[tuple[int | None, str], list[Column]]:
    """Value columns by year and period; a yearly pagu joins every period of its year that has a realisasi."""
    known = datasets()[work.table.layout.dataset].kolom
    columns = [c for c in work.table.columns if c.field.is_number and _dataset_column(c) in known]
    if work.table.layout.periode == "tidak":
        return {(None, ""): columns}
    groups: dict[tuple[int | None, str], list[Column]] = {}
    for column in columns:
        if not column.field.pagu_periode:
            groups.setdefault(work.periods.of(column), []).append(column)
    yearly = [column for column in columns if column.field.pagu_periode]
    for (tahun, periode), members in groups.items():
        same_year = [c for c in yearly if work.periods.of(c)[0] == tahun]
        exact = [c for c in same_year if work.periods.of(c)[1] == periode]
        members.extend((exact or same_year)[:1])
    return groups


def _by_value(work: Work, keys: Keys) -> Frames:
    """One staged row for each figure: target, realisasi, baseline and target_akhir of an indicator."""
    plain = [c for c in work.table.columns if c.field.is_number and not c.field.tercetak]
    frames = [_figures(work, keys, column, column.field.nama) for column in plain]
    results = [column for column in work.table.columns if column.field.tercetak]
    printed = [_printed(work, keys["indikator_kode"], column) for column in results if column.field.is_number]
    printed += [_printed_words(work, keys["indikator_kode"], column) for column in results if not column.field.is_number]
    return {"kinerja": pl.concat(frames)} | ({"tercetak": pl.concat(printed)} if printed else {})


def _figures(work: Work, keys: Keys, column: Column, ukuran: str) -> pl.DataFrame:
    tahun, periode = work.periods.of(column)
    values = work.numbers[column.index]
    own = [work.table.sheet.rows[r][column.index] != "" for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None and own[i]]
    polaritas = [
        polaritas_of(code, text, work.settings)
        for code, text in zip(keys["indikator_kode"], keys.get("polaritas", [None] * len(values)), strict=True)
    ]
    cells = [address(r, column.index) for r in work.rows.data]
    figures = keys | {"polaritas": polaritas, "nilai": values, "sel": cells, "ukuran": [ukuran] * len(values)}
    return _frame(work, "kinerja", keep, figures, tahun, periode)


def _printed(work: Work, codes: list[Any], column: Column) -> pl.DataFrame:
    tahun, periode = work.periods.of(column)
    values = work.numbers[column.index]
    cells = [address(r, column.index) for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None]
    printed = {"kunci": codes, "nilai": values, "sel": cells, "ukuran": [column.field.nama] * len(values)}
    return _frame(work, "tercetak", keep, printed | {"dataset": [work.table.layout.dataset] * len(values)}, tahun, periode)


def _printed_words(work: Work, codes: list[Any], column: Column) -> pl.DataFrame:
    """A column of categories; its time is that of the capaian, else of the realisasi, that it judges."""
    judged = next((c for name in ("capaian", "realisasi") if (c := work.table.column(name))), column)
    tahun, periode = work.periods.of(judged)
    words = [text or None for text in work.texts(column)]
    keep = [i for i in work.kept() if words[i] is not None]
    cells = [address(r, column.index) for r in work.rows.data]
    printed = {"kunci": codes, "teks": words, "sel": cells, "ukuran": [column.field.nama] * len(words)}
    return _frame(work, "tercetak", keep, printed | {"dataset": [work.table.layout.dataset] * len(words)}, tahun, periode)


def _ranking(work: Work, keys: Keys) -> Frames:
    columns = [column for column in work.table.columns if column.field.is_number]
    frames = [_printed(work, keys["unsur_kode"], column) for column in columns]
    return {"tercetak": pl.concat(frames)}


def _frame(work: Work, dataset: str, keep: list[int], columns: Keys, tahun: int | None, periode: str) -> pl.DataFrame:
    rows = [work.rows.data[i] + 1 for i in keep]
    kept = {name: [values[i] for i in keep] for name, values in columns.items()}
    return staged_frame(dataset, rows, work.constants | {"tahun": tahun, "periode": periode}, kept)
