"""Tabel 3.1.7 and 3.1.8 and the table of efficiency: programmes, budgets and what was spent of them."""

from __future__ import annotations

from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.tables.helpers import rupiah
from flows.reports.tables.kinerja import indikator
from flows.reports.warehouse import Record, UnitData
from flows.wording import tahun_periode
from flows.workbook.text import squeeze

_LOOKS = {"program": ("kelompok", 0), "kegiatan": ("tebal", 0), "subkegiatan": ("isi", 1)}
_BANDING = ("BDG201", "BDG202", "BDG203")
_CAKUPAN = {"kecamatan": "Seluruh kecamatan", "sasaran": "Menurut sasaran", "program": "Menurut program"}


def tabel_3_1_7(data: UnitData, tahun: int) -> Sheet | None:
    """Each sasaran with the programmes behind it, and the budget of those this year and in the running next one."""
    terkait = data.rows("data.iku_anggaran", tahun=tahun)
    if not terkait:
        return None
    terkait.sort(key=lambda row: (row["berkas"], row["lembar_ke"], row["baris"]))
    tahunan = [_program_by_name(data, year) for year in (tahun, tahun + 1)]
    columns = (
        Column("No", 5, "nomor"),
        Column("Sasaran", 27),
        Column("Indikator", 25),
        Column("Program", 27),
        *_budget_columns(data, tahun),
        Column("Keterangan", 13),
    )
    body, no, sasaran = [], 0, None
    for row in terkait:
        again = row["sasaran"] is not None and row["sasaran"] == sasaran
        sasaran = row["sasaran"]
        no += not again
        names = ("", "", "") if again else (no, row["sasaran"], row["indikator"])
        figures = _figures([programs.get(squeeze(row["program"])) for programs in tahunan], data, tahun)
        body.append(Row((*names, row["program"], *figures, "")))
    title = (
        "Tabel 3.1.7",
        f"Capaian Indikator Kinerja Tahun {tahun}{_next_title(data, tahun, ' dan Realisasi Tahun ')}",
    )
    notes = printed_notes(data, tahun, "BDG601", "BDG602")
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), landscape=True)


def tabel_3_1_8(data: UnitData, tahun: int) -> Sheet | None:
    """Pagu and realisasi by code, this year and the running next one side by side, with computed totals."""
    tahunan = [{row["kode"]: row for row in _budget(data, year)} for year in (tahun, tahun + 1)]
    if not tahunan[0]:
        return None
    serapan = [_serapan(data, year) for year in (tahun, tahun + 1)]
    columns = (
        Column("Kode Rekening", 17, "kode"),
        Column("Program/Kegiatan/Subkegiatan", 48),
        *_budget_columns(data, tahun),
        Column("Keterangan", 13),
    )
    body = []
    for kode in sorted(set().union(*tahunan)):
        found = [rows.get(kode) for rows in tahunan]
        named = next(row for row in found if row is not None)
        look, indent = _LOOKS[named["tingkat"]]
        body.append(Row((kode, named["uraian"], *_figures(found, data, tahun), ""), look, indent))
    body.append(Row((Cell("Jumlah", "tengah", span=2), *_figures(serapan, data, tahun), ""), "total"))
    notes = (
        "Jumlah dihitung dari baris program saja, agar kegiatan dan subkegiatan tidak terhitung dua kali.",
        *printed_notes(data, tahun, *_BANDING),
    )
    title = ("Tabel 3.1.8", f"Realisasi Anggaran Tahun {_when(data, tahun)}{_next_title(data, tahun, ' dan Tahun ')}")
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), landscape=len(_years(data, tahun)) > 1)


def efisiensi(data: UnitData, tahun: int) -> Sheet | None:
    """Capaian against serapan for the kecamatan, each sasaran and each programme, by both formulas in use."""
    rows = data.rows("efisiensi", tahun=tahun)
    if not rows:
        return None
    uang = rupiah(rows, "pagu", "realisasi")
    columns = (
        Column("Sasaran/Program", 50),
        Column("Capaian (%)", 11, "persen"),
        Column("Pagu (Rp)", 17, uang),
        Column("Realisasi (Rp)", 17, uang),
        Column("Serapan (%)", 11, "persen"),
        Column("Rasio", 10, "desimal", "Efisiensi"),
        Column("Selisih", 10, "selisih", "Efisiensi"),
        Column("Porsi Pagu (%)", 11, "persen"),
    )
    order = [(row["sasaran"] or "").lower() for row in indikator(data, tahun)]
    body = []
    for cakupan, judul in _CAKUPAN.items():
        members = [row for row in rows if row["cakupan"] == cakupan]
        if cakupan == "sasaran":
            members.sort(key=lambda row: order.index(row["kode"]) if row["kode"] in order else len(order))
        if members:
            body.append(Row((Cell(judul, "teks", span=len(columns)),), "kelompok"))
        body += [
            Row(
                (
                    r["nama"],
                    r["capaian"],
                    r["pagu"],
                    r["realisasi"],
                    r["serapan"],
                    r["rasio"],
                    r["selisih"],
                    r["porsi_pagu"],
                ),
                indent=1,
            )
            for r in members
        ]
    notes = (
        "Rasio = capaian ÷ serapan × 100; di atas 100 berarti capaian lebih tinggi daripada serapan.",
        "Selisih = capaian − serapan, dalam poin persen.",
        "Porsi pagu = pagu program ÷ pagu seluruh program × 100; ini bukan ukuran efisiensi.",
        *printed_notes(data, tahun, "BDG603", "BDG604"),
    )
    title = (f"Efisiensi Penggunaan Anggaran Tahun {tahun}",)
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), landscape=True)


def _budget(data: UnitData, tahun: int) -> list[Record]:
    return data.rows("realisasi_anggaran", tahun=tahun, periode=data.periode("realisasi_anggaran", tahun))


def _serapan(data: UnitData, tahun: int) -> Record | None:
    return data.one("serapan_anggaran", tahun=tahun, periode=data.periode("realisasi_anggaran", tahun))


def _program_by_name(data: UnitData, tahun: int) -> dict[str, Record]:
    return {squeeze(row["uraian"] or ""): row for row in _budget(data, tahun) if row["tingkat"] == "program"}


def _years(data: UnitData, tahun: int) -> list[int]:
    """The year of the report, and the next one when its budget is already running."""
    return [tahun, tahun + 1] if _budget(data, tahun + 1) else [tahun]


def _when(data: UnitData, tahun: int) -> str:
    return tahun_periode(tahun, data.periode("realisasi_anggaran", tahun))


def _next_title(data: UnitData, tahun: int, words: str) -> str:
    return "".join(f"{words}{_when(data, year)}" for year in _years(data, tahun)[1:])


def _budget_columns(data: UnitData, tahun: int) -> tuple[Column, ...]:
    columns: list[Column] = []
    for year in _years(data, tahun):
        uang = rupiah(_budget(data, year), "pagu", "realisasi")
        lebar = 17 if uang == "rupiah_sen" else 15
        columns += [
            Column(f"Anggaran Tahun {year} (Rp)", lebar, uang, "Realisasi Keuangan"),
            Column(f"Realisasi Tahun {_when(data, year)} (Rp)", lebar, uang, "Realisasi Keuangan"),
            Column(f"% {year}", 8, "persen", "Realisasi Keuangan"),
        ]
    return tuple(columns)


def _figures(found: list[Record | None], data: UnitData, tahun: int) -> tuple[Value, ...]:
    """Pagu, realisasi and percentage of one row for each year shown."""
    shown = found[: len(_years(data, tahun))]
    return tuple(row[name] if row else None for row in shown for name in ("pagu", "realisasi", "persen"))
