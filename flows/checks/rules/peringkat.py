"""The ranking of unsur: ranks against the means printed beside them (those against the survey: rules/across.py)."""

from __future__ import annotations

from flows.checks.rules.base import Klaim, Lembar, Row, angka, grouped
from flows.workbook.reference import unsur_title

ATURAN = "BDG302"


def peringkat(sheet: Lembar) -> None:
    mine = [row for row in sheet.tercetak if row["dataset"] == "tercetak" and row["nilai"] is not None]
    for (tahun, periode), rows in grouped(mine, "tahun", "periode").items():
        means: dict[str, Row] = {row["kunci"]: row for row in rows if row["ukuran"] == "nrr"}
        for row in rows:
            if row["ukuran"] != "peringkat" or row["kunci"] not in means:
                continue
            own = means[row["kunci"]]
            higher = sum(other["nilai"] > own["nilai"] for other in means.values())
            equal = sum(other["nilai"] == own["nilai"] for other in means.values())
            right = row["nilai"] if higher < row["nilai"] <= higher + equal else higher + 1
            text = f"Rata-rata {angka(own['nilai'])} menempati urutan {higher + 1} di antara {len(means)} unsur di lembar ini."
            sheet.claims.append(
                Klaim(
                    ATURAN,
                    "peringkat",
                    unsur_title(row["kunci"]),
                    row["sel"],
                    angka(row["nilai"]),
                    angka(right),
                    text,
                    tahun,
                    periode,
                    bersama="peringkat",
                )
            )
