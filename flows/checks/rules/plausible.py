"""One period against another: what jumps, what falls though it is cumulative, targets below what was reached before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from flows.checks.equations import rounded
from flows.checks.rules.across import Semua, consecutive, first_of, where
from flows.checks.rules.anggaran import name_of
from flows.checks.rules.base import Row, angka, grouped, label, when_text
from flows.checks.rules.evidence import computed
from flows.wording import urutan_periode

POPULATION_SHARE = Decimal("0.25")
POPULATION_LEAST = 100
"""A village that gains or loses a quarter, and a hundred people, between two periods was mistyped more often than moved."""
BUDGET_TIMES, BUDGET_SHARE = 7, Decimal("0.5")
"""A program's pagu that changes so many times, and by half of the whole budget, lost or gained a digit, not a mandate."""
FALLING_MOST = Decimal("0.4")
"""If more of a period's figures fall than this, they were not cumulative to begin with."""
FALLING_LEAST, FALLING_OFTEN = 2, Decimal("0.25")
"""Falls, and their share of a year's changes, from which on its months are single ones: slips among cumulative ones are fewer."""


def population_jumps(semua: Semua) -> None:
    rows = first_of(semua.of("penduduk_desa"), "unit_kode", "tahun", "periode", "desa_kode").values()
    for before, after in consecutive(rows, ("unit_kode", "desa_kode"), _time):
        jumped = [ukuran for ukuran in ("laki_laki", "perempuan", "kk", "rumah") if _jumps(before[ukuran], after[ukuran])]
        if jumped:
            first, *rest = jumped
            semua.sheet(after).add(
                "PDD002", after[f"{first}_sel"], angka(after[first]), terkait=", ".join(after[f"{each}_sel"] for each in rest),
                desa=after["desa"], periode=when_text(after), periode_lalu=when_text(before), tempat=where(before, first),
                rincian=", ".join(f"{label(each)} {angka(after[each])}, padahal {angka(before[each])}" for each in jumped),
            )  # fmt: skip


def _jumps(before: int | None, after: int | None) -> bool:
    if before is None or after is None:
        return False
    change = abs(after - before)
    return change >= POPULATION_LEAST and change > POPULATION_SHARE * min(before, after)


def age_dips(semua: Semua) -> None:
    """An age band that jumps and comes back: the periods before and after it are alike, so no cohort has passed through."""
    rows = first_of(semua.of("penduduk_umur"), "unit_kode", "tahun", "periode", "desa_kode", "kelompok_umur").values()
    key = ("unit_kode", "desa_kode", "kelompok_umur")
    for (before, row), (_, after) in pairwise(consecutive(rows, key, _time)):
        if any(before[name] != after[name] for name in key):
            continue
        for ukuran in ("laki_laki", "perempuan", "jumlah_tercetak"):
            count = row[ukuran]
            alone = ukuran != "jumlah_tercetak" or row["laki_laki"] is None
            around = _jumps(before[ukuran], count), _jumps(count, after[ukuran]), not _jumps(before[ukuran], after[ukuran])
            if alone and all(around) and None not in (before[ukuran], after[ukuran]):
                semua.sheet(row).add(
                    "PDD005", row[f"{ukuran}_sel"], angka(count), desa=row["desa"], umur=row["kelompok_umur"],
                    ukuran=label(ukuran), periode=when_text(row), periode_lalu=when_text(before), lalu=angka(before[ukuran]),
                    periode_nanti=when_text(after), nanti=angka(after[ukuran]),
                )  # fmt: skip


def budget_jumps(semua: Semua) -> None:
    """Pagu of programs that jump from one year to the next; one finding where most programs of a year do, and so its scale."""
    rows = [row for row in semua.budget.values() if row["tingkat"] == "program" and row["pagu"]]
    yearly = first_of(rows, "unit_kode", "tahun", "kode").values()
    totals = {k: sum((row["pagu"] for row in group), Decimal(0)) for k, group in grouped(yearly, "unit_kode", "tahun").items()}
    years: dict[tuple[str, int], list[tuple[Row, Row]]] = {}
    for before, after in consecutive(yearly, ("unit_kode", "kode"), lambda row: row["tahun"]):
        if after["tahun"] == before["tahun"] + 1:
            years.setdefault((after["unit_kode"], after["tahun"]), []).append((before, after))
    for (unit, tahun), pairs in years.items():
        smaller = min(totals[unit, tahun], totals[unit, tahun - 1])
        jumped = [pair for pair in pairs if _multiplied(*pair)]
        if 2 * len(jumped) > len(pairs) > 1:
            _report_jumps(semua, jumped)
            continue
        for before, after in jumped:
            if abs(after["pagu"] - before["pagu"]) > BUDGET_SHARE * smaller:
                _report_jumps(semua, [(before, after)])


def _multiplied(before: Row, after: Row) -> bool:
    pagu = before["pagu"], after["pagu"]
    return bool(max(pagu) >= BUDGET_TIMES * min(pagu))


def _report_jumps(semua: Semua, pairs: Sequence[tuple[Row, Row]]) -> None:
    (before, after), *others = pairs
    here = [row for _, row in others if (row["berkas"], row["lembar"]) == (after["berkas"], after["lembar"])]
    semua.sheet(after).add(
        "ANG002", after["pagu_sel"], angka(after["pagu"]), terkait=", ".join(row["pagu_sel"] for row in here),
        uraian=name_of(after), tahun=after["tahun"], tahun_lalu=before["tahun"], lalu=angka(before["pagu"]),
        tempat=where(before, "pagu"), penjelasan=_so_do(others),
    )  # fmt: skip


def _so_do(others: Sequence[tuple[Row, Row]]) -> str:
    if not others:
        return ""
    kept = ", ".join(row["kode"] for _, row in others)
    return f" Begitu pula program {kept}: barangkali seluruh kolom tahun itu salah satuan."


def falling_totals(semua: Semua) -> None:
    """Realisasi is cumulative from January: it cannot fall, unless whole columns are single months, which are added up."""
    known = [row for row in semua.budget.values() if _spent(row) is not None]
    sums: dict[tuple[object, ...], Decimal] = {
        (row["unit_kode"], row["tahun"], row["kode"], row["berkas"], row["lembar"]): _amount(row)
        for row in known
        if not _kind(row)
    }
    single: set[tuple[object, ...]] = set()
    for key, series in grouped([{**row, "jenis": _kind(row)} for row in known], "unit_kode", "tahun", "jenis").items():
        if key[2] and (_add_up(series, sums) or _are_single(series)):
            single.add(key)
            if _can_be_added(series):
                _report_added(semua, series)
            else:
                _report_single(semua, list(consecutive(_leaves(series), ("kode",), _month)))
    pairs = consecutive(known, ("unit_kode", "tahun", "kode"), lambda row: urutan_periode(row["periode"]))
    later = [(before, after) for before, after in pairs if _month(before) < _month(after)]
    for (unit, tahun, *_), group in _by_period(later).items():
        if {(unit, tahun, _kind(row)) for row in group[0]} <= single:
            continue
        fallen = _fallen(group)
        below = {after["kode_induk"] for _, after in group}
        leaves = [pair for pair in group if pair[1]["kode"] not in below]
        if len(_fallen(leaves)) > FALLING_MOST * len(leaves) and len(leaves) > 2:
            _report_single(semua, leaves)
            continue
        for before, after in lowest(fallen):
            semua.sheet(after).add(
                "ANG003", after["realisasi_sel"], angka(after["realisasi"]), uraian=name_of(after),
                periode=when_text(after), periode_lalu=when_text(before), lalu=angka(before["realisasi"]),
                tempat=where(before, "realisasi"),
            )  # fmt: skip


Pair = tuple[Row, Row]


def _fallen(pairs: Sequence[Pair]) -> list[Pair]:
    return [(before, after) for before, after in pairs if _amount(after) < _amount(before)]


def _leaves(series: Sequence[Row]) -> list[Row]:
    """Rows below which no other stands; those above only add up."""
    above = {row["kode_induk"] for row in series}
    return [row for row in series if row["kode"] not in above]


def _kind(row: Row) -> str:
    """``B`` or ``TW`` for a month or a triwulan, empty for other periods."""
    kind = str(row["periode"]).rstrip("0123456789")
    return kind if kind in ("B", "TW") else ""


def _spent(row: Row) -> Decimal | None:
    """What was spent until a period or, where a sheet only has that, within it."""
    spent: Decimal | None = row["realisasi"] if row["realisasi"] is not None else row["realisasi_periode"]
    return spent


def _amount(row: Row) -> Decimal:
    return _spent(row) or Decimal(0)


def _says_single(row: Row) -> bool:
    return row["realisasi"] is None


def _are_single(series: Sequence[Row]) -> bool:
    """Whether the months or triwulan of a year are single ones: by their headers, or since they fall often.

    They fall also without any one of them, which else would only be in another unit or mistyped as a whole.
    """
    if all(_says_single(row) for row in series):
        return True
    leaves = _leaves(series)
    changes = [(a, b) for a, b in consecutive(leaves, ("kode",), _month) if _amount(a) != _amount(b)]
    fallen = len(_fallen(changes))
    if fallen < FALLING_LEAST or fallen <= FALLING_OFTEN * len(changes):
        return False
    times = {_month(row) for row in leaves}
    without = ([row for row in leaves if _month(row) != time] for time in times)
    return all(_fallen(list(consecutive(rows, ("kode",), _month))) for rows in without)


def _add_up(series: Sequence[Row], sums: Mapping[tuple[object, ...], Decimal]) -> bool:
    """Whether the sheet prints the sum of all months or triwulan beside them, as one of single ones does.

    A sum that is also the last figure, or rests on one alone, tells nothing: cumulative figures would give it too.
    """
    proved = 0
    for rows in grouped(_leaves(series), "kode").values():
        last = max(rows, key=_month)
        whole = sums.get((last["unit_kode"], last["tahun"], last["kode"], last["berkas"], last["lembar"]))
        if whole is None or sum(map(_amount, rows), Decimal(0)) != whole:
            return False
        proved += whole != _amount(last)
    return proved > 0


def _can_be_added(series: Sequence[Row]) -> bool:
    """Whether the first period and all after it are there, and what they add up to is no more than the pagu.

    More than that a column of cumulative figures would give that stands among others in another unit; a header that says so is
    believed all the same.
    """
    length = 1 if _kind(series[0]) == "B" else 3
    times = {_month(row) for row in series}
    within = all(
        sum(map(_amount, rows), Decimal(0)) <= max(row["pagu"] or Decimal(0) for row in rows)
        for rows in grouped(_leaves(series), "kode").values()
    )
    return times == set(range(length, max(times) + 1, length)) and (within or all(map(_says_single, series)))


def _report_added(semua: Semua, series: Sequence[Row]) -> None:
    """One finding for each sheet whose figures are added up (data.anggaran does so by it)."""
    for rows in grouped(series, "berkas", "lembar").values():
        first, last = min(rows, key=_month), max(rows, key=_month)
        semua.sheet(first).add(
            "ANG005", first["realisasi_sel"] or first["realisasi_periode_sel"], angka(_amount(first)), periode=when_text(first),
            sampai="" if first["periode"] == last["periode"] else f" sampai {when_text(last)}",
        )  # fmt: skip


def lowest(pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """Those of some budget rows below which none of the others stands: the rows above only add up."""
    codes = {after["kode"] for _, after in pairs}
    return [(a, b) for a, b in pairs if not any(kode.startswith(f"{b['kode']}.") for kode in codes)]


def _by_period(pairs: list[tuple[Row, Row]]) -> dict[tuple[object, ...], list[tuple[Row, Row]]]:
    groups: dict[tuple[object, ...], list[tuple[Row, Row]]] = {}
    for before, after in pairs:
        groups.setdefault((after["unit_kode"], after["tahun"], before["periode"], after["periode"]), []).append((before, after))
    return groups


def _report_single(semua: Semua, pairs: Sequence[Pair]) -> None:
    fallen = _fallen(pairs)
    row = (fallen or pairs)[0][1]
    sel = row["realisasi_sel"] or row["realisasi_periode_sel"]
    semua.sheet(row).add("ANG004", sel, angka(_spent(row)), turun=len(fallen), jumlah=len(pairs), periode=when_text(row))


def low_targets(semua: Semua) -> None:
    """A target that asks for less than was reached the year before."""
    for (unit, tahun, periode, kode, ukuran), row in semua.figures.items():
        before = _reached(semua, unit, tahun - 1, periode, kode) if ukuran == "target" else None
        if before is None or before[0] == row["nilai"]:
            continue
        lower = row["nilai"] < before[0]
        if lower != (row["polaritas"] == "turun"):
            semua.sheet(row).add(
                "KIN002", row["sel"], angka(row["nilai"]), indikator=row["indikator"], tahun=tahun, tahun_lalu=tahun - 1,
                lalu=angka(before[0]), arah="di bawah" if lower else "di atas", tempat=before[1],
            )  # fmt: skip


def _reached(semua: Semua, unit: str, tahun: int, periode: str, kode: str) -> tuple[Decimal, str] | None:
    """What an indicator reached in a year and where that stands: as reported, else as the survey or the evaluation gives it."""
    reported = semua.figures.get((unit, tahun, periode, kode, "realisasi"))
    if reported is not None:
        return reported["nilai"], where(reported)
    source = computed(semua, unit, tahun, periode, kode)
    return (rounded(source[0], 2), "hasil hitungan") if source else None


def ages_against_villages(semua: Semua) -> None:
    """People by age against people by village at the end of that year; the dates of both may differ, so it is only told."""
    villages = first_of(semua.of("penduduk_desa"), "unit_kode", "tahun", "periode", "desa_kode")
    for (unit, tahun, periode), rows in grouped(semua.of("penduduk_umur"), "unit_kode", "tahun", "periode").items():
        other = []
        for (desa,), bands in grouped(rows, "desa_kode").items():
            row = villages.get((unit, tahun, periode, desa)) or villages.get((unit, tahun, "B12", desa))
            if row is None or any(r["laki_laki"] is None or r["perempuan"] is None for r in [*bands, row]):
                continue
            people, known = sum(r["laki_laki"] + r["perempuan"] for r in bands), row["laki_laki"] + row["perempuan"]
            if people != known:
                other.append((row, bands[0], people, known))
        if other:
            examples = "; ".join(f"{row['desa']} {angka(people)} dan {angka(known)}" for row, _, people, known in other[:3])
            first = other[0][1]
            semua.sheet(first).add(
                "PDD003", first["laki_laki_sel"], terkait=", ".join(band["laki_laki_sel"] for _, band, *_ in other[1:]),
                jumlah=len(other), periode=when_text(other[0][0]), contoh=examples,
            )  # fmt: skip


def _time(row: Row) -> tuple[int, int]:
    return row["tahun"], _month(row)


def _month(row: Row) -> int:
    """The month that a row's period ends with."""
    return urutan_periode(row["periode"])[0]
