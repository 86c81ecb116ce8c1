"""Whole clean offices made at random: every kind of sheet that the program knows, each in the way of some honest office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from flows.workbook.layouts import layouts

from .facts import COMPONENTS, SERVICES, UNSUR, WEIGHT, Facts, kategori, krejcie_morgan, letter, make_facts, predikat
from .model import Cell, Equation, Office, Sheet, Style, Value, rounded, same, total

MONTHS = {6: "Juni", 12: "Desember"}
ROMAN = ("I", "II", "III", "IV")
PLAIN = Style()
FEET = {
    "JUMLAH": ("JUMLAH NILAI PER UNSUR", "Jumlah Nilai", "Nilai per Unsur"),
    "NRR": ("NRR PER UNSUR = JUMLAH NILAI PER UNSUR : JUMLAH KUESIONER YANG TERISI", "NRR per Unsur", "NRR/Unsur"),
    "TERTIMBANG": ("NRR TERTIMBANG PER UNSUR = NRR PER UNSUR X 0,111", "NRR Tertbg/Unsur"),
    "IKM": ("IKM UNIT PELAYANAN", "Nilai IKM", "IKM Unit Pelayanan"),
    "KATEGORI": ("KATEGORI", "Mutu Pelayanan"),
}
"""Labels of the footer rows of a survey."""


@dataclass
class Column:
    """A column to be drawn; ``header`` from the top row down."""

    name: str
    header: tuple[str, ...]
    style: Style = PLAIN


Row = tuple[str, dict[str, Value]]


@dataclass
class Plan:
    """A table to be drawn. ``head`` are total rows above the data, ``feet`` those below."""

    titles: list[str]
    columns: list[Column]
    rows: list[Row]
    feet: list[Row] = field(default_factory=list)
    head: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    styles: dict[str, Style] = field(default_factory=dict)
    """The style of a whole row, by its name, where it is not that of its columns."""
    gaps: frozenset[str] = frozenset()
    """Rows that a blank row stands before."""


def words(rng: Random, kind: str, name: str, only: Sequence[str] = ()) -> str:
    """A header of a column, spelled in one of the ways that offices use."""
    spec = next(layout for layout in layouts() if layout.nama == kind).kolom[name]
    text = rng.choice(list(only) or list(spec.tajuk))
    text = text.replace("laki laki", "laki-laki").replace("rata rata", "rata-rata")
    if rng.random() < 0.5:
        text = text.replace("persen", "%") if text == "persen" else text.replace(" persen", " (%)")
    return rng.choice((text.upper(), text.title(), text.capitalize()))


def draw(sheet: Sheet, plan: Plan, rng: Random) -> None:
    """Puts a table at a random place with random trimmings."""
    top, left = rng.choice((1, 1, 1, 2, 4)), rng.choice((1, 1, 1, 2, 3))
    for i, title in enumerate(plan.titles):
        sheet.put(top + i, left, title)
    row = top + len(plan.titles) + rng.choice((0, 1, 1, 2))
    row = _header(sheet, plan.columns, row, left, rng)
    if rng.random() < 0.2 and len(plan.columns) >= 3:
        pattern = rng.choice(("{}", "({})"))
        for j in range(len(plan.columns)):
            sheet.put(row, left + j, pattern.format(j + 1))
        row += 1
    for i, (name, values) in enumerate([*plan.head, *plan.rows, *plan.feet]):
        row += i > 0 and name in plan.gaps
        for j, column in enumerate(plan.columns):
            if column.name in values:
                sheet.put(row, left + j, values[column.name], plan.styles.get(name, column.style), (name, column.name))
        row += 1
    sheet.rows = [name for name, _ in plan.rows]
    for i, note in enumerate(plan.notes):
        row += rng.choice((0, 1))
        sheet.put(row, left, note, PLAIN, ("CATATAN", str(i)))
        row += 1
    if rng.random() < 0.4:
        _signature(sheet, row + 1, left + max(1, len(plan.columns) - 2), rng)


def _header(sheet: Sheet, columns: list[Column], row: int, left: int, rng: Random) -> int:
    height = max(len(column.header) for column in columns)
    merge = rng.random() < 0.8
    j = 0
    while j < len(columns):
        column = columns[j]
        if len(column.header) == 1:
            sheet.put(row, left + j, column.header[0])
            if height > 1 and merge:
                sheet.merges.append((row, left + j, row + height - 1, left + j))
            j += 1
            continue
        end = j
        while end + 1 < len(columns) and columns[end + 1].header[:-1] == column.header[:-1] and len(columns[end + 1].header) > 1:
            end += 1
        sheet.put(row, left + j, column.header[0])
        if merge and end > j:
            sheet.merges.append((row, left + j, row, left + end))
        for k in range(j, end + 1):
            sheet.put(row + 1, left + k, columns[k].header[1])
        j = end + 1
    return row + height


def _signature(sheet: Sheet, row: int, column: int, rng: Random) -> None:
    lines = (
        "Mengetahui,",
        "Camat",
        "",
        rng.choice(("H. Ahmad Fauzi, S.Sos", "Dra. Siti Aminah, M.Si")),
        "NIP. 19700101 199503 1 002",
    )
    for i, line in enumerate(lines):
        if line:
            sheet.put(row + i, column, line)


def counts(rng: Random) -> Style:
    return rng.choice((PLAIN, PLAIN, PLAIN, Style(text=True)))


def money(rng: Random) -> Style:
    return rng.choice(
        (
            PLAIN,
            PLAIN,
            Style(text=True),
            Style(text=True, decimals=2),
            Style(text=True, before="Rp "),
            Style(text=True, before="Rp. "),
        )
    )


def percent(rng: Random) -> Style:
    """How a printed percentage is written."""
    decimals = rng.choice((0, 1, 2, 2, 2, 3))
    return rng.choice(
        (
            Style(decimals=decimals), Style(decimals=decimals), Style(decimals=None), Style(text=True, decimals=decimals),
            Style(text=True, decimals=2, after=" %"), Style(text=True, decimals=2, after="%"), Style(decimals=None, percent=True),
        )
    )  # fmt: skip


def decimal(rng: Random, decimals: int = 2) -> Style:
    return rng.choice((Style(decimals=decimals), Style(text=True, decimals=decimals)))


def number(value: Fraction | Decimal | int, style: Style) -> Decimal:
    return rounded(value, style.decimals)


def ratio(result: Cell, part: Cell, whole: Cell) -> Equation:
    """A printed percentage."""

    def compute(values: Sequence[Fraction]) -> Fraction | None:
        return 100 * values[0] / values[1] if values[1] else None

    return Equation(result, [part, whole], compute, result.style.decimals)


class Maker:
    """Draws the sheets of one office. Each method makes one kind of sheet."""

    def __init__(self, facts: Facts, rng: Random) -> None:
        self.facts, self.rng = facts, rng
        self.sheets: list[Sheet] = []
        self.books = self._book_names()

    def _book_names(self) -> list[str]:
        name = self.rng.choice(("Data", "Laporan", "LKjIP", "Bahan LAKIP"))
        return [f"{name} {self.facts.kecamatan.replace('/', '-')}.xlsx", f"{name} bagian 2.xlsx"]

    def sheet(self, kind: str, name: str, book: int = 0) -> Sheet:
        taken = {sheet.name for sheet in self.sheets}
        title = next(t for t in (name, *(f"{name} ({i})" for i in range(2, 9))) if t not in taken)
        sheet = Sheet(self.books[book], title[:31], kind)
        self.sheets.append(sheet)
        return sheet

    def unit(self) -> str:
        text = f"KECAMATAN {self.facts.kecamatan} {self.facts.kabupaten}"
        return text.upper() if self.rng.random() < 0.7 else text.title()

    def totals_label(self) -> str:
        return self.rng.choice(("JUMLAH", "Jumlah", "TOTAL", "Total", "Jumlah Total", "SE KECAMATAN"))

    def gaps(self, rows: Iterable[str]) -> frozenset[str]:
        """Blank rows before these, in some offices."""
        return frozenset(rows) if self.rng.random() < 0.3 else frozenset()

    def source(self) -> list[str]:
        return ["Sumber: Kantor Kecamatan"] if self.rng.random() < 0.4 else []

    # Population

    def penduduk_desa(self, when: tuple[int, int], place: str = "") -> Sheet:
        rng, facts = self.rng, self.facts
        people = facts.penduduk[when]
        month = MONTHS[when[1]]
        sheet = self.sheet("penduduk_desa", f"{month} {when[0]}")
        style = counts(rng)
        group = (rng.choice(("PENDUDUK", "Jumlah Penduduk", f"PENDUDUK BULAN {month.upper()} {when[0]}")),)
        if rng.random() < 0.3:
            group = ()
        sexes = rng.choice((("LK", "PR"), ("L", "P"), ("Laki-laki", "Perempuan"), ("LAKI-LAKI", "PEREMPUAN")))
        blocks = [
            [
                Column("laki_laki", (*group, sexes[0]), style),
                Column("perempuan", (*group, sexes[1]), style),
                Column(
                    "jumlah",
                    (*group, rng.choice(("JUMLAH", "Jumlah", "Jumlah Jiwa", "Total")) if group else "Jumlah Penduduk"),
                    style,
                ),
            ]
        ]
        extra = rng.choice((["kk"], ["kk", "rumah"], ["kk", "rumah"], []))
        blocks += [[Column(name, (words(rng, "penduduk_desa", name),), counts(rng))] for name in extra]
        rng.shuffle(blocks)
        figures = [column for block in blocks for column in block]
        columns = [Column("no", ("No",)), Column("desa", (words(rng, "penduduk_desa", "desa"),)), *figures]
        rows: list[Row] = []
        order = list(facts.desa)
        if rng.random() < 0.3:
            rng.shuffle(order)
        for i, d in enumerate(order, start=1):
            men, women, kk, rumah = people[d]
            name = d.upper() if rng.random() < 0.1 else d
            rows.append(
                (
                    d,
                    {
                        "no": i,
                        "desa": name,
                        "laki_laki": men,
                        "perempuan": women,
                        "jumlah": men + women,
                        "kk": kk,
                        "rumah": rumah,
                    },
                )
            )
        where = place or rng.choice(("below", "below", "below", "above", "none"))
        sums: dict[str, Value] = {c.name: sum(int(values[c.name]) for _, values in rows) for c in figures}
        totals: list[Row] = [("TOTAL", {"desa": self.totals_label(), **sums})]
        titles = [f"DATA KEPENDUDUKAN PER {month.upper()} {when[0]}", self.unit()]
        draw(sheet, Plan(titles, columns, rows, totals * (where == "below"), totals * (where == "above"), self.source()), rng)
        for name in [*order, *(["TOTAL"] if where != "none" else [])]:
            sheet.equations.append(total(sheet[name, "jumlah"], [sheet[name, "laki_laki"], sheet[name, "perempuan"]]))
        if where != "none":
            for column in sums:
                sheet.equations.append(total(sheet["TOTAL", column], [sheet[d, column] for d in order]))
        return sheet

    def penduduk_umur(self) -> Sheet:
        rng, facts = self.rng, self.facts
        sheet = self.sheet("penduduk_umur", "Umur & JK", self.second())
        style = counts(rng)
        group = ("JENIS KELAMIN",) if rng.random() < 0.7 else ()
        columns = [
            Column("no", ("No",)),
            Column("desa", (words(rng, "penduduk_umur", "desa"),)),
            Column("kelompok_umur", (words(rng, "penduduk_umur", "kelompok_umur"),)),
            Column("laki_laki", (*group, rng.choice(("L", "LK", "Laki-laki"))), style),
            Column("perempuan", (*group, rng.choice(("P", "PR", "Perempuan"))), style),
            Column("jumlah", ("JUMLAH",), style),
        ]
        spell = rng.choice(("USIA {} TAHUN", "{} Tahun", "{}"))
        sums, whole = rng.random() < 0.8, rng.random() < 0.8
        rows: list[Row] = []
        blocks: list[tuple[str, str, dict[str, list[int]]]] = [(d, d.upper(), facts.umur[d]) for d in facts.desa]
        if whole:
            every = {b: [sum(facts.umur[d][b][k] for d in facts.desa) for k in (0, 1)] for b in facts.bands}
            blocks.append(("TOTAL", rng.choice(("SE KECAMATAN", "JUMLAH SE KECAMATAN")), every))
        for i, (d, label, bands) in enumerate(blocks, start=1):
            lines = list(bands.items())
            if sums:
                lines.append(("TOTAL", [sum(pair[k] for pair in bands.values()) for k in (0, 1)]))
            for j, (band, (men, women)) in enumerate(lines):
                values: dict[str, Value] = {"laki_laki": men, "perempuan": women, "jumlah": men + women}
                values["kelompok_umur"] = "TOTAL JUMLAH" if band == "TOTAL" else _band(band, spell)
                if j == 0:
                    values["desa"] = label
                    if d != "TOTAL":
                        values["no"] = i
                rows.append((f"{d}/{band}", values))
        titles = ["DATA PENDUDUK BERDASARKAN UMUR DAN JENIS KELAMIN", f"{self.unit()} TAHUN {facts.tahun}"]
        draw(
            sheet,
            Plan(titles, columns, rows, notes=self.source(), gaps=self.gaps(f"{d}/{facts.bands[0]}" for d, _, _ in blocks)),
            rng,
        )
        names = [d for d, _, _ in blocks]
        bands = [*facts.bands, *(["TOTAL"] if sums else [])]
        for d in names:
            for band in bands:
                row = f"{d}/{band}"
                sheet.equations.append(total(sheet[row, "jumlah"], [sheet[row, "laki_laki"], sheet[row, "perempuan"]]))
        for column in ("laki_laki", "perempuan", "jumlah"):
            if sums:
                for d in names:
                    parts = [sheet[f"{d}/{band}", column] for band in facts.bands]
                    sheet.equations.append(total(sheet[f"{d}/TOTAL", column], parts))
            if whole:
                for band in bands:
                    parts = [sheet[f"{d}/{band}", column] for d in facts.desa]
                    sheet.equations.append(total(sheet[f"TOTAL/{band}", column], parts))
        return sheet

    def second(self) -> int:
        """Which workbook a sheet goes to: some offices keep theirs in two."""
        return int(self.rng.random() < 0.2)

    # Villages

    def profil_luas(self) -> Sheet:
        rng, facts = self.rng, self.facts
        sheet = self.sheet("profil_desa", "Luas & Koordinat", self.second())
        area = Style(text=True, decimals=2) if rng.random() < 0.4 else Style(decimals=2)
        if all(p["luas_ha"] == int(p["luas_ha"]) for p in facts.profil.values()):
            area = counts(rng)
        degrees = decimal(rng, 6)
        columns = [
            Column("no", ("No",)),
            Column("desa", (words(rng, "profil_desa", "desa"),)),
            Column(
                "luas_ha",
                (words(rng, "profil_desa", "luas_ha", ("luas ha", "luas wilayah ha", "luas desa ha")).replace(" ha", " (Ha)"),),
                area,
            ),
            Column("bujur", (words(rng, "profil_desa", "bujur"),), degrees),
            Column("lintang", (words(rng, "profil_desa", "lintang", ("koordinat lintang", "lintang", "latitude")),), degrees),
            Column("ketinggian_m", (words(rng, "profil_desa", "ketinggian_m"),), decimal(rng, 1)),
        ]
        rows: list[Row] = [(d, {"no": i, "desa": d, **facts.profil[d]}) for i, d in enumerate(facts.desa, start=1)]
        feet: list[Row] = []
        if rng.random() < 0.6:
            whole = sum((facts.profil[d]["luas_ha"] for d in facts.desa), Decimal(0))
            label = rng.choice((self.totals_label(), f"KECAMATAN {facts.kecamatan.upper()}"))
            feet = [("TOTAL", {"desa": label, "luas_ha": whole})]
        draw(sheet, Plan(["LUAS WILAYAH DAN TITIK KOORDINAT DESA", self.unit()], columns, rows, feet, notes=self.source()), rng)
        if feet:
            sheet.equations.append(total(sheet["TOTAL", "luas_ha"], [sheet[d, "luas_ha"] for d in facts.desa]))
        return sheet

    def profil_jarak(self) -> Sheet:
        rng, facts = self.rng, self.facts
        sheet = self.sheet("profil_jarak", "Jarak", self.second())
        columns = [
            Column("no", ("No",)),
            Column("desa", (words(rng, "profil_desa", "desa"),)),
            Column("jarak_km", (words(rng, "profil_desa", "jarak_km"),), decimal(rng, 1)),
            Column("waktu_menit", (words(rng, "profil_desa", "waktu_menit"),), counts(rng)),
        ]
        rows: list[Row] = [(d, {"no": i, "desa": d, **facts.profil[d]}) for i, d in enumerate(facts.desa, start=1)]
        draw(sheet, Plan(["JARAK DAN WAKTU TEMPUH KE KANTOR KECAMATAN", self.unit()], columns, rows, notes=self.source()), rng)
        return sheet

    # Budget

    def anggaran(self, shape: str = "", total_row: bool | None = None) -> Sheet:
        """Shapes: ``satu`` a year, ``dua`` two years, ``tw`` a year and a part of the next, ``triwulan`` the parts of a year."""
        rng, facts = self.rng, self.facts
        t = facts.tahun
        shape = shape or rng.choice(("satu", "dua", "dua", "tw", "tw", "triwulan"))
        sheet = self.sheet("anggaran", "Realisasi Anggaran", self.second())
        parts = {
            "satu": [(t, ["TAHUN"])],
            "dua": [(t - 1, ["TAHUN"]), (t, ["TAHUN"])],
            "tw": [(t, ["TAHUN"]), (t + 1, [f"TW{rng.randint(1, 3)}"])],
            "triwulan": [(t, [f"TW{i}" for i in range(1, rng.randint(3, 5))])],
        }[shape]
        style, pct = money(rng), percent(rng)
        group = ("Realisasi Keuangan",) if rng.random() < 0.5 else ()
        columns = [
            Column("kode", (words(rng, "anggaran", "kode"),)),
            Column(
                "uraian", (rng.choice(("Uraian", "Program/Kegiatan/Sub Kegiatan", "PROGRAM DAN KEGIATAN".replace(" DAN ", "/"))),)
            ),
        ]
        pagu_word = rng.choice(("Anggaran", "Pagu", "Pagu Anggaran"))
        for year, periods in parts:
            columns.append(Column(f"pagu:{year}", (*group, f"{pagu_word} Tahun {year}"), style))
            for p in periods:
                when = f"Tahun {year}" if p == "TAHUN" else f"Tahun {year} TW {ROMAN[int(p[2]) - 1]}"
                columns.append(Column(f"realisasi:{year}:{p}", (*group, f"Realisasi {when}"), style))
                columns.append(Column(f"persen:{year}:{p}", (*group, rng.choice(("%", "%", "Persen"))), pct))
        sides = [(f"pagu:{y}", f"realisasi:{y}:{p}", f"persen:{y}:{p}") for y, ps in parts for p in ps]
        depth = rng.choice((5, 5, 5, 4, 2))
        codes = [code for code in facts.codes() if code.count(".") <= depth]

        def line(code: str) -> dict[str, Value]:
            return self._money_line(columns, pct, lambda kind, y, p: facts.money(code, kind, y, p))

        rows: list[Row] = []
        for code in codes:
            name = facts.name(code)
            rows.append((code, {"kode": code, "uraian": name.upper() if code.count(".") == 2 else name, **line(code)}))
        feet: list[Row] = []
        if total_row if total_row is not None else rng.random() < 0.8:
            whole = self._money_line(
                columns, pct, lambda kind, y, p: sum(facts.money(code, kind, y, p) for code in facts.programs)
            )
            feet = [("TOTAL", {**({"uraian": self.totals_label()} if rng.random() < 0.7 else {}), **whole})]
        years = " DAN ".join(
            f"TAHUN {y}" + (f" TW {ROMAN[int(ps[-1][2]) - 1]}" if ps[-1] != "TAHUN" and shape == "tw" else "") for y, ps in parts
        )
        titles = [f"REALISASI ANGGARAN {self.unit()}", f"{years}".replace("TAHUN", "TAHUN ANGGARAN", 1)]
        draw(sheet, Plan(titles, columns, rows, feet, gaps=self.gaps(facts.programs)), rng)
        for name in [*codes, *(["TOTAL"] if feet else [])]:
            for pagu, real, pctcol in sides:
                if (name, pctcol) in sheet.at:
                    sheet.equations.append(ratio(sheet[name, pctcol], sheet[name, real], sheet[name, pagu]))
        moneys = [c.name for c in columns if c.name.startswith(("pagu", "realisasi"))]
        self._roll_up(sheet, codes, moneys, bool(feet))
        return sheet

    @staticmethod
    def _roll_up(sheet: Sheet, codes: list[str], columns: list[str], whole: bool) -> None:
        for column in columns:
            for code in codes:
                children = [c for c in codes if _parent(c) == code]
                if children:
                    sheet.equations.append(total(sheet[code, column], [sheet[c, column] for c in children]))
            if whole:
                programs = [sheet[c, column] for c in codes if c.count(".") == 2]
                sheet.equations.append(total(sheet["TOTAL", column], programs))

    @staticmethod
    def _money_line(columns: list[Column], pct: Style, money_of: Callable[[str, int, str], int]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for column in columns:
            kind, *when = column.name.split(":")
            if kind in ("pagu", "realisasi"):
                values[column.name] = money_of(kind, int(when[0]), when[1] if len(when) > 1 else "TAHUN")
            elif kind == "persen":
                pagu = values[f"pagu:{when[0]}"]
                real = values[f"realisasi:{when[0]}:{when[1]}"]
                assert isinstance(pagu, int) and isinstance(real, int)
                values[column.name] = number(Fraction(100 * real, pagu), pct) if pagu else Decimal(0)
        return values

    def pagu(self) -> Sheet:
        rng, facts = self.rng, self.facts
        sheet = self.sheet("pagu", f"Pagu {facts.tahun}", self.second())
        style = money(rng)
        group = rng.choice((("Pagu (Rp)",), ("Pagu",), ()))
        names = ("Sebelum Perubahan", "Setelah Perubahan") if group else ("Pagu Sebelum Perubahan", "Pagu Setelah Perubahan")
        columns = [
            Column("no", ("No",)),
            Column("kode", (words(rng, "pagu", "kode"),)),
            Column("uraian", (rng.choice(("Uraian", "Program/Kegiatan", "Nama Program")),)),
            Column("awal", (*group, names[0]), style),
            Column("perubahan", (*group, names[1]), style),
        ]
        codes = facts.programs if rng.random() < 0.6 else [c for c in facts.codes() if c.count(".") <= 4]
        own = Random(f"pagu awal {facts.seed}")
        before = {sub.kode: max(1000, round(sub.pagu[facts.tahun] * own.uniform(0.8, 1.1), -3)) for sub in facts.subs}
        rows: list[Row] = []
        for i, code in enumerate(codes, start=1):
            first = sum(value for sub, value in before.items() if sub.startswith(f"{code}."))
            values: dict[str, Value] = {"no": i, "kode": code, "uraian": facts.name(code), "awal": first}
            rows.append((code, {**values, "perubahan": facts.money(code, "pagu", facts.tahun)}))
        feet: list[Row] = []
        if rng.random() < 0.8:
            whole: dict[str, Value] = {
                c: sum(int(values[c]) for code, values in rows if code.count(".") == 2) for c in ("awal", "perubahan")
            }
            feet = [("TOTAL", {**({"uraian": self.totals_label()} if rng.random() < 0.6 else {}), **whole})]
        titles = [f"PAGU ANGGARAN TAHUN {facts.tahun} SEBELUM DAN SETELAH PERUBAHAN", self.unit()]
        draw(sheet, Plan(titles, columns, rows, feet), rng)
        self._roll_up(sheet, codes, ["awal", "perubahan"], bool(feet))
        return sheet

    # Survey

    def skm(self, tahun: int, feet: Sequence[str] = ()) -> Sheet:
        """``feet``: which footer rows; by default a random choice of them."""
        rng, facts = self.rng, self.facts
        sheet = self.sheet("skm_jawaban", f"Olah Data SKM {tahun}", 0)
        sheet.tahun = tahun
        answers = facts.survei[tahun]
        named = rng.random() < 0.3
        heads = UNSUR if named else tuple(f"U{i}" for i in range(1, 10))
        people = [
            Column("nomor", (rng.choice(("NO. RESP", "No", "No. Responden")),)),
            Column("jenis_kelamin", (rng.choice(("JENIS KELAMIN", "Jenis Kelamin")),)),
            Column("umur", (rng.choice(("UMUR", "Usia")),)),
            Column("pendidikan", ("PENDIDIKAN",)),
            Column("pekerjaan", ("PEKERJAAN",)),
            Column("layanan", (rng.choice(("JENIS LAYANAN", "Jenis Pelayanan")),)),
        ]
        people = [people[0], *[c for c in people[1:] if rng.random() < 0.8]]
        if rng.random() < 0.15:
            people.insert(1, Column("nama", ("NAMA",)))
        columns = [*people, *(Column(f"u{u}", ("NILAI UNSUR PELAYANAN", head)) for u, head in enumerate(heads))]
        rows: list[Row] = []
        for i, row in enumerate(answers, start=1):
            values: dict[str, Value] = {
                "nomor": i, "nama": f"Warga {i}", "jenis_kelamin": rng.choice("LP"), "umur": rng.randint(18, 68),
                "pendidikan": rng.choice(("SD", "SLTP", "SLTA", "D3", "S1")), "layanan": rng.choice(SERVICES),
                "pekerjaan": rng.choice(("Petani", "PNS", "Wiraswasta", "Ibu Rumah Tangga", "Pelajar/Mahasiswa")),
            }  # fmt: skip
            rows.append((f"R{i}", values | {f"u{u}": answer for u, answer in enumerate(row)}))
        titles = [
            "PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN",
            f"UNIT PELAYANAN : {self.unit()}",
            f"PERIODE : TAHUN {tahun}",
        ]
        plan = Plan(titles, columns, rows)
        self._skm_feet(plan, tahun, feet)
        draw(sheet, plan, rng)
        for i in range(1, len(answers) + 1):
            for u in range(9):
                sheet[f"R{i}", f"u{u}"].limits = (1, 4)
        self._skm_equations(sheet, len(answers))
        return sheet

    def _skm_feet(self, plan: Plan, tahun: int, wanted: Sequence[str]) -> None:
        """The template's footer rows, each in a style of its own; the unit's letter stands behind the IKM or nowhere."""
        rng, facts = self.rng, self.facts
        nrr, answers, ikm = facts.nrr(tahun), facts.survei[tahun], facts.ikm(tahun)
        styles = {
            "JUMLAH": PLAIN,
            "NRR": rng.choice((Style(decimals=None), Style(decimals=3), Style(decimals=2), Style(text=True, decimals=3))),
            "TERTIMBANG": rng.choice((Style(decimals=None), Style(decimals=3), Style(text=True, decimals=3))),
            "IKM": rng.choice(
                (Style(text=True, decimals=2, after=f" ({letter(ikm)})"), Style(text=True, decimals=2), Style(decimals=2))
            ),
            "KATEGORI": PLAIN,
        }
        figures: dict[str, list[Value]] = {
            "JUMLAH": [sum(row[u] for row in answers) for u in range(9)],
            "NRR": [number(value, styles["NRR"]) for value in nrr],
            "TERTIMBANG": [number(value * WEIGHT, styles["TERTIMBANG"]) for value in nrr],
            "KATEGORI": [letter(value * 25) for value in nrr],
        }
        for name, labels in FEET.items():
            if name in wanted or (not wanted and rng.random() < 0.85):
                own: dict[str, Value] = {plan.columns[0].name: rng.choice(labels)}
                own |= {f"u{u}": value for u, value in enumerate(figures.get(name, []))}
                plan.feet.append((name, own | ({"u8": rounded(ikm, 2)} if name == "IKM" else {})))
        plan.styles |= styles
        if rng.random() < 0.6 or wanted:
            population = facts.populasi[tahun]
            plan.notes = [
                f"Jumlah penerima layanan : {population} orang",
                f"Jumlah minimum sampel responden (tabel Krejcie and Morgan): {krejcie_morgan(population)} orang",
            ]

    @staticmethod
    def _skm_equations(sheet: Sheet, people: int) -> None:
        columns = [[sheet[f"R{i}", f"u{u}"] for i in range(1, people + 1)] for u in range(9)]
        for u, cells in enumerate(columns):
            for name, factor in (("JUMLAH", Fraction(1)), ("NRR", Fraction(1, people)), ("TERTIMBANG", WEIGHT / people)):
                if (name, f"u{u}") in sheet.at:
                    result = sheet[name, f"u{u}"]
                    decimals = 0 if name == "JUMLAH" else result.style.decimals
                    sheet.equations.append(Equation(result, cells, decimals=decimals, factor=factor))
        if ("IKM", "u8") in sheet.at:
            every = [cell for cells in columns for cell in cells]
            sheet.equations.append(Equation(sheet["IKM", "u8"], every, decimals=2, factor=WEIGHT * 25 / people))

    def peringkat(self, tahun: int, claim: bool = False) -> Sheet:
        """``claim``: the number of respondents stands in a title."""
        rng, facts = self.rng, self.facts
        sheet = self.sheet("skm_peringkat", f"Peringkat Unsur {tahun}", 0)
        style = decimal(rng, rng.choice((2, 3)))
        nrr = facts.nrr(tahun)
        order = sorted(range(9), key=lambda u: -nrr[u])
        columns = [
            Column("peringkat", (words(rng, "skm_peringkat", "peringkat", ("urutan peringkat", "peringkat", "ranking")),)),
            Column("nomor", ("No.",)),
            Column("unsur", (words(rng, "skm_peringkat", "unsur", ("unsur pelayanan", "unsur", "nama unsur")),)),
            Column("nrr", (words(rng, "skm_peringkat", "nrr", ("rata rata", "nilai rata rata", "nrr", "nrr per unsur")),), style),
        ]
        rows: list[Row] = [
            (f"u{u}", {"peringkat": i, "nomor": f"U{u + 1}", "unsur": UNSUR[u], "nrr": number(nrr[u], style)})
            for i, u in enumerate(order, start=1)
        ]
        titles = ["PERINGKAT UNSUR DARI NILAI TERTINGGI KE NILAI TERENDAH", f"{self.unit()} TAHUN {tahun}"]
        if claim:
            titles.append(f"Jumlah responden : {len(facts.survei[tahun])} orang")
        draw(sheet, Plan(titles, columns, rows), rng)
        return sheet

    # Performance

    def _measure(self, satuan: str) -> Style:
        rng = self.rng
        if satuan == "Persen":
            return rng.choice((PLAIN, Style(text=True, after="%"), Style(text=True, after=" %"), Style(text=True)))
        if satuan == "Pengaduan":
            return PLAIN
        return decimal(rng)

    def _measures(self, sheet: Sheet, columns: list[str]) -> None:
        """Each figure in the style of its indicator, wherever its column stands."""
        for indicator in self.facts.indikator:
            style = self._measure(indicator.satuan)
            for column in columns:
                if (indicator.kode, column) in sheet.at:
                    sheet[indicator.kode, column].style = style

    def kinerja_tahunan(self, scale: str = "", mean: bool | None = None) -> Sheet:
        rng, facts = self.rng, self.facts
        t = facts.tahun
        sheet = self.sheet("kinerja_tahunan", f"Target & Realisasi {t}", 0)
        polarity = rng.random() < 0.5
        used = [i for i in facts.indikator if polarity or not i.turun]
        pct = percent(rng)
        scale = scale or rng.choice(("", "lakip", "permendagri"))
        columns = [
            Column("no", ("No",)),
            Column("sasaran", (words(rng, "kinerja_tahunan", "sasaran", ("sasaran strategis", "sasaran")),)),
            Column(
                "indikator",
                (words(rng, "kinerja_tahunan", "indikator", ("indikator kinerja", "indikator kinerja utama", "indikator")),),
            ),
            Column("satuan", ("Satuan",)),
            *([Column("polaritas", (rng.choice(("Polaritas", "Sifat")),))] if polarity else []),
            Column("target", (rng.choice(("Target", f"Target {t}")),)),
            Column("realisasi", (rng.choice(("Realisasi", f"Realisasi {t}")),)),
            Column("capaian", (rng.choice(("Capaian (%)", "Capaian", "% Capaian")),), pct),
            *([Column("kategori", ("Kategori",))] if scale else []),
        ]
        rows: list[Row] = []
        for i, indicator in enumerate(used, start=1):
            values: dict[str, Value] = {
                "no": i, "sasaran": indicator.sasaran, "indikator": indicator.nama, "satuan": indicator.satuan,
                "polaritas": "Semakin rendah semakin baik" if indicator.turun else "Semakin tinggi semakin baik",
                "target": indicator.target[t], "realisasi": indicator.realisasi[t],
                "capaian": number(indicator.capaian(t), pct),
            }  # fmt: skip
            rows.append((indicator.kode, values | ({"kategori": kategori(indicator.capaian(t), scale)} if scale else {})))
        feet: list[Row] = []
        if mean if mean is not None else rng.random() < 0.7:
            average = sum((i.capaian(t) for i in used), Fraction(0)) / len(used)
            feet = [("RATA", {"sasaran": rng.choice(("Rata-rata Capaian", "RATA-RATA")), "capaian": number(average, pct)})]
        draw(sheet, Plan([f"TARGET DAN REALISASI KINERJA TAHUN {t}", self.unit()], columns, rows, feet), rng)
        self._measures(sheet, ["target", "realisasi"])
        for indicator in used:
            sheet.equations.append(_achievement(sheet, indicator.kode, "target", indicator.turun))
        if feet:
            cells = [sheet[i.kode, "capaian"] for i in used]
            slack = Fraction(1, 10 ** (pct.decimals or 0)) if pct.decimals is not None else Fraction(0)
            average_of = Equation(sheet["RATA", "capaian"], cells, None, pct.decimals, slack, Fraction(1, len(cells)))
            sheet.equations.append(average_of)
        return sheet

    def kinerja_perbandingan(self) -> Sheet:
        rng, facts = self.rng, self.facts
        years = [facts.tahun - 2, facts.tahun - 1, facts.tahun]
        sheet = self.sheet("kinerja_perbandingan", "Perbandingan", self.second())
        columns = [
            Column("no", ("No",)),
            Column("indikator", (rng.choice(("Indikator Kinerja", "INDIKATOR")),)),
            *(Column(f"realisasi:{y}", (rng.choice(("Realisasi", "Realisasi")), f"{y}")) for y in years),
        ]
        rows: list[Row] = []
        for i, indicator in enumerate((i for i in facts.indikator if not i.turun), start=1):
            values: dict[str, Value] = {"no": i, "indikator": indicator.nama}
            rows.append((indicator.kode, values | {f"realisasi:{y}": indicator.realisasi[y] for y in years}))
        draw(sheet, Plan([f"PERBANDINGAN REALISASI KINERJA {self.unit()}"], columns, rows), rng)
        self._measures(sheet, [f"realisasi:{y}" for y in years])
        return sheet

    def kinerja_renstra(self, capaian: bool | None = None) -> Sheet:
        rng, facts = self.rng, self.facts
        t = facts.tahun
        sheet = self.sheet("kinerja_renstra", "Akhir Renstra", self.second())
        pct = percent(rng)
        printed = capaian if capaian is not None else rng.random() < 0.6
        columns = [
            Column("no", ("No",)),
            Column("indikator", (rng.choice(("Indikator Kinerja", "Indikator")),)),
            Column("realisasi", (f"Realisasi Tahun {t}",)),
            Column("target_akhir", (f"Target Akhir Renstra Tahun {facts.akhir}",)),
            *([Column("capaian", (rng.choice(("Capaian (%)", "Tingkat Capaian")),), pct)] if printed else []),
        ]
        rows: list[Row] = []
        for i, indicator in enumerate((i for i in facts.indikator if not i.turun), start=1):
            real, end = indicator.realisasi[t], indicator.target[facts.akhir]
            values: dict[str, Value] = {"no": i, "indikator": indicator.nama, "realisasi": real, "target_akhir": end}
            rows.append(
                (indicator.kode, values | ({"capaian": number(100 * Fraction(real) / Fraction(end), pct)} if printed else {}))
            )
        draw(sheet, Plan([f"PERBANDINGAN REALISASI TAHUN {t} DENGAN AKHIR RENSTRA", self.unit()], columns, rows), rng)
        self._measures(sheet, ["realisasi", "target_akhir"])
        if printed:
            for kode in sheet.rows:
                sheet.equations.append(_achievement(sheet, kode, "target_akhir", False))
        return sheet

    def iku_target(self) -> Sheet:
        rng, facts = self.rng, self.facts
        t = facts.tahun
        sheet = self.sheet("iku_target", f"IKU {t + 1}-{facts.akhir}", self.second())
        years = range(t + 1, facts.akhir + 1)
        columns = [
            Column("no", ("No",)),
            Column("indikator", (rng.choice(("Indikator", "Indikator Kinerja Utama")),)),
            Column("baseline", (f"{rng.choice(('Baseline', 'Kondisi Awal'))} {t}",)),
            Column("satuan", ("Satuan",)),
            *(Column(f"target:{y}", ("Target Tahunan", f"{y}")) for y in years),
            Column("keterangan", ("Ket",)),
        ]
        rows: list[Row] = []
        for i, indicator in enumerate((i for i in facts.indikator if not i.turun), start=1):
            values: dict[str, Value] = {
                "no": i, "indikator": indicator.nama, "satuan": indicator.satuan, "baseline": indicator.realisasi[t],
            }  # fmt: skip
            rows.append((indicator.kode, values | {f"target:{y}": indicator.target[y] for y in years}))
        draw(sheet, Plan([f"INDIKATOR KINERJA UTAMA {self.unit()}", f"TAHUN {t + 1}"], columns, rows), rng)
        self._measures(sheet, ["baseline", *(f"target:{y}" for y in years)])
        return sheet

    def iku_anggaran(self, efficiency: str = "", share: bool = True) -> Sheet:
        """``efficiency``: one of the formulas in use; a share of the pagu needs the budget's sheet beside it (``share``)."""
        rng, facts = self.rng, self.facts
        t = facts.tahun
        sheet = self.sheet("iku_anggaran", "IKU & Anggaran", 0)
        style, pct = money(rng), percent(rng)
        eff = rng.choice((Style(decimals=2), Style(text=True, decimals=2), Style(text=True, decimals=2, after="%")))
        efficiency = efficiency or rng.choice(("", "", "rasio", "selisih", *(["porsi"] if share else [])))
        chosen = [i for i in facts.indikator if i.kode in ("ikm", "k3", "desa")]
        columns = [
            Column("sasaran", (rng.choice(("Sasaran", "Sasaran Strategis")),)),
            Column("indikator", ("Indikator Sasaran",)),
            Column("realisasi_iku", ("Realisasi IKU",)),
            Column("program", ("Realisasi Keuangan", "Program")),
            Column("pagu", ("Realisasi Keuangan", "Anggaran (Rp)"), style),
            Column("realisasi", ("Realisasi Keuangan", "Realisasi (Rp)"), style),
            Column("persen", ("Realisasi Keuangan", "%"), pct),
            *([Column("efisiensi", ("Efisiensi",), eff)] if efficiency else []),
        ]
        programs = facts.programs[1:]
        rows: list[Row] = []
        office = sum(facts.money(p, "pagu", t) for p in facts.programs)
        for i, indicator in enumerate(chosen):
            own = programs[i :: len(chosen)]
            for j, program in enumerate(own):
                pagu, real = facts.money(program, "pagu", t), facts.money(program, "realisasi", t)
                serapan = Fraction(100 * real, pagu)
                formulas = {
                    "rasio": indicator.capaian(t) / serapan * 100, "selisih": indicator.capaian(t) - serapan,
                    "porsi": Fraction(100 * pagu, office), "": Fraction(0),
                }  # fmt: skip
                values: dict[str, Value] = {
                    "program": facts.name(program), "pagu": pagu, "realisasi": real, "persen": number(serapan, pct),
                    "efisiensi": number(formulas[efficiency], eff),
                }  # fmt: skip
                if j == 0:
                    values |= {"sasaran": f"{i + 1}. {indicator.sasaran}", "indikator": indicator.nama}
                    values["realisasi_iku"] = indicator.realisasi[t]
                rows.append((program, values))
        feet: list[Row] = []
        if rng.random() < 0.5:
            pagu, real = (sum(int(values[c]) for _, values in rows) for c in ("pagu", "realisasi"))
            feet = [
                (
                    "TOTAL",
                    {"sasaran": "JUMLAH", "pagu": pagu, "realisasi": real, "persen": number(Fraction(100 * real, pagu), pct)},
                )
            ]
        draw(sheet, Plan([f"REALISASI KEUANGAN TERHADAP IKU {self.unit()}", f"TAHUN ANGGARAN {t}"], columns, rows, feet), rng)
        for i, indicator in enumerate(chosen):
            sheet.at[indicator.kode, "realisasi_iku"] = sheet[programs[i], "realisasi_iku"]
            sheet.at.pop((programs[i], "realisasi_iku"))
        self._measures(sheet, ["realisasi_iku"])
        for name in [*sheet.rows, *(["TOTAL"] if feet else [])]:
            sheet.equations.append(ratio(sheet[name, "persen"], sheet[name, "realisasi"], sheet[name, "pagu"]))
        if feet:
            for column in ("pagu", "realisasi"):
                sheet.equations.append(total(sheet["TOTAL", column], [sheet[p, column] for p in sheet.rows]))
        return sheet

    def sakip(self) -> Sheet:
        rng, facts = self.rng, self.facts
        sheet = self.sheet("sakip", "LHE SAKIP", self.second())
        years = sorted(facts.sakip) if rng.random() < 0.7 else [facts.tahun]
        columns = [
            Column("no", ("No",)),
            Column(
                "komponen",
                (words(rng, "sakip", "komponen", ("komponen", "komponen penilaian", "komponen sub komponen kriteria")),),
            ),
        ]
        style = decimal(rng)
        for y in years:
            columns += [
                Column(f"bobot:{y}", (f"{y}", "Bobot"), style),
                Column(f"nilai:{y}", (f"{y}", rng.choice(("Nilai", "Nilai KK"))), style),
            ]
        rows: list[Row] = []
        for i, (name, weight) in enumerate(COMPONENTS, start=1):
            values: dict[str, Value] = {"no": i, "komponen": name}
            for y in years:
                values |= {f"bobot:{y}": Decimal(weight), f"nilai:{y}": facts.sakip[y][name]}
            rows.append((name, values))
        sums: dict[str, Value] = {"komponen": rng.choice(("Nilai Akuntabilitas", "Jumlah", "Nilai Hasil Evaluasi"))}
        grades: dict[str, Value] = {"komponen": rng.choice(("Predikat", "Tingkat Akuntabilitas"))}
        for y in years:
            whole = sum(facts.sakip[y].values(), Decimal(0))
            sums |= {f"bobot:{y}": Decimal(100), f"nilai:{y}": whole}
            grades[f"nilai:{y}"] = predikat(whole)
        draw(
            sheet,
            Plan(
                [f"HASIL EVALUASI AKIP {self.unit()}"],
                columns,
                rows,
                [("TOTAL", sums), ("PREDIKAT", grades)],
                notes=["Sumber: LHE dari Inspektorat"],
            ),
            rng,
        )
        for y in years:
            for column in (f"bobot:{y}", f"nilai:{y}"):
                sheet.equations.append(total(sheet["TOTAL", column], [sheet[name, column] for name, _ in COMPONENTS]))
        return sheet


def _band(band: str, spell: str) -> str:
    if band.endswith("+"):
        return f"{spell.format(band[:-1])} KE ATAS"
    return spell.format(band.replace("-", " - "))


def _parent(code: str) -> str:
    parts = code.split(".")
    return ".".join(parts[: {6: 5, 5: 3}.get(len(parts), 0)])


def _achievement(sheet: Sheet, row: str, target: str, turun: bool) -> Equation:
    def compute(values: Sequence[Fraction]) -> Fraction | None:
        real, goal = values
        return 100 * ((2 * goal - real) / goal if turun else real / goal) if goal else None

    result = sheet[row, "capaian"]
    return Equation(result, [sheet[row, "realisasi"], sheet[row, target]], compute, result.style.decimals)


KINDS = (
    "penduduk_desa", "penduduk_umur", "profil_luas", "profil_jarak", "anggaran", "pagu", "skm", "peringkat", "kinerja_tahunan",
    "kinerja_perbandingan", "kinerja_renstra", "iku_target", "iku_anggaran", "sakip",
)  # fmt: skip


FAMILIES = {
    "desa": ("penduduk_desa", "penduduk_umur", "profil_luas", "profil_jarak"),
    "uang": ("anggaran", "pagu"),
    "kinerja": ("skm", "peringkat", "kinerja_tahunan", "kinerja_perbandingan", "kinerja_renstra", "iku_target", "sakip"),
}
"""Kinds of sheets that speak of the same things; those of the IKU against the budget belong to two."""


def make(
    seed: int, kinds: Sequence[str] = (), change: Callable[[Facts], None] | None = None, **options: dict[str, Any]
) -> Office:
    """A clean office. ``kinds``: its sheets, else a random choice; ``change`` alters what is true before it is drawn.

    ``options``: keyword arguments for the method that draws a kind of sheet; a list of them for several of that kind.
    """
    facts = make_facts(seed)
    if change:
        change(facts)
    rng = Random(f"rupa {seed}")
    wanted = list(kinds) or rng.sample(KINDS, rng.randint(2, 7))
    maker = Maker(facts, rng)
    for kind in wanted:
        own = dict(options.get(kind, {}))
        if kind == "penduduk_desa":
            for when in own.pop("periods", None) or rng.sample(sorted(facts.penduduk), rng.randint(1, 2)):
                maker.penduduk_desa(when, **own)
        elif kind in ("skm", "peringkat"):
            years = [own.pop("tahun", facts.tahun), *([facts.tahun - 1] if not kinds and rng.random() < 0.3 else [])]
            for tahun in years:
                getattr(maker, kind)(tahun, **own)
        elif kind == "iku_anggaran":
            maker.iku_anggaran(**{"share": "anggaran" in wanted, **own})
        else:
            getattr(maker, kind)(**own)
    office = Office(seed, facts.unit, maker.sheets)
    office.across = across(office, facts)
    return office


def strangers(seed: int, kinds: Sequence[str]) -> list[str]:
    """Kinds of sheets that speak of other things than ``kinds``: what else may lie in the same workbook."""
    rng = Random(f"lain {seed}")
    others = [kind for family in FAMILIES.values() if not set(family) & set(kinds) for kind in family]
    if "iku_anggaran" in kinds:
        others = list(FAMILIES["desa"])
    return rng.sample(others, rng.randint(0, 1)) if others else []


def across(office: Office, facts: Facts) -> list[Equation]:
    """Facts that stand in two sheets: every pair of cells that must agree."""
    places: dict[tuple[object, ...], list[Cell]] = {}
    for sheet in office.sheets:
        for (row, column), cell in sheet.at.items():
            for fact in _facts_of(sheet, row, column, facts):
                places.setdefault(fact, []).append(cell)
    pairs = [(a, b) for cells in places.values() for i, a in enumerate(cells) for b in cells[i + 1 :]]
    return [
        same(a, b) for a, b in pairs if a.sheet is not b.sheet and not isinstance(a.value, str) and not isinstance(b.value, str)
    ]


def _facts_of(sheet: Sheet, row: str, column: str, facts: Facts) -> list[tuple[object, ...]]:
    """The fact that a cell states, where other sheets state it too."""
    kind, t = sheet.kind, facts.tahun
    name, *when = column.split(":")
    if kind == "skm_jawaban" and row == "IKM" and column == "u8":
        return [("ikm", "realisasi", sheet.tahun)]
    if kind == "sakip" and row == "TOTAL" and name == "nilai":
        return [("sakip", "realisasi", int(when[0]))]
    if kind in ("kinerja_tahunan", "kinerja_renstra") and name in ("realisasi", "target"):
        return [(row, name, t)]
    if kind == "kinerja_renstra" and name == "target_akhir":
        return [(row, "target", facts.akhir)]
    if kind == "kinerja_perbandingan" and name == "realisasi":
        return [(row, "realisasi", int(when[0]))]
    if kind == "iku_target":
        return [(row, "realisasi", t)] if name == "baseline" else [(row, "target", int(when[0]))] if when else []
    if kind == "iku_anggaran":
        return (
            [(row, "realisasi", t)]
            if name == "realisasi_iku"
            else [(row, name, t, "TAHUN")]
            if name in ("pagu", "realisasi") and row != "TOTAL"
            else []
        )
    if kind == "anggaran" and name in ("pagu", "realisasi") and row != "TOTAL":
        return [(row, name, int(when[0]), "TAHUN" if name == "pagu" else when[1])]
    if kind == "pagu" and name == "perubahan" and row != "TOTAL":
        return [(row, "pagu", t, "TAHUN")]
    return []
