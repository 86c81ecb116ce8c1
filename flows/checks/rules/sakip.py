"""SAKIP: components within their weights, totals, and the predicate of the total (PermenPANRB 88/2021)."""

from __future__ import annotations

from decimal import Decimal

from flows.checks.rules.base import Klaim, Lembar, Row, angka, grouped
from flows.checks.rules.whole import claim_whole
from flows.checks.rumus import component_weight, predikat

ATURAN = "BDG501"


def sakip(sheet: Lembar) -> None:
    for (tahun,), rows in grouped(sheet.rows["sakip"], "tahun").items():
        cells = {
            "bobot": [sheet.number(row, "bobot", f"bobot {row['komponen']}") for row in rows],
            "nilai": [sheet.number(row, "nilai", f"nilai {row['komponen']}", maks=_weight(row)) for row in rows],
        }
        total = Decimal(sum(row["nilai"] for row in rows))
        letter = predikat(total)
        title = f"Jumlah {len(rows)} komponen"
        text = f"{title} {angka(total)}" + (f", predikat {letter}." if letter else ".")
        mine = [
            row
            for row in sheet.tercetak
            if row["dataset"] == "sakip" and row["tahun"] == tahun and row["kunci"] == sheet.unit_kode
        ]
        for row in mine:
            if row["ukuran"] in cells and row["nilai"] is not None:
                known = [cell.nilai for cell in cells[row["ukuran"]] if cell]
                hasil = sheet.at(row["sel"], row["nilai"], f"jumlah {row['ukuran']}", tercetak=True)
                claim_whole(sheet, ATURAN, row, hasil, cells[row["ukuran"]], Decimal(sum(known)), title, text, desimal=2)
        printed_total = [cell for row in mine if row["ukuran"] == "nilai" and (cell := sheet.at(row["sel"], row["nilai"], ""))]
        for row in mine:
            if row["ukuran"] == "predikat" and row["teks"] and letter:
                sheet.claims.append(
                    Klaim(
                        ATURAN, "predikat", title, row["sel"], row["teks"], letter, text, tahun, "TAHUN", printed_total,
                        tertunda=sheet.ditolak > 0,
                    )
                )  # fmt: skip
        _report_weights(sheet, rows, tahun)
        for row in rows:
            _report_excess(sheet, row)


def _report_weights(sheet: Lembar, rows: list[Row], tahun: int) -> None:
    weights = [_weight(row) or Decimal(0) for row in rows]
    stated = any(row["ukuran"] == "bobot" and row["nilai"] is not None and row["tahun"] == tahun for row in sheet.tercetak)
    if sum(weights) != 100 and not stated:  # a stated total of weights is compared with them
        sheet.add("SKP001", rows[0]["nilai_sel"], angka(sum(weights)), tahun=tahun)


def _weight(row: Row) -> Decimal | None:
    """The most that a component can be worth: its weight, as printed or by the regulation."""
    stated: Decimal | None = row["bobot"]
    return component_weight(row["komponen_kode"]) if stated is None else stated


def _report_excess(sheet: Lembar, row: Row) -> None:
    weight = _weight(row)
    if weight is not None and row["nilai"] > weight:
        sheet.add(
            "SKP002", row["nilai_sel"], angka(row["nilai"]), terkait=row["bobot_sel"] or "",
            komponen=row["komponen"], bobot=angka(weight),
        )  # fmt: skip
