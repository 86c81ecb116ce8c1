"""Whose data a table holds and for when: unit and period from headers, titles, names and folders, nearest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from flows.findings import Temuan, temuan
from flows.settings import Settings
from flows.workbook.periods import FULL_YEAR, Period, end_of_span, find_periods
from flows.workbook.regions import display_unit, find_kecamatan, narrow, region_name, unit_of_file, unit_of_folder

if TYPE_CHECKING:  # whoever only names a workbook needs no reader
    from flows.workbook.headers import Column
    from flows.workbook.recognise import Table


@dataclass(frozen=True)
class Source:
    """A workbook as it stands in raw/: its path below raw/ (posix) and the hash of its bytes.

    ``letak``: its path below raw/ where ``berkas`` is another one, as that of a workbook which is only checked.
    """

    berkas: str
    sha256: str
    letak: str = ""

    @cached_property
    def names(self) -> list[str]:
        """File name without its ending, then its folders, nearest first."""
        path = PurePosixPath(self.berkas)
        return [path.stem, *(parent.name for parent in path.parents if parent.name)]

    @property
    def folders(self) -> list[str]:
        """Its folders below raw/, nearest first."""
        return [parent.name for parent in PurePosixPath(self.letak or self.berkas).parents if parent.name]


@dataclass
class UnitAnswer:
    """The unit of a sheet, or the finding that says why there is none; ``slip`` is a name that is all but a kecamatan's."""

    kode: str = ""
    slip: str = ""
    temuan: list[Temuan] = field(default_factory=list)


def settings_of(source: Source, office: Settings, folders: Mapping[str, Settings]) -> Settings:
    """The settings that hold for a workbook: those of its folder below raw/, else the office's."""
    own = source.folders
    return folders.get(own[-1], office) if own else office


def sheet_unit(source: Source, lembar: str, titles: list[str], settings: Settings) -> UnitAnswer:
    """The unit that the titles, the sheet's name, the file's name or its folders name; empty where none does."""
    everything = " ".join([*titles, lembar, *source.names])
    slip = ""
    for text in [*titles, lembar, *source.names]:
        found = find_kecamatan(text)
        if found is None:
            continue
        name, codes = found
        if not codes:
            slip = slip or name
            continue
        return replace(_answer(name, codes, everything, source, lembar, settings), slip=slip)
    coded = unit_of_file(source.names[0])
    if len(coded) == 1:
        return UnitAnswer(coded[0], slip)
    for folder in source.folders:
        codes = unit_of_folder(folder)
        if codes:
            return replace(_answer(folder, codes, everything, source, lembar, settings), slip=slip)
    return UnitAnswer(slip=slip)


def _answer(
    name: str, namesakes: tuple[str, ...], everything: str, source: Source, lembar: str, settings: Settings
) -> UnitAnswer:
    """The one of several kecamatan of a name that the texts or the settings single out, or the finding that none does."""
    codes = narrow(namesakes, everything)
    if len(codes) > 1 and settings.unit_kode:
        own = settings.unit_kode
        codes = (own,) if own in codes else tuple(kode for kode in codes if kode[:5] == own[:5]) or codes
    if len(codes) == 1:
        return UnitAnswer(codes[0])
    examples = ", ".join(f"{kode} di {region_name(kode[:5])}" for kode in codes[:3])
    return UnitAnswer(temuan=[temuan("UNT002", source.berkas, lembar, jumlah=len(codes), nama=name, contoh=examples)])


def folder_unit(source: Source, settings: Settings) -> str:
    """The kecamatan that the folders of a workbook say it belongs to; empty where they do not say it, or not which."""
    for folder in source.folders:
        codes = unit_of_folder(folder) or (find_kecamatan(folder) or ("", ()))[1]
        if codes:
            answer = _answer(folder, codes, " ".join(source.folders), source, "", settings)
            return answer.kode
    return ""


def unit_label(kode: str, settings: Settings) -> str:
    return settings.unit_nama if settings.unit_nama and kode == settings.unit_kode else display_unit(kode)


@dataclass
class Periods:
    """Periods of the columns of one table, from the column's own header first, then from what surrounds the table."""

    table: Table
    source: Source
    titles: list[list[str]]
    """Titles of the table, then of the tables above it on the sheet, nearest first."""
    unsure: list[int] = field(default_factory=list)
    """Years between which nothing decides."""
    from_name: str = ""
    """The file or folder name that had to give the period."""

    def of(self, column: Column | None) -> tuple[int | None, str]:
        """Year (None where nothing says it) and period of a column; of the table as a whole for None."""
        tahun = column.tahun if column else None
        periode = column.periode if column else None
        if column and column.field.akhir_rentang and tahun is None:
            tahun = self._last_year()
        for text in self._places(alone=tahun is None and periode is None):
            tahun, periode = self._refine(text, tahun, periode)
            if tahun is not None and periode is not None:
                break
            if tahun is None and self.unsure:
                return None, FULL_YEAR
        return tahun, periode or FULL_YEAR

    def _last_year(self) -> int | None:
        """The end of a span of years that titles or names speak of, else the last year of the other columns."""
        texts = [*(text for titles in self.titles for text in titles), self.table.sheet.name, *self.source.names]
        ends = [year for text in texts if (year := end_of_span(text))]
        years = [column.tahun for column in self.table.columns if column.tahun is not None]
        return ends[0] if ends else max(years, default=None)

    def _places(self, alone: bool) -> list[list[str]]:
        """Texts that may name the period, nearest first; ``alone``: for a column whose header names none."""
        names = [[self.table.sheet.name], *([name] for name in self.source.names)]
        return [*self.titles, *([self._neighbours()] if alone else []), *names]

    def _neighbours(self) -> list[str]:
        """Headers of the other columns, where all that name a time name the same and a row speaks of one time."""
        dated = [column for column in self.table.columns if column.tahun is not None or column.periode is not None]
        one_time = self.table.layout.bentuk == "baris" and len({column.tahun for column in dated}) == 1
        return [column.header for column in dated] if one_time else []

    def _refine(self, texts: list[str], tahun: int | None, periode: str | None) -> tuple[int | None, str | None]:
        found = [period for text in texts for period in find_periods(text)]
        years = sorted({p.tahun for p in found if p.tahun})
        if tahun is None:
            if len(years) > 1:
                self.unsure = years
                return None, periode
            if years:
                tahun = years[0]
                self._remember(texts)
        parts = {p.periode for p in found if p.periode and p.tahun in (tahun, None)}
        if periode is None and len(parts) == 1 and not _says_whole_year(found, tahun):
            periode = parts.pop()
        return tahun, periode

    def _remember(self, texts: list[str]) -> None:
        if texts and texts[0] in self.source.names:
            self.from_name = texts[0]


def _says_whole_year(found: list[Period], tahun: int | None) -> bool:
    return any(p.tahun == tahun and p.periode is None for p in found) and any(p.tahun not in (tahun, None) for p in found)
