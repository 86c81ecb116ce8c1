"""Villages that stand under another kecamatan than theirs: in a list over several periods, the others show where they belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from flows.workbook.text import address
from flows.workbook.work import Work


def return_misplaced(work: Work, kecamatan: Sequence[str], desa: Sequence[str]) -> list[str]:
    """The kecamatan of each data row, those corrected that are certain; each is told at its cell.

    A village that stands twice in one period, once of them beside another kecamatan that has a village of that name in other
    periods and lacks it in this one, is there that kecamatan's.
    """
    times = [tuple(part[i] if part else None for part in work.times) for i in range(len(desa))]
    sexes = [work.texts(column) for column in work.table.of_type("kelamin", "umur")]
    slots: list[Hashable] = [(time, *(sex[i] for sex in sexes)) for i, time in enumerate(times)]
    places = list(zip(kecamatan, desa, slots, strict=True))
    rows: dict[Hashable, list[int]] = defaultdict(list)
    for i, place in enumerate(places):
        rows[place].append(i)
    homes: dict[str, set[str]] = defaultdict(set)
    for kec, name in set(zip(kecamatan, desa, strict=True)):
        homes[name].add(kec)
    right = list(kecamatan)
    for several in rows.values():
        if len(several) < 2:
            continue
        kec, name, slot = places[several[0]]
        lacking = {home for home in homes[name] - {kec} if (home, name, slot) not in rows}
        strays = {i: home for i in several for home in _beside(kecamatan, i) & lacking}
        if len(strays) == len(several) - 1 == len(set(strays.values())):
            for i, home in strays.items():
                right[i] = home
                _tell(work, i, next(k for k in several if k not in strays), name, home)
    return right


def _beside(kecamatan: Sequence[str], i: int) -> set[str]:
    """The kecamatan of the rows above and below."""
    return {kecamatan[k] for k in (i - 1, i + 1) if 0 <= k < len(kecamatan)}


def _tell(work: Work, i: int, other: int, name: str, home: str) -> None:
    desa, kecamatan = work.table.of_type("desa")[0], work.table.of_type("kecamatan")[0]
    row, twin = work.rows.data[i], work.rows.data[other]
    work.out.add(
        "DSA005", address(row, desa.index), name, sel_terkait=address(twin, desa.index), kecamatan=home, baris=twin + 1,
        tertulis=work.texts(kecamatan)[i],
    )  # fmt: skip
