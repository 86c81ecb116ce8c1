"""One workbook, from its bytes to staged rows, findings and the account of every row: a pure function."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import PurePosixPath

from flows.findings import Temuan, temuan
from flows.settings import Settings
from flows.workbook.across import answers_across
from flows.workbook.answers import extract_answers
from flows.workbook.areas import Areas, find_areas, named_region, region_code
from flows.workbook.cells import Sheet, Workbook, WorkbookError, read_workbook
from flows.workbook.collect import Collector
from flows.workbook.context import Periods, Source, UnitAnswer, folder_unit, sheet_unit, unit_label
from flows.workbook.extract import extract
from flows.workbook.formats.kind import NAMES, SUFFIXES
from flows.workbook.frames import Bagian
from flows.workbook.months import check_months
from flows.workbook.nearest import Diagnosis
from flows.workbook.periksa import is_ours
from flows.workbook.printed import printed_totals
from flows.workbook.recognise import Table, find_tables, timeless_part
from flows.workbook.regions import find_kecamatan, region_name
from flows.workbook.rows import Rows, classify, row_value
from flows.workbook.services import services_by_tab
from flows.workbook.tell import layout_path, tell_accounts, tell_place, tell_recognition, tell_rows, tell_undecided, toml_line
from flows.workbook.text import address, clean
from flows.workbook.unknown import ANSWERS, check_sums, check_unread
from flows.workbook.values import whole_numbers
from flows.workbook.work import Frames, Work

NAME_RULES = frozenset({"DSA002", "DSA003", "IND001"})


@dataclass
class SheetAccount:
    """Every row of a sheet in exactly one class; ``ganda`` and further ``ditolak`` are added by the checks.

    ``gabung``: rows that became part of another row's data, as the women's row that joins the men's.
    """

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
    gabung: int = 0


@dataclass
class Reading:
    """What one workbook gives: frames by dataset, findings, the account of its sheets and its rejected rows."""

    source: Source
    ukuran: int
    disimpan: datetime | None = None
    frames: dict[str, list[Bagian]] = field(default_factory=lambda: defaultdict(list))
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
    numbers = cache(lambda: whole_numbers(sheet.rows for sheet in workbook.sheets))
    reading.sheets += [_skipped(sheet) for sheet in workbook.sheets if is_ours(sheet.rows)]
    for sheet, tables, diagnosis in found:
        account = SheetAccount(sheet.name, sheet.order, tersembunyi=sheet.hidden, dibaca=len(sheet.rows))
        reading.sheets.append(account)
        if sheet.hidden and sheet.rows:
            reading.temuan.append(temuan("LBR005", source.berkas, sheet.name))
        across = "" if any(table.layout.bentuk == ANSWERS for table in tables) else answers_across(sheet)
        if across:
            account.kosong, account.catatan = _blanks(sheet), len(sheet.rows) - _blanks(sheet)
            reading.temuan.append(temuan("LBR012", source.berkas, sheet.name, across))
        elif tables:
            loaded = _read_tables(reading, account, sheet, tables, units[sheet.name], settings, numbers)
            reading.temuan += check_unread(source.berkas, sheet, tables, loaded, settings.limits)
        else:
            _unrecognised(reading, account, sheet, diagnosis)
            reading.temuan += _check_figures(source.berkas, sheet, settings)
    if answers := reading.frames.get("skm_responden"):
        reading.frames["skm_responden"], named = services_by_tab(source.berkas, answers, workbook.sheets)
        reading.temuan += named
    reading.temuan = _once_a_name(reading.temuan)
    return reading


def _check_figures(berkas: str, sheet: Sheet, settings: Settings) -> list[Temuan]:
    """What is wrong with the sums of a sheet of no known kind, each cell told once."""
    by_month = check_months(berkas, sheet)
    told = {finding.sel for finding in by_month}
    return by_month + [each for each in check_sums(berkas, sheet, settings.limits) if each.sel not in told or not each.sel]


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
    """The unit of every sheet: by its own titles and name, then the other sheets, the settings, the file of a kabupaten."""
    own = {
        sheet.name: sheet_unit(source, sheet.name, [t for table in tables for t in table.titles], settings)
        for sheet, tables, _ in found
    }
    others = {answer.kode for answer in own.values() if answer.kode}
    fallback = others.pop() if len(others) == 1 else ""
    for name, answer in own.items():
        if not answer.kode and not answer.temuan:
            answer.kode = fallback or settings.kecamatan or named_region(source.names)
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
    if diagnosis.other:
        reading.temuan.append(temuan("LBR010", berkas, sheet.name, jenis=diagnosis.other))
        return
    if (
        not any(isinstance(value, float) and not isinstance(value, bool) for row in sheet.rows for value in row)
        and nearest is None
    ):
        reading.temuan.append(temuan("LBR009", berkas, sheet.name))
        return
    if nearest is None:
        headers = ", ".join(diagnosis.headers) or "tidak ada"
        reading.temuan.append(temuan("LBR001", berkas, sheet.name, tajuk=headers))
        return
    missing = [name for name in nearest.missing if name in nearest.layout.kolom]
    foreign = list(dict.fromkeys(title.rsplit(" > ", 1)[-1] for _, title in nearest.unknown))
    lines = [toml_line(name, diagnosis.guesses.get(name, "tajuk baru")) for name in missing]
    reading.temuan.append(
        temuan(
            "LBR003", berkas, sheet.name, address(nearest.first, nearest.columns[0].index), jenis=nearest.layout.judul,
            kurang=", ".join(missing), asing=", ".join(foreign[:6]) or "tidak ada", layout=layout_path(nearest.layout),
            baris="; ".join(lines),
        )
    )  # fmt: skip


def _read_tables(
    reading: Reading,
    account: SheetAccount,
    sheet: Sheet,
    tables: list[Table],
    unit: UnitAnswer,
    settings: Settings,
    numbers: Callable[[], frozenset[int]],
) -> list[Table]:
    """Extracts each table, and returns those that gave data; rows outside every table are its titles and notes.

    Each row counts once: where tables stand beside each other, as what it is in the one that makes most of it.
    """
    account.tata_letak = ", ".join(dict.fromkeys(table.layout.nama for table in tables))
    fates: dict[int, str] = {}
    loaded = []
    for table in tables:
        above = [other.titles for other in reversed(tables) if other.end <= table.first]
        named = any(find_kecamatan(title) for title in table.titles)
        own = sheet_unit(reading.source, sheet.name, table.titles, settings) if named else unit
        periods = Periods(table, reading.source, [table.titles, *above])
        answer = own if own.kode or own.temuan else unit
        own_fates = _read_table(reading, table, answer, periods, settings, numbers)
        if LOADED in own_fates.values():
            loaded.append(table)
        for row, fate in own_fates.items():
            fates[row] = min(fate, fates[row], key=FATES.index) if row in fates else fate
    for row, cells in enumerate(sheet.rows):
        if row not in fates:
            fates[row] = "catatan" if any(value != "" for value in cells) else "kosong"
    for fate, count in Counter(fates.values()).items():
        if fate != LOADED:
            setattr(account, fate, getattr(account, fate) + count)
    return loaded


LOADED = "dimuat"
FATES = (LOADED, "gabung", "ditolak", "total", "catatan", "kosong")
"""What becomes of a row, the weightiest first."""


def _read_table(
    reading: Reading, table: Table, unit: UnitAnswer, periods: Periods, settings: Settings, numbers: Callable[[], frozenset[int]]
) -> dict[int, str]:
    """Extracts one table; the fate of each of its rows (0-based)."""
    out = Collector(table, reading.source.berkas)
    rows = classify(table)
    fates = dict.fromkeys(range(table.first, table.body), "catatan")
    for fate, group in (("kosong", rows.blanks), ("catatan", rows.notes), ("total", rows.totals)):
        fates |= dict.fromkeys(group, fate)
    tell_recognition(out, table)
    if tell_undecided(out, table) or tell_accounts(out, table, rows):
        reading.temuan += out.temuan
        return dict.fromkeys(range(table.body, table.end), "catatan") | fates
    named = [*rows.data, *rows.keyless, *rows.belanja]
    if not named and not rows.without_values:
        out.add("LBR004", jenis=table.layout.judul)
        reading.temuan += out.temuan
        return fates
    areas = _areas(table, rows, reading.source, unit)
    unit = _unit_of_rows(reading.source, table, rows, areas, unit)
    tahun_known = tell_place(out, table, unit, periods)
    place = [*unit.temuan, *_misplaced(reading.source, table.sheet.name, unit, settings)]
    reading.temuan += [finding for finding in place if finding not in reading.temuan]
    if unit.kode and not tahun_known and (profile := timeless_part(table)):
        table, tahun_known = profile, True
        rows = classify(table)
    if not unit.kode or not tahun_known:
        reading.temuan += out.temuan
        return fates | dict.fromkeys(named, "catatan")
    constants = {
        "berkas": reading.source.berkas, "berkas_sha256": reading.source.sha256, "lembar": table.sheet.name,
        "lembar_ke": table.sheet.order, "unit_kode": unit.kode,
    }  # fmt: skip
    work = Work(table, rows, out, periods, settings, constants, areas, whole_numbers=numbers)
    frames = extract_answers(work) if table.layout.bentuk == "responden" else extract(work)
    tell_rows(out, table, rows)
    given = _rows_with_data(frames, table)
    fates |= dict.fromkeys(given.intersection(rows.belanja), LOADED)
    for row in rows.data:
        fates[row] = LOADED if row in given else "gabung" if row in work.paired else "catatan"
    fates |= dict.fromkeys(out.faults, "ditolak")
    _gather(reading, frames | _with_totals(frames, printed_totals(work)))
    reading.temuan += out.temuan
    reading.rejected += out.rejected(reading.source.sha256)
    return fates


def _areas(table: Table, rows: Rows, source: Source, unit: UnitAnswer) -> Areas:
    """The kecamatan that the rows of a table name, if a column does."""
    column = table.column("kecamatan")
    if column is None:
        return Areas()
    cells = [row_value(table, rows, r, column) for r in rows.data]
    names = list(dict.fromkeys(clean(value) for value in cells if isinstance(value, str) and value))
    return find_areas(names, " ".join([*table.titles, table.sheet.name, *source.names]), unit.kode)


def _unit_of_rows(source: Source, table: Table, rows: Rows, areas: Areas, unit: UnitAnswer) -> UnitAnswer:
    """The unit of a table whose rows name kecamatan: theirs, or the kabupaten that holds them; else that of the sheet."""
    if areas.unit:
        return UnitAnswer(areas.unit if table.of_type("desa") or table.layout.umur else areas.unit[:5])
    if areas.calon and not unit.kode:
        names = ", ".join(f"{kode} {region_name(kode)}" for kode in areas.calon[:3])
        note = temuan("UNT005", source.berkas, table.sheet.name, jumlah=len(areas.calon), contoh=names)
        return UnitAnswer(temuan=[note])
    return unit if unit.kode else _unit_of_codes(table, rows) or unit


def _unit_of_codes(table: Table, rows: Rows) -> UnitAnswer | None:
    """The kecamatan to which the codes of all villages of a table belong; None where they say none, or several."""
    column = table.column("kode_wilayah")
    if column is None or not table.of_type("desa"):
        return None
    codes = {region_code(row_value(table, rows, r, column)) for r in rows.data}
    units = {code[:8] for code in codes if code.count(".") == 3}
    kode = next(iter(units)) if len(units) == 1 and all(code.count(".") == 3 for code in codes) else ""
    return UnitAnswer(kode) if kode and region_name(kode) != kode else None


def _with_totals(frames: Frames, totals: Bagian) -> Frames:
    return {"tercetak": [*frames.get("tercetak", ()), totals]}


def _gather(reading: Reading, frames: Frames) -> None:
    for dataset, parts in frames.items():
        reading.frames[dataset] += [part for part in parts if part.rows]


def _rows_with_data(frames: Frames, table: Table) -> set[int]:
    """Rows (0-based) that gave data; one whose only figure is a dash gives none.

    Neither a header nor a printed figure is data, the latter except on a sheet that holds nothing else (the ranking of unsur).
    """
    given: set[int] = set()
    for dataset, parts in frames.items():
        if dataset not in {"tercetak", "skm_unsur"} or table.layout.dataset == "tercetak":
            given.update(row - 1 for part in parts for row in part.rows)
    return given
