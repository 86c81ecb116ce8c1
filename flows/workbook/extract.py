"""Tables whose rows are named (village, code, indicator …) as staged frames, one value a cell, each with its address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from flows.workbook.accounts import accounts_of, sum_keys
from flows.workbook.bands import parse_band
from flows.workbook.frames import Bagian, staged_frame
from flows.workbook.headers import Column
from flows.workbook.keys import row_keys
from flows.workbook.layouts import PROFILE, datasets
from flows.workbook.names import polaritas_of, remark_in
from flows.workbook.text import address
from flows.workbook.work import Frames, Keys, Work, when_of


def extract(work: Work) -> Frames:
    """The staged frames of a table of named rows, totals aside."""
    work.parse()
    keys = row_keys(work)
    shape: dict[str, Callable[[Work, Keys], Frames]] = {"baris": _by_period, "nilai": _by_value, "peringkat": _ranking}
    return shape[work.table.layout.bentuk](work, keys)


def _by_period(work: Work, keys: Keys) -> Frames:
    """One staged row for each data row, period and age band: two years may stand side by side in one row of the sheet."""
    dataset = work.table.layout.dataset
    sexes = keys.pop("kelamin", None)
    frames = []
    for (*_, umur), columns in _period_groups(work).items():
        values = _with_cells(work, {_dataset_column(column): column for column in columns})
        scale = {"pengali": [max(column.skala for column in columns)] * len(work.rows.data)}
        if sexes:
            values |= _by_sex(values, sexes)
        names = [name for name in values if not name.endswith("_sel")]
        keep = [i for i in work.kept() if any(values[name][i] is not None for name in names)]
        band = dict(zip(_BAND_COLUMNS, ([v] * len(work.rows.data) for v in parse_band(umur)), strict=True)) if umur else {}
        own = [c for c in columns if not c.field.pagu_periode] or columns
        frames.append(_part(work, keep, keys | band | scale | values, *when_of(work, own[0])))
    extra = [_figures(work, keys, c, c.field.kinerja) for c in work.table.columns if c.field.kinerja and "indikator_kode" in keys]
    further: Frames = {"kinerja": extra} if extra else {}
    if any(c.umur for c in work.table.columns):
        further |= _across_totals(work, keys)
    accounts = _belanja(work, keys.get("kode", ()))
    frames += accounts.pop(dataset, [])
    beside = _mutasi(work, keys) | _pagu_awal(work, keys) | _profile(work, keys) | accounts
    return {dataset: [_pair(work, frames, dataset)] if sexes else frames} | further | beside


_BAND_COLUMNS = ("kelompok_umur", "umur_awal", "umur_akhir")


def _with_cells(work: Work, columns: dict[str, Column]) -> Keys:
    """The numbers of some columns under the names of the dataset, each with its cell."""
    values: Keys = {}
    for name, column in columns.items():
        numbers = work.numbers[column.index]
        values[name] = numbers
        values[f"{name}_sel"] = [
            address(r, column.index) if value is not None else None for r, value in zip(work.rows.data, numbers, strict=True)
        ]
    return values


def _by_sex(values: Keys, sexes: list[str | None]) -> Keys:
    """Counts of rows that each speak of one sex, under that sex; others stay a sum."""
    found: Keys = {}
    for end in ("", "_sel"):
        numbers = values.get(f"jumlah_tercetak{end}", [None] * len(sexes))
        for name, sex in (("laki_laki", "L"), ("perempuan", "P")):
            found[f"{name}{end}"] = [n if own == sex else None for n, own in zip(numbers, sexes, strict=True)]
        found[f"jumlah_tercetak{end}"] = [None if own in ("L", "P") else n for n, own in zip(numbers, sexes, strict=True)]
    return found


def _pair(work: Work, parts: list[Bagian], dataset: str) -> Bagian:
    """Rows of one key whose values complete each other as one row; what a key says twice stays a row of its own."""
    frame = staged_frame(dataset, parts)
    kunci = list(datasets()[dataset].kunci)
    sex = pl.when(pl.col("laki_laki").is_not_null()).then(1).when(pl.col("perempuan").is_not_null()).then(2).otherwise(3)
    slots = frame.with_columns(slot=pl.int_range(pl.len()).over([*kunci, sex]))
    others = [name for name in frame.columns if name not in kunci]
    joined = slots.group_by([*kunci, "slot"], maintain_order=True).agg(pl.col(others).drop_nulls().first())
    work.paired = {row - 1 for row in set(frame["baris"]) - set(joined["baris"])}
    return Bagian(joined["baris"].to_list(), {}, {name: joined[name] for name in frame.columns if name != "baris"})


def _mutasi(work: Work, keys: Keys) -> Frames:
    """Births, deaths and moves of each row, by sex, with the population that they begin from and lead to."""
    moving = [column for column in work.table.columns if column.field.mutasi]
    if not moving:
        return {}
    frames = []
    for kelamin, akhir in (("L", "laki_laki"), ("P", "perempuan"), ("LP", "jumlah")):
        own = [column for column in moving if column.field.kelamin == kelamin]
        for when in dict.fromkeys(work.periods.of(column) for column in own):
            columns = {c.field.mutasi: c for c in own if work.periods.of(c) == when}
            last = next((c for c in work.table.columns if c.field.nama == akhir and work.periods.of(c) == when), None)
            values = _with_cells(work, columns | ({"akhir": last} if last else {}))
            keep = [i for i in work.kept() if any(values[name][i] is not None for name in columns)]
            sexes = {"jenis_kelamin": [kelamin] * len(work.rows.data)}
            frames.append(_part(work, keep, keys | values | sexes, *when_of(work, next(iter(columns.values())))))
    return {"penduduk_mutasi": frames}


def _pagu_awal(work: Work, keys: Keys) -> Frames:
    """The pagu before a change that stands beside the one that is realised."""
    before = next((column for column in work.table.columns if column.field.dataset == "pagu"), None)
    after = work.table.column("pagu")
    if before is None or after is None:
        return {}
    values = _with_cells(work, {"pagu_awal": before, "pagu_perubahan": after})
    keep = [i for i in work.kept() if values["pagu_awal"][i] is not None]
    return {"pagu": [_part(work, keep, keys | values, when_of(work, before)[0], "TAHUN")]}


def _profile(work: Work, keys: Keys) -> Frames:
    """Area and the like beside the population of each village; what a further row of it repeats counts once."""
    columns = {c.field.nama: c for c in work.table.columns if c.field.timeless}
    if not columns or work.table.layout.dataset == PROFILE:
        return {}
    values = _with_cells(work, columns)
    units = keys.get("unit_kode", [work.unit_kode] * len(work.rows.data))
    known: dict[tuple[Any, ...], int] = {}
    for i in work.kept():
        given = tuple(values[name][i] for name in columns)
        if any(value is not None for value in given):
            known.setdefault((units[i], keys["desa_kode"][i], *given), i)
    return {PROFILE: [_part(work, list(known.values()), keys | values, None, None)]}


def _belanja(work: Work, codes: Sequence[str | None]) -> Frames:
    """The accounts below each sub kegiatan; one that has no row of its own is the sum of its uppermost accounts."""
    found = accounts_of(work)
    if found is None:
        return {}
    own, keys = found
    accounts, sums = [], []
    for columns in _period_groups(own).values():
        values = _with_cells(own, {column.field.nama: column for column in columns if column.field.nama in _MONEY})
        keep = [i for i in own.kept() if any(values[name][i] is not None for name in _MONEY if name in values)]
        dated = [column for column in columns if not column.field.pagu_periode] or columns
        accounts.append(_part(own, keep, keys | values, *when_of(own, dated[0])))
        first = {keys["kode"][i]: i for i in reversed(keep) if keys["kode"][i] not in codes}
        whole = {name: _sums(keys, values[name], keep) for name in _MONEY if name in values}
        positions = sorted(first.values())
        above = sum_keys(own, keys, positions)
        money = {name: [by_code.get(keys["kode"][i]) for i in range(len(keys["kode"]))] for name, by_code in whole.items()}
        sums.append(_part(own, positions, above | money, *when_of(own, dated[0])))
    return {"belanja": accounts, "anggaran": sums}


def _sums(keys: Keys, values: Sequence[Any], keep: Sequence[int]) -> dict[str, Any]:
    """What the uppermost accounts of each code add up to."""
    sums: dict[str, Any] = {}
    for i in keep:
        if keys["rekening_induk"][i] is None and values[i] is not None:
            sums[keys["kode"][i]] = sums.get(keys["kode"][i], 0) + values[i]
    return sums


_MONEY = ("pagu", "realisasi")


def _across_totals(work: Work, keys: Keys) -> Frames:
    """Sums over all age bands that are printed beside them, by place and sex."""
    whole = [column for column in work.table.columns if column.field.is_number and not column.umur]
    frames = [_printed(work, keys["desa_kode"], column, rincian=TOTAL) for column in whole]
    return {"tercetak": frames} if frames else {}


TOTAL = "TOTAL"
"""What ``rincian`` holds for a sum over all age bands."""


def _dataset_column(column: Column) -> str:
    return f"{column.field.nama}_tercetak" if column.field.tercetak else column.field.nama


def _period_groups(work: Work) -> dict[tuple[int | None, str, str], list[Column]]:
    """Value columns by year, period and age band; a yearly pagu joins every period of its year that has a realisasi."""
    known = datasets()[work.table.layout.dataset].kolom
    columns = [c for c in work.table.columns if c.field.is_number and _dataset_column(c) in known]
    if any(column.umur for column in columns):
        columns = [column for column in columns if column.umur]
    if work.table.layout.periode == "tidak":
        return {(None, "", ""): columns}
    groups: dict[tuple[int | None, str, str], list[Column]] = {}
    for column in columns:
        if not column.field.pagu_periode:
            groups.setdefault((*work.periods.of(column), column.umur), []).append(column)
    yearly = [column for column in columns if column.field.pagu_periode]
    for (tahun, periode, _), members in groups.items():
        same_year = [c for c in yearly if work.periods.of(c)[0] in (tahun, None)]
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
    return {"kinerja": frames} | ({"tercetak": printed} if printed else {})


def _figures(work: Work, keys: Keys, column: Column, ukuran: str) -> Bagian:
    values = work.numbers[column.index]
    own = [work.table.sheet.rows[r][column.index] != "" for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None and own[i]]
    polaritas = [
        polaritas_of(code, text or remark_in(name), work.settings)
        for code, name, text in zip(
            keys["indikator_kode"], keys["indikator"], keys.get("polaritas", [None] * len(values)), strict=True
        )
    ]
    cells = [address(r, column.index) for r in work.rows.data]
    figures = keys | {"polaritas": polaritas, "nilai": values, "sel": cells, "ukuran": [ukuran] * len(values)}
    return _part(work, keep, figures, *when_of(work, column))


def _printed(work: Work, codes: list[Any], column: Column, rincian: str | None = None) -> Bagian:
    values = work.numbers[column.index]
    cells = [address(r, column.index) for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None]
    same = {"ukuran": column.field.nama, "rincian": rincian, "dataset": work.table.layout.dataset}
    printed = {"kunci": codes, "nilai": values, "sel": cells} | {name: [value] * len(values) for name, value in same.items()}
    return _part(work, keep, printed, *when_of(work, column))


def _printed_words(work: Work, codes: list[Any], column: Column) -> Bagian:
    """A column of categories; its time is that of the capaian, else of the realisasi, that it judges."""
    judged = next((c for name in ("capaian", "realisasi") if (c := work.table.column(name))), column)
    words = [text or None for text in work.texts(column)]
    keep = [i for i in work.kept() if words[i] is not None]
    cells = [address(r, column.index) for r in work.rows.data]
    printed = {"kunci": codes, "teks": words, "sel": cells, "ukuran": [column.field.nama] * len(words)}
    dataset = {"dataset": [work.table.layout.dataset] * len(words)}
    return _part(work, keep, printed | dataset, *when_of(work, judged))


def _ranking(work: Work, keys: Keys) -> Frames:
    columns = [column for column in work.table.columns if column.field.is_number]
    frames = [_printed(work, keys["unsur_kode"], column) for column in columns]
    return {"tercetak": frames}


def _part(work: Work, keep: list[int], columns: Keys, tahun: Any, periode: Any) -> Bagian:
    """What the data rows ``keep`` give; year and period are one for all or one a data row."""
    rows = [work.rows.data[i] + 1 for i in keep]
    times = {"tahun": tahun, "periode": periode}
    each = {name: value for name, value in times.items() if isinstance(value, list)}
    kept = {name: [values[i] for i in keep] for name, values in (columns | each).items()}
    return Bagian(rows, work.constants | {name: value for name, value in times.items() if name not in each}, kept)
