"""IKU against budget: the percentage of each program (what needs other sheets: rules/across.py)."""

from __future__ import annotations

from flows.checks.rules.anggaran import claim_row_percent
from flows.checks.rules.base import Lembar, grouped

PERSEN = "BDG601"


def iku_anggaran(sheet: Lembar) -> None:
    for when, rows in grouped(sheet.rows["iku_anggaran"], "tahun", "periode").items():
        for row in rows:
            own = {name: sheet.number(row, name, f"{name} {row['program']}") for name in ("pagu", "realisasi")}
            persen = sheet.number(row, "persen_tercetak", f"persen {row['program']}", tercetak=True)
            claim_row_percent(sheet, PERSEN, persen, own, row["program"], when)
