"""One workbook, from its bytes to staged rows, findings and the account of every row: a pure function."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

import polars as pl

from flows.findings import Temuan, temuan
from flows.settings import Settings
from flows.workbook.answers import extract_answers
from flows.workbook.cells import Sheet, Workbook, WorkbookError, read_workbook
from flows.workbook.collect import Collector, name_of
from flows.workbook.context import Periods, Source, UnitAnswer, folder_unit, sheet_unit, unit_label
from flows.workbook.extract import Frames, Work, extract
from flows.workbook.formats.kind import NAMES, SUFFIXES
from flows.workbook.headers import Column, header_words
from flows.workbook.layouts import Layout
from flows.workbook.periksa import is_ours
from flows.workbook.printed import printed_totals
from flows.workbook.recognise import Diagnosis, Table, find_tables, nearest_header
from flows.workbook.regions import find_kecamatan
from flows.workbook.rows import Rows, classify
from flows.workbook.text import address

_SCALE = re.compile(r"\b(?:ribu|ribuan|juta|jutaan|milyar|miliar)\b", re.IGNORECASE)
NAME_RULES = frozenset({"DSA002", "DSA003", "IND001"})


@dataclass
class SheetAccount:
    """Every row of a sheet in exactly one class; ``ganda`` and further ``ditolak`` are added by the checks."""

    lembar: str
    lembar_ke: int
    tata_letak: str | None = None
    tersembunyi: bool = False
    dibaca: int = 0
    total: int = 0
    ganda: int = 0
    ditolak: int = 0
    catatan: int = 0
    kosong: int = 0


@dataclass
class Reading:
    """What one workbook gives: frames by dataset, findings, the account of its sheets and its rejected rows."""

    source: Source
    ukuran: int
    disimpan: datetime | None = None
    frames: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    temuan: list[Temuan] = field(default_factory=list)
    sheets: list[SheetAccount] = field(default_factory=list)
    rejected: list[dict[str, object]] = field(default_factory=list)


def read(source: Source, data: bytes, settings: Settings) -> Reading:
    """Reads a workbook given as bytes. Never raises for a bad one: the reading then holds the finding that says why."""
    reading = Reading(source, len(data))
    try:
        workbook = read_workbook(data, settings.limits)
    except WorkbookError as error:
        reading.temuan.append(temuan(error.aturan, source.berkas, alasan=error.alasan))
        return reading
    reading.disimpan = workbook.saved
    reading.temuan += _format_findings(source, workbook)
    found = [(sheet, *find_tables(sheet)) for sheet in workbook.sheets if not is_ours(sheet.rows)]
    units = _units(source, found, settings)
    reading.sheets += [_skipped(sheet) for sheet in workbook.sheets if is_ours(sheet.rows)]
    for sheet, tables, diagnosis in found:
        account = SheetAccount(sheet.name, sheet.order, tersembunyi=sheet.hidden, dibaca=len(sheet.rows))
        reading.sheets.append(account)
        if sheet.hidden and sheet.rows:
            reading.temuan.append(temuan("LBR005", source.berkas, sheet.name))
        if tables:
            _read_tables(reading, account, sheet, tables, units[sheet.name], settings)
        else:
            _unrecognised(reading, account, sheet, diagnosis)
    reading.temuan = _once_a_name(reading.temuan)
    return reading


def _format_findings(source: Source, workbook: Workbook) -> list[Temuan]:
    """What is to be said of the file itself: a name that promises another format, and what its reader met."""
    found = [temuan(note.aturan, source.berkas, note.lembar, note.sel, **note.isian) for note in workbook.notes]
    suffix = PurePosixPath(source.berkas).suffix.lower()
    if SUFFIXES.get(suffix) != workbook.jenis:
        found.insert(0, temuan("BRK012", source.berkas, akhiran=suffix or "(tanpa akhiran)", jenis=NAMES[workbook.jenis]))
    return found


def _skipped(sheet: Sheet) -> SheetAccount:
    """The account of a sheet of ours, which is nobody's data."""
    blanks = _blanks(sheet)
    return SheetAccount(
        sheet.name, sheet.order, None, sheet.hidden, len(sheet.rows), catatan=len(sheet.rows) - blanks, kosong=blanks
    )


def _blanks(sheet: Sheet) -> int:
    return sum(not any(value != "" for value in row) for row in sheet.rows)


def _once_a_name(findings: list[Temuan]) -> list[Temuan]:
    """How a name was read is said once a workbook, at its first place, however many sheets repeat it."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for finding in findings:
        if finding.aturan in NAME_RULES:
            if (finding.aturan, finding.nilai) in seen:
                continue
            seen.add((finding.aturan, finding.nilai))
        kept.append(finding)
    return kept


def _units(source: Source, found: list[tuple[Sheet, list[Table], Diagnosis | None]], settings: Settings) -> dict[str, UnitAnswer]:
    """The unit of every sheet: its own titles and name first, then the one that the other sheets name, then the settings."""
    own = {
        sheet.name: sheet_unit(source, sheet.name, [t for table in tables for t in table.titles], settings)
        for sheet, tables, _ in found
    }
    others = {answer.kode for answer in own.values() if answer.kode}
    fallback = others.pop() if len(others) == 1 else ""
    for name, answer in own.items():
        if not answer.kode and not answer.temuan:
            answer.kode = fallback or settings.kecamatan
            if not answer.kode:
                answer.temuan.append(temuan("UNT001", source.berkas, name))
        if answer.kode and answer.slip:
            unit = unit_label(answer.kode, settings)
            answer.temuan.append(temuan("UNT003", source.berkas, name, nilai=answer.slip, unit=unit))
    return own


def _misplaced(source: Source, lembar: str, unit: UnitAnswer, settings: Settings) -> list[Temuan]:
    """Says that a sheet of one kecamatan lies in the folder of another."""
    folder = folder_unit(source, settings)
    if not unit.kode or folder in ("", unit.kode):
        return []
    return [temuan("UNT004", source.berkas, lembar, unit=unit_label(unit.kode, settings), folder=unit_label(folder, settings))]


def _unrecognised(reading: Reading, account: SheetAccount, sheet: Sheet, diagnosis: Diagnosis | None) -> None:
    blanks = _blanks(sheet)
    account.kosong, account.catatan = blanks, len(sheet.rows) - blanks
    berkas = reading.source.berkas
    if blanks == len(sheet.rows):
        reading.temuan.append(temuan("LBR002", berkas, sheet.name))
        return
    assert diagnosis is not None
    nearest = diagnosis.nearest
    if nearest is None:
        headers = ", ".join(diagnosis.headers) or "tidak ada"
        reading.temuan.append(temuan("LBR001", berkas, sheet.name, tajuk=headers))
        return
    missing = nearest.missing
    foreign = [title.rsplit(" > ", 1)[-1] for _, title in nearest.unknown]
    guess = nearest_header(nearest, missing[0]) or "tajuk baru"
    reading.temuan.append(
        temuan(
            "LBR003", berkas, sheet.name, address(nearest.first, nearest.columns[0].index), jenis=nearest.layout.judul,
            kurang=", ".join(missing), asing=", ".join(foreign[:6]) or "tidak ada", layout=layout_path(nearest.layout),
            baris=f'[kolom.{missing[0]}] tajuk = [..., "{header_words(guess)}"]',
        )
    )  # fmt: skip


def layout_path(layout: Layout) -> str:
    """Where a layout's TOML lies, as a person would look for it."""
    return str(PurePosixPath("flows", "workbook", "layouts", f"{layout.nama}.toml"))


def _read_tables(
    reading: Reading, account: SheetAccount, sheet: Sheet, tables: list[Table], unit: UnitAnswer, settings: Settings
) -> None:
    """Extracts each table; rows outside every table are its titles and notes."""
    account.tata_letak = ", ".join(dict.fromkeys(table.layout.nama for table in tables))
    titles: list[list[str]] = []
    for table in tables:
        titles.insert(0, table.titles)
        named = any(find_kecamatan(title) for title in table.titles)
        own = sheet_unit(reading.source, sheet.name, table.titles, settings) if named else unit
        periods = Periods(table, reading.source, list(titles))
        _read_table(reading, account, table, own if own.kode or own.temuan else unit, periods, settings)
    outside = [row for table in tables for row in range(table.first, table.body)]
    covered = set(outside) | {row for table in tables for row in range(table.body, table.end)}
    rest = [row for row in range(len(sheet.rows)) if row not in covered] if len(covered) < len(sheet.rows) else []
    blanks = sum(not any(value != "" for value in sheet.rows[row]) for row in rest)
    account.kosong += blanks
    account.catatan += len(outside) + len(rest) - blanks


def _read_table(
    reading: Reading, account: SheetAccount, table: Table, unit: UnitAnswer, periods: Periods, settings: Settings
) -> None:
    out = Collector(table, reading.source.berkas)
    rows = classify(table)
    account.kosong += len(rows.blanks)
    account.catatan += len(rows.notes)
    account.total += len(rows.totals)
    _report_recognition(out, table)
    tahun_known = _report_place(out, table, unit, periods)
    place = [*unit.temuan, *_misplaced(reading.source, table.sheet.name, unit, settings)]
    reading.temuan += [finding for finding in place if finding not in reading.temuan]
    named = len(rows.data) + len(rows.keyless)
    if not unit.kode or not tahun_known:
        account.catatan += named
        reading.temuan += out.temuan
        return
    constants = {
        "berkas": reading.source.berkas, "berkas_sha256": reading.source.sha256, "lembar": table.sheet.name,
        "lembar_ke": table.sheet.order, "unit_kode": unit.kode,
    }  # fmt: skip
    work = Work(table, rows, out, periods, settings, constants)
    frames = extract_answers(work) if table.layout.bentuk == "responden" else extract(work)
    _report_rows(out, table, rows)
    account.ditolak += len(out.faults)
    account.catatan += _empty_rows(frames, rows.data, out)
    _gather(reading, frames | _with_totals(frames, printed_totals(work)))
    reading.temuan += out.temuan
    reading.rejected += out.rejected(reading.source.sha256)


def _with_totals(frames: Frames, totals: pl.DataFrame) -> Frames:
    return {"tercetak": pl.concat([frames["tercetak"], totals]) if "tercetak" in frames else totals}


def _gather(reading: Reading, frames: Frames) -> None:
    for dataset, frame in frames.items():
        if frame.height:
            reading.frames[dataset].append(frame)


def _empty_rows(frames: Frames, data: list[int], out: Collector) -> int:
    """Data rows that gave nothing, such as one whose only figure is a dash: counted as notes.

    Neither a header nor a printed figure is data, the latter except on a sheet that holds nothing else (the ranking of unsur).
    """
    given: set[int] = set()
    for dataset, frame in frames.items():
        if dataset not in {"tercetak", "skm_unsur"} or out.table.layout.dataset == "tercetak":
            given.update(frame["baris"].to_list())
    return sum(r + 1 not in given for r in data if r not in out.faults)


def _report_recognition(out: Collector, table: Table) -> None:
    layout = layout_path(table.layout)
    header_row = table.body - 1
    for column, alias in table.similar:
        out.add("KOL001", address(header_row, column.index), name_of(column), kolom=column.field.nama, mirip=alias,
                tajuk=header_words(name_of(column)), layout=layout)  # fmt: skip
    for column, kept in table.doubled:
        out.add(
            "KOL002",
            address(header_row, column.index),
            name_of(column),
            pakai=address(header_row, kept.index).rstrip("0123456789"),
        )
    for index, title in table.unknown:
        out.add("KOL003", address(header_row, index), title.rsplit(" > ", 1)[-1], layout=layout)
    scaled = next((text for text in [*table.titles, *(c.header for c in table.of_type("uang"))] if _SCALE.search(text)), "")
    if scaled and table.of_type("uang"):
        out.add("LBR008", nilai=scaled)
    if table.rival:
        out.add("LBR007", jenis=table.layout.judul, lain=table.rival.judul)


def _report_place(out: Collector, table: Table, unit: UnitAnswer, periods: Periods) -> bool:
    """Whether every column's year is known; says so where it is not, or where only a name gives it."""
    if table.layout.periode == "tidak":
        return True
    values: list[Column | None] = [c for c in table.columns if c.field.is_number] or [None]
    if table.of_type("tanggal"):
        return True
    years = [periods.of(column)[0] for column in values]
    if None in years:
        if periods.unsure:
            out.add("PRD002", calon=", ".join(map(str, periods.unsure)))
        else:
            out.add("PRD001")
        return False
    if periods.from_name:
        tahun, periode = periods.of(values[0])
        out.add("PRD003", periode=f"{tahun} {periode}", asal=periods.from_name)
    return True


def _report_rows(out: Collector, table: Table, rows: Rows) -> None:
    """What the planner should know of the rows that gave no data, or that he cannot see."""
    first_column = table.columns[0].index

    def several(rule: str, found: list[int]) -> None:
        if found:
            out.add(rule, address(found[0], first_column), jumlah=len(found), baris=found[0] + 1)

    several("BRS003", rows.without_values)
    several("BRS004", rows.belanja)
    several("LBR006", [r for r in rows.data if r in table.sheet.facts.hidden_rows])
    if not (rows.data or rows.keyless or rows.without_values):
        out.add("LBR004", jenis=table.layout.judul)
