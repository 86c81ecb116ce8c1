"""SKM answer sheets: the printed sums, means, index and letters against the answers, and what the answers themselves tell.

Rules of PermenPANRB 14/2017: NRR = sum / answers of the unsur, IKM = sum(NRR x weight) x 25.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from flows.checks.equations import ONE, Alternatif, Angka, Persamaan, constant, rounded
from flows.checks.rules.base import Klaim, Lembar, Row, angka, grouped
from flows.checks.rumus import as_means, exact, minimum_sample, mutu, old_mutu, possible_together, weight, weights
from flows.workbook.reference import unsur_title

HASIL, SAMPEL, RESPONDEN = "BDG301", "BDG303", "BDG304"
FEW = 10
"""Remarkable respondents of a sheet up to which each has a finding of his own."""
SHOWN = 10
"""Rows that a message lists."""
MAX_CELLS = 200
"""Rows that a finding marks."""
TO_INDEX = Decimal(25)
_COUNTS = frozenset({"jumlah_nilai", "jumlah_responden", "sampel_minimum"})


@dataclass(frozen=True)
class Unsur:
    """Answers of one unsur on a sheet: how many, their sum, and (asked only where a sum is off) their cells."""

    kode: str
    nomor: str
    jawaban: int
    jumlah: int
    cells: Callable[[], list[tuple[str, int]]]

    @property
    def nama(self) -> str:
        return f"{self.nomor} {unsur_title(self.kode)}".strip()

    @cached_property
    def nrr(self) -> Fraction:
        return Fraction(self.jumlah, self.jawaban)


@dataclass(frozen=True, slots=True)
class Survei:
    """What one sheet's answers come to for one year and period."""

    tahun: int
    periode: str
    responden: int
    unsur: Mapping[str, Unsur]
    huruf_lama: bool = False
    """Every printed letter is that of the table of 2004."""

    def ikm(self, bobot: Fraction) -> Decimal:
        """The index at a weight, not rounded."""
        return exact(sum((u.nrr for u in self.unsur.values()), Fraction(0)) * bobot * 25)


def skm(sheet: Lembar, survei: Survei) -> None:
    """Every rule of an answer sheet."""
    when = survei.tahun, survei.periode
    feet = [row for row in sheet.tercetak if row["dataset"] == "skm_jawaban" and (row["tahun"], row["periode"]) == when]
    by_measure = {key[0]: group for key, group in grouped(feet, "ukuran").items()}
    per_unsur = {name: {row["kunci"]: row for row in rows} for name, rows in by_measure.items()}
    survei = replace(survei, huruf_lama=_all_by_the_old_table(survei, per_unsur.get("mutu", {})))
    name, bobot = weight(sheet.settings.bobot, len(survei.unsur))
    weighted: list[Angka] = []
    for unsur in survei.unsur.values():
        weighted += _claim_unsur(sheet, survei, unsur, {k: rows.get(unsur.kode) for k, rows in per_unsur.items()}, bobot)
    whole = {k: [row for row in rows if row["kunci"] == sheet.unit_kode] for k, rows in by_measure.items()}
    _claim_index(sheet, survei, whole, name, bobot, weighted if len(weighted) == len(survei.unsur) else [])
    means = [row["nilai"] for kode, row in per_unsur.get("nrr", {}).items() if kode in survei.unsur and row["nilai"] is not None]
    _claim_respondents(sheet, survei, whole, means)
    _claim_sample(sheet, survei, whole, means)
    if sheet.ditolak:
        for equation in sheet.equations:
            equation.tertunda = True
        sheet.claims = [replace(claim, tertunda=True) for claim in sheet.claims]


def _all_by_the_old_table(survei: Survei, letters: Mapping[str, Row]) -> bool:
    known = [(unsur, letters[kode]["teks"]) for kode, unsur in survei.unsur.items() if kode in letters and letters[kode]["teks"]]
    return bool(known) and all(old_mutu(exact(unsur.nrr * 25)) == text.strip().upper() for unsur, text in known)


def _claim_unsur(sheet: Lembar, survei: Survei, unsur: Unsur, feet: Mapping[str, Row | None], bobot: Fraction) -> list[Angka]:
    """Sum, mean, weighted mean and letter printed below one unsur; gives the weighted mean's cell."""
    conversion = exact(unsur.nrr * 25)
    letter = mutu(conversion, survei.tahun)
    text = (
        f"Jumlah nilai {unsur.jumlah} dari {angka(unsur.jawaban)} jawaban: NRR {angka(rounded(exact(unsur.nrr), 3))}, "
        f"nilai konversi {angka(rounded(conversion, 2))}, mutu {letter or '-'}."
    )
    when = survei.tahun, survei.periode
    cell = {k: _foot(sheet, row, f"{k.replace('_', ' ')} {unsur.nama}") for k, row in feet.items()}
    jumlah, nrr, tertimbang = cell.get("jumlah_nilai"), cell.get("nrr"), cell.get("nrr_tertimbang")
    if jumlah:
        # The answers only count as suspects where their sum is off: a number for each of them would cost most of a check.
        parts = _answer_cells(sheet, unsur) if jumlah.nilai != unsur.jumlah else []
        base = constant(Decimal(unsur.jumlah))
        suku = [(ONE, part) for part in parts] or [(ONE, base)]
        sheet.equations.append(Persamaan(HASIL, "jumlah_nilai", unsur.nama, jumlah, suku, Decimal(unsur.jumlah), text, *when))
    if nrr:
        value, count = exact(unsur.nrr), Decimal(unsur.jawaban)
        source = jumlah or constant(Decimal(unsur.jumlah))

        def others() -> list[Alternatif]:
            every = exact(Fraction(unsur.jumlah, survei.responden))
            return [
                ("pembagi seluruh responden, padahal ada jawaban kosong", every),
                ("nilai konversi (NRR x 25)", value * TO_INDEX),
            ]

        sheet.equations.append(
            Persamaan(
                HASIL, "nrr", unsur.nama, nrr, [(ONE, source)], value, text, *when, pengali=count, alternatif=others, langkah=True
            )
        )
    if tertimbang:
        value = exact(unsur.nrr * bobot)
        source = nrr or constant(exact(unsur.nrr))

        def other_weights() -> list[Alternatif]:
            return [(f"bobot {kode}", exact(unsur.nrr * w)) for kode, w in weights(len(survei.unsur)) if w != bobot]

        suku = [(Decimal(bobot.numerator), source)]
        sheet.equations.append(
            Persamaan(HASIL, "nrr_tertimbang", unsur.nama, tertimbang, suku, value, text, *when,
                      pengali=Decimal(bobot.denominator), alternatif=other_weights, langkah=True)
        )  # fmt: skip
    row = feet.get("mutu")
    if row and row["teks"] and letter:
        _claim_letter(sheet, survei, row, letter, unsur.nama, text, [c for c in (nrr, jumlah) if c])
    return [tertimbang] if tertimbang else []


def _foot(sheet: Lembar, row: Row | None, name: str) -> Angka | None:
    if not row or row["nilai"] is None:
        return None
    return sheet.at(row["sel"], row["nilai"], name, tercetak=True, bulat=row["ukuran"] in _COUNTS)


def _answer_cells(sheet: Lembar, unsur: Unsur) -> list[Angka]:
    cells = (sheet.at(sel, nilai, f"jawaban {unsur.nama}", bulat=True, maks=Decimal(4)) for sel, nilai in unsur.cells())
    return [cell for cell in cells if cell is not None]


def _claim_letter(sheet: Lembar, survei: Survei, row: Row, letter: str, name: str, text: str, sources: Sequence[Angka]) -> None:
    printed = row["teks"].strip()
    if printed.upper() != letter and survei.huruf_lama:
        text += " Huruf-huruf di lembar ini mengikuti tabel tahun 2004 (KEP/25/M.PAN/2/2004), yang tidak berlaku lagi."
    together = "huruf lama" if survei.huruf_lama else ""
    sheet.claims.append(
        Klaim(HASIL, "mutu", name, row["sel"], printed, letter, text, survei.tahun, survei.periode, sources, bersama=together)
    )


def _claim_index(
    sheet: Lembar, survei: Survei, whole: Mapping[str, list[Row]], kode: str, bobot: Fraction, weighted: Sequence[Angka]
) -> None:
    """The printed IKM and its letter. The equation runs over the printed weighted means where every unsur has one."""
    right = survei.ikm(bobot)
    exactly = survei.ikm(Fraction(1, len(survei.unsur)))
    letter = mutu(right, survei.tahun)
    text = (
        f"Dari {angka(survei.responden)} responden dengan bobot {kode}: IKM {angka(rounded(right, 2))} ({letter or '-'}); "
        f"dengan bobot eksak {angka(rounded(exactly, 2))} ({mutu(exactly, survei.tahun) or '-'})."
    )
    cells = []
    for row in whole.get("ikm", ()):
        hasil = _foot(sheet, row, "IKM")
        if hasil is None:
            continue
        cells.append(hasil)
        suku = [(TO_INDEX, cell) for cell in weighted] or [(ONE, constant(right))]

        def others() -> list[Alternatif]:
            return _other_indexes(survei, bobot)

        sheet.equations.append(
            Persamaan(HASIL, "ikm", "IKM unit pelayanan", hasil, suku, right, text, survei.tahun, survei.periode, desimal=2,
                      alternatif=others, langkah=True)
        )  # fmt: skip
    for row in whole.get("mutu", ()):
        if row["teks"] and letter:
            _claim_letter(sheet, survei, row, letter, "IKM unit pelayanan", text, cells)


def _other_indexes(survei: Survei, bobot: Fraction) -> list[Alternatif]:
    """What other ways that offices use would give (rules.md 1.4): other weights, and rounding before the end."""
    found = [(f"bobot {kode}", survei.ikm(w)) for kode, w in weights(len(survei.unsur)) if w != bobot]
    for kode, w in weights(len(survei.unsur)):
        for places in (2, 3):
            terms = [rounded(exact(u.nrr * w), places) for u in survei.unsur.values()]
            found.append((f"bobot {kode} dengan NRR tertimbang dibulatkan {places} desimal", sum(terms, Decimal(0)) * TO_INDEX))
            means = [rounded(exact(u.nrr), places) for u in survei.unsur.values()]
            found.append((f"bobot {kode} dengan NRR dibulatkan {places} desimal", sum(means, Decimal(0)) * exact(w) * TO_INDEX))
    return found


def _claim_sample(sheet: Lembar, survei: Survei, whole: Mapping[str, list[Row]], means: Sequence[Decimal]) -> None:
    """The printed smallest sample against the number served; respondents against the smallest sample."""
    served = next((int(row["nilai"]) for row in whole.get("populasi_layanan", ()) if row["nilai"]), None)
    needed = minimum_sample(served) if served else None
    for row in whole.get("sampel_minimum", ()):
        hasil = _foot(sheet, row, "sampel minimum")
        if hasil is None:
            continue
        if served and needed is not None:
            text = (
                f"Untuk {angka(served)} penerima layanan, sampel minimum menurut rumus Krejcie dan Morgan {angka(needed)} orang."
            )
            right = Decimal(needed)
            sheet.equations.append(
                Persamaan(SAMPEL, "sampel_minimum", "Sampel minimum Krejcie dan Morgan", hasil, [(ONE, constant(right))], right,
                          text, survei.tahun, survei.periode, desimal=0)
            )  # fmt: skip
        else:
            needed = int(hasil.nilai)
    if needed is not None and survei.responden + sheet.ditolak < needed:
        rows = [*whole.get("sampel_minimum", ()), *whole.get("populasi_layanan", ())]
        stated, number = rows[0]["label"] or "", angka(rows[0]["nilai"])
        sheet.add(
            "SKM001", rows[0]["sel"], stated if number in stated else number, responden=angka(survei.responden),
            minimum=angka(needed), penjelasan=_from_elsewhere(survei, means, needed),
        )  # fmt: skip


def _claim_respondents(sheet: Lembar, survei: Survei, whole: Mapping[str, list[Row]], means: Sequence[Decimal]) -> None:
    """The number of respondents that the sheet states, against those who stand on it."""
    for row in whole.get("jumlah_responden", ()):
        hasil = _foot(sheet, row, "jumlah responden")
        if hasil is not None:
            count = Decimal(survei.responden)
            text = f"Di lembar ini ada {angka(count)} responden.{_from_elsewhere(survei, means, int(hasil.nilai))}"
            sheet.equations.append(
                Persamaan(RESPONDEN, "jumlah_responden", "Survei", hasil, [(ONE, constant(count))], count, text, survei.tahun,
                          survei.periode, desimal=0)
            )  # fmt: skip


def _from_elsewhere(survei: Survei, means: Sequence[Decimal], responden: int) -> str:
    """Says so where no number of respondents near the stated one can give the printed means of a survey without blanks."""
    blanks = any(unsur.jawaban != survei.responden for unsur in survei.unsur.values())
    if blanks or not means or possible_together(as_means(means), responden):
        return ""
    return f" NRR yang tercetak tidak mungkin berasal dari {angka(responden)} responden ataupun banyak yang mendekatinya."


def report_rows(sheet: Lembar, aturan: str, rows: Sequence[tuple[int, str]]) -> None:
    """Remarkable respondents (row, first answer's cell): each by himself, or all together where they are many."""
    groups = [[row] for row in rows] if len(rows) <= FEW else [list(rows)]
    for group in groups:
        baris, cells = zip(*group, strict=True)
        shown = ", ".join(map(str, baris[:SHOWN])) + (" …" if len(baris) > SHOWN else "")
        sheet.add(aturan, cells[0], terkait=", ".join(cells[1:MAX_CELLS]), jumlah=angka(len(baris)), baris=shown)
