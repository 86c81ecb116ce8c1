"""Printed figures that disagree with the computed ones: said under each table, listed in full on sheet Rekonsiliasi."""

from __future__ import annotations

from decimal import Decimal

from flows.reports.warehouse import Record, UnitData
from flows.reports.wording import angka

_SHOWN = 3


def comparisons(data: UnitData, tahun: int) -> list[Record]:
    """Every printed figure of the year that was compared, numbered as on sheet Rekonsiliasi: disagreements first."""
    rows = sorted(data.rows("rekonsiliasi", tahun=tahun), key=lambda row: row["cocok"] is not False)
    return [{**row, "no": no} for no, row in enumerate(rows, 1)]


def printed_notes(data: UnitData, tahun: int, *datasets: str) -> tuple[str, ...]:
    """Notes for the figures of these datasets that were printed otherwise than computed; none when all agree."""
    differing = [row for row in comparisons(data, tahun) if row["dataset"] in datasets and row["cocok"] is False]
    if not differing:
        return ()
    shown = [
        f"Tercetak {_nilai(r, 'tercetak')}, dihitung {_nilai(r, 'dihitung')}: {r['uraian']} (no. {r['no']})." for r in differing
    ]
    rest = len(differing) - _SHOWN
    more = (f"Dan {rest} angka tercetak lain yang berbeda.",) if rest > 0 else ()
    return (
        "Angka tercetak yang berbeda dari hasil hitungan; rinciannya pada lembar Rekonsiliasi:",
        *shown[:_SHOWN],
        *more,
    )


def _nilai(row: Record, which: str) -> str:
    nilai = row[f"nilai_{which}"]
    return angka(nilai) if isinstance(nilai, int | Decimal) else str(nilai or "-")
