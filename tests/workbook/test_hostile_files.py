"""Files made to harm: each ends in a finding, without hanging, without memory, and without anything followed or run."""

from __future__ import annotations

import html
import io
import struct
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from berkas import biff, compound, ods, to_csv, to_html, to_xls, to_xlsb
from openpyxl import Workbook, load_workbook
from pabrik import checked, patched, profil_jarak, rules, unbalanced, workbook

from flows.limits import default_limits
from flows.paths import Root
from flows.reports.umpan_balik.annotate import annotate
from flows.settings import Settings
from flows.store.plan import make_plan
from flows.workbook.safely import read_path

JARAK = workbook({"Jarak": profil_jarak()})
SECONDS = 60.0
"""Of a processor: no measure of speed but a net, since what goes wrong here takes minutes or does not end."""


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < SECONDS


def _ods_row(row: str) -> bytes:
    return ods(f'<table:table table:name="A">{row}</table:table>')


def _xls(*records: bytes) -> bytes:
    """An .xls whose one sheet has these records."""
    bof = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    sheet = bof + b"".join(records) + biff(0x0A, b"")
    head = bof + biff(0x85, struct.pack("<IBBBB", len(bof) + 13 + 4, 0, 0, 1, 0) + b"A") + biff(0x0A, b"")
    return compound("Workbook", head + sheet)


_SEVEN = 'office:value-type="float" office:value="7"'
_BLANK_ROWS = '<table:table-row table:number-rows-repeated="900000"><table:table-cell/></table:table-row>'
FAR = {
    "ods sel berulang": _ods_row(
        f'<table:table-row table:number-rows-repeated="1048576"><table:table-cell {_SEVEN} '
        'table:number-columns-repeated="16384"/></table:table-row>'
    ),
    "ods sel jauh": _ods_row(
        f'{_BLANK_ROWS}<table:table-row><table:table-cell table:number-columns-repeated="9000"/>'
        f"<table:table-cell {_SEVEN}/></table:table-row>"
    ),
    "xls ukuran palsu": _xls(biff(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFF, 0, 0xFFFF, 0))),
    "xls sel jauh": _xls(*(biff(0x203, struct.pack("<HHHd", row, column, 0, 7)) for row, column in ((0, 0), (65535, 255)))),
    "csv lebar": b"a;b\n" * 5 + b";" * 3_000_000 + b"\n" + b"a;b\n" * 5,
    "html rowspan": b"<table>" + b"<tr><td rowspan=65534 colspan=1000>x</td></tr>" * 60_000 + b"</table>",
    "xml indeks": b'<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row ss:Index="999999">'
    b'<Cell ss:Index="16000"><Data ss:Type="Number">1</Data></Cell></Row></Table></Worksheet></Workbook>',
}


@pytest.mark.parametrize("data", FAR.values(), ids=FAR)
def test_a_cell_far_away_or_a_billion_of_them(data: bytes) -> None:
    assert rules(checked(data, "Data.xls")) - {"BRK012"} == {"BRK005"}


def test_hundreds_of_thousands_of_empty_formatted_rows_cost_nothing() -> None:
    rows = "".join(f'<row r="{i}" s="1" customFormat="1"/>' for i in range(20, 600_000))
    result = checked(patched(JARAK, "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>")))
    assert result.frames["profil_desa"].height == 4 and result.sheets[0].dibaca == 8


DEEP = "<a>" * 20_000 + "</a>" * 20_000
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(patched(JARAK, "xl/workbook.xml", lambda xml: xml.replace("<sheets>", f"{DEEP}<sheets>")), id="xlsx dalam"),
        pytest.param(patched(JARAK, "xl/styles.xml", lambda xml: xml.replace("<fonts", f"{DEEP}%<fonts", 1)), id="gaya dalam"),
        pytest.param(ods(DEEP), id="ods dalam"),
        pytest.param(ods(""), id="ods kosong"),
        pytest.param(
            f'{BOMB}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&b;</Workbook>'.encode(), id="xml entitas"
        ),
    ],
)
def test_deep_or_swelling_xml(data: bytes) -> None:
    result = checked(data, "Data.xlsx")
    assert "BRK009" not in rules(result) and not unbalanced(result)


@pytest.mark.parametrize("unit", ["<", "<a ", '<a b="', "<!--", "<!", "</", "<td", "<table>", "<td>" * 5, "&#", "<script>"])
def test_unclosed_marks_take_time_in_proportion(unit: str) -> None:
    result = checked(f"<table>{unit * 30_000}".encode(), "Data.html")
    assert "BRK009" not in rules(result) and not unbalanced(result)


@pytest.mark.parametrize("line", ['"', '"a;', ';"', '""";', "a;" * 50, "\r", "\0;"])
def test_odd_csv(line: str) -> None:
    result = checked(f"Desa;Jarak (Km)\n{line * 10_000}\n".encode(), "Data.csv")
    assert "BRK009" not in rules(result) and not unbalanced(result)


def _lying(data: bytes, part: str, says: int) -> bytes:
    """The archive with another unpacked size in the entry of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(part)
    changed = bytearray(data)
    changed[info.header_offset + 22 : info.header_offset + 26] = struct.pack("<I", says)
    at = changed.rindex(part.encode()) - 46
    changed[at + 24 : at + 28] = struct.pack("<I", says)
    return bytes(changed)


def test_an_archive_that_lies_about_its_size_is_not_unpacked() -> None:
    swollen = patched(JARAK, "xl/worksheets/sheet1.xml", lambda xml: xml + " " * (150 * 1024**2))
    result = checked(_lying(swollen, "xl/worksheets/sheet1.xml", 5000))
    assert rules(result) <= {"BRK005", "BRK001"} and len(result.temuan) == 1


@pytest.mark.parametrize("data", [JARAK, to_xls(JARAK), to_xlsb(JARAK), to_csv(JARAK)], ids=["xlsx", "xls", "xlsb", "csv"])
@pytest.mark.parametrize("name", ["sel", "berkas_mb"])
def test_the_office_sets_the_limits(data: bytes, name: str) -> None:
    padded = data + b"\0" * 1024**2 if name == "berkas_mb" else data
    limits = replace(default_limits(), **{name: 1})
    assert rules(checked(padded, "Data.xlsx", Settings(limits=limits))) == {"BRK005"}


def test_a_huge_file_is_neither_read_nor_archived(tmp_path: Path) -> None:
    root = Root(tmp_path)
    root.raw.mkdir()
    with (root.raw / "Besar.xlsx").open("wb") as stream:
        stream.truncate(200 * 1024**2)
    plan = make_plan(root)
    assert [finding.aturan for finding in plan.temuan] == ["BRK005"] and plan.sources == []
    assert rules(read_path(root.raw / "Besar.xlsx", Settings())) == {"BRK005"}
    assert sum(path.stat().st_size for path in root.staging.rglob("*") if path.is_file()) < 1024


def test_links_in_raw_are_not_followed(tmp_path: Path) -> None:
    root = Root(tmp_path / "kantor")
    root.raw.mkdir(parents=True)
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "Rahasia.xlsx").write_bytes(JARAK)
    try:
        (root.raw / "berkas.xlsx").symlink_to(outside / "Rahasia.xlsx")
        (root.raw / "folder").symlink_to(outside, target_is_directory=True)
        (root.raw / "putar").symlink_to(root.raw, target_is_directory=True)
    except OSError:
        pytest.skip("sistem ini tidak mengizinkan tautan")
    plan = make_plan(root)
    assert plan.sources == []
    assert sorted((f.aturan, f.berkas) for f in plan.temuan) == [("BRK011", n) for n in ("berkas.xlsx", "folder", "putar")]


FORMULAS = ['=HYPERLINK("http://x")', "=cmd|' /C calc'!A0", "+1+1", "-1+cmd", "@SUM(A1)", "\t=1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_in_a_text_stays_a_text_in_the_copy(text: str) -> None:
    rows = [("Satui Barat", 3, 10), (text, 4, 11)]
    data = to_html(workbook({"A": profil_jarak(rows)}, _as_texts))
    copy = load_workbook(io.BytesIO(annotate(data, "Data.html", checked(data, "Data.html").temuan)))
    kinds = {cell.data_type for sheet in copy.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def _as_texts(book: Workbook) -> None:
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type


@pytest.mark.parametrize("name", ["../../etc", "..\\..\\x", "C:\\x", "CON", "/", "a\u202eb", "'; DROP TABLE x; --", "x" * 200])
def test_the_name_of_a_sheet_leads_nowhere(name: str) -> None:
    data = _ods_named(name)
    result = checked(data, "Data.ods")
    assert "BRK009" not in rules(result)
    copy = load_workbook(io.BytesIO(annotate(data, "Data.ods", result.temuan)))
    assert len(copy.worksheets) == 2 and not set("/\\:*?[]") & set(copy.sheetnames[1])


def _ods_named(name: str) -> bytes:
    cell = f"<table:table-cell {_SEVEN}/>"
    return ods(f'<table:table table:name="{html.escape(name)}"><table:table-row>{cell}</table:table-row></table:table>')


def test_external_links_and_macros_are_left_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(JARAK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" * 50
    parts["xl/externalLinks/externalLink1.xml"] = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    result = checked(out.getvalue(), "Data.xlsm")
    assert result.frames["profil_desa"].height == 4 and rules(result) <= {"NIL101"}


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, compound("Workbook", b"\xff" * 9000)])
def test_a_container_of_nonsense(data: bytes) -> None:
    assert rules(checked(data, "Data.xls")) == {"BRK001"}


def test_persons_leave_no_trace_whatever_the_format() -> None:
    nik = "6310041234500001"
    page = f"Nama;Desa;Jarak (Km)\nSiti Rahasia;Satui Barat {nik};3\n".encode()
    result = checked(b"KECAMATAN SATUI KABUPATEN TANAH BUMBU\n" + page, "Data.csv")
    told = " ".join(str(frame.to_dicts()) for frame in result.frames.values()) + str(result.temuan) + str(result.reading.rejected)
    assert nik not in told and "Rahasia" not in told
