"""Draws a chapter as a Word document, in the office's own template where it has one."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from flows.reports.dokumen.bagan import chart_parts
from flows.reports.dokumen.isi import Bab, Bagan, Blok, Isian, Judul, Kalimat, Tabel
from flows.reports.dokumen.tabel import run_xml, table_xml
from flows.reports.files import Warn
from flows.reports.sheets import Sheet
from flows.reports.styles import FONT
from flows.wording import waktu

WRITER = "kinerja"
"""Who saved a document last, until its author does: Word and LibreOffice put his name there."""
MARK = "[[ISI]]"
"""The paragraph of a template that the chapter takes the place of; without it the chapter goes to the end."""
_STYLES = ("Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet")
_WIDE = 130.0  # sum of column widths from which on a table, with all below its heading, lies on turned pages
_NS = nsdecls("w", "wp", "a", "r")
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EMU_PER_TWIP = 635
_MANY = 5  # columns above which letters are smaller
_STEADY = 0x0021_0000  # 1 January 1980 in a ZIP file: the same rows give the same bytes, whenever they are written


def document_bytes(blocks: Bab, nama: str, tahun: int, made: datetime, template: Path | None, warn: Warn) -> bytes:
    """The document; a template that cannot be read is told to ``warn`` and left aside."""
    document = _open(template, warn)
    title = f"Bab III Akuntabilitas Kinerja {nama} Tahun {tahun}"
    properties = document.core_properties
    properties.title, properties.created, properties.modified = title, made, made
    properties.author, properties.last_modified_by = nama, WRITER
    properties.comments = f"Rilis {waktu(made)}"
    _Writer(document, made).write(blocks)
    for paragraph in document.paragraphs[:40]:  # the office's own title lines
        _fill(paragraph, {"[[NAMA]]": nama, "[[TAHUN]]": str(tahun)})
    return _steady(document)


def edited(path: Path) -> bool:
    """Whether someone has saved the document since this program wrote it; then it is his."""
    try:
        with zipfile.ZipFile(path) as archive:
            return f">{WRITER}</cp:lastModifiedBy>".encode() not in archive.read("docProps/core.xml")
    except FileNotFoundError:
        return False
    except (OSError, zipfile.BadZipFile, KeyError):  # whatever lies there, it is not ours
        return True


def _open(template: Path | None, warn: Warn) -> Doc:
    if template is not None and template.is_file():
        try:
            document = Document(str(template))
            _complete(document)
            return document
        except Exception as error:  # whatever a file may hold, the chapter is written
            warn(f"Templat {template.name} tidak dapat dibaca ({type(error).__name__}); Bab III ditulis tanpa templat.")
    document = Document()
    _plain_looks(document)
    return document


def _complete(document: Doc) -> None:
    """Give a template the styles that it lacks, from the library's own."""
    present = {style.name for style in document.styles}
    missing = [name for name in _STYLES if name not in present]
    if missing:
        own = Document().styles
        for name in missing:
            document.styles.element.append(deepcopy(own[name].element))


def _plain_looks(document: Doc) -> None:
    """A4, one quiet font, black headings, numbered pages."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2.5), Cm(2.5), Cm(2.5)
    for name, size in (("Normal", 11), ("Heading 1", 14), ("Heading 2", 12), ("Heading 3", 11), ("Caption", 10)):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for attribute in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{attribute}"), FONT)
        if name != "Normal":
            style.font.color.rgb, style.font.bold = RGBColor(0, 0, 0), True
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    number = document.sections[0].footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    language = parse_xml(f'<w:lang {nsdecls("w")} w:val="id-ID"/>')
    document.styles["Normal"].element.get_or_add_rPr().append(language)


class _Writer:
    """Puts blocks into a document, one after the other."""

    def __init__(self, document: Doc, made: datetime) -> None:
        self._document, self._made = document, made
        self._charts = 0
        self._last = document.element.body.sectPr
        self._ids = {name: document.styles[name].style_id for name in _STYLES}
        self._room = _room(self._last)
        self._across = self._room[0]

    def write(self, blocks: Bab) -> None:
        """All blocks, at the template's mark or at its end."""
        marked = next((p for p in self._document.paragraphs if p.text.strip() == MARK), None)
        place = marked._p if marked is not None else None
        for element in self._all(blocks):
            if place is not None:
                place.addprevious(element)
            else:
                self._last.addprevious(element)
        if place is not None:
            place.getparent().remove(place)

    def _all(self, blocks: Bab) -> Iterator[Any]:
        """The elements of all blocks, with a break where pages turn: at the heading above a wide table, and at the next one."""
        turned = False
        for part in _parts(blocks):
            wide = any(isinstance(block, Tabel) and _width(block.sheet) > _WIDE for block in part)
            if wide != turned:
                yield self._break(turned)
            self._across = self._room[1] if wide else self._room[0]
            turned = wide
            for block in part:
                yield from self._elements(block)
        if turned:
            yield self._break(turned)

    def _elements(self, block: Blok) -> list[Any]:
        if isinstance(block, Judul):
            return [self._paragraph(run_xml(block.teks), f"Heading {block.tingkat}")]
        if isinstance(block, Kalimat):
            return [self._paragraph(run_xml(block.teks), "List Bullet" if block.butir else "", justify=True)]
        if isinstance(block, Isian):
            return [self._paragraph(run_xml(f"[{block.teks}]", marked=True))]
        if isinstance(block, Bagan):
            return [self._chart(block), self._paragraph(run_xml(f"Gambar {block.judul}"), "Caption", centred=True)]
        return self._table(block)

    def _paragraph(self, runs: str, style: str = "", centred: bool = False, justify: bool = False, keep: bool = False) -> Any:
        looks = f'<w:pStyle w:val="{self._ids[style]}"/>' if style else ""
        looks += "<w:keepNext/>" if keep else ""
        looks += '<w:jc w:val="center"/>' if centred else '<w:jc w:val="both"/>' if justify else ""
        return parse_xml(f"<w:p {_NS}><w:pPr>{looks}</w:pPr>{runs}</w:p>")

    def _table(self, block: Tabel) -> list[Any]:
        """Caption and tables; notes become a comment for the author at the caption."""
        sheet = block.sheet
        caption = self._paragraph(run_xml(block.keterangan), "Caption", centred=True, keep=True)
        if block.catatan:
            runs = Paragraph(caption, self._document._body).runs
            comment = self._document.add_comment(runs, "\n".join(block.catatan), author="kinerja", initials="k")
            comment._comment_elm.set(qn("w:date"), f"{self._made:%Y-%m-%dT%H:%M:%SZ}")
        elements = [caption]
        for section in sheet.sections:
            if section.heading:
                elements.append(self._paragraph(run_xml(section.heading, bold=True), keep=True))
            xml = table_xml(section, sheet.grid, self._across, 16 if len(section.columns) > _MANY else 18)
            elements.append(parse_xml(xml.replace("<w:tbl>", f"<w:tbl {_NS}>", 1)))
            elements.append(parse_xml(f"<w:p {_NS}/>"))
        return elements

    def _break(self, turned: bool) -> Any:
        """The end of pages that lie as the template's do, or of turned ones."""
        paragraph = parse_xml(f"<w:p {_NS}><w:pPr/></w:p>")
        section = deepcopy(self._last)
        if turned:
            for reference in section.xpath("./w:headerReference|./w:footerReference"):
                section.remove(reference)  # it keeps those of the section before
            size = section.find(qn("w:pgSz"))
            wide, tall = size.get(qn("w:w")), size.get(qn("w:h"))
            size.set(qn("w:w"), tall)
            size.set(qn("w:h"), wide)
            size.set(qn("w:orient"), "landscape")
        paragraph.pPr.append(section)
        return paragraph

    def _chart(self, bagan: Bagan) -> Any:
        self._charts += 1
        package, number = self._document.part.package, self._charts
        xml, book = chart_parts(bagan, self._made)
        chart = Part(PackURI(f"/word/charts/bagan{number}.xml"), CONTENT_TYPE.DML_CHART, xml, package)
        held = Part(PackURI(f"/word/embeddings/bagan{number}.xlsx"), CONTENT_TYPE.SML_SHEET, book, package)
        chart.relate_to(held, RELATIONSHIP_TYPE.PACKAGE)
        relation = self._document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
        across = min(self._across, self._room[0])
        bars = len(bagan.kategori) * (1 if len(bagan.seri) == 1 else 0.5 + 0.5 * len(bagan.seri))
        tall = round(min(max(2.6 + 0.85 * bars, 5.0), 14.0) * 567)
        size = f'cx="{across * _EMU_PER_TWIP}" cy="{tall * _EMU_PER_TWIP}"'
        said = quoteattr(f"{bagan.judul}: " + "; ".join(f"{s.nama} {', '.join(map(str, s.nilai))}" for s in bagan.seri))
        name = quoteattr(f"Bagan {number}")
        return parse_xml(
            f'<w:p {_NS}><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>'
            '<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:docPr id="{1000 + number}" name={name} descr={said}/><wp:cNvGraphicFramePr/><a:graphic>'
            f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="{relation}"/>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )


def _parts(blocks: Bab) -> Iterator[list[Blok]]:
    """The blocks from each heading to the next."""
    part: list[Blok] = []
    for block in blocks:
        if isinstance(block, Judul) and any(not isinstance(held, Judul) for held in part):
            yield part
            part = []
        part.append(block)
    yield part


def _width(sheet: Sheet) -> float:
    return sum(sheet.grid or [column.width for column in sheet.sections[0].columns])


def _room(section: Any) -> tuple[int, int]:
    """The width for text on a page and on a turned one, in twips."""
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = sum(abs(int(margin.get(qn(f"w:{side}")) or 0)) for side in ("left", "right"))
    return int(size.get(qn("w:w"))) - sides, int(size.get(qn("w:h"))) - sides


def _fill(paragraph: Paragraph, words: dict[str, str]) -> None:
    if any(word in paragraph.text for word in words):
        for run in paragraph.runs:
            for word, text in words.items():
                if word in run.text:
                    run.text = run.text.replace(word, text)


def _steady(document: Doc) -> bytes:
    """The file, with the time of its parts overwritten in place: in each part's own header and in the directory at the end."""
    out = io.BytesIO()
    document.save(out)
    content = bytearray(out.getvalue())
    with zipfile.ZipFile(out) as archive:
        at = archive.start_dir
        for info in archive.infolist():
            struct.pack_into("<I", content, info.header_offset + 10, _STEADY)
            struct.pack_into("<I", content, at + 12, _STEADY)
            at += 46 + sum(struct.unpack_from("<HHH", content, at + 28))  # the entry, its name, extra field and comment
    return bytes(content)
