"""Tabel 2.2 and 3.1.2 to 3.1.6: indicators against their targets, other years, the Renstra and the nation."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flows.reports.formulas import At, Constant, Expr, Least, Letter, Mean, Rounded, persen
from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Chart, Column, Row, Section, Series, Sheet
from flows.reports.styles import STRONG, step_of
from flows.reports.tables.helpers import mean
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, tahun_periode

_NO = Column("No", 5, "nomor")
_INDIKATOR = Column("Indikator Kinerja", 42, key="indikator")
CAPAIAN = "Tabel 3.1.3"
"""The sheet whose target and realisasi the formulas of others refer to."""
_TO_RENSTRA = (
    persen(At("realisasi"), At("target")),
    persen(At("target") * 2 - At("realisasi"), At("target")),  # the lower the better
)
_UNIT_DIGITS = 4  # decimals of a target or realisasi
_TAHUN_PEMBANDING = 3
_FEWEST_YEARS = 2  # the target of a single year is Tabel 3.1.3


def tabel_2_2(data: UnitData, tahun: int) -> Sheet | None:
    """The IKU with their last baseline and the target of each year after it; without a baseline, from this year on."""
    baseline = [row for row in data.rows("data.kinerja", ukuran="baseline") if row["tahun"] <= tahun]
    awal = max((row["tahun"] for row in baseline), default=None)
    mulai = tahun if awal is None else awal + 1
    target = [r for r in data.rows("capaian_indikator", periode="TAHUN") if r["tahun"] >= mulai and r["target"] is not None]
    years = sorted({row["tahun"] for row in target})
    if len(years) < _FEWEST_YEARS or (awal is None and years[0] != tahun):
        return None
    nilai = {(row["indikator_kode"], row["tahun"]): row["target"] for row in target}
    nilai |= {(row["indikator_kode"], awal): row["nilai"] for row in baseline if row["tahun"] == awal}
    columns = [_NO, _INDIKATOR, Column("Satuan", 10, "tengah")]
    columns += [Column(str(year), 9, "desimal", "Target Tahunan") for year in years]
    if awal is not None:
        columns.insert(2, Column(f"Baseline {awal}", 11, "desimal"))
    columns.append(Column("Ket", 12))
    body = []
    for no, row in enumerate(_in_order(data, target, "target"), 1):
        kode = row["indikator_kode"]
        start = () if awal is None else (nilai.get((kode, awal)),)
        targets = (nilai.get((kode, year)) for year in years)
        body.append(Row((no, row["indikator"], *start, row["satuan"], *targets, "")))
    notes = printed_notes(data, tahun, "BDG403", ukuran="baseline")
    title = ("Tabel 2.2", f"Indikator Kinerja Utama dan Target Tahun {years[0]}–{years[-1]}")
    return Sheet(title, (Section(tuple(columns), tuple(body), numbered=True, notes=notes),), landscape=True)


def tabel_3_1_2(data: UnitData, tahun: int) -> Sheet | None:
    """The capaian of each sasaran, the mean of its indicators, and their average."""
    ringkas = data.one("capaian_kinerja", tahun=tahun)
    rows = [row for row in indikator(data, tahun) if row["capaian"] is not None]
    if not rows or ringkas is None:
        return None
    sasaran: dict[str, list[Record]] = {}
    for row in rows:
        sasaran.setdefault(row["sasaran"] or row["indikator"], []).append(row)
    body = [
        Row((no, nama, Cell(mean(row["capaian"] for row in members), formula=_mean_of_cells(members))))
        for no, (nama, members) in enumerate(sasaran.items(), 1)
    ]
    rata_rata = Cell(ringkas["capaian_rata_rata"], formula=Rounded(mean_capaian(data, rows)))
    body.append(Row((Cell("Rata-rata Capaian", "tengah", span=2), rata_rata), "total", key="rata_rata"))
    columns = (_NO, Column("Sasaran Strategis", 74), Column("% Capaian", 14, "persen", key="capaian"))
    notes = (
        f"Rata-rata {ringkas['jumlah_indikator']} indikator: {angka(ringkas['capaian_rata_rata'], 2)} %, "
        f"kategori {ringkas['kategori'] or '-'}.",
        *printed_notes(data, tahun, "BDG402"),
    )
    return Sheet(("Tabel 3.1.2", f"Capaian Sasaran Strategis Tahun {tahun}"), (Section(columns, tuple(body), notes=notes),))


def tabel_3_1_3(data: UnitData, tahun: int) -> Sheet | None:
    """Target, realisasi, capaian and kategori of each indicator."""
    rows = indikator(data, tahun)
    if not rows:
        return None
    saat = tahun_periode(tahun, rows[0]["periode"])
    columns = (
        _NO,
        _INDIKATOR,
        Column("Satuan", 9, "tengah"),
        Column("Target", 10, "desimal", key="target"),
        Column("Realisasi", 10, "desimal", key="realisasi"),
        Column("Capaian (%)", 10, "persen", key="capaian"),
        Column("Kategori", 16, "kategori", key="kategori", formula=Letter(At("capaian"), data.release.steps("kategori", tahun))),
    )
    body = tuple(
        Row(
            (no, r["indikator"], r["satuan"], r["target"], r["realisasi"], _capaian_cell(data, r), r["kategori"]),
            key=r["indikator_kode"],
        )
        for no, r in enumerate(rows, 1)
    )
    notes = (
        *printed_notes(data, tahun, "BDG401"),
        *printed_notes(data, tahun, "BDG403", ukuran="realisasi"),
    )
    title = ("Tabel 3.1.3", f"Target dan Realisasi Kinerja Tahun {saat}")
    return Sheet(title, (Section(columns, body, notes=notes),), charts=_capaian_chart(data, rows, saat))


def _capaian_chart(data: UnitData, rows: list[Record], saat: str) -> tuple[Chart, ...]:
    """Capaian of each indicator, coloured by its kategori; none where nothing is reached yet."""
    if all(row["capaian"] is None for row in rows):
        return ()
    words = data.release.scales(rows[0]["tahun"])["kategori"]
    colours = tuple(STRONG[step_of(words, row["kategori"])] for row in rows)
    kode = tuple(row["indikator_kode"] for row in rows)
    series = (Series("capaian", "Capaian", colours),)
    return (Chart("bar", f"Capaian Indikator Tahun {saat} (%)", kode, "indikator", series),)


def capaian_of(data: UnitData, row: Record, sheet: str | None = None) -> Expr:
    """The capaian of an indicator as a fraction of one, unrounded, from its target and realisasi in Tabel 3.1.3."""
    target, realisasi = (At(name, row["indikator_kode"], sheet) for name in ("target", "realisasi"))
    reached = (target * 2 - realisasi) / target if row["polaritas"] == "turun" else realisasi / target
    batas = data.release.pengaturan.get("capaian.batas")
    return Least(Constant(Fraction(batas) / 100), reached) if batas else reached


def mean_capaian(data: UnitData, rows: Iterable[Record]) -> Expr:
    """The average capaian of indicators in percent, none of them rounded."""
    return Mean(tuple(capaian_of(data, row, CAPAIAN) for row in rows)) * 100


def _mean_of_cells(rows: list[Record]) -> Expr:
    return Rounded(Mean(tuple(At("capaian", row["indikator_kode"], CAPAIAN) for row in rows)))


def _capaian_cell(data: UnitData, row: Record) -> Cell:
    return Cell(row["capaian"], formula=Rounded(capaian_of(data, row) * 100))


def tabel_3_1_4(data: UnitData, tahun: int) -> Sheet | None:
    """The realisasi of this year beside the two before it."""
    this_year = [row for row in indikator(data, tahun) if row["realisasi"] is not None]
    if not this_year:
        return None
    years = range(tahun - _TAHUN_PEMBANDING + 1, tahun + 1)
    nilai = {(row["indikator_kode"], year): row["realisasi"] for year in years for row in indikator(data, year)}
    beda = {
        row["kode"]: row["selisih"]
        for row in data.rows("perbandingan_tahunan", kelompok="kinerja", ukuran="realisasi", tahun=tahun)
    }
    columns = (
        _NO,
        _INDIKATOR,
        *(Column(str(year), 11, "desimal", "Realisasi", key=str(year)) for year in years),
        Column(
            f"Selisih {tahun} − {tahun - 1}",
            13,
            "selisih",
            key="selisih",
            formula=Rounded(At(str(tahun)) - At(str(tahun - 1)), _UNIT_DIGITS),
        ),
    )
    body = tuple(
        Row((no, r["indikator"], *(nilai.get((r["indikator_kode"], y)) for y in years), beda.get(r["indikator_kode"])))
        for no, r in enumerate(this_year, 1)
    )
    title = ("Tabel 3.1.4", f"Perbandingan Realisasi Kinerja Tahun {years[0]}–{years[-1]}")
    return Sheet(title, (Section(columns, body, notes=printed_notes(data, tahun, "BDG403", ukuran="realisasi")),))


def tabel_3_1_5(data: UnitData, tahun: int) -> Sheet | None:
    """The realisasi against the target at the end of the Renstra; a table for each end year."""
    rows = data.rows("capaian_renstra", tahun=tahun)
    order = {row["indikator_kode"]: at for at, row in enumerate(indikator(data, tahun))}
    rows.sort(key=lambda row: order.get(row["indikator_kode"], len(order)))
    sections = []
    for akhir in sorted({row["tahun_akhir"] for row in rows}):
        columns = (
            _NO,
            _INDIKATOR,
            Column(f"Realisasi Tahun {tahun}", 13, "desimal", key="realisasi"),
            Column(f"Target Akhir Renstra Tahun {akhir}", 15, "desimal", key="target"),
            Column("Capaian (%)", 11, "persen", key="capaian", formula=_TO_RENSTRA),
            Column(
                "Selisih (target − realisasi)",
                14,
                "selisih",
                key="selisih",
                formula=Rounded(At("target") - At("realisasi"), _UNIT_DIGITS),
            ),
        )
        body = tuple(
            Row((no, r["indikator"], r["realisasi"], r["target_akhir"], r["capaian_akhir"], r["selisih"]))
            for no, r in enumerate((r for r in rows if r["tahun_akhir"] == akhir), 1)
        )
        sections.append(Section(columns, body))
    title = ("Tabel 3.1.5", f"Perbandingan Realisasi Kinerja Tahun {tahun} dengan Akhir Renstra")
    return Sheet(title, tuple(sections)) if sections else None


def tabel_3_1_6(data: UnitData, tahun: int) -> Sheet | None:
    """The realisasi beside the national target, which no workbook gives: its column waits for the author."""
    rows = [row for row in indikator(data, tahun) if row["realisasi"] is not None]
    if not rows:
        return None
    columns = (
        _NO,
        _INDIKATOR,
        Column(f"Realisasi Tahun {tahun}", 14, "desimal"),
        Column("Target Nasional", 14, "desimal"),
    )
    body = tuple(Row((no, row["indikator"], row["realisasi"], None)) for no, row in enumerate(rows, 1))
    notes = ("Target nasional tidak ada pada buku kerja; diisi penyusun laporan bila tersedia.",)
    title = ("Tabel 3.1.6", "Perbandingan Realisasi Kinerja dengan Target Nasional")
    return Sheet(title, (Section(columns, body, notes=notes),))


def indikator(data: UnitData, tahun: int) -> list[Record]:
    """The year's indicators, at the full year or else the last period, in the order of the office's own sheets."""
    rows = data.rows("capaian_indikator", tahun=tahun, periode=data.periode("capaian_indikator", tahun))
    return _in_order(data, rows, "target", "realisasi")


def _in_order(data: UnitData, rows: list[Record], *ukuran: str) -> list[Record]:
    """One row an indicator, in the order in which the workbooks list those figures of those years."""
    years = {row["tahun"] for row in rows}
    place: dict[str, tuple[str, int, int]] = {}
    for row in data.rows("data.kinerja"):
        if row["tahun"] in years and row["ukuran"] in ukuran:
            here = (row["berkas"], row["lembar_ke"], row["baris"])
            place[row["indikator_kode"]] = min(here, place.get(row["indikator_kode"], here))
    first = {row["indikator_kode"]: row for row in reversed(rows)}
    last = ("\U0010ffff", 0, 0)
    return sorted(first.values(), key=lambda row: place.get(row["indikator_kode"], last))
