"""One sheet as the rules see it: its rows with a number at each cell, and what they have to say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from typing import Any

from flows.checks.equations import HUNDRED, ONE, ZERO, Angka, Persamaan, divided
from flows.findings import Temuan, temuan
from flows.settings import Settings
from flows.wording import tahun_periode
from flows.workbook.collect import shown

Row = Mapping[str, Any]
Kunci = tuple[Any, ...]


MANY = 4
"""Slips of one kind in one row or column from which on they are one finding: the whole line comes from elsewhere."""


@dataclass(frozen=True, slots=True, eq=False)
class Klaim:
    """A printed word (letter, predicate, category, rank) against the one that the numbers give."""

    aturan: str
    ukuran: str
    uraian: str
    sel: str
    tertulis: str
    dihitung: str
    penjelasan: str
    tahun: int | None
    periode: str
    sumber: Sequence[Angka] = ()
    """Printed numbers that it follows from: where one of them is wrong, so is the word, and only the number is told."""
    tertunda: bool = False
    """Rows that belong to it were rejected: it cannot be judged until they are mended."""
    bersama: str = ""
    """Wrong claims with one such mark are one slip, such as ranks, of which no one can be wrong alone."""

    @property
    def cocok(self) -> bool:
        return self.tertulis.strip().casefold() == self.dihitung.casefold()


@dataclass
class Lembar:
    """Rows of one sheet by dataset (``tercetak`` aside), and the claims, equations and findings that rules add."""

    berkas: str
    lembar: str
    unit_kode: str
    settings: Settings
    ditolak: int = 0
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    tercetak: list[Row] = field(default_factory=list)
    ganda: list[Row] = field(default_factory=list)
    equations: list[Persamaan] = field(default_factory=list)
    claims: list[Klaim] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)
    _cells: dict[str, Angka] = field(default_factory=dict)

    def at(self, sel: str | None, nilai: Any, nama: str, **facts: Any) -> Angka | None:
        """The number at a cell; the same object for the same cell, so that equations meet in it. None for a blank."""
        if sel is None or nilai is None:
            return None
        if sel not in self._cells:
            self._cells[sel] = Angka(self.berkas, self.lembar, sel, Decimal(nilai), nama, **facts)
        return self._cells[sel]

    def number(self, row: Row, kolom: str, nama: str, **facts: Any) -> Angka | None:
        """The number of a column of a row that carries its cell beside it."""
        return self.at(row.get(f"{kolom}_sel"), row.get(kolom), nama, **facts)

    def printed(self, dataset: str) -> list[Row]:
        return [row for row in self.tercetak if row["dataset"] == dataset and row["nilai"] is not None]

    def claim_sum(
        self,
        aturan: str,
        ukuran: str,
        uraian: str,
        hasil: Angka | None,
        parts: Iterable[Angka | None],
        when: tuple[int | None, str],
        penjelasan: str,
        dihitung: Decimal | None = None,
        **facts: Any,
    ) -> None:
        """A printed sum of cells; nothing where the result or every part is blank."""
        known = [part for part in parts if part is not None]
        if hasil is None or not known:
            return
        total = sum((part.nilai for part in known), ZERO) if dihitung is None else dihitung
        suku = [(ONE, part) for part in known]
        self.equations.append(Persamaan(aturan, ukuran, uraian, hasil, suku, total, penjelasan, *when, **facts))

    def claim_percent(
        self,
        aturan: str,
        ukuran: str,
        uraian: str,
        hasil: Angka | None,
        bagian: Angka | None,
        seluruh: Angka | None,
        when: tuple[int | None, str],
        penjelasan: str,
        dihitung: Decimal | None = None,
        **facts: Any,
    ) -> None:
        """A printed percentage of two cells; nothing where the whole is zero or a cell is blank."""
        if hasil is None or bagian is None or seluruh is None or seluruh.nilai == 0:
            return
        value = divided(HUNDRED * bagian.nilai, seluruh.nilai) if dihitung is None else dihitung
        suku = [(HUNDRED, bagian)]
        self.equations.append(Persamaan(aturan, ukuran, uraian, hasil, suku, value, penjelasan, *when, pembagi=seluruh, **facts))

    def add(self, aturan: str, sel: str | None, nilai: object = "", terkait: str = "", usul: str = "", **blanks: object) -> None:
        """A finding of its own, one that no equation carries."""
        found = temuan(aturan, self.berkas, self.lembar, sel or "", nilai, sel_terkait=terkait, usul=usul, **blanks)
        self.temuan.append(found)


def angka(value: Any) -> str:
    """A number as an Indonesian reads it."""
    return shown(Decimal(value)) if value is not None else "-"


_LABELS = {
    "laki_laki": "laki-laki", "kk": "KK", "luas_ha": "luas", "nrr": "NRR", "nrr_tertimbang": "NRR tertimbang", "ikm": "IKM",
    "realisasi_iku": "realisasi IKU", "pagu_awal": "pagu sebelum perubahan", "pagu_perubahan": "pagu setelah perubahan",
}  # fmt: skip


def label(ukuran: str) -> str:
    """A measure as a planner calls it."""
    return _LABELS.get(ukuran, ukuran.replace("_", " "))


def when_text(row: Row) -> str:
    """Year and period of a row as a planner writes them: ``Desember 2024``."""
    return tahun_periode(row["tahun"], row["periode"])


def grouped(rows: Iterable[Row], *names: str) -> dict[Kunci, list[Row]]:
    """Rows by the values of some columns, in the order of their first one."""
    groups: dict[Kunci, list[Row]] = {}
    key = key_of(names)
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def key_of(names: Sequence[str]) -> Callable[[Row], Kunci]:
    """Reads the values of some columns of a row, always as a tuple."""
    if len(names) == 1:
        (name,) = names
        return lambda row: (row[name],)
    return itemgetter(*names)
