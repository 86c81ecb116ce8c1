"""Budget: percentages, parents against their children, totals against their programs, realisasi against pagu."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from string import digits
from typing import Any

from flows.checks.equations import HUNDRED, ZERO, Alternatif, Angka, divided, rounded
from flows.checks.rules.base import Lembar, Row, angka, grouped, label
from flows.checks.rules.whole import claim_whole
from flows.workbook.reference import rows as reference

PERSEN, TOTAL, INDUK, REKENING, SAMPAI = "BDG201", "BDG202", "BDG203", "BDG205", "BDG206"
LEVELS = ("program", "kegiatan", "subkegiatan")


def anggaran(sheet: Lembar) -> None:
    """Every rule of a realisasi sheet, for each of its years and periods."""
    step = rounding_step(sheet.rows["anggaran"])
    for when, rows in grouped(sheet.rows["anggaran"], "tahun", "periode").items():
        cells = {row["kode"]: _cells(sheet, row, ("pagu", "realisasi")) for row in rows}
        for row in rows:
            own = cells[row["kode"]]
            persen = sheet.number(row, "persen_tercetak", f"persen {row['kode']}", tercetak=True)
            claim_row_percent(sheet, PERSEN, persen, own, name_of(row), when, step)
            _claim_until_now(sheet, row, own["realisasi"], when, step)
        _claim_parents(sheet, rows, cells, ("pagu", "realisasi"), when, step)
        _claim_totals(sheet, rows, cells, ("pagu", "realisasi"), when, step)
        _report_overspent(sheet, rows)


def pagu(sheet: Lembar) -> None:
    """Pagu before and after perubahan: parents and totals."""
    for (tahun,), rows in grouped(sheet.rows["pagu"], "tahun").items():
        names = ("pagu_awal", "pagu_perubahan")
        cells = {row["kode"]: _cells(sheet, row, names) for row in rows}
        _claim_parents(sheet, rows, cells, names, (tahun, "TAHUN"))
        _claim_totals(sheet, rows, cells, names, (tahun, "TAHUN"), dataset="pagu")


def _claim_until_now(sheet: Lembar, row: Row, realisasi: Angka | None, when: Any, step: Decimal) -> None:
    """What was spent until the period before and within this one, where a sheet has both, is what was spent until now."""
    parts = [sheet.number(row, name, f"{label(name)} {row['kode']}") for name in ("realisasi_lalu", "realisasi_periode")]
    if None not in parts:
        total = sum((part.nilai for part in parts if part), ZERO)
        text = f"Sampai periode lalu dan periode ini berjumlah {angka(total)}."
        sheet.claim_sum(SAMPAI, "realisasi", name_of(row), realisasi, parts, when, text, desimal=2, longgar=step / 2 * 3)


def belanja(sheet: Lembar) -> None:
    """Accounts: each against the accounts below it, the uppermost ones against their sub kegiatan."""
    names = ("pagu", "realisasi")
    codes = {(row["tahun"], row["periode"], row["kode"]): row for row in sheet.rows["anggaran"]}
    step = rounding_step(sheet.rows["anggaran"])
    for (tahun, periode, kode), rows in grouped(sheet.rows["belanja"], "tahun", "periode", "kode").items():
        accounts = {row["rekening"]: row for row in rows}
        for (parent,), children in grouped(rows, "rekening_induk").items():
            whole = accounts[parent] if parent else codes.get((tahun, periode, kode))
            if whole is None:
                continue
            for name in names:
                parts = [sheet.number(row, name, f"{label(name)} {row['rekening']}") for row in children]
                known = [part.nilai for part in parts if part]
                hasil = sheet.number(whole, name, f"{label(name)} {parent or kode}")
                title = f"{parent or kode} {whole['uraian'] or ''}".strip()
                sheet.claim_sum(
                    REKENING, name, title, hasil, parts, (tahun, periode),
                    f"Jumlah {len(known)} rekening di bawahnya {angka(sum(known))}.",
                    tertunda=sheet.ditolak > 0, hilang=True, sendiri=_stands_alone(name), desimal=2,
                    longgar=step / 2 * (len(known) + 1),
                )  # fmt: skip


def name_of(row: Row) -> str:
    return f"{row['kode']} {row['uraian'] or ''}".strip()


def claim_row_percent(
    sheet: Lembar, aturan: str, persen: Angka | None, own: dict[str, Angka | None], name: str, when: Any, step: Decimal = ZERO
) -> None:
    """The percentage printed in a row."""
    bagian, seluruh = own.get("realisasi"), own.get("pagu")
    if persen is None or bagian is None or seluruh is None or seluruh.nilai <= 0:
        return
    value = divided(HUNDRED * bagian.nilai, seluruh.nilai)
    text = f"Realisasi {angka(bagian.nilai)} terhadap pagu {angka(seluruh.nilai)} adalah {angka(rounded(value, 2))} persen."
    printed = persen.nilai

    def others() -> list[Alternatif]:
        return fraction_of(printed, value)

    loose = divided(step / 2 * (HUNDRED + value), seluruh.nilai)
    sheet.claim_percent(aturan, "persen", name, persen, bagian, seluruh, when, text, alternatif=others, longgar=loose)


def rounding_step(rows: Sequence[Row]) -> Decimal:
    """What the money of a sheet was rounded to, thousands or millions, as the sheet itself says; 0 where it is exact."""
    return next((Decimal(row["pengali"]) for row in rows if (row["pengali"] or 1) > 1), ZERO)


def fraction_of(printed: Decimal, value: Decimal) -> list[Alternatif]:
    """A percentage stored as its fraction: 0,9206 for 92,06 percent."""
    return [("pecahan dari persennya (belum dikali 100)", value / HUNDRED)] if abs(printed) <= 1 else []


def _stands_alone(ukuran: str) -> bool:
    """Whether a row may hold this money alone: nothing need have been spent of a pagu, but nothing is spent without one."""
    return ukuran != "realisasi"


def _cells(sheet: Lembar, row: Row, names: Sequence[str]) -> dict[str, Angka | None]:
    return {name: sheet.number(row, name, f"{label(name)} {row['kode']}") for name in names}


def _claim_parents(
    sheet: Lembar,
    rows: list[Row],
    cells: dict[str, dict[str, Angka | None]],
    names: Sequence[str],
    when: Any,
    step: Decimal = ZERO,
) -> None:
    """A program or kegiatan is the sum of the rows below it, where there are any; ``step``: what all money was rounded to."""
    by_code = {row["kode"]: row for row in rows}
    for (parent,), children in grouped((row for row in rows if row["kode_induk"] in by_code), "kode_induk").items():
        row = by_code[parent]
        for name in names:
            parts = [cells[child["kode"]][name] for child in children]
            known = [part.nilai for part in parts if part]
            text = f"Jumlah {len(known)} baris di bawahnya {angka(sum(known))}. Total memakai angka {row['tingkat']} ini."
            sheet.claim_sum(
                INDUK, name, name_of(row), cells[parent][name], parts, when, text,
                tertunda=sheet.ditolak > 0, hilang=True, sendiri=_stands_alone(name), desimal=2,
                longgar=step / 2 * (len(known) + 1),
            )  # fmt: skip


def _claim_totals(
    sheet: Lembar,
    rows: list[Row],
    cells: dict[str, dict[str, Angka | None]],
    names: Sequence[str],
    when: Any,
    step: Decimal = ZERO,
    dataset: str = "anggaran",
) -> None:
    """The total row is the sum of the programs (of each program's highest level), its percentage that of its own figures."""
    top = highest(rows)
    sums = {name: sum((row[name] or Decimal(0) for row in top), Decimal(0)) for name in names}
    programs = {row["kode_program"] for row in top}
    printed = [
        row
        for row in sheet.printed(dataset)
        if row["kunci"] == sheet.unit_kode and ((row["tahun"], row["periode"]) == when or _is_below(row, rows, when))
    ]
    for group in grouped(printed, "baris").values():
        whole = {t["ukuran"]: sheet.at(t["sel"], t["nilai"], f"total {label(t['ukuran'])}", tercetak=True) for t in group}
        title = f"Total {len(programs)} program"
        text = f"{len(programs)} program yang tertulis memberi " + ", ".join(f"{label(n)} {angka(v)}" for n, v in sums.items())
        if sums.get("pagu"):
            text += f", atau {angka(rounded(divided(HUNDRED * sums['realisasi'], sums['pagu']), 2))} persen"
        text += lost_program(programs, sums, whole) + "."
        for t in group:
            if t["ukuran"] in sums:
                parts = [cells[row["kode"]][t["ukuran"]] for row in top]
                claim_whole(
                    sheet, TOTAL, t, whole[t["ukuran"]], parts, sums[t["ukuran"]], title, text, desimal=2, hilang=True,
                    sendiri=_stands_alone(t["ukuran"]),
                    longgar=step / 2 * (len(top) + 1),
                )  # fmt: skip
        _claim_total_percent(sheet, whole, sums, title, text, when)


def _is_below(total: Row, rows: Sequence[Row], when: Any) -> bool:
    """Whether a total stands below the figures of these rows: one column of pagu may serve several triwulan beside it."""
    cells = {row[f"{total['ukuran']}_sel"] for row in rows if row.get(f"{total['ukuran']}_sel")}
    return total["tahun"] == when[0] and total["sel"].rstrip(digits) in {cell.rstrip(digits) for cell in cells}


def _claim_total_percent(
    sheet: Lembar, whole: dict[str, Angka | None], sums: dict[str, Decimal], title: str, text: str, when: Any
) -> None:
    persen, pagu_cell, real_cell = whole.get("persen"), whole.get("pagu"), whole.get("realisasi")
    if persen is None or not sums.get("pagu"):
        return
    right = divided(HUNDRED * sums["realisasi"], sums["pagu"])

    def others() -> list[Alternatif]:
        printed = [] if not (pagu_cell and real_cell and pagu_cell.nilai) else [
            ("total yang tercetak di baris ini", divided(HUNDRED * real_cell.nilai, pagu_cell.nilai))
        ]  # fmt: skip
        return printed + fraction_of(persen.nilai, right)

    sheet.claim_percent(
        TOTAL, "persen", title, persen, real_cell, pagu_cell, when, text, right, alternatif=others, tertunda=sheet.ditolak > 0
    )


def highest(rows: list[Row]) -> list[Row]:
    """Of each program the rows of its highest level present: levels are never added up together."""
    top = {key[0]: min(LEVELS.index(row["tingkat"]) for row in group) for key, group in grouped(rows, "kode_program").items()}
    return [row for row in rows if LEVELS.index(row["tingkat"]) == top[row["kode_program"]]]


def lost_program(programs: set[str], sums: dict[str, Decimal], whole: dict[str, Angka | None]) -> str:
    """What a program that is missing between the first and the last one would make of a printed total that is higher."""
    known = [row["kode"] for row in reference("program_kecamatan") if row["tingkat"] == "program"]
    gaps = [kode for kode in known if programs and min(programs) < kode < max(programs) and kode not in programs]
    more = {name: cell.nilai - sums[name] for name, cell in whole.items() if cell and name in sums}
    if len(gaps) != 1 or not more or any(value <= 0 for value in more.values()):
        return ""
    if more.get("realisasi", Decimal(0)) > more.get("pagu", more.get("realisasi", Decimal(0))):
        return ""
    lost = ", ".join(f"{label(name)} {angka(value)}" for name, value in more.items())
    pagu_cell, real_cell = whole.get("pagu"), whole.get("realisasi")
    then = ""
    if pagu_cell and real_cell and pagu_cell.nilai:
        then = f" dan yang benar {angka(rounded(divided(HUNDRED * real_cell.nilai, pagu_cell.nilai), 2))} persen"
    return f". Program {gaps[0]} tidak tertulis: bila barisnya hilang dari lembar ini ({lost}), total tercetak itu cocok{then}"


def _report_overspent(sheet: Lembar, rows: list[Row]) -> None:
    """More spent than there was: told at the lowest row, since the rows above it only add up."""
    over = [row for row in rows if row["pagu"] is not None and row["realisasi"] is not None and row["realisasi"] > row["pagu"]]
    for row in over:
        if not any(other["kode"].startswith(f"{row['kode']}.") for other in over):
            sheet.add(
                "ANG001", row["realisasi_sel"], angka(row["realisasi"]), terkait=row["pagu_sel"] or "", uraian=name_of(row),
                pagu=angka(row["pagu"]), lebih=angka(row["realisasi"] - row["pagu"]),
            )  # fmt: skip
