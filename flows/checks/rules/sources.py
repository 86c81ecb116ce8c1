"""The same thing with two values: in two sheets of a workbook, or in two workbooks. The losing one is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from flows.checks.equations import rounded
from flows.checks.rules.across import Semua
from flows.checks.rules.base import Row, angka, grouped, label, when_text
from flows.checks.rules.evidence import computed
from flows.wording import tahun_periode

_WHAT: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "penduduk_desa": (("unit_kode", "tahun", "periode", "desa_kode"), "desa", ("laki_laki", "perempuan", "kk", "rumah")),
    "penduduk_umur": (("unit_kode", "tahun", "periode", "desa_kode", "kelompok_umur"), "desa", ("laki_laki", "perempuan")),
    "penduduk_mutasi": (
        ("unit_kode", "tahun", "periode", "desa_kode", "jenis_kelamin"), "desa",
        ("awal", "lahir", "mati", "datang", "pindah", "akhir"),
    ),
    "anggaran": (("unit_kode", "tahun", "periode", "kode"), "kode", ("pagu", "realisasi")),
    "belanja": (("unit_kode", "tahun", "periode", "kode", "rekening", "uraian"), "rekening", ("pagu", "realisasi")),
    "pagu": (("unit_kode", "tahun", "kode"), "kode", ("pagu_awal", "pagu_perubahan")),
    "iku_anggaran": (("unit_kode", "tahun", "periode", "program"), "program", ("pagu", "realisasi")),
    "sakip": (("unit_kode", "tahun", "komponen_kode"), "komponen", ("bobot", "nilai")),
    "profil_desa": (
        ("unit_kode", "desa_kode"), "desa", ("luas_ha", "bujur", "lintang", "ketinggian_m", "jarak_km", "waktu_menit"),
    ),
    "kinerja": (("unit_kode", "tahun", "periode", "indikator_kode", "ukuran"), "indikator", ("nilai",)),
}  # fmt: skip
"""Dataset to its key, the column that names a row, and the columns that must be equal wherever the key stands."""


def two_values(semua: Semua) -> None:
    """A finding for each row of a source that loses with another value."""
    for dataset, (key, name, columns) in _WHAT.items():
        for group in grouped(semua.of(dataset), *key).values():
            if len(group) < 2:
                continue
            said = _said_elsewhere(semua, group[0]) if dataset == "kinerja" else []
            right = {kolom: ref for kolom in columns if (ref := _reference(group, kolom, said)) is not None}
            for row in group:
                _report(semua, row, name, {k: ref for k, ref in right.items() if _differs(row, ref, k)}, group[0])
    _report_surveys(semua)


def _reference(group: Sequence[Row], kolom: str, said: Sequence[Decimal]) -> Row | None:
    """The row that the others are held against: the first of those that agree, where most do; else the one whose source wins.

    ``said``: what other measures say of the same thing; they only count where the rows differ.
    """
    known = [row for row in group if row[kolom] is not None]
    if not known:
        return None
    often = Counter([row[kolom] for row in known] + list(said))
    return max(known, key=lambda row: often[row[kolom]])  # the first of the most frequent


def _said_elsewhere(semua: Semua, row: Row) -> list[Decimal]:
    """What else tells the realisasi of an indicator: every baseline of that year, and the survey or the evaluation."""
    key = row["unit_kode"], row["tahun"], row["periode"], row["indikator_kode"]
    if row["ukuran"] != "realisasi":
        return []
    source = computed(semua, *key)
    return [each["nilai"] for each in semua.stated.get((*key, "baseline"), ())] + ([rounded(source[0], 2)] if source else [])


def _differs(row: Row, winner: Row, kolom: str) -> bool:
    return row[kolom] is not None and row[kolom] != winner[kolom]


def _report(semua: Semua, row: Row, name: str, winners: dict[str, Row], best: Row) -> None:
    if not winners:
        return
    cells = {kolom: row.get(f"{kolom}_sel") or row.get("sel") or "" for kolom in winners}
    texts = [
        f"{_measure(row, kolom)} {angka(row[kolom])}, padahal {angka(w[kolom])}{_cell(w, kolom)}" for kolom, w in winners.items()
    ]
    first, *rest = cells.values()
    winner = next(iter(winners.values()))
    when = f" ({tahun_periode(row['tahun'], row.get('periode'))})" if row.get("tahun") else ""
    semua.sheet(row).add(
        "SBR001", first, "; ".join(angka(row[kolom]) for kolom in winners), terkait=", ".join(rest),
        nama=f"{row[name]}{when}", rincian="; ".join(texts), menang=f"lembar {winner['lembar']} ({winner['berkas']})",
        sebab=", yang didahulukan" if winner is best else "; sumber lain sependapat dengan lembar itu",
    )  # fmt: skip


def _measure(row: Row, kolom: str) -> str:
    return label(str(row["ukuran"] if kolom == "nilai" and "ukuran" in row else kolom))


def _cell(row: Row, kolom: str) -> str:
    sel = row.get(f"{kolom}_sel") or row.get("sel")
    return f" di sel {sel}" if sel else ""


def _report_surveys(semua: Semua) -> None:
    """Surveys have no key: two sheets with answers for one service, unit and period stand against each other as wholes."""
    for group in grouped(semua.of("skm_layanan"), "unit_kode", "tahun", "periode", "layanan").values():
        winner, *losers = group
        for row in losers:
            if (row["responden"], row["jumlah"]) == (winner["responden"], winner["jumlah"]):
                continue
            what = row["layanan"] or "jawaban survei"
            semua.sheet(row).add(
                "SBR001", row["sel"], angka(row["responden"]), nama=f"{what} ({when_text(row)})",
                rincian=f"{_answers(row)}, padahal {_answers(winner)}", menang=f"lembar {winner['lembar']} ({winner['berkas']})",
                sebab=", yang didahulukan",
            )  # fmt: skip

    for group in grouped(semua.of("skm_layanan"), "unit_kode", "tahun", "periode").values():
        _report_without_service(semua, group)


def _report_without_service(semua: Semua, group: Sequence[Row]) -> None:
    """Answers that count and name no service, on a sheet without any, beside those of other sheets by service."""
    row = next((row for row in group if not row["layanan"]), None)
    named = [each for each in group if each["layanan"]]
    if row is None or not named or any(_sheet(each) == _sheet(row) for each in named):
        return
    others = ", ".join(dict.fromkeys(f"{each['lembar']} ({each['berkas']})" for each in named))
    semua.sheet(row).add(
        "SBR002", row["sel"], angka(row["responden"]), rincian=_answers(row), lain=others, periode=when_text(row),
        jumlah=len({each["layanan"] for each in named}),
    )  # fmt: skip


def _sheet(row: Row) -> tuple[str, str]:
    return row["berkas"], row["lembar"]


def _answers(row: Row) -> str:
    return f"{angka(row['responden'])} responden dengan jumlah nilai {angka(row['jumlah'])}"
