"""Performance: capaian of each indicator, their average, categories, and figures whose scale cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from flows.checks.equations import HUNDRED, ONE, Alternatif, Angka, Persamaan, divided, rounded
from flows.checks.rules.anggaran import fraction_of
from flows.checks.rules.base import Klaim, Kunci, Lembar, Row, angka, grouped
from flows.checks.rules.whole import is_average
from flows.checks.rumus import capaian as capaian_of
from flows.checks.rumus import kategori

Figure = tuple[Decimal, Angka]
"""What a figure should be, and its cell."""
CAPAIAN, RATA_RATA, KATEGORI = "BDG401", "BDG402", "BDG404"
_INDEXES = frozenset({"ikm", "sakip", "ipp"})
_RENSTRA = ("target_akhir", "realisasi")
_MOST = 1000
"""A capaian beyond so many times its target means that target and realisasi have different units."""


def kinerja(sheet: Lembar) -> None:
    rows = sheet.rows["kinerja"]
    figures = {(r["tahun"], r["periode"], r["indikator_kode"], r["ukuran"]): r for r in rows}
    printed = [row for row in sheet.tercetak if row["dataset"] == "kinerja"]
    for when, mine in grouped(printed, "tahun", "periode").items():
        computed: dict[str, Figure] = {}
        for row in mine:
            target, realisasi = _pair(figures, row, when)
            if row["ukuran"] == "capaian" and row["nilai"] is not None and target and realisasi:
                value = _claim_capaian(sheet, row, target, realisasi)
                if value is not None:
                    computed[row["kunci"]] = value
        _claim_average(sheet, [row for row in mine if row["kunci"] == sheet.unit_kode], _every_capaian(sheet, mine, computed))
        for row in mine:
            if row["ukuran"] == "kategori" and row["teks"] and row["kunci"] in computed:
                _claim_category(sheet, row, *computed[row["kunci"]])
    _report_units(sheet, rows)


def _pair(figures: Mapping[Kunci, Row], row: Row, when: Kunci) -> tuple[Row | None, Row | None]:
    """Target and realisasi of an indicator at that time; on a Renstra sheet its end target stands in for the target."""
    key = (*when, row["kunci"])
    target = figures.get((*key, "target"))
    if target is not None:
        return target, figures.get((*key, "realisasi"))
    mine = {
        name: [r for (_, _, kode, ukuran), r in figures.items() if (kode, ukuran) == (row["kunci"], name)] for name in _RENSTRA
    }
    if any(len(rows) != 1 for rows in mine.values()):
        return None, None
    return mine["target_akhir"][0], mine["realisasi"][0]


def _claim_capaian(sheet: Lembar, row: Row, target: Row, realisasi: Row) -> Figure | None:
    name = realisasi["indikator"]
    goal = sheet.at(target["sel"], target["nilai"], f"target {name}")
    real = sheet.at(realisasi["sel"], realisasi["nilai"], f"realisasi {name}", negatif=True)
    hasil = sheet.at(row["sel"], row["nilai"], f"capaian {name}", tercetak=True, negatif=True)
    if goal is None or real is None or hasil is None or goal.nilai <= 0:
        return None
    polaritas = realisasi["polaritas"]
    value = capaian_of(goal.nilai, real.nilai, polaritas)
    if abs(value) > _MOST * HUNDRED:
        return None
    lower = polaritas == "turun"
    suku = [(2 * HUNDRED, goal), (-HUNDRED, real)] if lower else [(HUNDRED, real)]
    formula = "(2 x target - realisasi) / target" if lower else "realisasi / target"
    text = (
        f"Realisasi {angka(real.nilai)} terhadap target {angka(goal.nilai)} adalah {angka(rounded(value, 2))} persen ({formula})."
    )

    def others() -> list[Alternatif]:
        return _other_formulas(goal.nilai, real.nilai, lower) + fraction_of(hasil.nilai, value)

    sheet.equations.append(
        Persamaan(
            CAPAIAN, "capaian", name, hasil, suku, value, text, row["tahun"], row["periode"], pembagi=goal, alternatif=others
        )
    )
    return value, hasil


def _other_formulas(goal: Decimal, real: Decimal, lower: bool) -> list[Alternatif]:
    """What other readings of the same two figures give; the first that fits is told."""
    upside = [("rumus untuk indikator yang makin tinggi makin baik (realisasi / target)", divided(HUNDRED * real, goal))]
    downside = [
        (
            "rumus untuk indikator yang makin rendah makin baik ((2 x target - realisasi) / target); bila memang begitu, tulis "
            "polaritasnya di lembar itu atau di raw/pengaturan.toml, bagian [polaritas]",
            capaian_of(goal, real, "turun"),
        )
    ]
    inverse = [("target / realisasi", divided(HUNDRED * goal, real))] if real else []
    difference = [("realisasi dikurangi target", real - goal)]
    return (upside if lower else downside) + inverse + [("realisasi itu sendiri, bukan capaiannya", real)] + difference


def _every_capaian(sheet: Lembar, printed: Iterable[Row], computed: Mapping[str, Figure]) -> list[Figure]:
    """What an average is taken over: each capaian, as printed where it cannot be computed; nothing where none can."""
    found = []
    for row in printed:
        if row["ukuran"] == "capaian" and row["kunci"] not in (None, sheet.unit_kode) and row["nilai"] is not None:
            cell = sheet.at(row["sel"], row["nilai"], f"capaian {row['label'] or row['kunci']}", negatif=True)
            found.append(computed.get(row["kunci"]) or (row["nilai"], cell))
    return [(value, cell) for value, cell in found if cell is not None] if computed else []


def _claim_average(sheet: Lembar, printed: Iterable[Row], computed: list[Figure]) -> None:
    if not computed:
        return
    values = [value for value, _ in computed]
    mean = divided(sum(values, Decimal(0)), Decimal(len(values)))
    for row in printed:
        if row["ukuran"] != "capaian" or row["nilai"] is None or not (is_average(row) or _close(row["nilai"], mean)):
            continue
        hasil = sheet.at(row["sel"], row["nilai"], "rata-rata capaian", tercetak=True, negatif=True)
        if hasil is None:
            continue
        title = f"Rata-rata {len(values)} indikator"
        text = f"Rata-rata capaian {len(values)} indikator adalah {angka(rounded(mean, 2))} persen."
        suku = [(ONE, cell) for _, cell in computed]
        sheet.equations.append(
            Persamaan(
                RATA_RATA, "capaian", title, hasil, suku, mean, text, row["tahun"], row["periode"],
                pengali=Decimal(len(values)), desimal=2, alternatif=partial(_other_means, computed), tertunda=sheet.ditolak > 0,
            )
        )  # fmt: skip


def _other_means(computed: Sequence[Figure]) -> list[Alternatif]:
    count, total = len(computed), sum((value for value, _ in computed), Decimal(0))
    rounded_total = sum((cell.nilai for _, cell in computed), Decimal(0))
    return [
        ("rata-rata capaian tercetak yang sudah dibulatkan", divided(rounded_total, Decimal(count))),
        *((f"pembagi {n}, padahal ada {count} indikator", divided(total, Decimal(n))) for n in (count + 1, count - 1) if n),
    ]


def _close(value: Decimal, mean: Decimal) -> bool:
    return abs(value - mean) <= mean / 2


def _claim_category(sheet: Lembar, row: Row, value: Decimal, cell: Angka) -> None:
    right = kategori(rounded(value, 2), row["teks"], sheet.settings.skala)
    if right is None:
        return
    text = f"Capaian {angka(rounded(value, 2))} persen termasuk {right}."
    sheet.claims.append(
        Klaim(KATEGORI, "kategori", row["label"] or "Kategori capaian", row["sel"], row["teks"], right, text, row["tahun"],
              row["periode"], [cell])
    )  # fmt: skip


def _report_units(sheet: Lembar, rows: list[Row]) -> None:
    """An index is counted in points: the unit *persen* is wrong for it."""
    for (kode,), mine in grouped(rows, "indikator_kode").items():
        satuan = next((r["satuan"] for r in mine if r["satuan"]), "")
        if kode in _INDEXES and satuan and satuan.strip().casefold() in {"persen", "%", "persentase"}:
            sheet.add("SKL003", mine[0]["sel"], satuan, indikator=mine[0]["indikator"])
