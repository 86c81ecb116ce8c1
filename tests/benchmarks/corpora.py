"""Workbooks to measure with: SKM sheets as the official template prints them, written as plain XML because that is fast."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice, product
from pathlib import Path
from xml.sax.saxutils import escape

from flows.workbook.regions import all_regions
from flows.workbook.text import column_letter
from tests import pabrik

RESPONDENTS = 250
"""Respondents of each workbook of a folder."""
LARGE = 500_000
"""Respondents of the one large sheet."""

_HEADER = [
    "NO. RESP", "JENIS KELAMIN", "UMUR", "PENDIDIKAN", "PEKERJAAN", "JENIS LAYANAN", *(f"U{n}" for n in range(1, 10)), "SARAN",
]  # fmt: skip
_CHOICES: list[Sequence[object]] = [
    ["L", "P"],
    list(range(17, 66)),
    ["SD", "SLTP", "SLTA", "D3", "S1"],
    ["PNS", "Petani", "Wiraswasta", "Karyawan Swasta", "Ibu Rumah Tangga", "Pelajar/Mahasiswa"],
    ["Surat Pengantar KTP", "Legalisasi", "Surat Keterangan Tidak Mampu", "Rekomendasi Usaha", "Surat Pengantar SKCK"],
]
_FEET = [
    "JUMLAH NILAI PER UNSUR",
    "NRR PER UNSUR = JUMLAH NILAI PER UNSUR : JUMLAH KUESIONER YANG TERISI",
    "NRR TERTIMBANG PER UNSUR = NRR PER UNSUR X 0,111",
]
_SHEET = '<?xml version="1.0" encoding="UTF-8"?><{0} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{1}</{0}>'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}sharedStrings+xml"/></Types>',
    "_rels/.rels": '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": _SHEET.format(
        "workbook", f'<sheets><sheet name="Olah Data SKM" sheetId="1" r:id="rId1" xmlns:r="{_REL}"/></sheets>'
    ),
    "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": _SHEET.format(
        "styleSheet",
        '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    ),
}


def survey_folder(folder: Path, workbooks: int) -> Path:
    """``workbooks`` surveys of distinct kecamatan and triwulan, so that none supersedes another."""
    kecamatan = _kecamatan()
    for i, (triwulan, name) in enumerate(islice(product(("I", "II", "III", "IV"), kecamatan[:250]), workbooks)):
        write_survey(folder / f"skm-{i:04d}.xlsx", name, f"TRIWULAN {triwulan} TAHUN 2024", RESPONDENTS, seed=i)
    return folder


def large_survey(folder: Path) -> Path:
    """One workbook of one sheet with half a million respondents."""
    write_survey(folder / "skm-besar.xlsx", _kecamatan()[0], "TAHUN 2024", LARGE, seed=0)
    return folder


def unknown_workbook(path: Path) -> Path:
    """An inventory, which no layout knows: 30 rows, their sums and a total row, of which one number is wrong."""
    rng = random.Random(0)
    counted = [[rng.randint(5, 500) for _ in range(4)] for _ in range(30)]
    rows = [[f"Barang {i}", *each, sum(each)] for i, each in enumerate(counted, 1)]
    total = ["Jumlah", *(sum(row[c] for row in rows) for c in range(1, 6))]
    total[2] += 90
    header = ["Nama Barang", "Ruang A", "Ruang B", "Ruang C", "Gudang", "Banyaknya"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pabrik.workbook({"Inventaris": pabrik.Table([header], [*rows, total], ["INVENTARIS BARANG"])}))
    return path


def office_workbook(path: Path) -> Path:
    """One workbook of an office: 10 sheets with some 2.000 rows, of surveys, budgets and population, that agree throughout."""
    rng = random.Random(0)
    surveys = {
        f"SKM {year}": pabrik.skm(
            answers=[[rng.choice((2, 3, 3, 4, 4, 4)) for _ in range(9)] for _ in range(RESPONDENTS)],
            titles=("PENGOLAHAN DATA SURVEI KEPUASAN", f"UNIT PELAYANAN : {pabrik.UNIT_NAMA}", f"PERIODE : TAHUN {year}"),
            feet=False,
        )
        for year in range(2019, 2024)
    }
    budgets = {
        f"Anggaran {year}": pabrik.anggaran(
            rows=list(_budget(rng)),
            titles=(f"REALISASI ANGGARAN {pabrik.UNIT_NAMA}",),
            years=(f"Tahun {year}", f"Tahun {year + 1}", f"Tahun {year + 1} TW III"),
        )
        for year in (2016, 2018, 2020, 2022)
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pabrik.workbook(surveys | budgets | {"Penduduk": pabrik.penduduk_desa()}))
    return path


def _budget(rng: random.Random) -> Iterator[tuple[object, ...]]:
    """Code, name, and four amounts of five programs with four kegiatan of eight sub kegiatan each."""
    for program in (f"7.01.0{n}" for n in range(1, 6)):
        below: list[tuple[object, ...]] = []
        totals = [0] * 4
        for kegiatan in (f"{program}.2.{n:02d}" for n in range(1, 5)):
            subs = [[pagu, pagu * 9 // 10, pagu, pagu // 2] for pagu in (rng.randint(10**6, 10**8) for _ in range(8))]
            sums = [sum(column) for column in zip(*subs, strict=True)]
            totals = [total + own for total, own in zip(totals, sums, strict=True)]
            below.append((kegiatan, "Kegiatan", *sums))
            below += [(f"{kegiatan}.{n:04d}", f"Sub kegiatan {n}", *amounts) for n, amounts in enumerate(subs, start=1)]
        yield (program, "PROGRAM", *totals)
        yield from below


def _kecamatan() -> list[str]:
    """Kecamatan of Indonesia with the kabupaten that tells namesakes apart."""
    regions = all_regions()
    return [f"KECAMATAN {nama} {regions[kode[:5]]}".upper() for kode, nama in sorted(regions.items()) if kode.count(".") == 2]


def write_survey(path: Path, unit: str, period: str, respondents: int, seed: int) -> None:
    """The template's sheet: four title rows, the header, a row a respondent, and the printed results below."""
    path.parent.mkdir(parents=True, exist_ok=True)
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        opening, closing = _SHEET.format("worksheet", "<sheetData>|</sheetData>").split("|")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(opening.encode())
            rows = enumerate(_rows(unit, period, respondents, random.Random(seed)), start=1)
            while lines := list(islice(rows, 5000)):
                stream.write("".join(_row_xml(number, row, strings) for number, row in lines).encode())
            stream.write(closing.encode())
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", _SHEET.format("sst", items))
        saved = (datetime(2024, 1, 1) + timedelta(minutes=seed)).isoformat()
        archive.writestr(
            "docProps/core.xml",
            '<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dcterms="d">'
            f"<dcterms:modified>{saved}Z</dcterms:modified></cp:coreProperties>",
        )


def _rows(unit: str, period: str, respondents: int, rng: random.Random) -> Iterator[list[object]]:
    yield ["PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN"]
    yield [f"UNIT PELAYANAN : {unit}"]
    yield [f"PERIODE : {period}"]
    yield []
    yield list(_HEADER)
    sums = [0] * 9
    for number in range(1, respondents + 1):
        answers = rng.choices((1, 2, 3, 4), (1, 3, 48, 48), k=9)
        sums = [total + answer for total, answer in zip(sums, answers, strict=True)]
        yield [number, *(rng.choice(choice) for choice in _CHOICES), *answers, ""]
    averages = [total / respondents for total in sums]
    figures: list[list[object]] = [[*sums], [*averages], [average * 0.111 for average in averages]]
    for label, values in zip(_FEET, figures, strict=True):
        yield [label, *[""] * 5, *values]
    yield ["IKM UNIT PELAYANAN", *[""] * 13, f"{sum(averages) * 0.111 * 25:.2f}".replace(".", ",")]


def _row_xml(number: int, row: list[object], strings: dict[str, int]) -> str:
    cells = []
    for column, value in enumerate(row):
        if value == "":
            continue
        place = f"{column_letter(column)}{number}"
        if isinstance(value, str):
            cells.append(f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>')
        else:
            cells.append(f'<c r="{place}"><v>{value}</v></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'
