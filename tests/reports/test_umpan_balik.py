"""The annotated copy: marks that explain themselves, nothing of the planner's lost, and readable again."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pabrik
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from flows.findings import GALAT, INFO, PERINGATAN, Temuan, temuan
from flows.reports.umpan_balik import annotate as annotating
from flows.reports.umpan_balik.annotate import annotate
from flows.reports.umpan_balik.looks import DIGANTI, DIJADIKAN_ANGKA, DIKETAHUI, LOOKS, TERKAIT
from flows.reports.umpan_balik.mend import number_format, scale
from flows.reports.umpan_balik.page import HEADER_ROW, PRIVATE
from flows.reports.umpan_balik.places import place_of, ranges
from flows.workbook.periksa import NAME, TITLE

FILE, SHEET = "Data.xlsx", "Penduduk"


def salah(sel: str, aturan: str = "BDG101", lembar: str = SHEET, **more: str) -> Temuan:
    blanks = dict.fromkeys(("uraian", "ukuran", "tercetak", "dihitung", "penjelasan"), "")
    return replace(temuan(aturan, FILE, lembar, sel, "190", **blanks), **{"pesan": f"Jumlah di {sel} salah.", **more})


def data(touch: Callable[[Worksheet], object] | None = None) -> bytes:
    def change(book: Workbook) -> None:
        if touch:
            touch(book.worksheets[0])

    return pabrik.workbook({SHEET: pabrik.penduduk_desa()}, change)


def copy_of(original: bytes, *found: Temuan) -> Workbook:
    return load_workbook(io.BytesIO(annotate(original, FILE, found)))


def look_of(sheet: Worksheet, sel: str) -> str | None:
    """The mark that a cell shows: of the formats that hold for it, the one of the highest priority."""
    rules = [rule for entry in sheet.conditional_formatting if sel in entry.sqref for rule in entry.rules]
    rules = [rule for rule in rules if rule.formula == ['N("kinerja")=0']]
    if not rules:
        return None
    fill = min(rules, key=lambda rule: rule.priority).dxf.fill.bgColor.rgb[-6:]
    return next(name for name, look in LOOKS.items() if look.isi == fill)


def remark(sheet: Worksheet, sel: str) -> str:
    comment = sheet[sel].comment
    return comment.text if comment else ""


def table(page: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER_ROW + 1) if row[0].value]


def said(page: Worksheet) -> str:
    return "\n".join(str(page.cell(row, 1).value) for row in (1, 2, 3))


# What the planner sees


def test_a_finding_stands_in_the_table_and_at_its_cell() -> None:
    found = replace(salah("E7"), usul="195", sel_terkait="C7, D7")
    book = copy_of(data(lambda sheet: setattr(sheet["E7"], "value", "=C7+D7")), found)
    page, sheet = book.worksheets
    assert book.active is page and page.title == NAME and page["A1"].value == TITLE
    (row,) = table(page)
    assert row[1:5] == [PERINGATAN, SHEET, "E7", "190"] and row[8] == "BDG101"
    assert "Jumlah di E7 salah." in row[5] and "Ikut terpengaruh: C7, D7." in row[5]
    assert row[6] == found.saran and row[7] == "195"
    link = page.cell(HEADER_ROW + 1, 4).hyperlink
    assert link and link.location == f"'{SHEET}'!E7"
    assert [look_of(sheet, sel) for sel in ("E7", "C7", "D7", "C8")] == [PERINGATAN, TERKAIT, TERKAIT, None]
    for part in ("BDG101", "Jumlah di E7 salah.", found.saran, "Seharusnya: 195"):
        assert part in remark(sheet, "E7")
    assert remark(sheet, "C7").count("Ikut terpengaruh oleh E7") == 1
    assert sheet.sheet_properties.tabColor.rgb[-6:] == LOOKS[PERINGATAN].isi


def test_the_verdict_counts_by_level_and_leaves_out_what_is_accepted() -> None:
    known = replace(salah("E9"), diketahui="Angka BPS")
    page = copy_of(data(), salah("E8"), temuan("NIL002", FILE, SHEET, "C7", kolom="LK", baris=7), known).worksheets[0]
    assert "1 hal harus dibetulkan" in said(page) and "1 hal bertentangan" in said(page) and "1 hal sudah diketahui" in said(page)
    assert PRIVATE in said(page) and FILE in said(page)
    assert [row[1] for row in table(page)] == [GALAT, PERINGATAN, "sudah diketahui"]
    assert "Angka BPS" in table(page)[-1][5]


def test_a_clean_workbook_is_said_to_be_clean() -> None:
    page, sheet = copy_of(data()).worksheets
    assert "Tidak ada yang perlu dibetulkan." in said(page) and table(page) == []
    assert sheet.sheet_properties.tabColor is None


def test_an_accepted_finding_is_marked_as_such() -> None:
    sheet = copy_of(data(), replace(salah("E8", usul="1"), diketahui="Angka BPS"))[SHEET]
    assert look_of(sheet, "E8") == DIKETAHUI and "Alasan kantor: Angka BPS" in remark(sheet, "E8")
    assert sheet["E8"].value != 1 and sheet.sheet_properties.tabColor is None


def test_findings_of_a_sheet_or_the_file_have_no_cell() -> None:
    page = copy_of(data(), temuan("LBR005", FILE, SHEET), temuan("BRK010", FILE, lain="Lain.xlsx")).worksheets[0]
    assert [row[2:4] for row in table(page)] == [["seluruh berkas", None], [SHEET, "seluruh lembar"]]
    assert not any(page.cell(HEADER_ROW + n, 4).hyperlink for n in (1, 2))


def test_the_same_rule_in_many_cells_of_a_column_is_one_row() -> None:
    page, sheet = copy_of(data(), *(salah(f"E{row}", usul=str(row)) for row in (6, 7, 8, 9)), salah("D6")).worksheets
    rows = table(page)
    assert [row[3] for row in rows] == ["D6", "4 sel: E6:E9"]
    assert "E6: 6" in rows[1][7] and "… dan 1 lagi" in rows[1][5]
    assert all(f"Jumlah di E{row} salah." in remark(sheet, f"E{row}") for row in (6, 7, 8, 9))


def test_few_cells_keep_a_row_each() -> None:
    assert len(table(copy_of(data(), salah("E6"), salah("E7"), salah("E8")).worksheets[0])) == 3


def test_a_merged_cell_is_marked_at_its_first_cell() -> None:
    sheet = copy_of(data(), salah("E4"))[SHEET]  # C4:E4 is one cell of the header
    assert sheet["C4"].coordinate in remark_places(sheet) and look_of(sheet, "C4") == look_of(sheet, "E4") == PERINGATAN


def remark_places(sheet: Worksheet) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]


@pytest.mark.parametrize("sel", ["E500", "ZZ7", "XFE1", "A0", "bukan sel", "E7:E9"])
def test_a_cell_beyond_the_data_is_only_named(sel: str) -> None:
    page, sheet = copy_of(data(), salah(sel, usul="5")).worksheets
    assert len(table(page)) == 1 and remark_places(sheet) == [] and sheet.max_row < 100


def test_the_worst_mark_wins_and_all_is_said() -> None:
    fault = temuan("NIL002", FILE, SHEET, "C7", "1,5", kolom="LK", baris=7)
    sheet = copy_of(data(), salah("C7"), fault, salah("E7", sel_terkait="C7"))[SHEET]
    assert look_of(sheet, "C7") == GALAT
    assert all(code in remark(sheet, "C7") for code in ("NIL002", "BDG101", "Ikut terpengaruh oleh E7"))


def test_a_hidden_sheet_stays_hidden_and_is_said_to_be() -> None:
    page, sheet, _ = copy_of(data(lambda sheet: hide(sheet, "veryHidden")), salah("E7")).worksheets
    assert sheet.sheet_state == "hidden" and "tersembunyi" in table(page)[0][2]
    assert page.cell(HEADER_ROW + 1, 4).hyperlink is None


def hide(sheet: Worksheet, state: str) -> None:
    sheet.parent.create_sheet("Lain")
    sheet.sheet_state = state


def test_names_of_sheets_at_their_worst() -> None:
    name = "Data 'desa' & kota (Kecamatan!)"
    assert len(name) == 31
    page, sheet = copy_of(pabrik.workbook({name: pabrik.penduduk_desa()}), salah("E7", lembar=name)).worksheets
    link = page.cell(HEADER_ROW + 1, 4).hyperlink
    assert link and link.location == "'Data ''desa'' & kota (Kecamatan!)'!E7" and remark_places(sheet) == ["E7"]


def test_a_sheet_whose_name_was_made_harmless_is_found() -> None:
    found = salah("E7", lembar="NIK [NIK] (1)")
    sheet = copy_of(pabrik.workbook({"NIK 6310070101010001": pabrik.penduduk_desa()}), found).worksheets[1]
    assert remark_places(sheet) == ["E7"]


def test_the_planner_may_have_a_sheet_of_that_name() -> None:
    book = copy_of(pabrik.workbook({"Periksa": pabrik.penduduk_desa()}), salah("E7", lembar="Periksa"))
    assert book.sheetnames == ["PERIKSA 2", "Periksa"] and remark_places(book["Periksa"]) == ["E7"]


def test_it_prints_and_filters() -> None:
    page = copy_of(data(), salah("E7"), salah("E8")).worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9) and page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert page.freeze_panes == f"A{HEADER_ROW + 1}" and page.auto_filter.ref == f"A{HEADER_ROW}:I{HEADER_ROW + 2}"


def test_only_the_first_sheet_is_selected() -> None:
    book = copy_of(pabrik.workbook({"A": pabrik.penduduk_desa(), "B": pabrik.penduduk_desa()}, lambda b: setattr(b, "active", 1)))
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]


def test_comments_have_room_for_their_text() -> None:
    xml = archive(annotate(data(), FILE, [salah("E7"), salah("E8", pesan="kata " * 150)])).read(
        "xl/drawings/commentsDrawing1.vml"
    )
    heights = [int(height) for height in re.findall(rb"height:(\d+)px", xml)]
    assert heights[1] > heights[0] + 100 and max(heights) <= 620


def archive(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


# What the copy mends


@pytest.mark.parametrize(
    ("before", "usul", "after"),
    [
        (190, "195", 195), (190, "1.763", 1763), (84.5, "84,64", 84.64), ("B", "A", "A"), ("100,15%", "100", "100%"),
        ("1.151", "1.763", 1763), ("95,30", "92,31", 92.31),
    ],
)  # fmt: skip
def test_a_computed_figure_is_mended(before: object, usul: str, after: object) -> None:
    found = salah("E7", usul=usul, nilai=str(before))
    page, sheet = copy_of(data(lambda sheet: setattr(sheet["E7"], "value", before)), found).worksheets
    assert sheet["E7"].value == after and look_of(sheet, "E7") == DIGANTI
    assert f"menjadi {usul}; semula" in remark(sheet, "E7") and str(before) in remark(sheet, "E7")
    assert "sudah diganti" in table(page)[0][7] and "1 sel sudah diganti" in said(page)


@pytest.mark.parametrize(
    ("before", "usul"), [("=C7+D7", "195"), ("Jumlah minimum: 108 orang", "201"), ("84,64 (B)", "84,72"), (190, "A"), (None, "5")]
)
def test_what_holds_more_than_the_figure_is_only_proposed(before: object, usul: str) -> None:
    page, sheet = copy_of(data(lambda sheet: setattr(sheet["E7"], "value", before)), salah("E7", usul=usul)).worksheets
    assert sheet["E7"].value == before and look_of(sheet, "E7") == PERINGATAN
    assert f"Seharusnya: {usul}" in remark(sheet, "E7") and table(page)[0][7] == usul


def test_data_are_only_proposed() -> None:
    found = salah("C7", aturan="BDG403", usul="7")
    sheet = copy_of(data(), found)[SHEET]
    assert sheet["C7"].value != 7 and "Seharusnya: 7" in remark(sheet, "C7")


def test_a_percent_format_holds_the_fraction() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["E7"].value, sheet["E7"].number_format = 0.5, "0.00%"

    cell = copy_of(data(touch), salah("E7", aturan="BDG201", usul="92,06"))[SHEET]["E7"]
    assert cell.value == pytest.approx(0.9206) and cell.number_format == "0.00%"


def test_numbers_typed_as_text_become_numbers_in_all_their_cells() -> None:
    rows = [(name, str(100 + i), f"{90 + i} jiwa", 50, 40) for i, name in enumerate(pabrik.DESA)]
    original = pabrik.workbook({SHEET: pabrik.penduduk_desa(rows)})
    before = pabrik.checked(original, FILE)
    text, unit = (next(f for f in before.temuan if f.aturan == rule) for rule in ("NIL101", "NIL109"))
    assert (text.sel, text.sel_terkait, text.usul) == ("C6", "C7, C8, C9", "100; 101; 102; 103")
    page, sheet = copy_of(original, *before.temuan).worksheets
    assert [sheet[f"C{row}"].value for row in range(6, 10)] == [100, 101, 102, 103]
    assert [sheet[f"D{row}"].number_format for row in range(6, 10)] == ['0" jiwa"'] * 4 and unit.usul == "90; 91; 92; 93"
    assert look_of(sheet, "C9") == DIJADIKAN_ANGKA and "semula “103” (teks)" in remark(sheet, "C9")
    assert [row[3] for row in table(page)] == ["4 sel: C6:C9", "4 sel: D6:D9"]


def test_an_unsure_reading_is_only_proposed() -> None:
    original = pabrik.workbook({"Luas": pabrik.profil_luas([("Satui Barat", "4.701.16", "115,7", "-3,7", 20)])})
    found = pabrik.checked(original, FILE).temuan
    sheet = copy_of(original, *found)["Luas"]
    assert sheet["C5"].value == "4.701.16" and "Seharusnya: 4.701,16" in remark(sheet, "C5")
    assert sheet["D5"].value == 115.7


def test_points_taken_for_thousands_are_one_finding_a_column_that_marks_each_cell() -> None:
    rows = [(name, f"1.{i}00", "115,7", "-3,7", 20) for i, name in enumerate(pabrik.DESA[:3], start=2)]
    original = pabrik.workbook({"Luas": pabrik.profil_luas(rows)})
    (found,) = [f for f in pabrik.checked(original, FILE).temuan if f.aturan == "NIL103"]
    assert (found.sel, found.sel_terkait, found.usul) == ("C5", "C6, C7", "1.200; 1.300; 1.400")
    assert found.pesan.endswith("dibaca 1.200, begitu pula 2 sel lain.")
    page, sheet = copy_of(original, found).worksheets
    assert sheet["C7"].value == "1.400" and "Seharusnya: 1.400" in remark(sheet, "C7")
    assert [row[3] for row in table(page)] == ["3 sel: C5:C7"]


def test_a_cell_is_mended_once_for_the_more_serious_finding() -> None:
    typed = replace(temuan("NIL101", FILE, SHEET, "E7", "190", kolom="JUMLAH", jumlah=1, dibaca="190"), usul="190")
    page, sheet = copy_of(data(lambda sheet: setattr(sheet["E7"], "value", "190")), typed, salah("E7", usul="195")).worksheets
    assert sheet["E7"].value == 195 and look_of(sheet, "E7") == DIGANTI
    assert [row[7] for row in table(page)] == ["195\n(sudah diganti)", None] and "Seharusnya: 190" not in remark(sheet, "E7")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("347", "0"), ("84,64", "0.00"), ("81.70", "0.00"), ("1.122,40", "#,##0.00"), ("5.041.005.997", "#,##0"),
        ("-3,399571", "0.000000"), ("Rp. 5.018.048.668,00", '"Rp. "#,##0.00'), ("5 menit", '0" menit"'),
        ("1.200.000,-", '#,##0","'),
    ],
)  # fmt: skip
def test_a_number_looks_as_it_was_typed(text: str, pattern: str) -> None:
    assert number_format(text) == pattern


# What stays as it was


def test_formats_formulas_and_the_planners_own_marks_stay() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["E7"].fill, sheet["E7"].font = PatternFill("solid", fgColor="00FF00"), Font(name="Georgia", size=14)
        sheet["E7"].number_format, sheet["G7"].value = "#,##0", "=SUM(C7:D7)"
        sheet["E7"].comment = Comment("Tanya Pak Camat", "Ani")
        sheet.column_dimensions["B"].width = 33
        sheet.sheet_properties.tabColor = "112233"
        sheet.conditional_formatting.add("C6:D9", CellIsRule(operator="lessThan", formula=["5"], font=Font(bold=True)))
        sheet.protection.sheet = True
        sheet.freeze_panes = "C6"

    original = data(touch)
    old, sheet = load_workbook(io.BytesIO(original))[SHEET], copy_of(original, salah("E7", usul="5"))[SHEET]
    cell = sheet["E7"]
    assert (cell.fill.fgColor.rgb, cell.font.name, cell.font.size, cell.number_format) == ("0000FF00", "Georgia", 14, "#,##0")
    assert cell.value == 5 and sheet["G7"].value == "=SUM(C7:D7)" and sheet.column_dimensions["B"].width == 33
    assert sheet.merged_cells.ranges == old.merged_cells.ranges and sheet.freeze_panes == "C6" and sheet.protection.sheet
    assert cell.comment.text.startswith("Tanya Pak Camat\n\n") and "BDG101" in cell.comment.text and cell.comment.author == "Ani"
    assert sheet.sheet_properties.tabColor.rgb[-6:] == "112233"
    own = [rule for entry in sheet.conditional_formatting for rule in entry.rules if rule.type == "cellIs"]
    assert len(own) == 1 and own[0].priority > 1


def test_rich_text_stays() -> None:
    runs = "<is><r><rPr><b/></rPr><t>Te</t></r><r><t>bal</t></r></is>"
    row = f'<row r="30"><c r="A30" t="inlineStr">{runs}</c></row></sheetData>'
    original = pabrik.patched(data(), "xl/worksheets/sheet1.xml", lambda xml: xml.replace("</sheetData>", row))
    xml = archive(annotate(original, FILE, [salah("E7")])).read("xl/worksheets/sheet2.xml").decode()
    assert re.search(r"<r><rPr><b\b[^>]*/></rPr><t>Te</t></r><r><t>bal</t></r>", xml)


def with_results(original: bytes, cells: dict[str, str]) -> bytes:
    """The workbook with type and result of formulas ``=1`` stored, as Excel does."""

    def change(xml: str) -> str:
        for sel, cell in cells.items():
            xml, number = re.subn(rf'<c r="{sel}"([^>]*)><f>1</f><v\s*/?>(?:</v>)?', rf'<c r="{sel}"\1 {cell}', xml)
            assert number == 1
        return xml

    return pabrik.patched(original, "xl/worksheets/sheet1.xml", change)


def test_a_formulas_result_can_be_read_without_excel() -> None:
    original = with_results(data(lambda sheet: setattr(sheet["E7"], "value", "=1")), {"E7": "><f>1</f><v>192</v>"})
    content = annotate(original, FILE, [salah("E8")])
    assert load_workbook(io.BytesIO(content), data_only=True)[SHEET]["E7"].value == 192
    assert load_workbook(io.BytesIO(content))[SHEET]["E7"].value == "=1"
    assert "NIL006" not in pabrik.rules(pabrik.checked(content, FILE))


def test_a_shared_formula_keeps_the_result_of_each_of_its_cells() -> None:
    original = data(lambda sheet: [setattr(sheet[sel], "value", "=1") for sel in ("E6", "E7")])
    shared = {"E6": '><f t="shared" ref="E6:E7" si="0">C6+D6</f><v>190</v>', "E7": '><f t="shared" si="0"/><v>192.5</v>'}
    content = annotate(with_results(original, shared), FILE, [])
    formulas, results = (load_workbook(io.BytesIO(content), data_only=only)[SHEET] for only in (False, True))
    assert [formulas[sel].value for sel in shared] == ["=C6+D6", "=C7+D7"]
    assert [results[sel].value for sel in shared] == [190, 192.5]


def test_text_results_and_errors_of_formulas_are_kept_too() -> None:
    original = data(lambda sheet: [setattr(sheet[sel], "value", "=1") for sel in ("F6", "F7")])
    cells = {"F6": 't="str"><f>1</f><v>a &amp; b</v>', "F7": 't="e"><f>1</f><v>#REF!</v>'}
    content = annotate(with_results(original, cells), FILE, [])
    sheet = load_workbook(io.BytesIO(content), data_only=True)[SHEET]
    assert (sheet["F6"].value, sheet["F7"].value) == ("a & b", "#REF!")


def test_what_the_copy_loses_is_said() -> None:
    def add(original: bytes, parts: dict[str, bytes]) -> bytes:
        out = io.BytesIO(original)
        with zipfile.ZipFile(out, "a") as target:
            for name, content in parts.items():
                target.writestr(name, content)
        return out.getvalue()

    original = add(data(), {"xl/vbaProject.bin": b"x", "xl/drawings/drawing1.xml": b"<a><xdr:sp macro=''/><xdr:pic/></a>"})
    content = annotate(original, FILE, [salah("E7")])
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert "Tidak terbawa" in said(page) and all(word in said(page) for word in ("makro", "bentuk dan kotak teks", "gambar"))
    assert "xl/vbaProject.bin" not in archive(content).namelist()
    assert "Tidak terbawa" not in said(copy_of(data()).worksheets[0])


def test_a_chart_stays() -> None:
    def touch(sheet: Worksheet) -> None:
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=6, max_row=9))
        sheet.add_chart(chart, "J2")

    content = annotate(data(touch), FILE, [])
    assert any(name.startswith("xl/charts/") for name in archive(content).namelist())
    assert "tampilan grafik" in said(load_workbook(io.BytesIO(content)).worksheets[0])


# Handed in again


SHEETS = {
    "Penduduk": pabrik.penduduk_desa(),
    "Umur": pabrik.penduduk_umur(),
    "Profil": pabrik.profil_luas(),
    "Anggaran": pabrik.anggaran(),
    "SKM": pabrik.skm(),
    "Kinerja": pabrik.kinerja_tahunan(),
}


def test_the_copy_reads_as_the_original() -> None:
    original = pabrik.workbook(SHEETS)
    before = pabrik.checked(original, FILE)
    found = [*before.temuan, salah("E9"), salah("C6", sel_terkait="A1, F20")]
    after = pabrik.checked(annotate(original, FILE, found), FILE)
    assert after.frames.keys() == before.frames.keys()
    for name, frame in before.frames.items():
        assert pabrik.values(after.frames[name]).equals(pabrik.values(frame)), name
    assert pabrik.unbalanced(after) == {} and NAME in {sheet.lembar for sheet in after.sheets}
    assert not any(finding.lembar == NAME for finding in after.temuan)
    assert "NIL101" in pabrik.rules(before) and "NIL101" not in pabrik.rules(after)
    for sheet in before.sheets:
        (same,) = [other for other in after.sheets if other.lembar == sheet.lembar]
        assert replace(same, lembar_ke=sheet.lembar_ke) == sheet


def test_marks_do_not_pile_up() -> None:
    def touch(sheet: Worksheet) -> None:
        sheet["E7"].comment = Comment("Tanya Pak Camat", "Ani")

    found = [salah("E7", usul="5"), salah("C8")]
    once = annotate(data(touch), FILE, found)
    twice = load_workbook(io.BytesIO(annotate(once, FILE, found)))
    assert twice.sheetnames == [NAME, SHEET]
    text = remark(twice[SHEET], "E7")
    assert text.count("Tanya Pak Camat") == 1 and text.count("Pemeriksaan kinerja") == 1
    assert [str(entry.sqref) for entry in twice[SHEET].conditional_formatting] == ["C8 E7"]

    mended = load_workbook(io.BytesIO(annotate(once, FILE, [])))[SHEET]
    assert remark(mended, "E7") == "Tanya Pak Camat" and remark_places(mended) == ["E7"]
    assert look_of(mended, "E7") is None and mended.sheet_properties.tabColor is None and mended["E7"].value == 5


def test_what_the_planner_adds_below_our_comment_stays() -> None:
    book = load_workbook(io.BytesIO(annotate(data(), FILE, [salah("E7")])))
    cell = book[SHEET]["E7"]
    cell.comment = Comment(f"{cell.comment.text}\nSudah saya cek", "Ani")
    out = io.BytesIO()
    book.save(out)
    assert remark(copy_of(out.getvalue())[SHEET], "E7") == "Sudah saya cek"


# Hostile and broken


HOSTILE = [
    '=HYPERLINK("http://jahat")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "=cmd|' /C calc'!A0",
    "a\x00\x0b\x1fb\u202e",
    "😀" * 40,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    found = salah("E7", nilai=text, pesan=text, saran=text, sel_terkait=text, usul=text)
    content = annotate(
        data(lambda sheet: setattr(sheet["E7"], "value", "kata")), FILE, [found, replace(found, sel="C8", nilai="kata")]
    )
    for name in archive(content).namelist():
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in archive(content).read(name)
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    for row in page.iter_rows(min_row=HEADER_ROW + 1, max_row=HEADER_ROW + 2, min_col=5, max_col=8):
        for cell in row:
            assert cell.data_type in "sn" and (not str(cell.value or "").startswith(("=", "+", "-", "@")) or cell.quotePrefix)


def test_a_mended_text_never_becomes_a_formula() -> None:
    found = salah("E7", nilai="kata", usul="=1+1")
    cell = copy_of(data(lambda sheet: setattr(sheet["E7"], "value", "kata")), found)[SHEET]["E7"]
    assert cell.data_type == "s" and cell.value == "=1+1"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rusak", b"bukan buku kerja", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_a_file_that_cannot_be_opened_gets_a_page_alone(content: bytes) -> None:
    book = copy_of(content, temuan("BRK001", FILE))
    assert book.sheetnames == [NAME] and "tidak dapat dibuka" in said(book.worksheets[0])
    assert table(book.worksheets[0])[0][8] == "BRK001"
    again = pabrik.checked(annotate(content, FILE, [temuan("BRK001", FILE)]), FILE)
    assert again.frames == {} and again.temuan == []


def test_of_a_workbook_that_openpyxl_refuses_the_copy_has_the_values() -> None:
    broken = pabrik.patched(
        data(), "xl/styles.xml", lambda xml: xml.replace("<cellXfs", "<cellXfs><xf numFmtId='x'/></cellXfs><cellXfs", 1)
    )
    page, sheet = copy_of(broken, salah("E7", usul="5")).worksheets
    assert "berisi nilainya saja" in said(page) and table(page)[0][3] == "E7"
    assert sheet["E7"].comment and sheet["E8"].value == load_workbook(io.BytesIO(data()), data_only=True)[SHEET]["E8"].value


BOOK, PAGE, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("part", "absent"),
    [
        (BOOK, "<bookViews>.*</bookViews>"), (BOOK, "<workbookPr[^>]*/>"), (BOOK, "<calcPr[^>]*/>"), (BOOK, "<definedNames */>"),
        (PAGE, "<sheetPr>.*</sheetPr>"), (PAGE, "<dimension[^>]*/>"), (PAGE, "<sheetViews>.*</sheetViews>"),
        (PAGE, "<sheetFormatPr[^>]*/>"), (PAGE, "<pageMargins[^>]*/>"), (PAGE, "<mergeCells.*</mergeCells>"),
        (STYLES, "<cellStyles.*</cellStyles>"), (STYLES, "<cellStyleXfs.*</cellStyleXfs>|<cellStyles.*</cellStyles>"),
        (STYLES, "<tableStyles[^>]*/>"), (STYLES, "<colors>.*</colors>"), (STYLES, "<numFmts[^>]*/>"),
    ],
)  # fmt: skip
def test_a_workbook_without_what_need_not_be_there_is_copied_whole(part: str, absent: str) -> None:
    """As programs write it that fill databases into workbooks, without windows, settings of calculation and the like."""
    bare = pabrik.patched(data(), part, lambda xml: re.sub(absent, "", xml, flags=re.DOTALL))
    page, sheet = copy_of(bare, salah("E7")).worksheets
    assert "berisi nilainya saja" not in said(page) and look_of(sheet, "E7") == PERINGATAN


def test_a_workbook_of_the_fewest_parts_is_copied_whole() -> None:
    whole = zipfile.ZipFile(io.BytesIO(data()))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bare:
        for name in whole.namelist():
            if not name.startswith(("docProps/", "xl/theme/")):
                text = re.sub(r"<(?:Override|Relationship)[^>]*(?:docProps|theme)[^>]*/>", "", whole.read(name).decode())
                text = re.sub("<bookViews>.*</bookViews>|<calcPr[^>]*/>|<workbookPr[^>]*/>", "", text, flags=re.DOTALL)
                bare.writestr(name, text)
    page, sheet = copy_of(stream.getvalue(), salah("E7")).worksheets
    assert "berisi nilainya saja" not in said(page) and look_of(sheet, "E7") == PERINGATAN


@pytest.mark.parametrize("step", ["mark", "with_results"])
def test_where_marking_a_workbook_fails_its_values_are_marked(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = getattr(annotating, step)
    calls = iter([True])

    def fails_first(*given: object) -> object:
        if next(calls, False):
            raise KeyError("styles")
        return real(*given)

    monkeypatch.setattr(annotating, step, fails_first)
    page, sheet = copy_of(data(), salah("E7")).worksheets
    assert "berisi nilainya saja" in said(page) and look_of(sheet, "E7") == PERINGATAN


def test_where_nothing_can_be_marked_the_page_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise KeyError("styles")

    monkeypatch.setattr(annotating, "mark", fails)
    (page,) = copy_of(data(), salah("E7")).worksheets
    assert "tidak ada di salinan ini" in said(page) and table(page)[0][3] == "E7"


def test_a_thousand_findings() -> None:
    rows = [(f"Desa {i}", i, i, i, i) for i in range(300)]
    original = pabrik.workbook({SHEET: pabrik.penduduk_desa(rows)})
    found = [salah(f"{column}{row}", pesan=f"Salah {column}{row}.") for column in "CDEF" for row in range(6, 300, 2)]
    found += [salah(f"A{row}", aturan="BDG102") for row in range(6, 300)] + [temuan("LBR005", FILE, SHEET)] * 200
    page, sheet = copy_of(original, *found).worksheets
    assert len(table(page)) <= 6 and look_of(sheet, "E298") == PERINGATAN and remark(sheet, "E298")


def test_the_function_and_what_it_takes_can_travel_to_another_process() -> None:
    call = pickle.loads(pickle.dumps((annotate, (data(), FILE, [salah("E7")]))))
    assert call[0](*call[1]).startswith(b"PK")


# Addresses


@pytest.mark.parametrize(
    ("cells", "short"),
    [(["C6", "C7", "C8", "E6"], ["C6:C8", "E6"]), (["B2", "A1"], ["A1", "B2"]), ([], []), (["A1", "A3"], ["A1", "A3"])],
)
def test_cells_as_ranges(cells: Sequence[str], short: list[str]) -> None:
    assert ranges([place for cell in cells if (place := place_of(cell))]) == short


def test_levels_have_looks_of_their_own() -> None:
    def grey(rgb: str) -> float:
        red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    shades = [grey(LOOKS[name].isi) for name in (GALAT, PERINGATAN, INFO)]
    assert all(lighter - darker > 0.1 for darker, lighter in pairwise(shades))
    assert all(abs(grey(look.isi) - grey(look.tinta)) > 0.45 for look in LOOKS.values())


def test_a_large_survey_typed_as_text_is_mended_whole_and_stays_small() -> None:
    answers = [[str((i + j) % 4 + 1) for j in range(9)] for i in range(700)]
    original = pabrik.workbook({"SKM": pabrik.skm(answers)})
    sheet = copy_of(original, *pabrik.checked(original, FILE).temuan)["SKM"]
    last = next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 1).value == 700)
    assert isinstance(sheet.cell(last, 7).value, int) and look_of(sheet, f"G{last}") == DIJADIKAN_ANGKA
    assert 9 * 400 < len(remark_places(sheet)) < 9 * 520


@pytest.mark.parametrize(
    ("held", "quoted", "power"), [(13.0, "1.300", 100), (1.25, "1.250", 1000), (2.5, "2,5", 1), (12.0, "1.250", 1)]
)
def test_what_a_sheet_multiplies_its_numbers_by(held: float, quoted: str, power: int) -> None:
    assert scale(held, quoted) == power
