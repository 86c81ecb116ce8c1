"""Which way an indicator is better: said by one sheet of an office, it holds for the others that do not say."""

from __future__ import annotations

from collections.abc import Sequence

from flows.checks.rules.across import Semua, first_of
from flows.checks.rules.base import Row, grouped

_INDICATOR = ("unit_kode", "indikator_kode")
_STATED = "polaritas_tertulis"
_WORDS = {"naik": "tinggi", "turun": "rendah"}


def with_polaritas(rows: Sequence[Row]) -> list[Row]:
    """Rows of ``kinerja``, best source first, each with its polaritas: its sheet's own, else another sheet's, else *naik*."""
    stated = first_of((row for row in rows if row["polaritas"]), *_INDICATOR)
    found: list[Row] = []
    for row in rows:
        other = stated.get((row["unit_kode"], row["indikator_kode"]))
        shared = other["polaritas"] if other else "naik"
        found.append({**row, _STATED: row["polaritas"], "polaritas": row["polaritas"] or shared})
    return found


def polarities(semua: Semua) -> None:
    """A finding for each sheet that says the other way than the best source for the same indicator."""
    for said in grouped((row for row in semua.of("kinerja") if row[_STATED]), *_INDICATOR).values():
        best = said[0]
        for row in first_of(said, "berkas", "lembar").values():
            if row[_STATED] != best[_STATED]:
                own, other = _WORDS[row[_STATED]], _WORDS[best[_STATED]]
                semua.sheet(row).add(
                    "IND002", row["sel"], own, indikator=row["indikator"], kode=row["indikator_kode"], arah=own, arah_lain=other,
                    lain=f"lembar {best['lembar']} ({best['berkas']})",
                )  # fmt: skip
