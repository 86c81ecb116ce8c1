"""Printed figures that disagree with the computed ones: said under each table, listed in full on sheet Rekonsiliasi."""

from __future__ import annotations

from functools import lru_cache

from flows.reports.warehouse import Record, UnitData
from flows.wording import angka

_SHOWN = 6
_PLACE = ("aturan", "berkas", "lembar", "sel")
_OTHER_YEARS = {"BDG201": 1, "BDG202": 1, "BDG203": 1, "BDG501": -1}
"""Rules on figures that the tables show for another year too: the running budget (3.1.8), last year's SAKIP (3.1.9)."""


@lru_cache(maxsize=2)
def comparisons(data: UnitData, tahun: int) -> list[Record]:
    """Every printed figure of the report's tables that was compared, numbered: first those that disagree, then those that
    do and the office knows (``diketahui`` says why), then those that agree; each as one reads the workbooks. Every table asks.
    """
    rows = data.of_year("rekonsiliasi", tahun)
    rows += [row for aturan, step in _OTHER_YEARS.items() for row in data.rows("rekonsiliasi", tahun=tahun + step, aturan=aturan)]
    known = {tuple(found[name] for name in _PLACE): found["diketahui"] for found in data.release.temuan if found["diketahui"]}
    rows = [{**row, "diketahui": known.get(tuple(row[name] for name in _PLACE), "")} for row in rows]
    rows.sort(key=lambda row: (row["cocok"] is not False, row["diketahui"] != "", data.release.reading_order(row)))
    return [{**row, "no": no} for no, row in enumerate(rows, 1)]


def printed_notes(data: UnitData, tahun: int, *aturan: str, ukuran: str | None = None) -> tuple[str, ...]:
    """Notes for the figures compared by these rules that were printed otherwise than computed; none when all agree.

    ``ukuran`` keeps to one kind of figure, where a rule covers those of several tables.
    """
    differing = [
        row
        for row in comparisons(data, tahun)
        if row["aturan"] in aturan and row["cocok"] is False and ukuran in (None, row["ukuran"])
    ]
    if not differing:
        return ()
    shown = tuple(_note(row) for row in differing[:_SHOWN])
    rest = len(differing) - _SHOWN
    more = (f"Dan {rest} angka tercetak lain yang berbeda.",) if rest > 0 else ()
    return ("Tercetak berbeda dari hasil hitungan; rinciannya pada lembar Rekonsiliasi:", *shown, *more)


def _note(row: Record) -> str:
    tercetak, dihitung = (
        angka(row[f"nilai_{which}"]) if row[f"nilai_{which}"] is not None else row[f"teks_{which}"] or "-"
        for which in ("tercetak", "dihitung")
    )
    ukuran = row["ukuran"].replace("_", " ")
    tahun = f" {row['tahun']}" if row["tahun"] else ""
    return f"no. {row['no']}: {row['uraian']}, {ukuran}{tahun}: tercetak {tercetak}, dihitung {dihitung}."
