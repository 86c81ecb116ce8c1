"""The ranking of unsur: ranks against the means printed beside them (those against the survey: rules/across.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flows.checks.equations import Angka
from flows.checks.rules.base import Klaim, Lembar, Row, angka, grouped
from flows.workbook.reference import unsur_title

ATURAN = "BDG302"


def peringkat(sheet: Lembar) -> None:
    mine = [row for row in sheet.tercetak if row["dataset"] == "tercetak" and row["nilai"] is not None]
    for (tahun, periode), rows in grouped(mine, "tahun", "periode").items():
        means: dict[str, Row] = {row["kunci"]: row for row in rows if row["ukuran"] == "nrr"}
        dense = _is_dense(rows, means)
        sources = [cell for kode, row in means.items() if (cell := mean_cell(sheet, row, unsur_title(kode)))]
        for row in rows:
            if row["ukuran"] != "peringkat" or row["kunci"] not in means:
                continue
            own = means[row["kunci"]]
            higher = sum(other["nilai"] > own["nilai"] for other in means.values())
            equal = sum(other["nilai"] == own["nilai"] for other in means.values())
            right = row["nilai"] if dense or higher < row["nilai"] <= higher + equal else higher + 1
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
                    sources,
                    tertunda=sheet.ditolak > 0,
                    bersama="peringkat",
                )
            )


def mean_cell(sheet: Lembar, row: Row, name: str) -> Angka | None:
    """The printed mean of an unsur."""
    return sheet.at(row["sel"], row["nilai"], f"NRR {name}", tercetak=True)


def _is_dense(rows: Sequence[Row], means: Mapping[str, Row]) -> bool:
    """Whether equal means share a rank and no number is left out after them, as some offices count: 1, 2, 2, 3."""
    order = sorted({row["nilai"] for row in means.values()}, reverse=True)
    ranks = [row for row in rows if row["ukuran"] == "peringkat" and row["kunci"] in means]
    return all(row["nilai"] == order.index(means[row["kunci"]]["nilai"]) + 1 for row in ranks)
