"""Which cells are wrong, given equations that do not hold.

A cell is suspected where one other value for it would mend an equation and break none that holds: a row and a column that
cross leave one suspect, a lone sum leaves all its cells. What is said is never more than the equations determine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from flows.checks.equations import Angka, Garis, Persamaan, State
from flows.slips import slip

MAX_SUSPECTS = 400
"""Cells of one equation that are tried; a longer sum names its total alone."""
MANY_BROKEN = 200
"""Broken equations of an island from which on each is judged by itself: a column is wrong as a whole, and slips are no matter."""
MAX_BROKEN = 40
"""Broken equations among which swapped cells are looked for; with more of them, something else is wrong."""


@dataclass(eq=False)
class Kelompok:
    """One slip: the cell to look at, the value that it should hold if known, and every other cell that is touched.

    ``pasti``: the equations leave no other explanation. ``tukar``: two cells hold each other's value. ``kira``: what the cell
    would hold if of several suspects it is the one, and its value looks like a slip of the pen. ``hilang``: a row that was lost
    from the sheet would explain it.
    """

    sel: Angka
    persamaan: list[Persamaan]
    pasti: bool
    usul: Decimal | None = None
    tukar: Angka | None = None
    kira: Decimal | None = None
    hilang: bool = False
    suspects: list[Angka] = field(default_factory=list)
    terkait: dict[Angka, None] = field(default_factory=dict)
    wajar: set[Angka] = field(default_factory=set)
    """Results that disagree with the data only because of this slip: right once it is mended, so nobody is sent there."""

    @property
    def utama(self) -> Persamaan:
        """The equation that tells the slip best: the one whose result is the cell itself, if any."""
        return next((e for e in self.persamaan if e.hasil is self.sel), self.persamaan[0])


def diagnose(equations: Sequence[Persamaan]) -> list[Kelompok]:
    """The slips that explain every equation that does not hold, in the order of the equations."""
    rows = _rows_of_sums(equations)
    return [group for island in _islands(equations) for group in _diagnose(island, rows)]


def _islands(equations: Sequence[Persamaan]) -> list[list[Persamaan]]:
    """Equations that share cells, directly or through others; what has no cell in common cannot explain each other."""
    parent: dict[Angka, Angka] = {}

    def root(angka: Angka) -> Angka:
        while parent.setdefault(angka, angka) is not angka:
            parent[angka] = angka = parent[parent[angka]]
        return angka

    for equation in equations:
        first = root(equation.hasil)
        for angka in equation.cells:
            parent[root(angka)] = first
    islands: dict[Angka, list[Persamaan]] = {}
    for equation in equations:
        islands.setdefault(root(equation.hasil), []).append(equation)
    return list(islands.values())


def _diagnose(equations: Sequence[Persamaan], rows: Baris) -> list[Kelompok]:
    if all(equation.cocok for equation in equations):
        return []
    state = State(equations)
    unsettled = {equation for equation in equations if not state.holds(equation)}
    # A result that agrees with the data is right: steps between that do not lead to it are told by their own equations.
    broken = [equation for equation in equations if equation in unsettled and equation in state.wrong]
    groups = _one_by_one(state, broken, rows) if len(broken) > MANY_BROKEN else []
    broken = [] if groups else broken
    while broken:
        group = (
            _crossing(state, broken)
            or _lost_row(state, broken, rows)
            or _only_suspect(state, broken)
            or _swapped(state, broken)
            or _open(state, broken, rows, groups)
        )
        if group not in groups:
            groups.append(group)
        broken = [e for e in broken if not state.holds(e) and e not in group.persamaan]
    _gather(equations, groups, unsettled)
    return groups


Baris = dict[tuple[str, Garis], list[Persamaan]]
"""Sums from which a part may be missing, by rule and row: a row that was lost is missing from all columns alike."""


def _rows_of_sums(equations: Iterable[Persamaan]) -> Baris:
    rows: Baris = defaultdict(list)
    for equation in equations:
        if equation.hilang:
            rows[equation.aturan, equation.hasil.row].append(equation)
    return rows


def _lost(sums: Iterable[Persamaan]) -> list[Persamaan]:
    """The sums of a row that a lost row would explain: all that are wrong, if none of them has too much.

    It would show in most columns, or in those that may stand alone.
    """
    known = [equation for equation in sums if equation.hasil.nilai]
    short = [equation for equation in known if not equation.cocok]
    most = 2 * len(short) >= len(known) and (len(short) > 1 or len(known) == 1)
    none_over = all(equation.dihitung < equation.hasil.nilai for equation in short)
    return short if none_over and (most or all(equation.sendiri for equation in short)) else []


@dataclass(frozen=True, slots=True)
class _Option:
    """One other value for a cell, with the results that follow from it, and the broken equations that it mends."""

    angka: Angka
    value: Decimal
    mended: list[Persamaan]
    following: tuple[tuple[Angka, Decimal], ...] = ()


def _suspects(state: State, equation: Persamaan) -> list[_Option]:
    """Cells of a broken equation, each with a value that mends it and breaks none that holds.

    Only where there is none, a wrong result is suspected from which others were computed.
    """
    cells = equation.cells if len(equation.cells) <= MAX_SUSPECTS else [equation.hasil]
    found = [option for angka in cells if (option := _alone(state, equation, angka))]
    known = {option.angka for option in found}
    found += [option for option in _exchanged(state, equation) if option.angka not in known]
    if not found and not equation.hilang:
        value = state.implied(equation, equation.hasil)
        passed = _passed_on(state, equation.hasil, value) if value is not None else None
        found = [passed] if passed else []
    return found


def _alone(state: State, equation: Persamaan, angka: Angka) -> _Option | None:
    """One other value for one cell, if nothing else need change: no result either that was computed from it and is as wrong."""
    value = state.implied(equation, angka)
    if value is None or not state.holds_with(equation, (angka, value)):
        return None
    following = (e for e in state.of_cell[angka] if angka is equation.hasil and angka is not e.hasil)
    if any(e in state.wrong and state.holds(e) for e in following):
        return None
    mended = []
    for other in state.of_cell[angka]:
        if state.holds_with(other, (angka, value)):
            if not state.holds(other):
                mended.append(other)
        elif state.holds(other):
            return None
    return _Option(angka, value, mended)


def _exchanged(state: State, equation: Persamaan) -> list[_Option]:
    """Two entries of one row, such as target and realisasi, that mend their equation when they change places."""
    entries = [angka for angka in equation.cells if not angka.tercetak and not angka.tetap]
    if len(entries) != 2 or entries[0].row != entries[1].row:
        return []
    first, second = entries
    if not _mends_swapped(state, first, second, (equation,)):
        return []
    return [_Option(first, state.values[second], [equation]), _Option(second, state.values[first], [equation])]


def _passed_on(state: State, hasil: Angka, value: Decimal) -> _Option | None:
    """A wrong result from which others were computed: they hold with it, and must be changed along with it."""
    before = {hasil: state.values[hasil]}
    held = {equation for equation in state.reached(hasil) if state.holds(equation)}
    broken = {equation for equation in state.reached(hasil) if not state.holds(equation)}
    changes = {hasil: value}
    state.change((hasil, value))
    todo = [hasil]
    while todo:
        for equation in state.of_cell[todo.pop()]:
            if equation in held and not state.holds(equation) and equation.hasil not in changes and equation.hasil.tercetak:
                right = state.implied(equation, equation.hasil)
                if right is not None:
                    changes[equation.hasil] = right
                    before[equation.hasil] = state.values[equation.hasil]
                    state.change((equation.hasil, right))
                    todo.append(equation.hasil)
    good = all(state.holds(equation) for equation in held)
    mended = [equation for equation in broken if state.holds(equation)]
    state.change(*before.items())
    mended.sort(key=lambda equation: equation.hasil is not hasil)
    return _Option(hasil, value, mended, tuple(changes.items())[1:]) if good else None


def _crossing(state: State, broken: list[Persamaan]) -> Kelompok | None:
    """A cell whose one other value mends at least two equations, if it is the only one to mend so many."""
    options = {(o.angka, o.value): o for equation in broken for o in _suspects(state, equation) if len(o.mended) > 1}
    most = max((len(option.mended) for option in options.values()), default=0)
    best = [option for option in options.values() if len(option.mended) == most]
    for option in best:
        rivals = {rival.angka for rival in best if set(rival.mended) & set(option.mended)}
        if len(rivals) == 1:
            return _settle(state, option)
    return None


def _lost_row(state: State, broken: list[Persamaan], rows: Baris) -> Kelompok | None:
    """Sums of one row that lack something in several columns: one lost row explains them all, changed cells one each."""
    for equation in broken:
        short = [each for each in _lost(rows.get((equation.aturan, equation.hasil.row), ())) if each in broken]
        if len(short) > 1:
            suspects = dict.fromkeys(option.angka for each in short for option in _suspects(state, each))
            return Kelompok(short[0].hasil, short, pasti=False, suspects=list(suspects), hilang=True)
    return None


def _only_suspect(state: State, broken: list[Persamaan]) -> Kelompok | None:
    """The one cell of an equation that can be wrong, all others being vouched for by equations that hold."""
    for equation in sorted(broken, key=lambda e: (e.langkah, len(e.cells))):
        suspects = _suspects(state, equation)
        if len(suspects) == 1 and len(equation.cells) <= MAX_SUSPECTS:
            return _settle(state, suspects[0])
    return None


def _one_by_one(state: State, broken: Sequence[Persamaan], rows: Baris) -> list[Kelompok]:
    """A slip for each equation that is still broken when its turn comes, those that rest on data first."""
    groups: list[Kelompok] = []
    for equation in sorted(broken, key=_rests_on_results):
        if not state.holds(equation):
            group = _only_suspect(state, [equation]) or _open(state, [equation], rows, groups)
            if group not in groups:
                groups.append(group)
    return groups


def _settle(state: State, option: _Option) -> Kelompok:
    state.change((option.angka, option.value), *option.following)
    return Kelompok(option.angka, option.mended, pasti=True, usul=option.value)


def _swapped(state: State, broken: list[Persamaan]) -> Kelompok | None:
    """Two cells of a row or of a column that mend two broken equations, and break nothing, when they change places."""
    ordered = sorted(broken[:MAX_BROKEN], key=lambda e: len(e.cells))
    lines = {equation: _lines(equation) for equation in ordered}
    for first, second in combinations(ordered, 2):
        pairs = [
            pair
            for pair in _neighbours(first, second, lines[second])
            if state.exchange_fits(first, *pair) and _mends_swapped(state, *pair, (first, second))
        ]
        if pairs:
            (a, b), *others = pairs
            mended = [e for e in {*state.of_cell[a], *state.of_cell[b]} if not state.holds(e)]
            usul = state.values[b]
            state.change((a, usul), (b, state.values[a]))
            suspects = [cell for pair in others for cell in pair]
            return Kelompok(
                a, sorted(mended, key=broken.index), pasti=not others, usul=None if others else usul, tukar=b, suspects=suspects
            )
    return None


def _lines(equation: Persamaan) -> dict[Garis, list[Angka]]:
    """Its cells by row and by column."""
    lines: dict[Garis, list[Angka]] = defaultdict(list)
    for angka in equation.cells:
        lines[angka.row].append(angka)
        lines[angka.column].append(angka)
    return lines


def _neighbours(first: Persamaan, second: Persamaan, lines: dict[Garis, list[Angka]]) -> Iterator[tuple[Angka, Angka]]:
    """Pairs of like cells, one of each equation alone, that share a row or a column: only such are swapped by hand."""
    for a in (angka for angka in first.cells if angka not in second.cells):
        for b in [*lines.get(a.row, ()), *lines.get(a.column, ())]:
            if not a.tetap and a is not b and a.tercetak == b.tercetak and a.bulat == b.bulat:
                yield a, b


def _mends_swapped(state: State, a: Angka, b: Angka, wanted: Iterable[Persamaan]) -> bool:
    swapped = (a, state.values[b]), (b, state.values[a])
    if state.values[a] == state.values[b] or not all(state.holds_with(equation, *swapped) for equation in wanted):
        return False
    touched = {*state.of_cell[a], *state.of_cell[b]}
    return all(state.holds_with(equation, *swapped) for equation in touched if state.holds(equation))


def _open(state: State, broken: list[Persamaan], rows: Baris, groups: list[Kelompok]) -> Kelompok:
    """What no single cell explains: one of the cells that may be wrong stands for its equation, with all the others.

    That is the printed result where it may be wrong itself, or where a part may be missing; it goes on as if the result were
    corrected, so that what was computed from it is judged by itself. Sums of one row whose parts may be missing belong together.
    """
    equation = min(broken, key=_rests_on_results)
    hasil = equation.hasil
    options = _suspects(state, equation) if len(equation.cells) <= MAX_SUSPECTS else []
    suspects = [option.angka for option in options]
    right = next((option for option in options if option.angka is hasil), None)
    likely = next((option for option in options if slip(state.values[option.angka], option.value)), None)
    lost = _lost(rows.get((equation.aturan, hasil.row), ()))
    if options and not right and (not lost or (likely and len(lost) == 1)):
        place, kira = likely or options[0], likely.value if likely else None
        return Kelompok(place.angka, [equation], pasti=False, kira=kira, suspects=suspects, hilang=bool(lost))
    mended = [equation]
    if equation.hilang:
        for group in groups:
            main = group.utama
            if (
                main.hilang
                and not group.pasti
                and not group.tukar
                and (main.aturan, main.hasil.row) == (equation.aturan, hasil.row)
            ):
                group.persamaan.append(equation)
                group.suspects += suspects
                return group
    elif right:
        state.change((hasil, right.value), *right.following)
        mended = right.mended
    return Kelompok(hasil, mended, pasti=False, suspects=suspects, hilang=bool(lost))


def _rests_on_results(equation: Persamaan) -> int:
    """Of how many printed results it is made: what rests on data comes first."""
    return sum(angka.tercetak for angka in equation.koefisien)


def _gather(equations: Sequence[Persamaan], groups: list[Kelompok], broken: set[Persamaan]) -> None:
    """Adds to each slip the results that it breaks, and those that were computed from them."""
    following: dict[Angka, list[Persamaan]] = {}
    for equation in equations:
        for angka in equation.koefisien.keys() | ({equation.pembagi} if equation.pembagi else set()):
            following.setdefault(angka, []).append(equation)
    for group in groups:
        own = set(group.persamaan)
        broken_results = (e.hasil for e in group.persamaan if not (e.langkah and e.cocok))
        named = dict.fromkeys([group.sel, *([group.tukar] if group.tukar else []), *broken_results])
        reached = dict(named)
        todo = [*named, *group.suspects]
        while todo:
            for equation in following.get(todo.pop(), ()):
                follows = equation in own or equation not in broken  # else another slip stands between
                if follows and not equation.cocok and equation.hasil not in reached:
                    reached[equation.hasil] = None
                    todo.append(equation.hasil)
        # A wrong result was carried on into others; a wrong entry, made later, was not: then the others are right.
        group.terkait = reached if group.sel.tercetak else named
        group.wajar = set(reached) - set(group.terkait)
        group.terkait.pop(group.sel)
