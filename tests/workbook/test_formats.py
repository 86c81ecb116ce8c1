"""The same table in every format gives the same values, at the same cells; what a file is, its content says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from berkas import BOOKS, TEXTS, compound, ods, to_csv, to_html, to_mhtml, to_ods, to_xls
from openpyxl import Workbook, load_workbook
from pabrik import (
    KINDS,
    anggaran,
    checked,
    findings,
    penduduk_desa,
    places,
    profil_jarak,
    rules,
    unbalanced,
    values,
    workbook,
)

from flows.checks.check import Checked
from flows.reports.umpan_balik.annotate import annotate
from flows.workbook.cells import WorkbookError, read_workbook
from flows.workbook.formats.csv import delimiter_of
from flows.workbook.formats.kind import NAMES, kind_of

FORMATS = BOOKS | TEXTS
JARAK = workbook({"Jarak": profil_jarak()})
TITLES = ["JARAK DAN WAKTU TEMPUH", "KECAMATAN SATUI KABUPATEN TANAH BUMBU"]


@cache
def as_xlsx(kind: str) -> tuple[bytes, Checked]:
    data = workbook({"Lembar1": KINDS[kind]().moved(3, 2)})
    return data, checked(data)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_kind_of_sheet_gives_the_same_values(suffix: str) -> None:
    for kind in KINDS:
        data, expected = as_xlsx(kind)
        found = checked(FORMATS[suffix](data), f"Data{suffix}")
        assert found.frames.keys() == expected.frames.keys(), kind
        for dataset, frame in expected.frames.items():
            assert values(found.frames[dataset]).equals(values(frame)), (kind, dataset)
        assert not unbalanced(found)
        assert {finding.tingkat for finding in found.temuan} <= {finding.tingkat for finding in expected.temuan} | {"info"}


@pytest.mark.parametrize("suffix", FORMATS)
def test_findings_name_the_cell_of_the_file(suffix: str) -> None:
    table = penduduk_desa([("Satui Barat", 10, 9, 5, 4), ("Sungai Danau", "seratus", 7, 6, 5)]).moved(4, 3)
    found = checked(FORMATS[suffix](workbook({"Lembar1": table})), f"Data{suffix}")
    assert ("NIL001", "Lembar1", table.cell(1, 2)) in places(found)


@pytest.mark.parametrize("suffix", FORMATS)
def test_sheets_merged_cells_hidden_rows_and_columns(suffix: str) -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[7].hidden = True
        book.worksheets[0].column_dimensions["D"].hidden = True
        book.worksheets[0]["H9"].number_format = "0.00%"
        book.worksheets[0]["H9"] = 0.5

    data = workbook({"Penduduk": penduduk_desa(), "B & C": anggaran()}, hide)
    expected, found = read_workbook(data), read_workbook(FORMATS[suffix](data))
    if suffix in BOOKS:
        assert [(sheet.name, sheet.rows) for sheet in found.sheets] == [(sheet.name, sheet.rows) for sheet in expected.sheets]
    if suffix != ".csv":
        for mine, other in zip(found.sheets, expected.sheets, strict=False):
            assert sorted(mine.merges) == sorted(other.merges)
            assert mine.facts.hidden_rows == other.facts.hidden_rows
            assert suffix in TEXTS or mine.facts.hidden_columns == other.facts.hidden_columns
    assert expected.sheets[0].facts.hidden_columns == {3}
    if suffix in (".xls", ".xlsb"):
        assert found.sheets[0].facts.percent == {(8, 7)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_csv_in_every_encoding_and_with_every_separator(encoding: str, delimiter: str) -> None:
    table = profil_jarak([("Satui Barat", 3.5, 10), ("Sungai Danau", 1.25, 20)], titles=[*TITLES, "Desa “terjauh” – café"])
    found = checked(to_csv(workbook({"L": table}), delimiter, encoding), "Jarak.csv")
    assert found.frames["profil_desa"]["jarak_km"].cast(float).to_list() == [3.5, 1.25]
    assert {finding.tingkat for finding in found.temuan} <= {"info"}


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([*TITLES, *lines, ""]).encode()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["No;Desa;Jarak (Km)", "1;Satui Barat;3,5", "2;Sungai Danau;1.25"], [3.5, 1.25]),
        (["No,Desa,Jarak (Km)", '1,"Satui Barat","3,5"', "2,Sungai Danau,1.25"], [3.5, 1.25]),
        (['"No";"Desa";"Jarak (Km)"', '"1";"Satui', 'Barat";"3,5"', '"2";"Sungai Danau";"1,25"'], [3.5, 1.25]),
        (["No;Desa;Jarak (Km)", "1;Satui Barat;3.5E+00", "2;Sungai Danau; 1,25 "], [3.5, 1.25]),
    ],
)
def test_csv_numbers_and_quotes(lines: list[str], expected: list[float]) -> None:
    found = checked(csv_of(*lines), "Jarak.csv")
    assert found.frames["profil_desa"]["jarak_km"].cast(float).to_list() == expected


def test_a_hint_for_excel_is_no_row() -> None:
    found = read_workbook(b"sep=;\r\nDesa;Jarak\r\nSatui Barat;3\r\n")
    assert found.sheets[0].rows == [["Desa", "Jarak"], ["Satui Barat", 3.0]]


def test_a_stray_quote_spoils_its_own_line_alone() -> None:
    found = checked(csv_of("No;Desa;Jarak (Km)", '1;"Satui Barat;3', "2;Sungai Danau;4", '3;"Makmur Mulia";5'), "Jarak.csv")
    assert "BRK013" in rules(found)
    assert found.frames["profil_desa"]["jarak_km"].cast(float).to_list()[-2:] == [4.0, 5.0]
    assert not unbalanced(found)


def test_a_decimal_comma_between_commas_is_told() -> None:
    found = checked(csv_of("No,Desa,Jarak (Km)", "1,Satui Barat,3", "2,Sungai Danau,4,5", "3,Makmur Mulia,5"), "Jarak.csv")
    (finding,) = findings(found, "BRK014")
    assert (finding.sel, finding.tingkat) == ("D5", "peringatan")


def test_an_error_in_a_text_is_an_error() -> None:
    found = checked(csv_of("No;Desa;Jarak (Km)", "1;Satui Barat;#REF!", "2;Sungai Danau;4"), "Jarak.csv")
    assert [finding.sel for finding in findings(found, "NIL005")] == ["C4"]


@pytest.mark.parametrize(
    ("text", "delimiter"), [("a;b\n1,5;2,5\n", ";"), ("a,b\n1,2\n", ","), ("a\tb\n1,5\t2\n", "\t"), ("a\n", ";")]
)
def test_the_separator_is_the_one_that_cuts_alike(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("Jarak.xls", to_html(JARAK), "halaman web (HTML)"),
        ("Jarak.xls", to_mhtml(JARAK), "halaman web (MHTML)"),
        ("Jarak.xls", JARAK, "buku kerja Excel (.xlsx)"),
        ("Jarak.xlsx", to_xls(JARAK), "buku kerja Excel lama (.xls)"),
        ("Jarak.xlsx", to_csv(JARAK), "teks CSV"),
        ("Jarak.csv", to_ods(JARAK), "buku kerja OpenDocument (.ods)"),
        ("Jarak.aspx", to_html(JARAK, "cp1252"), "halaman web (HTML)"),
    ],
)
def test_the_content_decides_and_a_wrong_name_is_told(name: str, data: bytes, told: str) -> None:
    found = checked(data, name)
    assert found.frames["profil_desa"].height == 4
    (finding,) = findings(found, "BRK012")
    assert (finding.tingkat, told in finding.pesan) == ("info", True)


@pytest.mark.parametrize("suffix", [".xlsm", ".xltx", ".xlsx"])
def test_macros_and_templates_are_read_like_any_other(suffix: str) -> None:
    assert "BRK012" not in rules(checked(JARAK, f"Jarak{suffix}"))


PAGE = """<!DOCTYPE html><html><head><title>Bukan sel</title><script>if (1 < 2) {{ x = "<table>" }}</script></head><body>
<!-- bukan <td>sel --><h2>JUDUL &amp; nama</h2>teks <b>lepas</b>{}<p>sesudahnya</body></html>"""


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [["a", "b"], ["c", "d"]]),
        ("<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>", [["a", "b"], ["", "c"]]),
        ("<table><tr><td colspan='2'>a</td><td>b</td></tr></table>", [["a", "", "b"]]),
        ("<TABLE><TR><TD>a<BR>b</TD><TD> c&nbsp;\n d </TD></TR></TABLE>", [["a\nb", "c d"]]),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>", [["a", "b"]]),
        ("<table><tr><td colspan=0 rowspan=-1>a</td></tr></table>", [["a"]]),
        ('<table><tr><td title="1 > 2">a</td></tr></table>', [["a"]]),
        ('<table><tr><td x:num="1234.5">1.234,50</td><td sdval="0.5" sdnum="1057;0;0%">50%</td></tr></table>', [[1234.5, 0.5]]),
        ('<table><tr><td sdval="45413" sdnum="1057;0;YYYY-MM-DD">2024-05-01</td></tr></table>', [["2024-05-01"]]),
        ("<table><tr><td>a</td></tr><tr><td>b", [["a"], ["b\nsesudahnya"]]),
    ],
)
def test_a_page_as_a_browser_shows_it(table: str, rows: list[list[object]]) -> None:
    (sheet,) = read_workbook(PAGE.format(table).encode()).sheets
    shown = [[value for value in row if value != ""] for row in sheet.rows]
    expected = [["JUDUL & nama"], ["teks lepas"], *([v for v in row if v != ""] for row in rows)]
    assert shown[: len(expected)] == [[str(v) if isinstance(v, str) else v for v in row] for row in expected]


def test_sheets_that_libreoffice_wrote_into_one_page() -> None:
    sheet = '<a name="table{0}"><h1>Sheet {1}: <em>{2}</em></h1></a><table><tr><td>{2}</td></tr></table>'
    page = "<html><p>Overview</p>" + sheet.format(0, 1, "Satu") + sheet.format(1, 2, "Dua &amp; tiga") + "</html>"
    assert [(found.name, found.rows) for found in read_workbook(page.encode()).sheets] == [
        ("Satu", [["Satu"]]),
        ("Dua & tiga", [["Dua & tiga"]]),
    ]


def test_a_hidden_row_of_a_page_is_read_and_told() -> None:
    page = to_html(JARAK).replace(b"<tr>", b'<tr style="display:none">').replace(b'<tr style="display:none">', b"<tr>", 5)
    found = checked(page, "Jarak.html")
    assert found.frames["profil_desa"].height == 4 and "LBR006" in rules(found)


@pytest.mark.parametrize(
    ("page", "hidden"),
    [
        ('<table><col><col style="display:none"><tr><td>1<td>2</table>', {1}),
        ('<table><tr><td style="display:none">1<td>2</table>', {0}),
        ('<table><tr><td style="display:none">1<td>2<tr><td>3<td>4</table>', set()),
    ],
)
def test_hidden_columns_of_a_page_are_known(page: str, hidden: set[int]) -> None:
    assert read_workbook(page.encode()).sheets[0].facts.hidden_columns == hidden


def test_what_an_ods_repeats_is_unfolded_and_what_it_hides_is_left_out() -> None:
    cell = '<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/>'
    deleted = (
        f'<table:tracked-changes><table:table-cell office:value-type="float" office:value="9"/></table:tracked-changes>{cell}'
    )
    comment = "<office:annotation><text:p>komentar</text:p></office:annotation>"
    note = f"<table:table-cell>{comment}<text:p>a<text:s/>b</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="2">{deleted}{note}</table:table-row>'
    body = f'<table:table table:name="A">{rows}</table:table>'
    assert read_workbook(ods(body)).sheets[0].rows == [[7.0, 7.0, "a b"]] * 2


LOCKED = [
    pytest.param(compound("EncryptedPackage", b"x" * 5000), id="xlsx"),
    pytest.param(to_xls(JARAK).replace(b"\xe0\x00\x14\x00", b"\x2f\x00\x14\x00", 1), id="xls"),
]


@pytest.mark.parametrize("data", LOCKED)
def test_a_password_is_told_in_every_format(data: bytes) -> None:
    assert rules(checked(data, "Data.xls")) == {"BRK003"}


def test_a_password_of_an_ods() -> None:
    plain = to_ods(JARAK)
    out = io.BytesIO(plain)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert rules(checked(out.getvalue(), "Data.ods")) == {"BRK003"}


@pytest.mark.parametrize(
    "data", [b"x", b"%PDF-1.7\n1,2\n", b'{"a": 1,\n"b": 2}', compound("WordDocument", b"x"), b"\xff\xd8\xff" * 9]
)
def test_what_is_no_table_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(WorkbookError) as error:
        read_workbook(data)
    assert error.value.aturan == "BRK002"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_copy_holds_the_values_at_their_places_and_the_marks(suffix: str) -> None:
    table = penduduk_desa([("Satui Barat", 10, 9, 5, 4), ("Sungai Danau", "=1+1", 7, 6, 5)])
    data = FORMATS[suffix](workbook({"Lembar1": table}, lambda book: setattr(book.worksheets[0]["C7"], "data_type", "s")))
    found = checked(data, f"Data{suffix}")
    copy = load_workbook(io.BytesIO(annotate(data, f"Data{suffix}", found.temuan)))
    page, sheet = copy.worksheets
    original = read_workbook(data).sheets[0]
    for r, row in enumerate(original.rows, start=1):
        for c, value in enumerate(row, start=1):
            assert sheet.cell(r, c).value in (value or None, value)
    (bad,) = findings(found, "NIL001")
    cell = sheet[bad.sel]
    assert (cell.value, cell.data_type, cell.comment is not None) == ("=1+1", "s", True)
    assert NAMES[kind_of(data)] in str(page["A3"].value)


REAL: Callable[[str], Path] = (Path(__file__).parents[3] / "shared" / "real").joinpath


@pytest.mark.skipif(not REAL("expected.json").is_file(), reason="buku kerja asli tidak ada di sini")
def test_a_page_that_a_portal_calls_xls() -> None:
    (path,) = REAL("").glob("Rekap Pelaporan*.xls")
    book = read_workbook(path.read_bytes())
    header = next(row for row in book.sheets[0].rows if row[0] == "URAIAN")
    assert (book.jenis, header[5:8], len(book.sheets[0].rows)) == ("mhtml", ["APBD 2020", "JAN", "FEB"], 3 + 2 + 354)
