"""What names the rows of a table (village, code, indicator, age band …) resolved to codes; unknown names become findings."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.workbook.areas import region_code
from flows.workbook.bands import parse_band
from flows.workbook.codes import code_levels, code_of, is_code, parse_codes
from flows.workbook.context import unit_label
from flows.workbook.headers import Column, as_unsur, header_words
from flows.workbook.misplaced import return_misplaced
from flows.workbook.names import indikator_code, komponen_code, strip_number, unsur_code
from flows.workbook.particulars import as_sex
from flows.workbook.reference import program_names
from flows.workbook.regions import Desa, bare_name, find_desa, nearest_desa, region_name, villages
from flows.workbook.text import address, fold, slug
from flows.workbook.work import Keys, Work


def row_keys(work: Work) -> Keys:
    """Key and text columns of the data rows, resolved to codes; unknown names become findings, bad codes reject rows."""
    resolve: dict[str, Callable[[Work, Column], Keys]] = {
        "desa": _desa, "kecamatan": _kecamatan, "kelamin": _sexes, "kode": _codes, "program": _programs, "indikator": _indikator,
        "komponen": _komponen, "umur": _bands, "unsur": _unsur, "sasaran": _sasaran, "teks": _plain, "polaritas": _plain,
    }  # fmt: skip
    keys: Keys = {}
    for column in work.table.columns:
        if column.field.tipe in resolve:
            keys |= resolve[column.field.tipe](work, column)
    if work.table.layout.berdesa and "desa_kode" not in keys:
        keys |= _whole_unit(work)
    return keys


def _whole_unit(work: Work) -> Keys:
    """The place of rows that speak of the whole unit: the unit itself."""
    nama = unit_label(work.unit_kode, work.settings)
    place = {"desa_kode": work.unit_kode, "desa": nama, "desa_tertulis": nama}
    return {name: [value] * len(work.rows.data) for name, value in place.items()}


def row_units(work: Work) -> list[str]:
    """The unit of each data row: the kecamatan that it names, else the table's."""
    if work.units is None:
        column, desa = work.table.column("kecamatan"), work.table.of_type("desa")
        if column is None or not work.areas.kode:
            work.units = [work.unit_kode] * len(work.rows.data)
        else:
            names = work.texts(column)
            names = return_misplaced(work, names, work.texts(desa[0])) if desa else names
            work.units = [work.areas.kode.get(name, work.unit_kode) for name in names]
    return work.units


def _kecamatan(work: Work, column: Column) -> Keys:
    """Beside villages the unit of each row; by itself the place that a row speaks of."""
    if work.table.of_type("desa") or work.table.layout.umur:
        return {"unit_kode": row_units(work)}
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
    units = row_units(work)
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


_BEFORE_NAME = re.compile(r"^([\dX][\dX.]*\d)\.?(?:\s*[-–:]\s*|\s+)(?=\D)")


def _code_before(name: str) -> str | None:
    """The code that a name of a program begins with: *7.01.01 - Program Penunjang …*."""
    match = _BEFORE_NAME.match(name)
    return code_of(match.group(1)) if match and is_code(code_of(match.group(1))) else None


def _programs(work: Work, column: Column) -> Keys:
    """Programs and kegiatan by their names alone (Permendagri 90/2019); a name that stands for none rejects its row."""
    names = work.texts(column)
    known = {
        name: _code_before(name) or program_names().get(fold(strip_number(name)).removesuffix(" kabupaten kota"))
        for name in names
    }
    for r, name in zip(work.rows.data, names, strict=True):
        if known[name] is None:
            work.out.fault("NIL011", r, column, name)
    levels = [code_levels(kode) if (kode := known[name]) else (None, None, None) for name in names]
    return {
        "kode": [known[name] for name in names],
        "uraian": [strip_number(_BEFORE_NAME.sub("", name)) for name in names],
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
