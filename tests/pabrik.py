"""The workbook factory of the tests: .xlsx files made by code, one builder for each kind of sheet of the sample.

Every builder takes its unit, its numbers and its header words as arguments, so that no test leans on the sample's own.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from flows.checks.check import Checked, check_batch
from flows.findings import Temuan
from flows.settings import Settings
from flows.workbook.context import Source
from flows.workbook.read import Reading
from flows.workbook.safely import read_safely

UNIT = "63.10.04"
UNIT_NAMA = "KECAMATAN SATUI KABUPATEN TANAH BUMBU"
BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
         "Desember"]  # fmt: skip
DESA = ["Satui Barat", "Sungai Danau", "Makmur Mulia", "Sinar Bulan"]


Rows = list[list[Any]]


@dataclass
class Table:
    """A table to be drawn: titles, header rows, data rows, rows below. None is a blank cell.

    ``merge_header``: blank header cells are merged with the one on their left or above, as people do.
    ``row`` and ``column`` (1-based) are where the titles begin.
    """

    header: Rows
    data: Rows
    titles: list[str] = field(default_factory=list)
    below: Rows = field(default_factory=list)
    row: int = 1
    column: int = 1
    gap: int = 1
    merge_header: bool = False
    formats: dict[int, str] = field(default_factory=dict)
    """Number format by position of the column in the table."""

    @property
    def header_row(self) -> int:
        """Excel row of the first header row."""
        return self.row + len(self.titles) + (self.gap if self.titles else 0)

    @property
    def first_row(self) -> int:
        """Excel row of the first data row."""
        return self.header_row + len(self.header)

    @property
    def end(self) -> int:
        """Excel row after the last one."""
        return self.first_row + len(self.data) + len(self.below)

    def cell(self, row: int, column: int) -> str:
        """A1 address of a data cell by its 0-based place in ``data``."""
        return f"{get_column_letter(self.column + column)}{self.first_row + row}"

    def moved(self, row: int, column: int) -> Table:
        return replace(self, row=row, column=column)


def draw(sheet: Worksheet, table: Table) -> None:
    """Draws a table at its place."""
    for i, title in enumerate(table.titles):
        sheet.cell(table.row + i, table.column, title)
    for i, row in enumerate([*table.header, *table.data, *table.below]):
        for j, value in enumerate(row):
            if value is not None:
                cell = sheet.cell(table.header_row + i, table.column + j, value)
                if i >= len(table.header) and j in table.formats:
                    cell.number_format = table.formats[j]
    if table.merge_header:
        _merge_header(sheet, table)


def _merge_header(sheet: Worksheet, table: Table) -> None:
    rows, width = len(table.header), max(map(len, table.header))
    cells = [[*row, *[None] * (width - len(row))] for row in table.header]
    for j in range(width):
        for i in range(rows):
            if cells[i][j] is None:
                continue
            down = next((k for k in range(i + 1, rows) if cells[k][j] is not None), rows) - 1
            right = j
            while i < rows - 1 and down == i and right + 1 < width and cells[i][right + 1] is None:
                right += 1
            if down > i or right > j:
                top, left = table.header_row + i, table.column + j
                sheet.merge_cells(
                    start_row=top, start_column=left, end_row=table.header_row + down, end_column=table.column + right
                )


def workbook(sheets: Mapping[str, Table | Sequence[Table] | None], touch: Callable[[Workbook], None] | None = None) -> bytes:
    """The bytes of a workbook: one or several tables by the name of their sheet; ``touch`` may change it by hand."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, tables in sheets.items():
        sheet = book.create_sheet(name)
        for table in [tables] if isinstance(tables, Table) else tables or []:
            draw(sheet, table)
    if touch:
        touch(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of one part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode("utf-8")).encode("utf-8") if name == part else content)
    return stream.getvalue()


def with_error(data: bytes, cell: str, error: str = "#REF!", sheet: int = 1) -> bytes:
    """The workbook with a cell that holds a formula error, as Excel stores it."""
    new = f'<c r="{cell}" t="e"><f>A1+#REF!</f><v>{error}</v></c>'
    return _with_cell(data, cell, new, sheet)


def with_uncached(data: bytes, cell: str, formula: str = "1+1", sheet: int = 1) -> bytes:
    """The workbook with a formula whose result was never stored, as programs other than Excel leave it."""
    return _with_cell(data, cell, f'<c r="{cell}"><f>{formula}</f><v></v></c>', sheet)


def _with_cell(data: bytes, cell: str, new: str, sheet: int) -> bytes:
    pattern = re.compile(rf'<c r="{cell}"(?:[^>]*/>|.*?</c>)')

    def change(xml: str) -> str:
        assert pattern.search(xml), f"no cell {cell}"
        return pattern.sub(new, xml, count=1)

    return patched(data, f"xl/worksheets/sheet{sheet}.xml", change)


def source(data: bytes, berkas: str = "Data.xlsx") -> Source:
    return Source(berkas, hashlib.sha256(data).hexdigest())


def reading(data: bytes, berkas: str = "Data.xlsx", settings: Settings | None = None) -> Reading:
    """The workbook as read, before the checks."""
    return read_safely(source(data, berkas), data, settings or Settings())


def checked(data: bytes, berkas: str = "Data.xlsx", settings: Settings | None = None) -> Checked:
    """The workbook as read and checked."""
    return check_batch([reading(data, berkas, settings)])[0]


def findings(result: Checked | Reading, aturan: str) -> list[Temuan]:
    return [finding for finding in result.temuan if finding.aturan == aturan]


def places(result: Checked | Reading) -> list[tuple[str, str, str]]:
    """Rule, sheet and cell of every finding."""
    return [(finding.aturan, finding.lembar, finding.sel) for finding in result.temuan]


def rules(result: Checked | Reading) -> set[str]:
    return {finding.aturan for finding in result.temuan}


def values(frame: pl.DataFrame) -> pl.DataFrame:
    """What a staged frame says, wherever it stood: without file, sheet, row and cells."""
    places_of = ["berkas", "berkas_sha256", "lembar", "lembar_ke", "baris"]
    cells = [name for name in frame.columns if name in {"sel", "kolom", "baris_tajuk"} or name.endswith("_sel")]
    kept = frame.drop([*places_of, *cells])
    return kept.sort(kept.columns, nulls_last=True)


def loaded_rows(result: Checked) -> dict[str, int]:
    """Distinct sheet rows that gave data, by sheet: of printed figures only a ranking's, which its sheet holds nothing but."""
    rows: set[tuple[str, int]] = set()
    for name, frame in result.frames.items():
        if name == "skm_unsur":
            continue  # a header
        loaded = frame.filter(dataset="tercetak").filter(pl.col("kunci") != pl.col("unit_kode")) if name == "tercetak" else frame
        rows |= set(loaded.select("lembar", "baris").rows())
    return {sheet.lembar: sum(lembar == sheet.lembar for lembar, _ in rows) for sheet in result.sheets}


def unbalanced(result: Checked) -> dict[str, str]:
    """Sheets whose rows do not add up, with both sides."""
    wrong = {}
    for sheet in result.sheets:
        parts = (sheet.total, sheet.ganda, sheet.ditolak, sheet.catatan, sheet.kosong, sheet.gabung)
        loaded = loaded_rows(result)[sheet.lembar]
        if sheet.dibaca != loaded + sum(parts):
            wrong[sheet.lembar] = f"dibaca {sheet.dibaca}, dimuat {loaded}, {sheet}"
    return wrong


# The kinds of sheets of the sample


def penduduk_desa(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("DATA KEPENDUDUKAN PER MARET 2023", UNIT_NAMA),
    words: Sequence[str] = (
        "No",
        "DESA",
        "PENDUDUK BULAN MARET 2023",
        "LK",
        "PR",
        "JUMLAH",
        "JLH KK AKHIR BULAN",
        "JUMLAH RUMAH",
    ),
    total: bool = True,
    **place: Any,
) -> Table:
    """Population by village and month; ``rows``: village, men, women, households, houses."""
    rows = list(rows or [(name, 100 + i, 90 + i, 50 + i, 40 + i) for i, name in enumerate(DESA)])
    no, desa, group, lk, pr, jumlah, kk, rumah = words
    data: Rows = [[i, name, m, f, _sum(m, f), k, h] for i, (name, m, f, k, h) in enumerate(rows, start=1)]
    below: Rows = [[None, "JUMLAH", *[_sum(*(row[c] for row in data)) for c in range(2, 7)]]] if total else []
    header: Rows = [[no, desa, group, None, None, kk, rumah], [None, None, lk, pr, jumlah, None, None]]
    return Table(header, data, list(titles), below, merge_header=place.pop("merge_header", True), **place)


def _sum(*parts: Any) -> Any:
    return sum(part for part in parts if isinstance(part, int | float))


BANDS = ("USIA 0-6 TAHUN", "USIA 7 - 18 TAHUN", "USIA 19 - 56 TAHUN", "USIA 57 TAHUN KE ATAS")


def penduduk_umur(
    desa: Sequence[str] = tuple(DESA[:2]),
    titles: Sequence[str] = ("DATA PENDUDUK BERDASARKAN UMUR DAN JENIS KELAMIN", f"{UNIT_NAMA} TAHUN 2023"),
    words: Sequence[str] = ("No", "NAMA DESA", "KATEGORI", "JENIS KELAMIN", "L", "P", "JUMLAH"),
    **place: Any,
) -> Table:
    """Population by age and sex: four bands and a total for each village, a blank row between villages."""
    no, nama, band, group, lk, pr, jumlah = words
    data: Rows = []
    for i, name in enumerate(desa, start=1):
        counts = [(10 * i + j, 20 * i + j) for j in range(len(BANDS))]
        data += [
            [i if j == 0 else None, name if j == 0 else None, text, m, f, m + f]
            for j, (text, (m, f)) in enumerate(zip(BANDS, counts, strict=True))
        ]
        men, women = sum(m for m, _ in counts), sum(f for _, f in counts)
        data += [[None, None, "TOTAL JUMLAH", men, women, men + women], [None] * 6]
    header: Rows = [[no, nama, band, group, None, jumlah], [None, None, None, lk, pr, None]]
    return Table(header, data, list(titles), merge_header=place.pop("merge_header", True), **place)


KECAMATAN = ("Satui", "Batulicin", "Kusan Hilir", "Karang Bintang")


def penduduk_kecamatan(
    titles: Sequence[str] = ("JUMLAH PENDUDUK TAHUN 2023", "KABUPATEN TANAH BUMBU"),
    words: Sequence[str] = ("No", "KECAMATAN", "LAKI-LAKI", "PEREMPUAN", "JUMLAH"),
    **place: Any,
) -> Table:
    """Population of the kecamatan of a kabupaten."""
    data: Rows = [[i, name, 100 + i, 90 + i, 190 + 2 * i] for i, name in enumerate(KECAMATAN, start=1)]
    below: Rows = [[None, "JUMLAH", *[_sum(*(row[c] for row in data)) for c in (2, 3, 4)]]]
    return Table([list(words)], data, list(titles), below, **place)


def penduduk_unit(
    titles: Sequence[str] = ("JUMLAH PENDUDUK MENURUT JENIS KELAMIN", UNIT_NAMA),
    words: Sequence[str] = ("No", "TAHUN", "LAKI-LAKI", "PEREMPUAN", "JUMLAH"),
    **place: Any,
) -> Table:
    """Population of the whole kecamatan by year."""
    data: Rows = [[i, 2019 + i, 100 + i, 90 + i, 190 + 2 * i] for i in range(1, 5)]
    return Table([list(words)], data, list(titles), **place)


def penduduk_umur_unit(
    titles: Sequence[str] = ("PENDUDUK MENURUT KELOMPOK UMUR", f"{UNIT_NAMA} TAHUN 2023"),
    words: Sequence[str] = ("No", "KELOMPOK UMUR", "LAKI-LAKI", "PEREMPUAN", "JUMLAH"),
    **place: Any,
) -> Table:
    """Population of the whole kecamatan by age."""
    data: Rows = [[i, text, 10 + i, 20 + i, 30 + 2 * i] for i, text in enumerate(BANDS, start=1)]
    below: Rows = [[None, "JUMLAH", *[_sum(*(row[c] for row in data)) for c in (2, 3, 4)]]]
    return Table([list(words)], data, list(titles), below, **place)


def profil_luas(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("LUAS WILAYAH, TITIK KOORDINAT DESA", UNIT_NAMA),
    words: Sequence[str] = ("No", "Desa", "Luas (Ha)", "Koordinat Bujur", "Koordinat Lintang", "Ketinggian DPL (M)"),
    **place: Any,
) -> Table:
    """Village profile: area, coordinates, height."""
    rows = list(rows or [(name, 1000 + i, f"115,{700 + i}", f"-3,{700 + i}", 20 + i) for i, name in enumerate(DESA)])
    return Table([list(words)], [[i, *row] for i, row in enumerate(rows, start=1)], list(titles), **place)


def profil_jarak(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("JARAK DAN WAKTU TEMPUH", UNIT_NAMA),
    words: Sequence[str] = ("No", "DESA", "JARAK (Km)", "Waktu Tempuh (Menit)"),
    **place: Any,
) -> Table:
    """Village profile: distance and time to the office."""
    rows = list(rows or [(name, 3 + i, 10 + i) for i, name in enumerate(DESA)])
    return Table([list(words)], [[i, *row] for i, row in enumerate(rows, start=1)], list(titles), **place)


BUDGET = [
    ("7.01.01", "PROGRAM PENUNJANG URUSAN", 900_000_000, 800_000_000, 700_000_000, 300_000_000),
    ("7.01.01.2.02", "Administrasi Keuangan", 600_000_000, 550_000_000, 400_000_000, 200_000_000),
    ("7.01.01.2.02.0001", "Penyediaan Gaji", 600_000_000, 550_000_000, 400_000_000, 200_000_000),
    ("7.01.02", "PROGRAM PENYELENGGARAAN PEMERINTAHAN", 100_000_000, 90_000_000, 80_000_000, 40_000_000),
]


def anggaran(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = (f"REALISASI ANGGARAN {UNIT_NAMA}", "TAHUN ANGGARAN 2022 DAN TAHUN 2023 TW III"),
    years: Sequence[str] = ("Tahun 2022", "Tahun 2023", "Tahun 2023 TW III"),
    total: bool = True,
    **place: Any,
) -> Table:
    """Budget of two years side by side; ``rows``: code, name, pagu and realisasi of either year."""
    rows = list(rows or BUDGET)
    first, second, part = years
    header: Rows = [
        ["Kode Rekening", "Program/Kegiatan/Subkegiatan", "Realisasi Keuangan", None, None, None, None, None, "Keterangan"],
        [None, None, f"Anggaran {first}", f"Realisasi {first}", "%", f"Anggaran {second}", f"Realisasi (Rp) {part}", "%", None],
    ]
    data: Rows = [[code, name, a, b, _percent(a, b), c, d, _percent(c, d)] for code, name, a, b, c, d in rows]
    programs = [row for row in data if str(row[0]).count(".") == 2]
    sums = [_sum(*(row[i] for row in programs)) for i in (2, 3, 5, 6)]
    below: Rows = [[None, None, sums[0], sums[1], None, sums[2], sums[3]]] if total else []
    return Table(header, data, list(titles), below, merge_header=place.pop("merge_header", True), **place)


def anggaran_nama(
    titles: Sequence[str] = (f"REALISASI ANGGARAN {UNIT_NAMA}", "TAHUN 2023"),
    words: Sequence[str] = ("No", "Program", "Anggaran", "Realisasi", "%"),
    **place: Any,
) -> Table:
    """Budget of programs that are written by name alone."""
    names = (
        "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
        "Program Penyelenggaraan Pemerintahan dan Pelayanan Publik",
    )
    data: Rows = [[i, name, 900 * i, 300 * i, 33.33] for i, name in enumerate(names, start=1)]
    return Table([list(words)], data, list(titles), [[None, "JUMLAH", 2700, 900, 33.33]], **place)


def _percent(pagu: Any, realisasi: Any) -> Any:
    return round(realisasi / pagu * 100, 2) if isinstance(pagu, int) and isinstance(realisasi, int) and pagu else None


def pagu(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("PAGU ANGGARAN TAHUN 2023 SEBELUM DAN SETELAH PERUBAHAN", UNIT_NAMA),
    **place: Any,
) -> Table:
    """Pagu before and after perubahan; ``rows``: code, name, before, after."""
    rows = list(rows or [("7.01.01", "PROGRAM PENUNJANG", 500, 600), ("7.01.02", "PROGRAM PELAYANAN", 70, 80)])
    header: Rows = [
        ["No", "Kode Rekening", "Program/Kegiatan", "Pagu (Rp)", None],
        [None, None, None, "Sebelum Perubahan", "Setelah Perubahan"],
    ]
    data: Rows = [[i, *row] for i, row in enumerate(rows, start=1)]
    below: Rows = [[None, None, None, _sum(*(r[3] for r in data)), _sum(*(r[4] for r in data))]]
    return Table(header, data, list(titles), below, merge_header=place.pop("merge_header", True), **place)


UNSUR = [f"U{n}" for n in range(1, 10)]


def skm(
    answers: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = (
        "PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT",
        f"UNIT PELAYANAN : {UNIT_NAMA}",
        "PERIODE : TAHUN 2023",
    ),
    unsur: Sequence[str] = tuple(UNSUR),
    people: Sequence[str] = ("NO. RESP", "JENIS KELAMIN", "UMUR", "PENDIDIKAN", "PEKERJAAN", "JENIS LAYANAN"),
    person: Callable[[int], Sequence[Any]] = lambda i: (i, "LP"[i % 2], 20 + i, "SLTA", "Petani", "Legalisasi"),
    feet: bool = True,
    **place: Any,
) -> Table:
    """SKM answers of respondents with the template's footer rows below."""
    answers = [list(row) for row in answers or [[(i + j) % 4 + 1 for j in range(len(unsur))] for i in range(6)]]
    header: Rows = [[*people, "NILAI UNSUR PELAYANAN", *[None] * (len(unsur) - 1)], [*[None] * len(people), *unsur]]
    data: Rows = [[*person(i), *row] for i, row in enumerate(answers, start=1)]
    blank = [None] * (len(people) - 1)
    sums = [_sum(*(row[j] for row in answers)) for j in range(len(unsur))]
    below: Rows = [
        ["JUMLAH NILAI PER UNSUR", *blank, *sums],
        ["NRR PER UNSUR = JUMLAH NILAI PER UNSUR : JUMLAH KUESIONER", *blank, *[s / len(answers) for s in sums]],
        ["IKM UNIT PELAYANAN", *blank, *[None] * (len(unsur) - 1), "62,50 (D)"],
        ["KATEGORI", *blank, *["B"] * len(unsur)],
        [],
        ["Jumlah minimum sampel responden (tabel Krejcie and Morgan): 108 orang"],
    ]
    return Table(header, data, list(titles), below if feet else [], merge_header=place.pop("merge_header", True), **place)


def peringkat(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("IKM PER UNSUR DARI NILAI TERTINGGI", f"{UNIT_NAMA} TAHUN 2023"),
    **place: Any,
) -> Table:
    """Ranking of unsur; ``rows``: rank, number, name, mean."""
    rows = list(
        rows or [(1, "U4", "Biaya/Tarif", "3,69"), (2, "U9", "Penanganan Pengaduan", 3.25), (3, "U1", "Persyaratan", "2,70")]
    )
    return Table([["Urutan Peringkat", "No.", "Unsur Pelayanan", "Rata-rata"]], [list(r) for r in rows], list(titles), **place)


INDICATORS = ["Persentase desa tertib administrasi", "Nilai Survei Kepuasan Masyarakat (SKM)", "Angka keluhan warga"]


def kinerja_tahunan(
    rows: Iterable[Sequence[Any]] | None = None,
    titles: Sequence[str] = ("TARGET DAN REALISASI KINERJA TAHUN 2023", UNIT_NAMA),
    **place: Any,
) -> Table:
    """Target and realisasi; ``rows``: indicator, unit, target, realisasi, printed capaian."""
    rows = list(rows or [(name, "Persen", 80 + i, "81,50", 100) for i, name in enumerate(INDICATORS)])
    header: Rows = [["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"]]
    data: Rows = [[i, f"Meningkatnya mutu {i}", *row] for i, row in enumerate(rows, start=1)]
    return Table(header, data, list(titles), [[None, "Rata-rata Capaian", None, None, None, None, "91,29"]], **place)


def kinerja_perbandingan(
    years: Sequence[int] = (2021, 2022, 2023), titles: Sequence[str] = (f"PERBANDINGAN REALISASI {UNIT_NAMA}",), **place: Any
) -> Table:
    """Realisasi over several years."""
    header: Rows = [["No", "Indikator Kinerja", "Realisasi", *[None] * (len(years) - 1)], [None, None, *years]]
    data: Rows = [[i, name, *[80 + i + j for j in range(len(years))]] for i, name in enumerate(INDICATORS, start=1)]
    return Table(header, data, list(titles), merge_header=place.pop("merge_header", True), **place)


def kinerja_renstra(
    year: int = 2023, end: int = 2026, titles: Sequence[str] = ("PERBANDINGAN DENGAN AKHIR RENSTRA", UNIT_NAMA), **place: Any
) -> Table:
    """Realisasi against the end of the Renstra."""
    header: Rows = [["No", "Indikator Kinerja", f"Realisasi Tahun {year}", f"Target Akhir Renstra Tahun {end}"]]
    data: Rows = [[i, name, "84,64", "84.70"] for i, name in enumerate(INDICATORS, start=1)]
    return Table(header, data, list(titles), **place)


def iku_target(
    years: Sequence[int] = (2025, 2026, 2027),
    titles: Sequence[str] = (f"INDIKATOR UTAMA {UNIT_NAMA}", "TAHUN 2025"),
    **place: Any,
) -> Table:
    """IKU with yearly targets and a baseline."""
    header: Rows = [
        ["No", "Indikator", "Baseline 2024", "Satuan", "Target Tahunan", *[None] * (len(years) - 1), "Ket"],
        [None, None, None, None, *years, None],
    ]
    data: Rows = [
        [i, name, "81,64", "Indeks", *[82 + j for j in range(len(years))]] for i, name in enumerate(INDICATORS, start=1)
    ]
    return Table(header, data, list(titles), merge_header=place.pop("merge_header", True), **place)


def iku_anggaran(
    titles: Sequence[str] = (f"REALISASI KEUANGAN TERHADAP IKU {UNIT_NAMA}", "TAHUN ANGGARAN 2023"), **place: Any
) -> Table:
    """IKU against budget."""
    header: Rows = [
        ["Sasaran", "Indikator Sasaran", "Realisasi IKU", "Realisasi Keuangan", None, None, None, "Efisiensi"],
        [None, None, None, "Program", "Anggaran (Rp)", "Realisasi (Rp)", "%", None],
    ]
    data: Rows = [
        ["1. Meningkatnya mutu", INDICATORS[0], "100%", "Program satu", 500, 450, "90,00", "8,86%"],
        ["2. Meningkatnya tertib", INDICATORS[1], "84,64%", "Program dua", 300, 240, 80, "4,07%"],
        [None, None, None, "Program tiga", 200, 150, 75, "0,91%"],
    ]
    below: Rows = [["Rata-rata Sasaran", None, "91,29", "Realisasi Keuangan (%)", None, None, "84,00", "99,16"]]
    return Table(header, data, list(titles), below, merge_header=place.pop("merge_header", True), **place)


def sakip(years: Sequence[int] = (2022, 2023), titles: Sequence[str] = ("HASIL EVALUASI AKIP", UNIT_NAMA), **place: Any) -> Table:
    """SAKIP evaluation by component, two years side by side."""
    header: Rows = [["No", "Komponen/Sub Komponen/Kriteria"], [None, None]]
    for year in years:
        header[0] += [year, None]
        header[1] += ["Bobot", "Nilai KK"]
    parts = [
        ("Perencanaan Kinerja", 30, 25),
        ("Pengukuran Kinerja", 30, 24),
        ("Pelaporan Kinerja", 15, 12),
        ("Evaluasi Akuntabilitas Kinerja Internal", 25, 20),
    ]
    data: Rows = [
        [i, name, *[v for _ in years for v in (weight, f"{value},50")]] for i, (name, weight, value) in enumerate(parts, start=1)
    ]
    below: Rows = [
        [None, "Nilai Akuntabilitas", *[v for _ in years for v in ("100,00", "83,00")]],
        [None, "Predikat", *[v for _ in years for v in (None, "A")]],
        ["Sumber: LHE atas SAKIP dari Inspektorat"],
    ]
    return Table(header, data, list(titles), below, merge_header=place.pop("merge_header", True), **place)


KINDS: dict[str, Callable[..., Table]] = {
    "penduduk_desa": penduduk_desa,
    "penduduk_kecamatan": penduduk_kecamatan,
    "penduduk_umur": penduduk_umur,
    "penduduk_umur_unit": penduduk_umur_unit,
    "penduduk_unit": penduduk_unit,
    "profil_desa": profil_luas,
    "anggaran": anggaran,
    "anggaran_nama": anggaran_nama,
    "pagu": pagu,
    "skm_jawaban": skm,
    "skm_peringkat": peringkat,
    "kinerja_tahunan": kinerja_tahunan,
    "kinerja_perbandingan": kinerja_perbandingan,
    "kinerja_renstra": kinerja_renstra,
    "iku_target": iku_target,
    "iku_anggaran": iku_anggaran,
    "sakip": sakip,
}
"""A builder for every layout, by its name."""
