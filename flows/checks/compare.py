"""From claims to what people read: every comparison made (``rekonsiliasi``) and one finding for each slip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from operator import attrgetter

from flows.checks.diagnose import Kelompok, diagnose
from flows.checks.equations import Angka, Garis, Persamaan, agrees, rounded, set_tolerances
from flows.checks.rules.base import MANY, Klaim, Lembar, angka, label
from flows.findings import PERINGATAN, SEPARATOR, Temuan, temuan
from flows.slips import slip as mistyped
from flows.workbook.text import cell_order, ranges

MAX_NAMED = 300
"""Cells that one finding names beside its own."""


@dataclass(frozen=True, slots=True)
class Banding:
    """One printed figure that was compared; a row of ``rekonsiliasi``. Numbers are texts with a decimal point."""

    unit_kode: str
    tahun: int | None
    periode: str
    aturan: str
    ukuran: str
    uraian: str
    nilai_tercetak: str | None
    nilai_dihitung: str | None
    selisih: str | None
    cocok: bool
    berkas: str
    lembar: str
    sel: str
    penjelasan: str
    teks_tercetak: str | None
    teks_dihitung: str | None


BANDING_FIELDS = tuple(each.name for each in fields(Banding))
AS_ROW = attrgetter(*BANDING_FIELDS)
"""A comparison as a tuple of its fields."""


def compare(sheets: Sequence[Lembar]) -> list[Temuan]:
    """Judges the claims of some sheets together: a finding for each slip."""
    equations = [equation for sheet in sheets for equation in sheet.equations]
    set_tolerances(equations)
    judged = _distinct(equation for equation in equations if not equation.tertunda)
    groups = [_from_data(group) for group in diagnose(judged)]
    _cover(judged, groups)
    touched = {_place(cell) for group in groups for cell in [group.sel, *group.terkait, *group.wajar]}
    found = [finding for sheet in sheets for finding in sheet.temuan]
    touched |= {(finding.berkas, finding.lembar, finding.sel) for finding in found if finding.tingkat == PERINGATAN}
    found, groups = _joined(found, groups)
    found += [_finding(slips) for slips in _together(groups)]
    for sheet in sheets:
        wrong = [c for c in sheet.claims if not (c.cocok or c.tertunda or touched.intersection(map(_place, c.sumber)))]
        found += _word_findings(sheet, wrong)
    return found


def _distinct(equations: Iterable[Persamaan]) -> list[Persamaan]:
    """Each claim once: a column of pagu that serves several triwulan is read, and claimed, for each of them."""
    found: dict[object, Persamaan] = {}
    for each in equations:
        found.setdefault((each.aturan, each.ukuran, *each.cells), each)
    return list(found.values())


def comparisons(sheets: Iterable[Lembar]) -> Iterator[Banding]:
    """Every comparison of some sheets that ``compare`` has judged, agreeing or not.

    Each printed figure once a rule, however many of its equations it stands in: they all have the same right result.
    """
    seen: set[object] = set()
    for sheet in sheets:
        made = [_number(sheet, equation) for equation in sheet.equations] + [_word(sheet, claim) for claim in sheet.claims]
        for each in made:
            key = each.aturan, each.ukuran, each.berkas, each.lembar, each.sel, each.tahun, each.periode
            if key not in seen:
                seen.add(key)
                yield each


def _joined(found: Sequence[Temuan], groups: Sequence[Kelompok]) -> tuple[list[Temuan], list[Kelompok]]:
    """One finding for one slip: a value that cannot be, and the sum that it breaks.

    Where the equations settle a cell they say more than a remark on it; where they leave several open, the remark decides.
    """
    settled = {_place(group.sel) for group in groups if group.pasti}
    remarks = {
        (f.berkas, f.lembar, sel): i
        for i, f in enumerate(found)
        if f.tingkat == PERINGATAN
        and len(related := f.sel_terkait.split(SEPARATOR)) < MANY  # one on a whole line says nothing of a cell
        for sel in (f.sel, *filter(None, related))
    }
    told = list(found)
    kept: list[Kelompok] = []
    for group in groups:
        hits = [] if group.pasti else list({i for cell in group.suspects if (i := remarks.get(_place(cell))) is not None})
        if len(hits) != 1:
            kept.append(group)
            continue
        remark = told[hits[0]]
        cells = [remark.sel_terkait, *(cell.sel for cell in [group.sel, *group.terkait] if cell.sel != remark.sel)]
        told[hits[0]] = replace(remark, sel_terkait=", ".join(dict.fromkeys(filter(None, cells))))
    return [f for f in told if f.tingkat != PERINGATAN or (f.berkas, f.lembar, f.sel) not in settled], kept


def _place(angka: Angka) -> tuple[str, str, str]:
    return angka.berkas, angka.lembar, angka.sel


def _cover(equations: Iterable[Persamaan], groups: list[Kelompok]) -> None:
    """A printed figure that disagrees with the data is never silent, also where rounded cells between them hide the slip."""
    told = {cell for group in groups for cell in [group.sel, *group.terkait, *group.wajar]}
    for equation in equations:
        if not equation.cocok and equation.hasil not in told:
            groups.append(Kelompok(equation.hasil, [equation], pasti=True, usul=_right(equation)))
            told.add(equation.hasil)


def _from_data(group: Kelompok) -> Kelompok:
    """A computed figure is proposed as the data give it, not as the rounded figures printed between them would."""
    main = group.utama
    if group.usul is not None and group.sel is main.hasil and not main.cocok:
        group.usul = _right(main)
    return group


def _right(equation: Persamaan) -> Decimal:
    """The computed result as it would be printed."""
    return rounded(equation.dihitung, max(equation.toleransi, min(equation.desimal, 2) if not equation.hasil.bulat else 0))


def fits(equation: Persamaan) -> str:
    """Which other formula, year or total gives the printed value; empty where none does."""
    return next((label for label, value in equation.alternatif() if agrees(equation.hasil.nilai, value, equation.toleransi)), "")


def _number(sheet: Lembar, equation: Persamaan) -> Banding:
    right = _right(equation)
    text = "Sesuai dengan hitungan ulang." if equation.cocok else _why(equation)
    if equation.tertunda and not equation.cocok:
        text = f"{equation.penjelasan} Ada baris lembar ini yang ditolak; betulkan itu lebih dahulu."
    return Banding(
        sheet.unit_kode, equation.tahun, equation.periode, equation.aturan, equation.ukuran, equation.uraian,
        str(equation.hasil.nilai), str(right), str(equation.hasil.nilai - right), equation.cocok, sheet.berkas, sheet.lembar,
        equation.hasil.sel, text, None, None,
    )  # fmt: skip


def _why(equation: Persamaan, slipped: bool = True) -> str:
    """What the right result is, and how the printed one came about; ``slipped``: it may have been mistyped."""
    other = fits(equation)
    if other:
        return f"{equation.penjelasan} Angka tercetak cocok dengan {other}."
    how = mistyped(equation.hasil.nilai, _right(equation)) if slipped else ""
    return f"{equation.penjelasan} Tampaknya {how}." if how else equation.penjelasan


def _word(sheet: Lembar, claim: Klaim) -> Banding:
    text = "Sesuai dengan hitungan ulang." if claim.cocok else claim.penjelasan
    return Banding(
        sheet.unit_kode, claim.tahun, claim.periode, claim.aturan, claim.ukuran, claim.uraian, None, None, None, claim.cocok,
        sheet.berkas, sheet.lembar, claim.sel, text, claim.tertulis, claim.dihitung,
    )  # fmt: skip


def _together(groups: Sequence[Kelompok]) -> list[list[Kelompok]]:
    """Slips that are one: of one measure in one row or column, explained by the same formula, or very many of a rule."""
    lines: dict[tuple[str, str, str, Garis], list[Kelompok]] = {}
    for group in groups:
        main = group.utama
        if (group.sel is main.hasil or not group.pasti) and group.tukar is None:
            for line in (main.hasil.row, main.hasil.column):
                lines.setdefault((main.aturan, main.ukuran, fits(main), line), []).append(group)
    merged: dict[tuple[object, ...], list[Kelompok]] = {}
    taken: set[Kelompok] = set()
    for (aturan, _, formula, (berkas, lembar, _)), members in sorted(lines.items(), key=lambda item: -len(item[1])):
        free = [group for group in members if group not in taken]
        if len(free) >= (2 if formula else MANY):
            merged.setdefault((berkas, lembar, aturan, formula), []).extend(free)
            taken.update(free)
    for key, members in merged.items():
        own = _joining(members, [group for group in groups if group not in taken]) if not key[-1] else []
        members.extend(own)
        taken.update(own)
    for group in groups:  # a row that was lost is missing from every year that stands on the sheet
        if group not in taken and group.hilang and group.sel is group.utama.hasil:
            merged.setdefault((group.utama.aturan, group.utama.hasil.row), []).append(group)
            taken.add(group)
    slips = [*merged.values(), *([group] for group in groups if group not in taken)]
    return sorted(slips, key=lambda members: min(map(groups.index, members)))


def _joining(line: Sequence[Kelompok], others: Sequence[Kelompok]) -> list[Kelompok]:
    """Slips that break nothing but figures of rows and columns that come from elsewhere as a whole: no others than these."""
    named = {cell for group in line for cell in [group.utama.hasil, group.sel, *group.terkait] if cell.tercetak}
    often = Counter(garis for cell in named for garis in (cell.row, cell.column))
    aturan = line[0].utama.aturan

    def belongs(equation: Persamaan) -> bool:
        return equation.aturan == aturan and max(often[equation.hasil.row], often[equation.hasil.column]) >= MANY

    return [group for group in others if all(map(belongs, group.persamaan))]


def _finding(slips: Sequence[Kelompok]) -> Temuan:
    first = slips[0]
    at = first.sel
    cells = dict.fromkeys(cell for slip in slips for cell in [slip.sel, *slip.suspects, *slip.terkait] if not cell.tetap)
    cells.pop(at)
    here = [cell.sel for cell in cells if (cell.berkas, cell.lembar) == (at.berkas, at.lembar)]
    place = {
        "sel_terkait": ", ".join(sorted(here[:MAX_NAMED], key=cell_order)),
        "usul": "" if first.usul is None else angka(first.usul),
    }
    main = first.utama
    if len(slips) > 1 and all(slip.hilang for slip in slips) and len({slip.utama.hasil.row for slip in slips}) == 1:
        first = replace(first, persamaan=[e for slip in slips for e in slip.persamaan], suspects=_all_suspects(slips))
    elif len(slips) > 1:
        return _line_finding(slips)
    if first.tukar is not None:
        return temuan(
            "BDG002", at.berkas, at.lembar, at.sel, angka(at.nilai), **place,
            nama=at.nama, nama_lain=first.tukar.nama, sel_lain=first.tukar.sel, nilai_lain=angka(first.tukar.nilai),
            penjelasan=_other_pairs(first),
        )  # fmt: skip
    if at is not main.hasil and first.pasti:
        how = mistyped(at.nilai, first.usul or at.nilai)
        return temuan(
            "BDG001", at.berkas, at.lembar, at.sel, angka(at.nilai), **place, nama=at.nama,
            hitungan="; ".join(_said(e) for e in first.persamaan[:4]), seharusnya=angka(first.usul or 0),
            penjelasan=f" Tampaknya {how}." if how else "",
        )  # fmt: skip
    in_doubt = first.pasti or main.hasil in first.suspects
    return temuan(
        main.aturan, at.berkas, at.lembar, at.sel, angka(at.nilai), **place, uraian=main.uraian,
        ukuran=label(main.ukuran) + ("" if at is main.hasil else f" di sel {main.hasil.sel}"), tercetak=angka(main.hasil.nilai),
        dihitung=angka(_right(main) if first.usul is None else first.usul),
        penjelasan=" ".join([_why(main, slipped=in_doubt), *_doubt(first)]),
    )  # fmt: skip


def _other_pairs(slip: Kelompok) -> str:
    pairs = zip(slip.suspects[::2], slip.suspects[1::2], strict=True)
    others = "; ".join(f"{a.sel} dan {b.sel}" for a, b in pairs)
    return f" Begitu pula bila yang ditukar {others}." if others else ""


def _all_suspects(slips: Sequence[Kelompok]) -> list[Angka]:
    return [cell for slip in slips for cell in slip.suspects]


def _doubt(slip: Kelompok) -> list[str]:
    """What the equations leave open, and a lost row where parts may be missing."""
    if slip.pasti:
        others = [e for e in slip.persamaan if e.hasil is not slip.sel]
        return [f"Cocok pula dengan {label(e.ukuran)} {angka(e.hasil.nilai)} di sel {e.hasil.sel}." for e in others[:1]]
    cells = f"satu dari sel {ranges(cell.sel for cell in slip.suspects)} keliru" if len(slip.suspects) > 1 else ""
    lost = _lost(slip)
    if slip.kira is not None:
        how = mistyped(slip.sel.nilai, slip.kira)
        likely = f"Yang paling mungkin {slip.sel.sel}: tampaknya {how}, seharusnya {angka(slip.kira)}."
        return [f"Salah {cells}.", likely, *([f"Atau ada baris yang belum ditulis ({lost})."] if lost else [])]
    said = [f"Barangkali ada baris yang belum ditulis ({lost})."] if lost else []
    return [*said, *([f"{'Atau salah' if said else 'Salah'} {cells}."] if cells else [])]


def _lost(slip: Kelompok) -> str:
    """What a row that was lost must have held; empty where none can have been, or where it has been told."""
    short = [(e, e.hasil.nilai - e.dihitung) for e in slip.persamaan if e.hilang and slip.hilang]
    if any(angka(value) in e.penjelasan for e, value in short):
        return ""
    several = len({e.tahun for e, _ in short}) > 1
    return ", ".join(f"{label(e.ukuran)}{f' {e.tahun}' if several else ''} {angka(value)}" for e, value in short)


def _line_finding(slips: Sequence[Kelompok]) -> Temuan:
    """One finding for a whole row or column of slips. Single entries are not suspected: so many are not mistyped at once."""
    slips = sorted(slips, key=lambda slip: cell_order(slip.utama.hasil.sel))
    first = slips[0].utama
    at = first.hasil
    results = {slip.utama.hasil for slip in slips}
    suspected = {cell for slip in slips for cell in [slip.sel, *slip.suspects, *filter(None, [slip.tukar])]}
    entries = {cell for cell in suspected - results if not cell.tercetak}
    # Where no entry is what is wrong, the results that follow from it are not right either.
    reached = (
        cell for slip in slips for cell in [slip.utama.hasil, slip.sel, *slip.suspects, *slip.terkait, *slip.wajar]
    )  # fmt: skip
    named = (cell for cell in reached if cell not in entries)
    here = [c.sel for c in dict.fromkeys(named) if c is not at and (c.berkas, c.lembar) == (at.berkas, at.lembar)]
    what = f"{len(slips)} angka {label(first.ukuran)}" if len(here) < len(slips) else f"{len(here) + 1} angka"
    examples = "; ".join(_said(slip.utama) for slip in slips[:3])
    other = fits(first)
    why = f"Angka tercetak cocok dengan {other}." if other else first.penjelasan
    if not other and not first.hilang:
        why = "Barangkali berasal dari data lain, misalnya tahun sebelumnya."
    return temuan(
        first.aturan, at.berkas, at.lembar, at.sel, angka(at.nilai),
        sel_terkait=", ".join(sorted(here[:MAX_NAMED], key=cell_order)), uraian=what,
        ukuran="yang pertama", tercetak=angka(first.hasil.nilai), dihitung=angka(_right(first)),
        penjelasan=f"{why} Misalnya {examples}.",
    )  # fmt: skip


def _said(equation: Persamaan) -> str:
    return f"{equation.uraian} {label(equation.ukuran)} di {equation.hasil.sel} tercetak {angka(equation.hasil.nilai)}"


def _word_findings(sheet: Lembar, wrong: Sequence[Klaim]) -> list[Temuan]:
    """Wrong words, one by one, or together where they are one slip."""
    slips: dict[object, list[Klaim]] = {}
    for claim in wrong:
        slips.setdefault((claim.aturan, claim.bersama) if claim.bersama else claim, []).append(claim)
    return [_word_finding(sheet, claims) for claims in slips.values()]


def _word_finding(sheet: Lembar, claims: Sequence[Klaim]) -> Temuan:
    first, *others = claims
    text = first.penjelasan
    if others:
        text += " Begitu pula " + ", ".join(f"{claim.uraian} ({claim.sel}): {claim.dihitung}" for claim in others) + "."
    return temuan(
        first.aturan, sheet.berkas, sheet.lembar, first.sel, first.tertulis,
        sel_terkait=", ".join(claim.sel for claim in others), usul="" if others else first.dihitung, uraian=first.uraian,
        ukuran=label(first.ukuran), tercetak=first.tertulis, dihitung=first.dihitung, penjelasan=text,
    )  # fmt: skip
