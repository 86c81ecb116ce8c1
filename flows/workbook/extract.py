"""Tables whose rows are named (village, code, indicator …) as staged frames, one value a cell, each with its address."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import polars as pl

from flows.settings import Settings
from flows.workbook.areas import Areas, bare_name, region_code
from flows.workbook.bands import parse_band
from flows.workbook.collect import Collector, name_of, shown
from flows.workbook.context import Periods, unit_label
from flows.workbook.frames import staged_frame
from flows.workbook.headers import Column, as_unsur, header_words, text_of
from flows.workbook.layouts import datasets
from flows.workbook.names import indikator_code, komponen_code, polaritas_of, strip_number, unsur_code
from flows.workbook.numbers import from_float
from flows.workbook.periods import Period, find_periods
from flows.workbook.recognise import Table
from flows.workbook.regions import Desa, find_desa, nearest_desa, region_name, villages
from flows.workbook.rows import Rows, blank_key, is_ignored, row_value
from flows.workbook.text import address, slug
from flows.workbook.values import (
    FORMULA_ERROR,
    NOT_CALCULATED,
    THOUSAND,
    as_sex,
    code_levels,
    looks_divided,
    parse_codes,
    parse_numbers,
)

Frames = dict[str, pl.DataFrame]
Keys = dict[str, list[Any]]
Column_ = list[Any] | None


@dataclass
class Work:
    """A table under extraction: its classified rows, what to gather into, and the constants of every staged row."""

    table: Table
    rows: Rows
    out: Collector
    periods: Periods
    settings: Settings
    constants: dict[str, object]
    areas: Areas = field(default_factory=Areas)
    """The kecamatan that the rows name."""
    numbers: dict[int, list[Any]] = field(default_factory=dict)
    """Values of each number column for ``rows.data``, by column index."""
    whole_numbers: Callable[[], frozenset[int]] = frozenset
    """Every whole number that the workbook holds."""
    times: tuple[Column_, Column_] = (None, None)
    """Year and period of each data row, where columns of its own say them."""
    paired: set[int] = field(default_factory=set)
    """Rows whose values joined those of another row, as the women's that of the men (0-based)."""
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
        self.times = row_times(self)
        for column in self.table.columns:
            if column.field.is_number:
                self.numbers[column.index] = self._numbers(column)

    def _numbers(self, column: Column) -> list[Any]:
        """The values of a column; where it goes on in others, their sums."""
        data, facts = self.rows.data, self.table.sheet.facts
        column = self._in_thousands(column)
        parts = []
        for index in column.indexes:
            part = replace(column, index=index, lanjut=())
            cells = [row_value(self.table, self.rows, r, part) for r in data]
            parsed = parse_numbers(cells, data, index, column.field.tipe, facts, column.skala)
            parts.append(self.out.take(parsed, part))
        if len(parts) == 1:
            return parts[0]
        return [sum(known) if (known := [v for v in row if v is not None]) else None for row in zip(*parts, strict=True)]

    def _in_thousands(self, column: Column) -> Column:
        """A column of counts that were stored divided by 1.000, which other cells prove; said in a finding (rules.md 6.4)."""
        if column.field.tipe != "bulat" or column.skala != 1 or column.lanjut:
            return column
        cells = [self.table.sheet.rows[r][column.index] for r in self.rows.data]
        if not looks_divided(cells) or not self._proved(cells):
            return column
        first, last = (address(self.rows.data[i], column.index) for i in (0, -1))
        value = next(value for value in cells if isinstance(value, float))
        self.out.add("NIL115", first, shown(from_float(value)), kolom=name_of(column), dari=first, sampai=last, jumlah=len(cells),
                     dibaca=shown(from_float(value) * THOUSAND))  # fmt: skip
        return replace(column, skala=THOUSAND)

    def _proved(self, cells: list[Any]) -> bool:
        """Whether each year's sum of the counts, multiplied, stands somewhere in the workbook."""
        years = self.times[0] or [None] * len(cells)
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for year, value in zip(years, cells, strict=True):
            if isinstance(value, float):
                sums[year] += from_float(value) * THOUSAND
        return set(sums.values()) <= self.whole_numbers()

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
        "desa": _desa, "kecamatan": _kecamatan, "kelamin": _sexes, "kode": _codes, "indikator": _indikator, "komponen": _komponen, "umur": _bands,
        "unsur": _unsur,         "sasaran": _sasaran, "teks": _plain, "polaritas": _plain,
    }  # fmt: skip
    keys: Keys = {}
    for column in work.table.columns:
        if column.field.tipe in resolve:
            keys |= resolve[column.field.tipe](work, column)
    if work.table.layout.umur and "desa_kode" not in keys:
        keys |= _whole_unit(work)
    return keys


def _whole_unit(work: Work) -> Keys:
    """The place of rows that speak of the whole unit: the unit itself."""
    nama = unit_label(work.unit_kode, work.settings)
    place = {"desa_kode": work.unit_kode, "desa": nama, "desa_tertulis": nama}
    return {name: [value] * len(work.rows.data) for name, value in place.items()}


def row_times(work: Work) -> tuple[Column_, Column_]:
    """Year and period of each data row from columns of its own; None for what no column says."""
    years, parts = work.table.of_type("tahun"), work.table.of_type("waktu")
    tahun: Column_ = None
    periode: Column_ = None
    for column in [*years[:1], *parts]:
        found = [_time_of(work, column, r, text) for r, text in zip(work.rows.data, work.texts(column), strict=True)]
        if any(period.tahun for period in found):
            tahun = [period.tahun for period in found]
        if column.field.tipe == "waktu":
            periode = [period.periode for period in found]
    return tahun, periode


def _time_of(work: Work, column: Column, r: int, text: str) -> Period:
    """The period that a cell names, by itself or after its header (*Semester* over 1); one that names none rejects its row."""
    found = find_periods(text) or find_periods(f"{name_of(column)} {text}")
    if len(found) == 1 and (column.field.tipe == "waktu" or found[0].tahun):
        return found[0]
    if text or column.field.tipe == "tahun":
        work.out.fault("PRD005", r, column, text)
    return Period(None, None)


def when_of(work: Work, column: Column | None) -> tuple[Any, Any]:
    """Year and period of a column's values: one for all, or a list with one for each data row."""
    tahun, periode = work.periods.of(column)
    row_tahun, row_periode = work.times
    if row_tahun is not None and not (column and column.tahun):
        tahun = [own or tahun for own in row_tahun]
    if row_periode is not None and not (column and column.periode):
        periode = [own or periode for own in row_periode]
    return tahun, periode


def _units(work: Work) -> list[str]:
    """The unit of each data row: the kecamatan that it names, else the table's."""
    column = work.table.column("kecamatan")
    if column is None or not work.areas.kode:
        return [work.unit_kode] * len(work.rows.data)
    return [work.areas.kode.get(name, work.unit_kode) for name in work.texts(column)]


def _kecamatan(work: Work, column: Column) -> Keys:
    """Beside villages the unit of each row; by itself the place that a row speaks of."""
    if work.table.of_type("desa") or work.table.layout.umur:
        return {"unit_kode": _units(work)}
    names = work.texts(column)
    codes = work.areas.kode or {}
    known = {name: codes.get(name) or f"{work.unit_kode}.X-{slug(bare_name(name))}" for name in names}
    for r, name in zip(work.rows.data, names, strict=True):
        if name not in codes and name in known:
            unit = unit_label(work.unit_kode, work.settings)
            work.out.add("DSA004", address(r, column.index), name, unit=unit, kode=known[name])
            codes = codes | {name: known[name]}
    return {
        "desa_kode": [known[name] for name in names],
        "desa": [region_name(known[name]) if ".X-" not in known[name] else name for name in names],
        "desa_tertulis": names,
    }


def _sexes(work: Work, column: Column) -> Keys:
    return {"kelamin": [as_sex(text) for text in work.texts(column)]}


def _plain(work: Work, column: Column) -> Keys:
    return {column.field.nama: [text or None for text in work.texts(column)]}


def _sasaran(work: Work, column: Column) -> Keys:
    return {column.field.nama: [strip_number(text) or None for text in work.texts(column)]}


def _desa(work: Work, column: Column) -> Keys:
    names = work.texts(column)
    units = _units(work)
    known: dict[tuple[str, str], Desa] = {}
    for r, name, unit in zip(work.rows.data, names, units, strict=True):
        if (name, unit) not in known:
            known[name, unit] = _with_code(work, r, find_desa(name, unit, work.settings.alias_desa), unit)
            if (r, column.index) not in work.table.sheet.facts.failed:
                _report_desa(work, address(r, column.index), name, known[name, unit], unit)
    found = [known[key] for key in zip(names, units, strict=True)]
    return {"desa_kode": [d.kode for d in found], "desa": [d.nama for d in found], "desa_tertulis": names}


def _with_code(work: Work, r: int, desa: Desa, unit: str) -> Desa:
    """A village whose name nothing knows by the code beside it, where that is one of the unit."""
    column = work.table.column("kode_wilayah")
    if desa.cara != "asing" or column is None:
        return desa
    kode = region_code(work.table.sheet.rows[r][column.index])
    nama = dict(villages(unit).values()).get(kode)
    return Desa(kode, nama, "alias") if nama else desa


def _report_desa(work: Work, sel: str, name: str, desa: Desa, unit_kode: str) -> None:
    if desa.cara == "alias":
        work.out.add("DSA002", sel, name, desa=desa.nama, kode=desa.kode)
    elif desa.cara == "persiapan":
        work.out.add("DSA003", sel, name, kode=desa.kode)
    elif desa.cara == "asing":
        near = nearest_desa(name, unit_kode)
        unit = unit_label(unit_kode, work.settings)
        if near:
            work.out.add("DSA001", sel, name, unit=unit, kode=desa.kode, dekat=near[1], kode_dekat=near[0])
        else:
            work.out.add("DSA004", sel, name, unit=unit, kode=desa.kode)


def _codes(work: Work, column: Column) -> Keys:
    failed = work.table.sheet.facts.failed
    cells = ["" if (r, column.index) in failed else work.rows.codes[r] for r in work.rows.data]
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
    """One staged row for each data row, period and age band: two years may stand side by side in one row of the sheet."""
    dataset = work.table.layout.dataset
    sexes = keys.pop("kelamin", None)
    frames = []
    for (*_, umur), columns in _period_groups(work).items():
        values = _with_cells(work, {_dataset_column(column): column for column in columns})
        if sexes:
            values |= _by_sex(values, sexes)
        names = [name for name in values if not name.endswith("_sel")]
        keep = [i for i in work.kept() if any(values[name][i] is not None for name in names)]
        band = dict(zip(_BAND_COLUMNS, ([v] * len(work.rows.data) for v in parse_band(umur)), strict=True)) if umur else {}
        own = [c for c in columns if not c.field.pagu_periode] or columns
        frames.append(_frame(work, dataset, keep, keys | band | values, *when_of(work, own[0])))
    whole = pl.concat(frames)
    extra = [_figures(work, keys, c, c.field.kinerja) for c in work.table.columns if c.field.kinerja]
    further = {"kinerja": pl.concat(extra)} if extra else {}
    if any(c.umur for c in work.table.columns):
        further |= _across_totals(work, keys)
    return {dataset: _pair(work, whole, dataset) if sexes else whole} | further | _mutasi(work, keys) | _pagu_awal(work, keys)


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


def _pair(work: Work, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Rows of one key whose values complete each other as one row; what a key says twice stays a row of its own."""
    kunci = list(datasets()[dataset].kunci)
    sex = pl.when(pl.col("laki_laki").is_not_null()).then(1).when(pl.col("perempuan").is_not_null()).then(2).otherwise(3)
    slots = frame.with_columns(slot=pl.int_range(pl.len()).over([*kunci, sex]))
    others = [name for name in frame.columns if name not in kunci]
    joined = slots.group_by([*kunci, "slot"], maintain_order=True).agg(pl.col(others).drop_nulls().first())
    work.paired = {row - 1 for row in set(frame["baris"]) - set(joined["baris"])}
    return joined.select(frame.columns)


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
            frames.append(
                _frame(work, "penduduk_mutasi", keep, keys | values | sexes, *when_of(work, next(iter(columns.values()))))
            )
    return {"penduduk_mutasi": pl.concat(frames)}


def _pagu_awal(work: Work, keys: Keys) -> Frames:
    """The pagu before a change that stands beside the one that is realised."""
    before = next((column for column in work.table.columns if column.field.dataset == "pagu"), None)
    after = work.table.column("pagu")
    if before is None or after is None:
        return {}
    values = _with_cells(work, {"pagu_awal": before, "pagu_perubahan": after})
    keep = [i for i in work.kept() if values["pagu_awal"][i] is not None]
    return {"pagu": _frame(work, "pagu", keep, keys | values, when_of(work, before)[0], "TAHUN")}


def _across_totals(work: Work, keys: Keys) -> Frames:
    """Sums over all age bands that are printed beside them, by place and sex."""
    whole = [column for column in work.table.columns if column.field.is_number and not column.umur]
    frames = [_printed(work, keys["desa_kode"], column, rincian=TOTAL) for column in whole]
    return {"tercetak": pl.concat(frames)} if frames else {}


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
    values = work.numbers[column.index]
    own = [work.table.sheet.rows[r][column.index] != "" for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None and own[i]]
    polaritas = [
        polaritas_of(code, text, work.settings)
        for code, text in zip(keys["indikator_kode"], keys.get("polaritas", [None] * len(values)), strict=True)
    ]
    cells = [address(r, column.index) for r in work.rows.data]
    figures = keys | {"polaritas": polaritas, "nilai": values, "sel": cells, "ukuran": [ukuran] * len(values)}
    return _frame(work, "kinerja", keep, figures, *when_of(work, column))


def _printed(work: Work, codes: list[Any], column: Column, rincian: str | None = None) -> pl.DataFrame:
    values = work.numbers[column.index]
    cells = [address(r, column.index) for r in work.rows.data]
    keep = [i for i in work.kept() if values[i] is not None]
    same = {"ukuran": column.field.nama, "rincian": rincian, "dataset": work.table.layout.dataset}
    printed = {"kunci": codes, "nilai": values, "sel": cells} | {name: [value] * len(values) for name, value in same.items()}
    return _frame(work, "tercetak", keep, printed, *when_of(work, column))


def _printed_words(work: Work, codes: list[Any], column: Column) -> pl.DataFrame:
    """A column of categories; its time is that of the capaian, else of the realisasi, that it judges."""
    judged = next((c for name in ("capaian", "realisasi") if (c := work.table.column(name))), column)
    words = [text or None for text in work.texts(column)]
    keep = [i for i in work.kept() if words[i] is not None]
    cells = [address(r, column.index) for r in work.rows.data]
    printed = {"kunci": codes, "teks": words, "sel": cells, "ukuran": [column.field.nama] * len(words)}
    dataset = {"dataset": [work.table.layout.dataset] * len(words)}
    return _frame(work, "tercetak", keep, printed | dataset, *when_of(work, judged))


def _ranking(work: Work, keys: Keys) -> Frames:
    columns = [column for column in work.table.columns if column.field.is_number]
    frames = [_printed(work, keys["unsur_kode"], column) for column in columns]
    return {"tercetak": pl.concat(frames)}


def _frame(work: Work, dataset: str, keep: list[int], columns: Keys, tahun: Any, periode: Any) -> pl.DataFrame:
    """A staged frame of the data rows ``keep``; year and period are one for all or one a data row."""
    rows = [work.rows.data[i] + 1 for i in keep]
    times = {"tahun": tahun, "periode": periode}
    columns = columns | {name: value for name, value in times.items() if isinstance(value, list)}
    kept = {name: [values[i] for i in keep] for name, values in columns.items()}
    return staged_frame(dataset, rows, work.constants | times, kept)
