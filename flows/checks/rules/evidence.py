"""Indicators and rankings against what they come from: the survey, the evaluation of SAKIP, the year that a baseline names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.checks.equations import ONE, Persamaan, constant, rounded, usual_decimals
from flows.checks.rules.across import Semua, where
from flows.checks.rules.base import Lembar, Row, angka, grouped
from flows.checks.rules.peringkat import mean_cell
from flows.checks.rumus import as_means, capaian, exact, gives, possible, weight
from flows.workbook.reference import unsur_title

INDIKATOR, PERINGKAT = "BDG403", "BDG302"


def indicators(semua: Semua) -> None:
    """Realisasi and baseline of IKM and SAKIP against survey and evaluation of that year; any baseline against its year."""
    for (unit, tahun, periode, kode, ukuran), row in semua.figures.items():
        if ukuran not in ("realisasi", "baseline"):
            continue
        source = computed(semua, unit, tahun, periode, kode)
        if source is not None:
            value, text = source
            text += f" Yang dipakai sebagai {ukuran} tetap angka yang tertulis."
            _claim(semua.sheet(row), ukuran, row, value, text)
            continue
        reported = semua.figures.get((unit, tahun, periode, kode, "realisasi"))
        if ukuran == "baseline" and reported is not None and not _is_stated(semua, row):
            semua.sheet(row).add(
                "KIN003", row["sel"], angka(row["nilai"]), indikator=row["indikator"], tahun=tahun, lain=angka(reported["nilai"]),
                tempat=where(reported),
            )  # fmt: skip


def _is_stated(semua: Semua, baseline: Row) -> bool:
    """Whether some sheet reports the baseline's value as the realisasi of its year."""
    key = baseline["unit_kode"], baseline["tahun"], baseline["periode"], baseline["indikator_kode"], "realisasi"
    return any(row["nilai"] == baseline["nilai"] for row in semua.stated[key])


def computed(semua: Semua, unit: str, tahun: int, periode: str, kode: str) -> tuple[Decimal, str] | None:
    """What the survey or the evaluation gives for an indicator, and how."""
    if kode == "ikm" and (survei := semua.surveys.get((unit, tahun, periode))):
        name, bobot = weight(semua.settings.bobot, len(survei.unsur))
        value = survei.ikm(bobot)
        return value, f"IKM dari jawaban survei {angka(rounded(value, 2))} (bobot {name}, {angka(survei.responden)} responden)."
    if kode == "sakip" and periode == "TAHUN" and (unit, tahun) in semua.sakip:
        value, _ = semua.sakip[unit, tahun]
        return value, f"Nilai SAKIP dari komponennya {angka(value)}."
    return None


def _claim(sheet: Lembar, ukuran: str, row: Row, right: Decimal, text: str) -> None:
    """A figure at its cell against one that was computed from other sheets."""
    hasil = sheet.at(row["sel"], row["nilai"], row["indikator"], tercetak=True, negatif=True)
    if hasil is not None:
        others = [each["nilai"] for each in sheet.rows["kinerja"] if each["indikator_kode"] == row["indikator_kode"]]
        sheet.equations.append(
            Persamaan(INDIKATOR, ukuran, row["indikator"], hasil, [(ONE, constant(right))], right, text, row["tahun"],
                      row["periode"], desimal=2, teliti=usual_decimals(others))
        )  # fmt: skip


def rankings(semua: Semua) -> None:
    """A ranking's means against the survey of its period, and whether so many respondents can give such means at all."""
    mine = [row for row in semua.of("tercetak") if row["dataset"] == "tercetak" and row["nilai"] is not None]
    for (_, _, unit, tahun, periode), rows in grouped(mine, "berkas", "lembar", "unit_kode", "tahun", "periode").items():
        survei = semua.surveys.get((unit, tahun, periode))
        means = [row for row in rows if row["ukuran"] == "nrr"]
        if survei is None:
            _report_impossible(semua, means, [row for row in rows if row["ukuran"] == "jumlah_responden"])
            continue
        for row, mean in zip(means, as_means([row["nilai"] for row in means]), strict=True):
            unsur = survei.unsur.get(row["kunci"])
            if unsur:
                text = f"Menurut jawaban survei NRR {angka(rounded(exact(unsur.nrr), 3))}."
                if not gives(unsur.jawaban, mean):
                    many, printed = angka(unsur.jawaban), angka(row["nilai"])
                    text += f" {many} jawaban tidak mungkin memberi rata-rata {printed}: angka itu dari survei lain."
                _claim_mean(semua.sheet(row), row, exact(unsur.nrr), unsur_title(row["kunci"]), text)


def _claim_mean(sheet: Lembar, row: Row, right: Decimal, name: str, text: str) -> None:
    hasil = mean_cell(sheet, row, name)
    if hasil is not None:
        suku = [(ONE, constant(right))]
        sheet.equations.append(Persamaan(PERINGKAT, "nrr", name, hasil, suku, right, text, row["tahun"], row["periode"]))


def _report_impossible(semua: Semua, means: Sequence[Row], stated: Sequence[Row]) -> None:
    """Means that the number of respondents stated beside them cannot give, where no answers are at hand."""
    if not stated or not means or stated[0]["nilai"] <= 0:
        return
    people = int(stated[0]["nilai"])
    printed = zip(means, as_means([row["nilai"] for row in means]), strict=True)
    odd = [row for row, mean in printed if not possible(mean, people)]
    if odd:
        semua.sheet(odd[0]).add(
            "SKM004", odd[0]["sel"], angka(odd[0]["nilai"]), terkait=", ".join(r["sel"] for r in [*odd[1:], stated[0]]),
            contoh=", ".join(angka(row["nilai"]) for row in odd[:3]), responden=angka(people),
        )  # fmt: skip


def uncomputed(semua: Semua) -> None:
    """Indicators whose capaian cannot be computed, with the reason."""
    for (unit, tahun, periode, kode, ukuran), row in semua.figures.items():
        if ukuran != "realisasi":
            continue
        goal = semua.figures.get((unit, tahun, periode, kode, "target"))
        reason = _reason(goal, row)
        if reason:
            semua.sheet(row).add("KIN001", row["sel"], angka(row["nilai"]), indikator=row["indikator"], tahun=tahun, sebab=reason)


def _reason(goal: Row | None, real: Row) -> str:
    if goal is None:
        return "targetnya tidak tertulis"
    if goal["nilai"] <= 0:
        return f"targetnya {angka(goal['nilai'])}"
    if abs(capaian(goal["nilai"], real["nilai"], goal["polaritas"])) > 100 * 1000:
        return f"realisasi {angka(real['nilai'])} dan target {angka(goal['nilai'])} tentu berbeda satuan"
    return ""
