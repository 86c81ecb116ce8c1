"""Classes of faults: each plants one slip in a clean office and says where it must be found.

Where a slip breaks equations, the place follows from them alone (:func:`by_equations`): the cells of which a single other value
would mend all that is broken. One such cell is the culprit; several are the smallest group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from . import offices
from .facts import Facts, krejcie_morgan, letter, make_facts, old_letter, predikat
from .judge import Case, Expected, expected
from .model import Cell, Equation, Office, Sheet, Style, rounded

Plant = Callable[[int, Random], Case | None]


def make(seed: int, kinds: list[str], change: Callable[[Facts], None] | None = None, **options: dict[str, Any]) -> Office:
    """A clean office with these sheets, and at times another that has nothing to do with them."""
    return offices.make(seed, [*kinds, *offices.strangers(seed, kinds)], change, **options)


@dataclass(frozen=True)
class Fault:
    """A class of faults. ``plant`` gives None where the office of that seed has no place for it."""

    name: str
    text: str
    plant: Plant


FAULTS: dict[str, Fault] = {}


def fault(name: str) -> Callable[[Plant], Plant]:
    """Registers a class of faults; its docstring says what was slipped."""

    def register(plant: Plant) -> Plant:
        FAULTS[name] = Fault(name, (plant.__doc__ or "").strip(), plant)
        return plant

    return register


def planted(name: str, count: int, start: int = 0) -> Iterator[tuple[int, Case]]:
    """The first ``count`` workbooks of a class from seed ``start`` on."""
    seed = start
    found = 0
    while found < count:
        result = FAULTS[name].plant(seed, Random(f"{name} {seed}"))
        if result:
            found += 1
            yield seed, result
        seed += 1
        assert seed - start < 40 * count + 400, f"{name}: hardly any office has a place for it"


@cache
def first(name: str) -> Case:
    """The first workbook of a class, which several tests look at."""
    ((_, case),) = planted(name, 1)
    return case


# How a person slips


def misread(cell: Cell, rng: Random) -> int | None:
    """Two unequal neighbouring digits swapped; None where there are none. The first digit never becomes 0."""
    digits = str(cell.value)
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1] and not (i == 0 and digits[1] == "0")]
    if not digits.isdigit() or not places:
        return None
    i = rng.choice(places)
    return int(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])


def off(cell: Cell, rng: Random) -> int | Decimal:
    """Another value of the same kind: a sum that missed a row, a figure from elsewhere."""
    value = cell.value
    assert not isinstance(value, str)
    step = max(Fraction(value) * rng.randint(3, 9) / 100, Fraction(3))
    other = Fraction(value) - step if value > step and rng.random() < 0.5 else Fraction(value) + step
    return round(other) if isinstance(value, int) else rounded(other, cell.style.decimals)


def expected_along(want: Expected, cells: Iterable[Cell]) -> Expected:
    """The same expectation, in which these cells may be named along."""
    return replace(want, group=want.group | {cell.place for cell in cells})


def by_equations(office: Office, culprit: Cell) -> Expected | None:
    """Where a changed cell must be found, from the equations of its own sheet first; None where it breaks none."""
    own = [e for e in culprit.sheet.equations if not e.holds()]
    all_equations = list(office.equations)
    broken = [e for e in all_equations if not e.holds()]
    if not broken:
        return None
    among = culprit.sheet.equations if own else all_equations
    group = candidates(own or broken, among)
    if culprit not in group:
        return None
    results = [e.result for e in broken] + [part for e in broken if e in office.across for part in e.parts]
    must = {culprit, *(e.result for e in own)}
    return expected(group, [*results, *candidates(own or broken, among, limits=False)], must)


def candidates(broken: list[Equation], equations: Iterable[Equation], limits: bool = True) -> list[Cell]:
    """Cells of which one other value would make everything agree; ``limits``: a value that the cell could hold."""
    shared = set(broken[0].cells)
    for equation in broken[1:]:
        shared &= set(equation.cells)
    touching: dict[Cell, list[Equation]] = {cell: [] for cell in shared}
    for equation in equations:
        for cell in shared & set(equation.cells):
            touching[cell].append(equation)
    return [cell for cell in broken[0].cells if cell in shared and _mends(cell, broken, touching[cell], limits)]


def _mends(cell: Cell, broken: list[Equation], touching: list[Equation], limits: bool) -> bool:
    values = {value for equation in broken for value in equation.wanted(cell)}
    return any((cell.could_be(value) or not limits) and all(e.holds(cell, value) for e in touching) for value in values)


def slip(office: Office, cell: Cell, value: int | Decimal | None) -> Case | None:
    """The office with one cell changed, and what its equations say of it."""
    if value is None or value == cell.value:
        return None
    cell.value = value
    want = by_equations(office, cell)
    return Case(office, want) if want else None


def people(seed: int, **options: Any) -> tuple[Office, Sheet]:
    office = make(seed, ["penduduk_desa"], penduduk_desa={"place": "below", "periods": [_december(seed)], **options})
    return office, office.sheet("penduduk_desa")


def _december(seed: int) -> tuple[int, int]:
    return (make_facts(seed).tahun, 12)


# Population


@fault("angka tertukar, baris dan kolom")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of L or P of a village swapped: its row and its column both break."""
    office, sheet = people(seed)
    cell = sheet[rng.choice(sheet.rows), rng.choice(("laki_laki", "perempuan"))]
    return slip(office, cell, misread(cell, rng))


@fault("angka tertukar, hanya kolom")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of a village's KK swapped: only the column's total tells."""
    office, sheet = people(seed)
    if "kk" not in sheet.columns():
        return None
    cell = sheet[rng.choice(sheet.rows), "kk"]
    return slip(office, cell, misread(cell, rng))


@fault("angka tertukar, hanya baris")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of L swapped where no total is printed: L, P and jumlah stay in doubt."""
    office, sheet = people(seed, place="none")
    cell = sheet[rng.choice(sheet.rows), "laki_laki"]
    return slip(office, cell, misread(cell, rng))


@fault("jumlah baris salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed L + P of one village is wrong."""
    office, sheet = people(seed)
    cell = sheet[rng.choice(sheet.rows), "jumlah"]
    return slip(office, cell, off(cell, rng))


@fault("total kolom salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total of L or P is wrong."""
    office, sheet = people(seed)
    cell = sheet["TOTAL", rng.choice(("laki_laki", "perempuan"))]
    return slip(office, cell, off(cell, rng))


@fault("total besar salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total of all people is wrong."""
    office, sheet = people(seed)
    return slip(office, sheet["TOTAL", "jumlah"], off(sheet["TOTAL", "jumlah"], rng))


@fault("L dan P tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """L and P of one village swapped: both totals break by the same amount."""
    office, sheet = people(seed)
    row = rng.choice(sheet.rows)
    a, b = sheet[row, "laki_laki"], sheet[row, "perempuan"]
    gaps = [sheet[r, "laki_laki"].number - sheet[r, "perempuan"].number for r in sheet.rows]
    gap = a.number - b.number
    if gap == 0 or -gap in gaps:  # a village whose L and P differ by as much the other way might as well be the one
        return None
    a.value, b.value = b.value, a.value
    return Case(office, expected([a, b], must=[a, b, sheet["TOTAL", "laki_laki"], sheet["TOTAL", "perempuan"]]))


@fault("dua baris tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """L of two neighbouring villages swapped: their row sums break by opposite amounts."""
    office, sheet = people(seed)
    i = rng.randrange(len(sheet.rows) - 1)
    first, second = sheet.rows[i], sheet.rows[i + 1]
    a, b = sheet[first, "laki_laki"], sheet[second, "laki_laki"]
    other = sheet[first, "perempuan"].number - sheet[second, "perempuan"].number
    if a.number == b.number or abs(a.number - b.number) == abs(other):
        return None
    a.value, b.value = b.value, a.value
    return Case(office, expected([a, b], must=[a, b, sheet[first, "jumlah"], sheet[second, "jumlah"]]))


@fault("cacah dibagi 1000")
def _(seed: int, rng: Random) -> Case | None:
    """1.234 people stored as the number 1,234, as an English-locale program does."""
    office, sheet = people(seed)
    cells = [sheet[row, "laki_laki"] for row in sheet.rows if sheet[row, "laki_laki"].number > 1000]
    if not cells:
        return None
    cell = rng.choice(cells)
    if cell.number % 10 == 0:
        return None
    cell.value, cell.style = Decimal(cell.value) / 1000, Style(decimals=3)
    row = next(r for r in sheet.rows if sheet[r, "laki_laki"] is cell)
    return Case(office, expected([cell], [sheet["TOTAL", "laki_laki"], sheet[row, "jumlah"]]))


@fault("umur: angka tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of L or P in one age band swapped."""
    office = make(seed, ["penduduk_umur"])
    sheet = office.sheet("penduduk_umur")
    if not any(column == "laki_laki" and row.endswith("/TOTAL") for row, column in sheet.at):
        return None
    row = rng.choice([r for r in sheet.rows if "TOTAL" not in r])
    cell = sheet[row, rng.choice(("laki_laki", "perempuan"))]
    return slip(office, cell, misread(cell, rng))


@fault("umur: jumlah desa salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total of one village's age bands is wrong."""
    office = make(seed, ["penduduk_umur"])
    sheet = office.sheet("penduduk_umur")
    rows = [r for r in sheet.rows if r.endswith("/TOTAL") and not r.startswith("TOTAL")]
    if not rows:
        return None
    cell = sheet[rng.choice(rows), rng.choice(("laki_laki", "perempuan", "jumlah"))]
    return slip(office, cell, off(cell, rng))


@fault("desa ganda, nilai sama")
def _(seed: int, rng: Random) -> Case | None:
    """A village's row stands twice with the same figures."""
    office, sheet = people(seed, place="none")
    row = rng.choice(sheet.rows)
    copy = sheet.double_row(row)
    cells = [cell for (r, _), cell in sheet.at.items() if r == copy]
    return Case(office, expected(cells, [cell for (r, _), cell in sheet.at.items() if r == row]))


@fault("desa ganda, nilai beda")
def _(seed: int, rng: Random) -> Case | None:
    """A village's row stands twice with different figures."""
    office, sheet = people(seed, place="none")
    row = rng.choice(sheet.rows)
    copy = sheet.double_row(row)
    extra = rng.randint(2, 40)
    for column in ("laki_laki", "jumlah"):
        sheet[copy, column].value = int(sheet[copy, column].number) + extra
    cells = [cell for (r, _), cell in sheet.at.items() if r == copy]
    return Case(office, expected(cells, [cell for (r, _), cell in sheet.at.items() if r == row]))


@fault("penduduk melonjak")
def _(seed: int, rng: Random) -> Case | None:
    """A village has ten times the people of half a year before; everything adds up."""

    def change(facts: Facts) -> None:
        d = Random(seed).choice(facts.desa)
        facts.penduduk[facts.tahun, 12][d] = [10 * n for n in facts.penduduk[facts.tahun, 12][d]]

    year = _december(seed)[0]
    periods = [(year, 6), (year, 12)]
    office = make(seed, ["penduduk_desa"], change, penduduk_desa={"place": "below", "periods": periods})
    before, after = office.of_kind("penduduk_desa")
    row = max(after.rows, key=lambda r: after[r, "jumlah"].number / before[r, "jumlah"].number)
    both = [cell for sheet in (before, after) for cell in sheet.figures(row).values()]
    return Case(office, expected(both))


@fault("desa sama, dua nilai")
def _(seed: int, rng: Random) -> Case | None:
    """The same month stands in two sheets; one village differs, each sheet in itself agreeing."""
    when = _december(seed)
    office = make(seed, ["penduduk_desa"], penduduk_desa={"place": "none", "periods": [when, when]})
    first, second = office.of_kind("penduduk_desa")
    row = rng.choice(second.rows)
    extra = rng.randint(2, 30)
    for column in ("laki_laki", "jumlah"):
        second[row, column].value = int(second[row, column].number) + extra
    cells = [sheet[row, column] for sheet in (first, second) for column in ("laki_laki", "jumlah")]
    return Case(office, expected(cells))


# Village profile


@fault("koordinat tanpa tanda desimal")
def _(seed: int, rng: Random) -> Case | None:
    """115,907581 typed as 115907581."""
    office = make(seed, ["profil_luas"])
    sheet = office.sheet("profil_desa")
    cell = sheet[rng.choice(sheet.rows), rng.choice(("bujur", "lintang"))]
    cell.value, cell.style = int(Decimal(cell.value) * 1000000), Style()
    return Case(office, expected([cell]))


@fault("koordinat di luar kecamatan")
def _(seed: int, rng: Random) -> Case | None:
    """A village lies two to four degrees away from all its neighbours."""
    office = make(seed, ["profil_luas"])
    sheet = office.sheet("profil_desa")
    cell = sheet[rng.choice(sheet.rows), "bujur"]
    cell.value = Decimal(cell.value) + rng.choice((-1, 1)) * rng.choice((2, 3, 4))
    return (Case(office, expected([cell]))) if 95 < cell.value < 141 else None


@fault("luas kali 10 atau bagi 100")
def _(seed: int, rng: Random) -> Case | None:
    """The decimal mark of one village's area slipped; the printed total tells."""
    office = make(seed, ["profil_luas"])
    sheet = office.sheet("profil_desa")
    cell = sheet[rng.choice(sheet.rows), "luas_ha"]
    factor = Fraction(10) if rng.random() < 0.5 else Fraction(1, 100)
    value = rounded(cell.number * factor, cell.style.decimals)
    return slip(office, cell, int(value) if cell.whole else value)


@fault("luas dalam meter persegi")
def _(seed: int, rng: Random) -> Case | None:
    """One village's area is given in square metres where no total is printed."""
    office = make(seed, ["profil_luas"])
    sheet = office.sheet("profil_desa")
    if ("TOTAL", "luas_ha") in sheet.at:
        return None
    cell = sheet[rng.choice(sheet.rows), "luas_ha"]
    cell.value = cell.number.numerator * 10000 // cell.number.denominator
    return Case(office, expected([cell]))


# Budget


def budget(seed: int, shape: str = "", **options: Any) -> tuple[Office, Sheet]:
    office = make(seed, ["anggaran"], anggaran={"shape": shape, "total_row": True, **options})
    return office, office.sheet("anggaran")


def _columns(sheet: Sheet, kind: str) -> list[str]:
    return [column for column in sheet.columns() if column.startswith(kind)]


@fault("pagu: angka tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of a pagu at the lowest level swapped: its percentage and its parent both break."""
    office, sheet = budget(seed, rng.choice(("satu", "dua", "tw")))
    depth = max(code.count(".") for code in sheet.rows)
    row = rng.choice([code for code in sheet.rows if code.count(".") == depth])
    column = rng.choice(_columns(sheet, "pagu"))
    value = misread(sheet[row, column], rng)
    reals = [sheet[row, c].number for c in _columns(sheet, "realisasi") if c.split(":")[1] == column.split(":")[1]]
    return slip(office, sheet[row, column], value) if value and value >= max(reals) else None


@fault("induk bukan jumlah rincian")
def _(seed: int, rng: Random) -> Case | None:
    """The pagu of a kegiatan or program is not the sum below it."""
    office, sheet = budget(seed, rng.choice(("satu", "dua", "tw")))
    rows = [row for row in sheet.rows if any(other.startswith(f"{row}.") for other in sheet.rows)]
    if not rows:
        return None
    cell = sheet[rng.choice(rows), rng.choice(_columns(sheet, "pagu"))]
    return slip(office, cell, int(cell.number) + rng.randint(1, 9) * 1_000_000)


@fault("persen salah")
def _(seed: int, rng: Random) -> Case | None:
    """One printed percentage is not realisasi over pagu."""
    office, sheet = budget(seed)
    cell = sheet[rng.choice([*sheet.rows, "TOTAL"]), rng.choice(_columns(sheet, "persen"))]
    return slip(office, cell, rounded(max(cell.number - rng.randint(4, 9), Fraction(1)), cell.style.decimals))


@fault("persen tersimpan sebagai pecahan")
def _(seed: int, rng: Random) -> Case | None:
    """94,13 % stored as 0,9413 in a cell without percent format."""
    office, sheet = budget(seed)
    cell = sheet[rng.choice(sheet.rows), rng.choice(_columns(sheet, "persen"))]
    cell.value, cell.style = rounded(cell.number / 100, 4), Style(decimals=4)
    return Case(office, expected([cell]))


@fault("total anggaran salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total of a money column is not the sum of the programs."""
    office, sheet = budget(seed)
    cell = sheet["TOTAL", rng.choice([*_columns(sheet, "pagu"), *_columns(sheet, "realisasi")])]
    return slip(office, cell, off(cell, rng))


@fault("rincian hilang di bawah induk")
def _(seed: int, rng: Random) -> Case | None:
    """A sub kegiatan or kegiatan was deleted; its parent still counts it."""
    office, sheet = budget(seed)
    rows = [row for row in sheet.rows if row.count(".") > 2 and not any(other.startswith(f"{row}.") for other in sheet.rows)]
    siblings = {row: [r for r in rows if r != row and r.rsplit(".", 1)[0] == row.rsplit(".", 1)[0]] for row in rows}
    rows = [row for row in rows if siblings[row] and row.count(".") == max(r.count(".") for r in sheet.rows)]
    if not rows:
        return None
    row = rng.choice(rows)
    sheet.remove_row(row)
    broken = [e for e in sheet.equations if not e.holds()]
    parents = [e.result for e in broken]
    return (Case(office, expected(parents, [c for e in broken for c in e.cells], parents))) if parents else None


@fault("program hilang")
def _(seed: int, rng: Random) -> Case | None:
    """A whole program was deleted; the printed total still counts it, and the numbers have a gap."""
    office, sheet = budget(seed)
    programs = [row for row in sheet.rows if row.count(".") == 2]
    gone = rng.choice(programs[1:-1])
    for row in [r for r in sheet.rows if r == gone or r.startswith(f"{gone}.")]:
        sheet.remove_row(row)
    broken = [e for e in sheet.equations if not e.holds()]
    results = [e.result for e in broken]
    along = [c for e in broken for c in e.cells] + [c for (row, _), c in sheet.at.items() if row == "TOTAL"]
    return Case(office, expected(results, along, results))


@fault("program ganda, nilai sama")
def _(seed: int, rng: Random) -> Case | None:
    """A program's row stands twice; the total counts it once."""
    office, sheet = budget(seed)
    row = rng.choice([row for row in sheet.rows if row.count(".") == 2])
    copy = sheet.double_row(row)
    return Case(
        office, expected([c for (r, _), c in sheet.at.items() if r == copy], [c for (r, _), c in sheet.at.items() if r == row])
    )


@fault("realisasi melebihi pagu")
def _(seed: int, rng: Random) -> Case | None:
    """A sub kegiatan spent more than it has; every sum above it agrees."""

    def change(facts: Facts) -> None:
        sub = Random(seed).choice(facts.subs)
        sub.realisasi[facts.tahun, "TAHUN"] = sub.pagu[facts.tahun] + 1_500_000
        sub.nama = "Kegiatan Berlebih"

    office = make(seed, ["anggaran"], change, anggaran={"shape": "satu"})
    sheet = office.sheet("anggaran")
    pagu, real = _columns(sheet, "pagu")[0], _columns(sheet, "realisasi")[0]
    over = [row for row in sheet.rows if sheet[row, real].number > sheet[row, pagu].number]
    deepest = max((row.count(".") for row in sheet.rows), default=0)
    if not over or not any(row.count(".") == deepest for row in over):
        return None
    culprit = next(row for row in over if row.count(".") == deepest)
    above = [c for row in over for c in sheet.figures(row).values()]
    return Case(office, expected([sheet[culprit, real]], above))


@fault("realisasi TW turun")
def _(seed: int, rng: Random) -> Case | None:
    """A cumulative figure falls from one triwulan to the next, in one sub kegiatan; every sum agrees."""

    def change(facts: Facts) -> None:
        sub = max(facts.subs, key=lambda s: s.pagu[facts.tahun])
        sub.realisasi[facts.tahun, "TW3"] = int(sub.realisasi[facts.tahun, "TW2"] * 0.6)

    office = make(seed, ["anggaran"], change, anggaran={"shape": "triwulan"})
    sheet = office.sheet("anggaran")
    if len(_columns(sheet, "realisasi")) < 3:
        return None
    second, third = _columns(sheet, "realisasi")[1:3]
    fallen = [row for row in sheet.rows if sheet[row, third].number < sheet[row, second].number]
    if not fallen or (("TOTAL", third) in sheet.at and sheet["TOTAL", third].number < sheet["TOTAL", second].number):
        return None
    row = max(fallen, key=lambda r: r.count("."))
    if row.count(".") < max(r.count(".") for r in sheet.rows):
        return None
    along = [sheet[r, c] for r in fallen for c in _columns(sheet, "realisasi")]
    return Case(office, expected([sheet[row, third]], along))


@fault("pagu perubahan: total salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total before or after perubahan is wrong."""
    office = make(seed, ["pagu"])
    sheet = office.sheet("pagu")
    if ("TOTAL", "awal") not in sheet.at:
        return None
    cell = sheet["TOTAL", rng.choice(("awal", "perubahan"))]
    return slip(office, cell, off(cell, rng))


# Survey

ALL_FEET = ("JUMLAH", "NRR", "TERTIMBANG", "IKM", "KATEGORI")


def survey(seed: int, feet: tuple[str, ...] = ALL_FEET, change: Callable[[Facts], None] | None = None) -> tuple[Office, Sheet]:
    office = make(seed, ["skm"], change, skm={"feet": feet})
    return office, office.sheet("skm_jawaban")


def _foot(name: str, seed: int, rng: Random) -> Case | None:
    office, sheet = survey(seed)
    cell = sheet[name, f"u{rng.randrange(9)}"]
    step = {"JUMLAH": Fraction(rng.randint(11, 30)), "NRR": Fraction(3, 10), "TERTIMBANG": Fraction(4, 100)}[name]
    value = cell.number - step
    return slip(office, cell, int(value) if name == "JUMLAH" else rounded(value, cell.style.decimals))


@fault("jumlah nilai unsur salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed sum of one unsur is wrong."""
    return _foot("JUMLAH", seed, rng)


@fault("NRR salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed NRR of one unsur is wrong."""
    return _foot("NRR", seed, rng)


@fault("NRR tertimbang salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed weighted NRR of one unsur is wrong."""
    return _foot("TERTIMBANG", seed, rng)


@fault("IKM salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed IKM is wrong, its letter still that of the right one."""
    office, sheet = survey(seed)
    cell = sheet["IKM", "u8"]
    value = rounded(cell.number - Fraction(rng.randint(20, 90), 100), 2)
    if letter(Fraction(value)) != letter(cell.number):
        return None
    return slip(office, cell, value)


@fault("huruf IKM salah")
def _(seed: int, rng: Random) -> Case | None:
    """The letter beside the IKM is another."""
    office, sheet = survey(seed)
    cell = sheet["IKM", "u8"]
    if "(" not in cell.style.after:
        return None
    wrong = rng.choice([mark for mark in "ABCD" if mark != letter(cell.number)])
    cell.style = Style(text=True, decimals=2, after=f" ({wrong})")
    return Case(office, expected([cell]))


@fault("huruf unsur salah")
def _(seed: int, rng: Random) -> Case | None:
    """The letter of one unsur is another."""
    office, sheet = survey(seed)
    cell = sheet["KATEGORI", f"u{rng.randrange(9)}"]
    cell.value = rng.choice([mark for mark in "ABCD" if mark != cell.value])
    return Case(office, expected([cell]))


@fault("huruf menurut skala lama")
def _(seed: int, rng: Random) -> Case | None:
    """All letters of the unsur follow the intervals of 2004."""
    office, sheet = survey(seed)
    people = len([row for row in sheet.rows if row.startswith("R")])
    changed = []
    for u in range(9):
        converted = 25 * sum((sheet[f"R{i}", f"u{u}"].number for i in range(1, people + 1)), Fraction(0)) / people
        cell = sheet["KATEGORI", f"u{u}"]
        if old_letter(converted) != cell.value:
            cell.value = old_letter(converted)
            changed.append(cell)
    return (Case(office, expected(changed, must=changed))) if len(changed) > 1 else None


@fault("jawaban di luar 1-4")
def _(seed: int, rng: Random) -> Case | None:
    """One answer is 5, 0 or 33."""
    office, sheet = survey(seed)
    u, i = rng.randrange(9), rng.randint(1, len(sheet.rows))
    cell = sheet[f"R{i}", f"u{u}"]
    cell.value = rng.choice((5, 0, 33, 7))
    feet = [sheet[name, f"u{u}"] for name in ALL_FEET if (name, f"u{u}") in sheet.at] + [sheet["IKM", "u8"]]
    return Case(office, expected([cell], feet))


@fault("baris kaki dari survei lain")
def _(seed: int, rng: Random) -> Case | None:
    """All footer rows are those of last year's survey."""
    office, sheet = survey(seed)
    old = make(seed, ["skm"], skm={"feet": ALL_FEET, "tahun": _december(seed)[0] - 1}).sheet("skm_jawaban")
    feet = []
    for name in ALL_FEET:
        for u in range(9):
            if (name, f"u{u}") in sheet.at:
                cell, other = sheet[name, f"u{u}"], old[name, f"u{u}"]
                cell.value, cell.style = other.value, other.style
                feet.append(cell)
    # 0,410 is stored as 0,41: what differs in the third decimal alone need not be named. Nor an IKM of 90,00, stored as 90 and
    # alone in its row, that 89,75 may have been rounded to.
    whole = sheet["IKM", "u8"] if sheet["IKM", "u8"].number.denominator == 1 else None
    far = {e.result: abs(e.result.number - (e.computed() or 0)) for e in sheet.equations if not e.holds()}
    must = [cell for cell, distance in far.items() if distance > (Fraction(1, 2) if cell is whole else Fraction(1, 100))]
    return Case(office, expected(feet, must=must))


@fault("responden kurang")
def _(seed: int, rng: Random) -> Case | None:
    """Fewer respondents than Krejcie and Morgan ask for the number served, as the sheet itself states both."""

    def change(facts: Facts) -> None:
        facts.populasi[facts.tahun] = Random(seed).randint(400, 1500)
        facts.survei[facts.tahun] = facts.survei[facts.tahun][: Random(seed).randint(25, 60)]

    office, sheet = survey(seed, change=change)
    people = [cell for (row, column), cell in sheet.at.items() if row.startswith("R") and column == "nomor"]
    return Case(office, expected([cell for (row, _), cell in sheet.at.items() if row == "CATATAN"], people))


@fault("sampel minimum salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed minimum sample is not that of the printed number served."""
    office, sheet = survey(seed)
    population, minimum = sheet["CATATAN", "0"], sheet["CATATAN", "1"]
    right = int("".join(ch for ch in str(minimum.value).split(":")[-1] if ch.isdigit()))
    wrong = right - rng.randint(5, 12)
    minimum.value = str(minimum.value).replace(f" {right} ", f" {wrong} ")
    assert krejcie_morgan(int("".join(ch for ch in str(population.value) if ch.isdigit()))) == right
    return Case(office, expected([minimum], [population]))


@fault("peringkat salah")
def _(seed: int, rng: Random) -> Case | None:
    """The ranks of two unsur of different means are swapped."""
    office = make(seed, ["peringkat"])
    sheet = office.sheet("skm_peringkat")
    i = rng.randrange(8)
    first, second = sheet.rows[i], sheet.rows[i + 1]
    if sheet[first, "nrr"].number == sheet[second, "nrr"].number:
        return None
    a, b = sheet[first, "peringkat"], sheet[second, "peringkat"]
    a.value, b.value = b.value, a.value
    return Case(office, expected([a, b], [sheet[first, "nrr"], sheet[second, "nrr"]]))


@fault("NRR peringkat berbeda dari survei")
def _(seed: int, rng: Random) -> Case | None:
    """The ranking prints a mean that the answers beside it do not give; the order stays right."""
    office = make(seed, ["skm", "peringkat"])
    sheet = office.sheet("skm_peringkat")
    cell = sheet[sheet.rows[-1], "nrr"]
    cell.value = rounded(cell.number - Fraction(rng.randint(15, 40), 100), cell.style.decimals)
    return Case(office, expected([cell]))


@fault("NRR mustahil untuk jumlah responden")
def _(seed: int, rng: Random) -> Case | None:
    """A ranking that states its number of respondents prints a mean that no sum of so many answers gives.

    Nor that of a few less or more: an unsur that some left blank has fewer answers, and the number in the title may be an older
    one. From some hundred respondents on nearly every mean is possible, and the ranking determines nothing.
    """
    office = make(seed, ["peringkat"], peringkat={"claim": True})
    sheet = office.sheet("skm_peringkat")
    if sheet[sheet.rows[-1], "nrr"].style.decimals != 3:
        return None
    title = next(cell for cell in sheet.cells if str(cell.value).startswith("Jumlah responden"))
    people = int("".join(ch for ch in str(title.value) if ch.isdigit()))
    cell = sheet[sheet.rows[-1], "nrr"]
    value = rounded(cell.number - Fraction(1, 2 * people), 3)
    answers = range(people - max(2, people // 25), people + people // 50 + 1)
    possible = {rounded(Fraction(k, n), 3) for n in answers for k in range(n, 4 * n + 1)}
    if value in possible or value == rounded(value, 2):  # 3,190 is stored as 3,19, which 3,188 would round to
        return None
    cell.value = value
    return Case(office, expected([cell], [title]))


# Performance


@fault("capaian salah")
def _(seed: int, rng: Random) -> Case | None:
    """One printed capaian is not that of its target and realisasi."""
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"mean": True})
    sheet = office.sheet("kinerja_tahunan")
    cell = sheet[rng.choice(sheet.rows), "capaian"]
    return slip(office, cell, rounded(cell.number + rng.choice((-7, 6, 11)), cell.style.decimals))


@fault("rata-rata capaian salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed average is another."""
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"mean": True})
    cell = office.sheet("kinerja_tahunan")["RATA", "capaian"]
    return slip(office, cell, rounded(cell.number - rng.randint(3, 9), cell.style.decimals))


@fault("kategori capaian salah")
def _(seed: int, rng: Random) -> Case | None:
    """One category is not that of its capaian."""
    scale = rng.choice(("lakip", "permendagri"))
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"scale": scale})
    sheet = office.sheet("kinerja_tahunan")
    cell = sheet[rng.choice(sheet.rows), "kategori"]
    names = {
        "lakip": ("Sangat Berhasil", "Cukup Berhasil", "Kurang Berhasil"),
        "permendagri": ("Sangat Tinggi", "Sedang", "Rendah"),
    }
    cell.value = rng.choice([name for name in names[scale] if name != cell.value])
    return Case(office, expected([cell]))


@fault("capaian Renstra salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed capaian against the Renstra's end is wrong."""
    office = make(seed, ["kinerja_renstra"], kinerja_renstra={"capaian": True})
    sheet = office.sheet("kinerja_renstra")
    cell = sheet[rng.choice(sheet.rows), "capaian"]
    return slip(office, cell, rounded(cell.number - rng.randint(3, 9), cell.style.decimals))


@fault("IKM indikator berbeda dari survei")
def _(seed: int, rng: Random) -> Case | None:
    """The realisasi of the IKM indicator is not what the survey gives."""
    office = make(seed, ["skm", "kinerja_perbandingan"], skm={"feet": ALL_FEET})
    cell = office.sheet("kinerja_perbandingan")["ikm", f"realisasi:{_december(seed)[0]}"]
    survey = office.sheet("skm_jawaban")["IKM", "u8"]
    cell.value = rounded(cell.number + Fraction(rng.randint(30, 150), 100), 2)
    return Case(office, expected([cell], [survey]))


@fault("SAKIP indikator berbeda dari LHE")
def _(seed: int, rng: Random) -> Case | None:
    """The realisasi of the SAKIP indicator is not the total of its components."""
    office = make(seed, ["sakip", "kinerja_perbandingan"])
    t = _december(seed)[0]
    cell = office.sheet("kinerja_perbandingan")["sakip", f"realisasi:{t}"]
    cell.value = rounded(cell.number + Fraction(rng.randint(30, 150), 100), 2)
    return Case(office, expected([cell], [office.sheet("sakip")["TOTAL", f"nilai:{t}"]]))


@fault("realisasi satu lembar berbeda")
def _(seed: int, rng: Random) -> Case | None:
    """The same indicator's realisasi stands in three sheets; one says something else."""
    kinds = ["kinerja_perbandingan", "kinerja_renstra", "iku_target"]
    office = make(seed, kinds, kinerja_renstra={"capaian": False})
    t = _december(seed)[0]
    kind, column = rng.choice((("kinerja_perbandingan", f"realisasi:{t}"), ("kinerja_renstra", "realisasi")))
    cell = office.sheet(kind)["k3", column]
    cell.value = Decimal(cell.value) - rng.randint(3, 8)
    others = [e for e in office.across if not e.holds()]
    return Case(office, expected([cell], [c for e in others for c in e.cells]))


@fault("baseline berbeda dari realisasi")
def _(seed: int, rng: Random) -> Case | None:
    """The baseline of an indicator is not the value reported for that year in two other sheets."""
    office = make(seed, ["kinerja_perbandingan", "kinerja_renstra", "iku_target"], kinerja_renstra={"capaian": False})
    sheet = office.sheet("iku_target")
    cell = sheet[rng.choice(sheet.rows), "baseline"]
    cell.value = Decimal(cell.value) - rng.randint(2, 5)
    others = [e for e in office.across if not e.holds()]
    return Case(office, expected([cell], [c for e in others for c in e.cells]))


@fault("target di bawah realisasi lalu")
def _(seed: int, rng: Random) -> Case | None:
    """The first yearly target of an indicator lies below what the year before reached."""
    office = make(seed, ["kinerja_perbandingan", "iku_target"])
    sheet = office.sheet("iku_target")
    t = _december(seed)[0]
    row = rng.choice(("ikm", "sakip"))
    cell = sheet[row, f"target:{t + 1}"]
    cell.value = rounded(office.sheet("kinerja_perbandingan")[row, f"realisasi:{t}"].number - rng.randint(2, 6), 2)
    return Case(office, expected([cell], [sheet[row, "baseline"], office.sheet("kinerja_perbandingan")[row, f"realisasi:{t}"]]))


@fault("indeks bersatuan persen")
def _(seed: int, rng: Random) -> Case | None:
    """The IKM or SAKIP indicator is given in per cent."""
    office = make(seed, ["kinerja_tahunan"])
    sheet = office.sheet("kinerja_tahunan")
    before = deepcopy(office)
    row = rng.choice(("ikm", "sakip"))
    sheet[row, "satuan"].value = "Persen"
    return Case(office, expected([cell for (r, _), cell in sheet.at.items() if r == row], info=True), before)


# Budget of the indicators, SAKIP


@fault("pagu IKU berbeda dari anggaran")
def _(seed: int, rng: Random) -> Case | None:
    """A program's budget beside the IKU is not that of the budget's sheet; its own percentage tells which."""
    office = make(seed, ["anggaran", "iku_anggaran"], anggaran={"shape": "satu"}, iku_anggaran={"share": False, "efficiency": ""})
    sheet = office.sheet("iku_anggaran")
    cell = sheet[rng.choice(sheet.rows), "pagu"]
    return slip(office, cell, int(cell.number) + rng.randint(20, 60) * 1_000_000)


@fault("efisiensi salah")
def _(seed: int, rng: Random) -> Case | None:
    """One printed efisiensi fits no formula in use."""
    kinds = ["anggaran", "kinerja_tahunan", "iku_anggaran"]
    office = make(seed, kinds, anggaran={"shape": "satu"}, iku_anggaran={"efficiency": rng.choice(("porsi", "rasio"))})
    sheet = office.sheet("iku_anggaran")
    cell = sheet[rng.choice(sheet.rows), "efisiensi"]
    cell.value = rounded(cell.number + rng.choice((3, 4, 5)), 2)
    return Case(office, expected([cell]))


@fault("komponen di atas bobot")
def _(seed: int, rng: Random) -> Case | None:
    """A component has more than its weight; the total agrees."""

    def change(facts: Facts) -> None:
        own = Random(seed)
        name, weight = own.choice((("Pelaporan Kinerja", 15), ("Evaluasi Akuntabilitas Kinerja Internal", 25)))
        facts.sakip[facts.tahun][name] = Decimal(weight) + Decimal(own.randint(50, 400)) / 100

    office = make(seed, ["sakip"], change)
    sheet = office.sheet("sakip")
    t = _december(seed)[0]
    (row,) = [r for r in sheet.rows if sheet[r, f"nilai:{t}"].number > sheet[r, f"bobot:{t}"].number]
    return Case(office, expected([sheet[row, f"nilai:{t}"]], [sheet[row, f"bobot:{t}"]]))


@fault("total SAKIP salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed total is not the sum of the components, by an amount that no component could hold."""
    office = make(seed, ["sakip"])
    sheet = office.sheet("sakip")
    t = _december(seed)[0]
    cell = sheet["TOTAL", f"nilai:{t}"]
    for row in sheet.rows:
        sheet[row, f"nilai:{t}"].limits = (0, int(sheet[row, f"bobot:{t}"].number))
    value = rounded(cell.number + Fraction(rng.randint(50, 300), 100), 2)
    if predikat(value) != predikat(Decimal(cell.value)):
        return None
    case = slip(office, cell, value)
    # That no component exceeds its weight may be left out of account.
    return case and replace(case, want=expected_along(case.want, [sheet[row, f"nilai:{t}"] for row in sheet.rows]))


@fault("predikat SAKIP salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed predikat is not that of the total."""
    office = make(seed, ["sakip"])
    sheet = office.sheet("sakip")
    cell = sheet["PREDIKAT", f"nilai:{_december(seed)[0]}"]
    cell.value = rng.choice([grade for grade in ("AA", "A", "BB", "B", "CC") if grade != cell.value])
    return Case(office, expected([cell]))


# Further classes


@fault("realisasi: angka tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """Two digits of a realisasi at the lowest level swapped, in a year or in one triwulan."""
    office, sheet = budget(seed)
    depth = max(code.count(".") for code in sheet.rows)
    row = rng.choice([code for code in sheet.rows if code.count(".") == depth])
    column = rng.choice(_columns(sheet, "realisasi"))
    value = misread(sheet[row, column], rng)
    tahun = column.split(":")[1]
    line = [sheet[row, c].number for c in _columns(sheet, f"realisasi:{tahun}")]
    at = line.index(sheet[row, column].number)
    low, high = max([Fraction(0), *line[:at]]), min([sheet[row, f"pagu:{tahun}"].number, *line[at + 1 :]])
    return slip(office, sheet[row, column], value) if value and low <= value <= high else None


@fault("kode ganda, nilai beda")
def _(seed: int, rng: Random) -> Case | None:
    """A kegiatan or sub kegiatan stands twice, the second time with another pagu; sums count the first."""
    office, sheet = budget(seed, "satu")
    depth = max(code.count(".") for code in sheet.rows)
    row = rng.choice([row for row in sheet.rows if row.count(".") == depth])
    copy = sheet.double_row(row)
    pagu = _columns(sheet, "pagu")[0]
    sheet[copy, pagu].value = int(sheet[copy, pagu].number) + 2_500_000
    for persen, real in zip(_columns(sheet, "persen"), _columns(sheet, "realisasi"), strict=True):
        share = 100 * sheet[copy, real].number / sheet[copy, pagu].number
        sheet[copy, persen].value = rounded(share, sheet[copy, persen].style.decimals)
    cells = [cell for (r, _), cell in sheet.at.items() if r == copy]
    return Case(office, expected(cells, [cell for (r, _), cell in sheet.at.items() if r == row]))


@fault("anggaran melonjak")
def _(seed: int, rng: Random) -> Case | None:
    """The largest program has twenty times last year's budget; every sum and percentage agrees."""

    def change(facts: Facts) -> None:
        t = facts.tahun
        program = max(facts.programs, key=lambda code: facts.money(code, "pagu", t))
        for sub in facts.subs:
            if sub.kode.startswith(f"{program}."):
                sub.pagu[t] *= 20
                sub.realisasi[t, "TAHUN"] *= 20

    office = make(seed, ["anggaran"], change, anggaran={"shape": "dua", "total_row": True})
    sheet = office.sheet("anggaran")
    t = _december(seed)[0]
    jumps = [row for row in sheet.rows if sheet[row, f"pagu:{t}"].number > 10 * sheet[row, f"pagu:{t - 1}"].number > 0]
    if not jumps:
        return None
    cells = [cell for row in jumps for cell in sheet.figures(row).values()]
    return Case(office, expected(cells, sheet.figures("TOTAL").values()))


@fault("pagu perubahan berbeda dari anggaran")
def _(seed: int, rng: Random) -> Case | None:
    """A program's pagu after perubahan is not that of the budget's sheet; the total beneath it tells which."""
    office = make(seed, ["anggaran", "pagu"], anggaran={"shape": "satu", "total_row": True})
    sheet = office.sheet("pagu")
    if ("TOTAL", "perubahan") not in sheet.at:
        return None
    cell = sheet[rng.choice([row for row in sheet.rows if row.count(".") == 2]), "perubahan"]
    return slip(office, cell, misread(cell, rng))


@fault("umur: jumlah baris salah")
def _(seed: int, rng: Random) -> Case | None:
    """The printed L + P of one age band is wrong."""
    office = make(seed, ["penduduk_umur"])
    sheet = office.sheet("penduduk_umur")
    cell = sheet[rng.choice([row for row in sheet.rows if "TOTAL" not in row]), "jumlah"]
    return slip(office, cell, off(cell, rng))


@fault("umur: total kecamatan salah")
def _(seed: int, rng: Random) -> Case | None:
    """A printed figure of the whole kecamatan is wrong."""
    office = make(seed, ["penduduk_umur"])
    sheet = office.sheet("penduduk_umur")
    rows = [row for row in sheet.rows if row.startswith("TOTAL/")]
    if not rows:
        return None
    cell = sheet[rng.choice(rows), rng.choice(("laki_laki", "perempuan", "jumlah"))]
    return slip(office, cell, off(cell, rng))


@fault("lintang tanpa minus")
def _(seed: int, rng: Random) -> Case | None:
    """A village south of the equator lost its minus, or one north of it got one."""
    office = make(seed, ["profil_luas"])
    sheet = office.sheet("profil_desa")
    cell = sheet[rng.choice(sheet.rows), "lintang"]
    if abs(cell.number) < Fraction(6, 10):
        return None
    cell.value = -Decimal(cell.value)
    return Case(office, expected([cell])) if -12 < cell.value < 7 else None


@fault("IKM dengan bobot lain")
def _(seed: int, rng: Random) -> Case | None:
    """The sheet weights by 0,111 and prints an IKM that only 0,11 gives."""
    office, sheet = survey(seed)
    cell = sheet["IKM", "u8"]
    value = rounded(cell.number * Fraction(110, 111), 2)
    return slip(office, cell, value) if letter(Fraction(value)) == letter(cell.number) else None


@fault("NRR dibagi banyak responden lain")
def _(seed: int, rng: Random) -> Case | None:
    """All NRR were divided by a number of respondents of before the last ones came."""
    office, sheet = survey(seed)
    count = len(sheet.rows)
    changed = [sheet["NRR", f"u{u}"] for u in range(9)]
    for u, cell in enumerate(changed):
        cell.value = rounded(sheet["JUMLAH", f"u{u}"].number / (count + 3), cell.style.decimals)
    return Case(office, expected(changed, must=changed))


@fault("peringkat dari survei lain")
def _(seed: int, rng: Random) -> Case | None:
    """The ranking is last year's, beside this year's answers."""
    office = make(seed, ["skm", "peringkat"])
    sheet = office.sheet("skm_peringkat")
    t = _december(seed)[0]
    old = offices.make(seed, ["skm", "peringkat"], peringkat={"tahun": t - 1}).sheet("skm_peringkat")
    changed = []
    for row, other in zip(sheet.rows, old.rows, strict=True):
        for column in ("nomor", "unsur", "nrr"):
            sheet[row, column].value = old[other, column].value
        changed.append(sheet[row, "nrr"])
    return Case(office, expected(changed, [cell for (row, _), cell in sheet.at.items() if row in sheet.rows]))


@fault("responden ganda")
def _(seed: int, rng: Random) -> Case | None:
    """One respondent's row stands twice, number included; mere remark, since two people may answer alike."""
    office, sheet = survey(seed, ("KATEGORI",))
    before = deepcopy(office)
    row = rng.choice(sheet.rows[5:])
    if any(len({sheet[each, f"u{u}"].value for u in range(9)}) == 1 for each in sheet.rows):
        return None  # remarks on answers that are all alike move down with the row that is added
    copy = sheet.double_row(row)
    cells = [cell for (r, _), cell in sheet.at.items() if r in (row, copy)]
    right = {f"u{u}": letter(25 * _mean(sheet, u)) for u in range(9)}
    if any(sheet["KATEGORI", column].value != mark for column, mark in right.items()):
        return None
    return Case(office, expected(cells, info=True), before)


@fault("semua jawaban sama")
def _(seed: int, rng: Random) -> Case | None:
    """One respondent ticked the same answer throughout; mere remark, since it also happens honestly."""

    def change(facts: Facts) -> None:
        facts.survei[facts.tahun][7] = [3] * 9

    def varied(facts: Facts) -> None:
        facts.survei[facts.tahun][7] = [3, 4, 3, 4, 3, 4, 3, 4, 3]

    office, sheet = survey(seed, change=change)
    before, _ = survey(seed, change=varied)
    return Case(office, expected([cell for (r, _), cell in sheet.at.items() if r == "R8"], info=True), before)


def _mean(sheet: Sheet, u: int) -> Fraction:
    cells = [sheet[row, f"u{u}"].number for row in sheet.rows]
    return sum(cells, Fraction(0)) / len(cells)


@fault("realisasi persen sebagai pecahan")
def _(seed: int, rng: Random) -> Case | None:
    """The realisasi of an indicator in per cent is given as 0,95; its capaian is that of 95."""
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"mean": True})
    sheet = office.sheet("kinerja_tahunan")
    cell = sheet[rng.choice(("k3", "desa")), "realisasi"]
    cell.style = Style(decimals=2)
    return slip(office, cell, rounded(cell.number / 100, 2))


@fault("target dan realisasi tertukar")
def _(seed: int, rng: Random) -> Case | None:
    """Target and realisasi of one indicator swapped; its capaian is that of the right order."""
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"mean": True})
    sheet = office.sheet("kinerja_tahunan")
    row = rng.choice(sheet.rows)
    a, b = sheet[row, "target"], sheet[row, "realisasi"]
    a.value, b.value = b.value, a.value
    if all(e.holds() for e in sheet.equations):
        return None
    return Case(office, expected([a, b, sheet[row, "capaian"]], must=[a, b, sheet[row, "capaian"]]))


@fault("capaian dengan rumus arah terbalik")
def _(seed: int, rng: Random) -> Case | None:
    """Lower is better, and the capaian was computed as if higher were."""
    office = make(seed, ["kinerja_tahunan"], kinerja_tahunan={"mean": True})
    sheet = office.sheet("kinerja_tahunan")
    if ("aduan", "capaian") not in sheet.at:
        return None
    cell = sheet["aduan", "capaian"]
    wrong = 100 * sheet["aduan", "realisasi"].number / sheet["aduan", "target"].number
    return slip(office, cell, rounded(wrong, cell.style.decimals))


@fault("bobot SAKIP salah")
def _(seed: int, rng: Random) -> Case | None:
    """The weight of one component is not the regulation's; the printed total is still 100."""
    office = make(seed, ["sakip"])
    sheet = office.sheet("sakip")
    cell = sheet[rng.choice(sheet.rows), f"bobot:{_december(seed)[0]}"]
    return slip(office, cell, Decimal(cell.value) + 5)
