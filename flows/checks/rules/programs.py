"""Programs of an IKU sheet and the pagu of a budget against the budget sheet, with the efficiency that they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from flows.checks.equations import HUNDRED, ONE, Alternatif, Angka, Persamaan, Suku, agrees, constant, decimals, divided, rounded
from flows.checks.rules.across import Semua, first_of, where
from flows.checks.rules.anggaran import highest, name_of
from flows.checks.rules.base import Lembar, Row, angka, grouped
from flows.checks.rules.whole import is_average
from flows.checks.rumus import capaian, exact
from flows.workbook.text import fold

PAGU, PROGRAM, EFISIENSI, PENUTUP = "BDG204", "BDG602", "BDG603", "BDG604"
Budget = tuple[Decimal, Decimal]
"""Pagu and realisasi of all programs."""
DIFFERENCE = "capaian - serapan"
SHARE, OWN = "bagian pagu kecamatan", "Serapan program di lembar ini"


def program_name(name: str | None) -> str:
    """A program's name that can be compared: without punctuation and the word *program* in front."""
    return fold(name or "").removeprefix("program ")


def programs(semua: Semua) -> None:
    """Programs of an IKU sheet against the budget sheet of the same period, and its printed efficiency and closing row."""
    totals = _program_totals(semua)
    for (unit, tahun, periode), rows in grouped(semua.of("iku_anggaran"), "unit_kode", "tahun", "periode").items():
        known = {program_name(p["uraian"]): p for p in totals.get((unit, tahun, periode), [])}
        budget = _whole_budget(totals.get((unit, tahun, periode), []))
        for row in rows:
            own = known.get(program_name(row["program"]))
            for ukuran in ("pagu", "realisasi") if own else ():
                _claim_program(semua, row, ukuran, own or {})
        _report_shares(semua, rows, budget)
        for mine in grouped(rows, "berkas", "lembar").values():
            _claim_closing(semua, mine, budget, _claim_efficiencies(semua, mine, budget))


def _program_totals(semua: Semua) -> dict[tuple[str, int, str], list[Row]]:
    """Pagu and realisasi of each program, of its highest level present."""
    found: dict[tuple[str, int, str], list[Row]] = {}
    for (unit, tahun, periode), rows in grouped(semua.budget.values(), "unit_kode", "tahun", "periode").items():
        top = highest(rows)
        for (kode,), mine in grouped(top, "kode_program").items():
            name = next((row["uraian"] for row in mine if row["tingkat"] == "program"), None)
            sums = {k: sum((row[k] or Decimal(0) for row in mine), Decimal(0)) for k in ("pagu", "realisasi")}
            found.setdefault((unit, tahun, periode), []).append({"kode": kode, "uraian": name, "asal": mine[0]} | sums)
    return found


def _whole_budget(totals: Sequence[Row]) -> Budget:
    return (
        sum((row["pagu"] for row in totals), Decimal(0)),
        sum((row["realisasi"] for row in totals), Decimal(0)),
    )


def _claim_program(semua: Semua, row: Row, ukuran: str, program: Row) -> None:
    sheet = semua.sheet(row)
    hasil = sheet.number(row, ukuran, f"{ukuran} {row['program']}")
    if hasil is None:
        return
    right = program[ukuran]
    origin = program["asal"]
    source = semua.sheet(origin).number(origin, ukuran, f"{ukuran} {program['kode']}") if origin["tingkat"] == "program" else None
    text = f"Pada lembar realisasi anggaran, {program['kode']} {ukuran} {angka(right)} ({where(origin, ukuran)})."
    sheet.equations.append(
        Persamaan(
            PROGRAM,
            ukuran,
            row["program"],
            hasil,
            [(ONE, source or constant(right))],
            right,
            text,
            row["tahun"],
            row["periode"],
            desimal=2,
        )
    )


@dataclass(frozen=True)
class _Efficiency:
    """A formula that an office may call efficiency: ``pengali x efisiensi x pembagi = jumlah(suku)``, and what it gives."""

    label: str
    value: Decimal
    suku: list[Suku]
    pembagi: Angka | None = None
    pengali: Decimal = ONE


def _efficiencies(semua: Semua, row: Row, budget: Budget) -> list[_Efficiency]:
    """Every formula in use (rules.md 3), its share of the pagu among them.

    None where the capaian is unknown: then no printed figure can be called wrong.
    """
    sheet = semua.sheet(row)
    pagu, realisasi = (sheet.number(row, name, f"{name} {row['program']}") for name in ("pagu", "realisasi"))
    key = (row["unit_kode"], row["tahun"], row["periode"], row["indikator_kode"])
    goal, real = semua.figures.get((*key, "target")), semua.figures.get((*key, "realisasi"))
    if not (goal and real and goal["nilai"] > 0 and pagu and realisasi and pagu.nilai and realisasi.nilai):
        return []
    reached = capaian(goal["nilai"], real["nilai"], goal["polaritas"])
    spent = divided(HUNDRED * realisasi.nilai, pagu.nilai)
    found = []
    for goal_met, used in ((reached, spent), (rounded(reached, 2), rounded(spent, 2))):  # many take the two figures as printed
        if used:
            ratio = divided(HUNDRED * goal_met, used)
            found.append(_Efficiency("capaian / serapan x 100", ratio, [(reached, pagu)], realisasi))
        found.append(_Efficiency(DIFFERENCE, goal_met - used, [(reached, pagu), (-HUNDRED, realisasi)], pagu))
    found.append(_Efficiency("sisa anggaran (100 - serapan)", HUNDRED - spent, [(HUNDRED, pagu), (-HUNDRED, realisasi)], pagu))
    if budget[0]:
        found.append(_Efficiency(SHARE, divided(HUNDRED * pagu.nilai, budget[0]), [(HUNDRED, pagu)], pengali=budget[0]))
    return found


def _claim_efficiencies(semua: Semua, rows: Sequence[Row], budget: Budget) -> str:
    """A column of printed efficiencies against the formula that most of it fits, which is given back; no regulation names one.

    Where none fits, each is held against whichever comes nearest.
    """
    known = [(row, found) for row in rows if row["periode"] == "TAHUN" and (found := _efficiencies(semua, row, budget))]
    printed = [(row, found) for row, found in known if row["efisiensi_tercetak"] is not None]
    fitting = Counter(
        label
        for row, found in printed
        for label in dict.fromkeys(each.label for each in found if agrees(row["efisiensi_tercetak"], each.value, 2))
    )
    if not fitting and not budget[0]:
        return ""  # shares of a pagu that no sheet states, as far as anyone can tell
    usual = fitting.most_common(1)[0][0] if fitting else ""
    for row, found in printed:
        sheet = semua.sheet(row)
        hasil = sheet.number(row, "efisiensi_tercetak", f"efisiensi {row['program']}", tercetak=True, negatif=True)
        if hasil is None:
            continue
        right = min(found, key=partial(_distance, hasil.nilai, usual))
        text = f"Yang {'dipakai di kolom ini' if usual else 'terdekat'}: {right.label} = {angka(rounded(right.value, 2))} persen."
        sheet.equations.append(
            Persamaan(EFISIENSI, "efisiensi", row["program"], hasil, right.suku, right.value, text, row["tahun"], row["periode"],
                      pengali=right.pengali, pembagi=right.pembagi, desimal=2)
        )  # fmt: skip
    return usual


def _distance(printed: Decimal, usual: str, formula: _Efficiency) -> tuple[bool, Decimal]:
    return formula.label != usual, abs(formula.value - printed)


def _report_shares(semua: Semua, rows: Sequence[Row], budget: Budget) -> None:
    """A column that is called efficiency and holds shares of the pagu."""
    printed = [row for row in rows if row["efisiensi_tercetak"] is not None and row["pagu"] and budget[0]]
    shares = [row for row in printed if agrees(row["efisiensi_tercetak"], divided(HUNDRED * row["pagu"], budget[0]), 2)]
    if len(shares) > 1 and 2 * len(shares) > len(printed):
        examples = "; ".join(f"{row['program']} {angka(row['efisiensi_tercetak'])}" for row in shares[:2])
        semua.sheet(shares[0]).add(
            "KIN004", shares[0]["efisiensi_tercetak_sel"], angka(shares[0]["efisiensi_tercetak"]),
            terkait=", ".join(row["efisiensi_tercetak_sel"] for row in shares[1:]), jumlah=len(shares), semua=len(printed),
            contoh=examples,
        )  # fmt: skip


def _claim_closing(semua: Semua, rows: Sequence[Row], budget: Budget, usual: str) -> None:
    """The closing row of an IKU sheet: sums, the mean of the indicators, absorption, and the efficiency that they give.

    ``usual``: the formula of efficiency that the rows above it use.
    """
    first = rows[0]
    sheet = semua.sheet(first)
    own = first["tahun"], first["periode"], first["unit_kode"]
    feet = [t for t in sheet.printed("iku_anggaran") if (t["tahun"], t["periode"], t["kunci"]) == own]
    cells = {
        t["ukuran"]: sheet.at(t["sel"], t["nilai"], t["label"] or "baris penutup", tercetak=True, negatif=True) for t in feet
    }
    for t in feet:
        hasil = cells[t["ukuran"]]
        if hasil is None:
            continue
        name = t["label"] or "Baris penutup"
        if t["ukuran"] in ("pagu", "realisasi"):
            parts = [sheet.number(row, t["ukuran"], f"{t['ukuran']} {row['program']}") for row in rows]
            text = f"Dijumlahkan ulang dari {len(rows)} program di lembar ini."
            sheet.claim_sum(PENUTUP, t["ukuran"], name, hasil, parts, (t["tahun"], t["periode"]), text, desimal=2)
        elif t["ukuran"] == "realisasi_iku":
            _claim_mean_of_indicators(semua, sheet, rows, t, hasil, name)
        elif t["ukuran"] == "persen":
            _claim_absorption(sheet, rows, t, hasil, cells, budget, name)
        elif t["ukuran"] == "efisiensi":
            _claim_whole_efficiency(semua, sheet, t, hasil, cells, budget, name, usual)


def _claim_mean_of_indicators(semua: Semua, sheet: Lembar, rows: Sequence[Row], t: Row, hasil: Angka, name: str) -> None:
    codes = {row["indikator_kode"] for row in rows}
    reported = (r for r in sheet.rows["kinerja"] if r["indikator_kode"] in codes)
    mine = [r for r in reported if (r["tahun"], r["ukuran"]) == (t["tahun"], "realisasi")]
    if not mine:
        return
    parts = [_vouched(semua, r) or sheet.at(r["sel"], r["nilai"], r["indikator"], negatif=True) for r in mine]
    total = sum((r["nilai"] for r in mine), Decimal(0))
    right = divided(total, Decimal(len(mine)))
    text = f"Rata-rata realisasi {len(mine)} indikator di lembar ini {angka(rounded(right, 2))}."
    suku = [(ONE, part) for part in parts if part]

    def others() -> list[Alternatif]:
        return [
            (f"pembagi {n}, padahal ada {len(mine)} indikator", divided(total, Decimal(n)))
            for n in (len(mine) + 1, len(mine) - 1)
            if n
        ]

    sheet.equations.append(
        Persamaan(PENUTUP, "realisasi_iku", name, hasil, suku, right, text, t["tahun"], t["periode"], pengali=Decimal(len(mine)),
                  alternatif=others)
    )  # fmt: skip


def _vouched(semua: Semua, row: Row) -> Angka | None:
    """A figure that another sheet reports alike is not what is wrong with a mean."""
    others = semua.stated[row["unit_kode"], row["tahun"], row["periode"], row["indikator_kode"], row["ukuran"]]
    again = any(r["nilai"] == row["nilai"] and r["lembar"] != row["lembar"] for r in others)
    return constant(row["nilai"]) if again else None


def _claim_absorption(
    sheet: Lembar,
    rows: Sequence[Row],
    t: Row,
    hasil: Angka,
    cells: dict[str, Angka | None],
    budget: Budget,
    name: str,
) -> None:
    """Absorption of the kecamatan, of the programs on this sheet, or the mean of their percentages: whichever is nearest."""
    pagu, realisasi = (sum((row[k] or Decimal(0) for row in rows), Decimal(0)) for k in ("pagu", "realisasi"))
    options: list[Alternatif] = []
    if budget[0]:
        options.append(("Serapan kecamatan", divided(HUNDRED * budget[1], budget[0])))
    if pagu:
        options.append((OWN, divided(HUNDRED * realisasi, pagu)))
    shares = [divided(HUNDRED * row["realisasi"], row["pagu"]) for row in rows if row["pagu"] and row["realisasi"] is not None]
    if is_average(t) and shares:
        options.append(("Rata-rata persen program di lembar ini", divided(sum(shares, Decimal(0)), Decimal(len(shares)))))
    if not options:
        return
    nearest, right = min(options, key=lambda option: abs(option[1] - hasil.nilai))
    bagian, seluruh = cells.get("realisasi"), cells.get("pagu")
    own = pagu and bagian and seluruh and seluruh.nilai
    if own and bagian and seluruh and _made_of(hasil, bagian, seluruh):
        # It was made of the two totals beside it, whatever comes nearer once one of their parts is wrong.
        nearest, right = OWN, divided(HUNDRED * realisasi, pagu)
    text = (
        "; ".join(
            f"{label.lower() if i else label} {angka(rounded(value, 2))} persen" for i, (label, value) in enumerate(options)
        )
        + "."
    )
    if nearest == OWN and bagian and seluruh:
        sheet.claim_percent(PENUTUP, "persen", name, hasil, bagian, seluruh, (t["tahun"], t["periode"]), text, right)
        return
    sheet.equations.append(
        Persamaan(PENUTUP, "persen", name, hasil, [(ONE, constant(right))], right, text, t["tahun"], t["periode"])
    )


def _made_of(persen: Angka, bagian: Angka, seluruh: Angka) -> bool:
    return agrees(persen.nilai, divided(HUNDRED * bagian.nilai, seluruh.nilai), min(1, decimals(persen.nilai)))


def _claim_whole_efficiency(
    semua: Semua, sheet: Lembar, t: Row, hasil: Angka, cells: dict[str, Angka | None], budget: Budget, name: str, usual: str
) -> None:
    """Efficiency of the year: mean capaian over absorption (rules.md 3), or their difference where the sheet shows that.

    The equation runs over the two figures printed beside it, if any.
    """
    reached = semua.mean_capaian.get((t["unit_kode"], t["tahun"]))
    if reached is None or not budget[1] or t["periode"] != "TAHUN":
        return
    spent = divided(HUNDRED * budget[1], budget[0])
    ratio, difference = divided(HUNDRED * exact(reached), spent), exact(reached) - spent
    fits = next((value for value in (ratio, difference) if agrees(hasil.nilai, value, 2)), None)
    right = fits if fits is not None else difference if usual == DIFFERENCE else ratio
    text = (
        f"Capaian {angka(rounded(exact(reached), 2))} dan serapan {angka(rounded(spent, 2))} memberi "
        f"rasio {angka(rounded(ratio, 2))} dan selisih {angka(rounded(difference, 2))}."
    )
    mean, share = cells.get("realisasi_iku"), cells.get("persen")
    printed = mean and share and right is ratio
    suku = [(HUNDRED, mean)] if printed and mean else [(ONE, constant(right))]
    sheet.equations.append(
        Persamaan(PENUTUP, "efisiensi", name, hasil, suku, right, text, t["tahun"], t["periode"],
                  pembagi=share if printed else None, desimal=2, langkah=True)
    )  # fmt: skip


def changed_pagu(semua: Semua) -> None:
    """The pagu after perubahan against that of the realisasi sheet of the same year, where neither sheet shows the older one."""
    budget = {(r["unit_kode"], r["tahun"], r["kode"]): r for r in semua.budget.values() if r["pagu"] is not None}
    for row in first_of(semua.of("pagu"), "unit_kode", "tahun", "kode").values():
        other = budget.get((row["unit_kode"], row["tahun"], row["kode"]))
        sheet = semua.sheet(row)
        hasil = sheet.number(row, "pagu_perubahan", f"pagu setelah perubahan {row['kode']}")
        if other is None or hasil is None or other["pagu"] == row["pagu_awal"]:
            continue
        source = semua.sheet(other).number(other, "pagu", f"pagu {other['kode']}") or constant(other["pagu"])
        text = f"Di lembar realisasi pagunya {angka(other['pagu'])} ({where(other, 'pagu')})."
        sheet.equations.append(
            Persamaan(PAGU, "pagu_perubahan", name_of(row), hasil, [(ONE, source)], other["pagu"], text, row["tahun"],
                      "TAHUN", desimal=2)
        )  # fmt: skip
