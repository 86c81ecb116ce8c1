"""What a sheet claims about its own numbers: a printed figure and the cells from which it must follow.

Every claim has one form, ``pengali x hasil x pembagi = jumlah(koefisien x suku)``, which covers sums, averages, percentages,
weighted means and capaian. So one small solver (diagnose.py) can say for all of them which cell is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from string import ascii_uppercase, digits

EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""Enough digits for products of three stored numbers; only the one rounding at the end loses any."""
MAX_DECIMALS = 8
ONE, ZERO, HUNDRED = Decimal(1), Decimal(0), Decimal(100)
HALF = Decimal("0.5")
FINE = 2
"""Decimals that a computed figure is taken to print, unless its column shows fewer."""
FINE_STEPS = 2
"""Units of its last decimal by which the rounding of printed steps may move a result that still counts as right."""


Garis = tuple[str, str, str]
"""A row or a column: workbook, sheet, and the row's number or the column's letters."""


@dataclass(frozen=True, slots=True, eq=False)
class Angka:
    """One number of a sheet, at its cell. ``tercetak``: a computed figure, else data. ``bulat``: a count, never broken."""

    berkas: str
    lembar: str
    sel: str
    nilai: Decimal
    nama: str
    tercetak: bool = False
    bulat: bool = False
    maks: Decimal | None = None
    negatif: bool = False
    tetap: bool = False
    """Stands for data that have no single cell, such as a sum over other sheets: it is never what is wrong."""

    @property
    def row(self) -> Garis:
        """The row of its sheet."""
        return self.berkas, self.lembar, self.sel.lstrip(ascii_uppercase)

    @property
    def column(self) -> Garis:
        """The column of its sheet."""
        return self.berkas, self.lembar, self.sel.rstrip(digits)


Suku = tuple[Decimal, Angka]
Alternatif = tuple[str, Decimal]
"""Another formula (or year, or total) and what it gives."""


def constant(nilai: Decimal) -> Angka:
    """A number that has no cell and cannot be wrong."""
    return Angka("", "", "", nilai, "", tetap=True)


def no_alternatives() -> list[Alternatif]:
    return []


@dataclass(eq=False, slots=True)
class Persamaan:
    """``pengali x hasil x pembagi = jumlah(koefisien x suku)``; ``dihitung`` is the right result, from the data alone.

    ``desimal``: decimals of the result that mean anything; ``toleransi``: decimals to which the printed one is compared, set once
    the whole column is known. ``alternatif`` is asked only where the two disagree.
    """

    aturan: str
    ukuran: str
    uraian: str
    hasil: Angka
    suku: Sequence[Suku]
    dihitung: Decimal
    penjelasan: str
    tahun: int | None
    periode: str
    pengali: Decimal = ONE
    pembagi: Angka | None = None
    desimal: int = MAX_DECIMALS
    alternatif: Callable[[], list[Alternatif]] = no_alternatives
    toleransi: int = MAX_DECIMALS
    tertunda: bool = False
    """Rows that belong to it were rejected: its result cannot be judged until they are mended."""
    hilang: bool = False
    """A sum whose parts may be missing from the sheet, such as sub kegiatan below their kegiatan."""
    sendiri: bool = False
    """Of a row that is missing this may be all there was: a pagu of which nothing was spent."""
    langkah: bool = False
    """A step of a longer computation: its result was made from the data, and only shows the printed steps before it."""
    longgar: Decimal = ZERO
    """How far off the result may be because its parts were rounded before they were added up."""
    teliti: int = 0
    """Decimals of figures like its result: 83 beside 82,64 and 91,14 was printed as 83,00."""
    koefisien: dict[Angka, Decimal] = field(init=False)
    cells: dict[Angka, None] = field(init=False)

    def __post_init__(self) -> None:
        self.koefisien = {}
        for k, angka in self.suku:
            self.koefisien[angka] = self.koefisien.get(angka, ZERO) + k
        self.cells = dict.fromkeys([self.hasil, *self.koefisien])
        if self.pembagi is not None:
            self.cells[self.pembagi] = None

    @property
    def cocok(self) -> bool:
        """Whether the printed result agrees with the one computed from the data, or from printed steps as good as these."""
        near = HALF.scaleb(-self.toleransi) + self.longgar
        return abs(self.hasil.nilai - self.dihitung) <= near or self._follows_rounded_steps()

    def _follows_rounded_steps(self) -> bool:
        """Whether it is the result of printed steps between it and the data that were rounded finely: 3,58 x 0,111 = 0,397.

        Steps whose rounding may move the result farther, as that of nine weighted means moves an index, are no excuse.
        """
        with localcontext(EXACT):
            divisor = self.pengali * (ONE if self.pembagi is None else self.pembagi.nilai)
            if divisor == 0:
                return False
            unit = ONE.scaleb(-self.toleransi)
            moved = abs(_steps_slack(self) / divisor)
            steps = sum((k * angka.nilai for angka, k in self.koefisien.items()), ZERO) / divisor
            near = abs(self.hasil.nilai - self.dihitung) <= unit / 2 + moved
            return moved <= FINE_STEPS * unit and near and agrees(self.hasil.nilai, steps, self.toleransi)


def agrees(tercetak: Decimal, dihitung: Decimal, desimal: int) -> bool:
    """The one tolerance for rounding: half a unit of the last printed decimal, so that 92,06 agrees with 92,0639."""
    return abs(tercetak - dihitung) <= HALF.scaleb(-desimal)


def decimals(value: Decimal) -> int:
    """Decimals that are not trailing zeros."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, desimal: int) -> Decimal:
    return value.quantize(ONE.scaleb(-desimal), ROUND_HALF_UP, EXACT)


def divided(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A quotient with far more digits than any rounding needs."""
    return EXACT.divide(numerator, denominator)


def set_tolerances(equations: Iterable[Persamaan]) -> None:
    """Compares with as many decimals as are printed, at least (up to two) as many as half of the column prints.

    Excel stores 92,50 as 92,5, so a cell alone does not tell how it was rounded.
    """
    groups: dict[tuple[str, str, str, str], list[Persamaan]] = {}
    for equation in equations:
        key = equation.hasil.berkas, equation.hasil.lembar, equation.aturan, equation.ukuran
        groups.setdefault(key, []).append(equation)
    for members in groups.values():
        printed = [decimals(member.hasil.nilai) for member in members]
        column = _usual(printed)
        for member, own in zip(members, printed, strict=True):
            member.toleransi = min(member.desimal, max(own, column, member.teliti))


def usual_decimals(column: Sequence[Decimal]) -> int:
    """Decimals, up to two, that at least half of some figures print."""
    return _usual([decimals(value) for value in column])


def _usual(printed: Sequence[int]) -> int:
    return next((d for d in (2, 1) if 2 * sum(own >= d for own in printed) >= len(printed)), 0) if printed else 0


class State:
    """The values of all cells of some equations, with the residual of each equation kept up to date."""

    def __init__(self, equations: Sequence[Persamaan]) -> None:
        self.values: dict[Angka, Decimal] = {}
        self.of_cell: dict[Angka, list[Persamaan]] = {}
        self.wrong = {equation for equation in equations if not equation.cocok}
        for equation in equations:
            for angka in equation.cells:
                self.values[angka] = angka.nilai
                self.of_cell.setdefault(angka, []).append(equation)
        with localcontext(EXACT):
            self._residuals = {equation: self._residual(equation) for equation in equations}
            coarse = {e.hasil: e.toleransi for e in equations if e.toleransi < FINE}
            self._parts_slack = {equation: _parts_slack(equation, coarse) for equation in equations}

    def _residual(self, equation: Persamaan) -> Decimal:
        total = sum((k * self.values[angka] for angka, k in equation.koefisien.items()), ZERO)
        return total - equation.pengali * self.values[equation.hasil] * self._divisor(equation)

    def _divisor(self, equation: Persamaan) -> Decimal:
        return ONE if equation.pembagi is None else self.values[equation.pembagi]

    def holds(self, equation: Persamaan) -> bool:
        """Whether the equation holds but for what rounding can explain."""
        with localcontext(EXACT):
            return abs(self._residuals[equation]) <= self._slack(equation, self._divisor(equation))

    def holds_with(self, equation: Persamaan, *new: tuple[Angka, Decimal]) -> bool:
        """Whether the equation would hold if some cells held other values; a result and its divisor not both at once."""
        with localcontext(EXACT):
            residual, divisor = self._residuals[equation], self._divisor(equation)
            for angka, value in new:
                residual += self._slope(equation, angka) * (value - self.values[angka])
                divisor = value if angka is equation.pembagi else divisor
            return abs(residual) <= self._slack(equation, divisor)

    def exchange_fits(self, equation: Persamaan, a: Angka, b: Angka) -> bool:
        """Whether an equation can hold once two of its cells, or one of them and a stranger, change places: a quick look."""
        if equation.pembagi is not None and (a is equation.pembagi or b is equation.pembagi):
            return True
        with localcontext(EXACT):
            moved = (self._slope(equation, a) - self._slope(equation, b)) * (self.values[b] - self.values[a])
            return abs(self._residuals[equation] + moved) <= self._slack(equation, self._divisor(equation))

    def _slack(self, equation: Persamaan, divisor: Decimal) -> Decimal:
        own = HALF.scaleb(-equation.toleransi) + equation.longgar
        return self._parts_slack[equation] + equation.pengali * abs(divisor) * own

    def _slope(self, equation: Persamaan, angka: Angka) -> Decimal:
        """How the residual moves with one cell."""
        slope = equation.koefisien.get(angka, ZERO)
        if angka is equation.hasil:
            slope -= equation.pengali * self._divisor(equation)
        if angka is equation.pembagi:
            slope -= equation.pengali * self.values[equation.hasil]
        return slope

    def implied(self, equation: Persamaan, angka: Angka) -> Decimal | None:
        """The value of a cell that would make the equation hold, or None where the cell cannot hold such a value."""
        with localcontext(EXACT):
            slope = self._slope(equation, angka)
            if slope == 0 or angka.tetap:
                return None
            value = self.values[angka] - self._residuals[equation] / slope
            places = equation.toleransi if angka is equation.hasil else max(2, decimals(angka.nilai))
            value = rounded(value, 0 if angka.bulat else places)
            possible = (angka.negatif or value >= 0) and (angka.maks is None or value <= angka.maks)
            return value if possible and value != self.values[angka] else None

    def reached(self, angka: Angka) -> list[Persamaan]:
        """Equations of a cell, and those of every result that is computed from it."""
        found: dict[Persamaan, None] = {}
        todo = [angka]
        while todo:
            for equation in self.of_cell[todo.pop()]:
                if equation not in found:
                    found[equation] = None
                    todo.append(equation.hasil)
        return list(found)

    def change(self, *new: tuple[Angka, Decimal]) -> None:
        """Puts other values into cells, one after the other."""
        with localcontext(EXACT):
            for angka, value in new:
                moved = value - self.values[angka]
                for equation in self.of_cell[angka]:
                    self._residuals[equation] += self._slope(equation, angka) * moved
                self.values[angka] = value


def _parts_slack(equation: Persamaan, coarse: Mapping[Angka, int]) -> Decimal:
    """How far off the rounding of parts can put a residual: of those that are results themselves."""
    return sum((abs(k) * _rounding(angka, coarse) for angka, k in equation.koefisien.items()), ZERO)


def _steps_slack(equation: Persamaan) -> Decimal:
    """The same, with that of the divisor, if each step printed two decimals at least."""
    divisor = equation.pengali * abs(equation.hasil.nilai) * _rounding(equation.pembagi, {}) if equation.pembagi else ZERO
    return _parts_slack(equation, {}) + divisor


def _rounding(angka: Angka, coarse: Mapping[Angka, int]) -> Decimal:
    """How far the rounding of a cell can have moved it, if it is a result itself; ``coarse``: those that print fewer decimals."""
    if not angka.tercetak or angka.bulat:
        return ZERO
    return HALF.scaleb(-coarse.get(angka, max(decimals(angka.nilai), FINE)))
