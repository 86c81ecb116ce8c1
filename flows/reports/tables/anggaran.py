"""Tabel 3.1.7 and 3.1.8 and the table of efficiency: programmes, budgets and what was spent of them."""

from __future__ import annotations

from flows.reports.formulas import At, Rounded, column_total, persen
from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Chart, Column, Row, Section, Series, Sheet, Value
from flows.reports.tables.helpers import rupiah
from flows.reports.tables.kinerja import indikator, mean_capaian
from flows.reports.warehouse import Record, UnitData
from flows.wording import tahun_periode, urutan_periode
from flows.workbook.text import fold, squeeze

_LOOKS = {"program": ("kelompok", 0), "kegiatan": ("tebal", 0), "subkegiatan": ("isi", 1)}
_FIGURES = ("pagu", "realisasi", "persen")
_FEWEST_PERIODS = 2
_PROGRAM_PARTS = 3  # 7.01.02: urusan, bidang, program
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
        Column("Kode Rekening", 17, "kode", key="kode"),
        Column("Program/Kegiatan/Subkegiatan", 48),
        *_budget_columns(data, tahun),
        Column("Keterangan", 13),
    )
    body = []
    for kode in sorted(set().union(*tahunan)):
        found = [rows.get(kode) for rows in tahunan]
        named = next(row for row in found if row is not None)
        look, indent = _LOOKS[named["tingkat"]]
        body.append(Row((kode, named["uraian"], *_figures(found, data, tahun), ""), look, indent, key=kode))
    jumlah = _totals(_figures(serapan, data, tahun), tahunan, tahun)
    body.append(Row((Cell("Jumlah", "tengah", span=2), *jumlah, ""), "total", key="jumlah"))
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
        Column("Sasaran/Program", 50, key="nama"),
        Column("Capaian (%)", 11, "persen", key="capaian"),
        Column("Pagu (Rp)", 17, uang, key="pagu"),
        Column("Realisasi (Rp)", 17, uang, key="realisasi"),
        Column("Serapan (%)", 11, "persen", key="serapan", formula=persen(At("realisasi"), At("pagu"))),
        Column("Rasio", 10, "desimal", "Efisiensi"),
        Column("Selisih", 10, "selisih", "Efisiensi"),
        Column("Porsi Pagu (%)", 11, "persen", formula=persen(At("pagu"), At("pagu", ("kecamatan", data.kode)))),
    )
    order = [(row["sasaran"] or "").lower() for row in indikator(data, tahun)]
    program = [(row["cakupan"], row["kode"]) for row in rows if row["cakupan"] == "program"]
    body = []
    for cakupan, judul in _CAKUPAN.items():
        members = [row for row in rows if row["cakupan"] == cakupan]
        if cakupan == "sasaran":
            members.sort(key=lambda row: order.index(row["kode"]) if row["kode"] in order else len(order))
        if members:
            body.append(Row((Cell(judul, "teks", span=len(columns)),), "kelompok"))
        body += [_efisiensi_row(data, tahun, row, program) for row in members]
    notes = (
        "Rasio = capaian ÷ serapan × 100; di atas 100 berarti capaian lebih tinggi daripada serapan.",
        "Selisih = capaian − serapan, dalam poin persen.",
        "Porsi pagu = pagu program ÷ pagu seluruh program × 100; ini bukan ukuran efisiensi.",
        *printed_notes(data, tahun, "BDG603", "BDG604"),
    )
    title = (f"Efisiensi Penggunaan Anggaran Tahun {tahun}",)
    charts = (
        Chart("bar", f"Serapan Anggaran per Program Tahun {tahun} (%)", tuple(program), "nama", (Series("serapan", "Serapan"),)),
    )
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), landscape=True, charts=charts if program else ())


def _efisiensi_row(data: UnitData, tahun: int, row: Record, program: list[tuple[str, str]]) -> Row:
    """A line of the table; its formulas start from target, realisasi and pagu, none of which is rounded."""
    capaian = mean_capaian(data, _supporting(data, tahun, row))
    serapan = At("realisasi") / At("pagu")
    uang = {name: row[name] for name in ("pagu", "realisasi")}
    cells: list[Value | Cell] = [row["nama"], Cell(row["capaian"], formula=Rounded(capaian))]
    if row["cakupan"] == "kecamatan":
        cells += [Cell(value, formula=column_total(name, program)) for name, value in uang.items()]
    else:
        cells += uang.values()
    cells.append(row["serapan"])
    cells.append(Cell(row["rasio"], formula=(Rounded(capaian / serapan), Rounded(At("capaian") / serapan))))
    cells.append(Cell(row["selisih"], formula=(Rounded(capaian - serapan * 100), Rounded(At("capaian") - serapan * 100))))
    return Row((*cells, row["porsi_pagu"]), indent=1, key=(row["cakupan"], row["kode"]))


def _supporting(data: UnitData, tahun: int, row: Record) -> list[Record]:
    """The indicators whose capaian a line of the table averages: all, or those of its sasaran or program."""
    known = [found for found in indikator(data, tahun) if found["capaian"] is not None]
    if row["cakupan"] == "kecamatan":
        return known
    column = "sasaran" if row["cakupan"] == "sasaran" else "program"
    nama = _baku(row["nama"])
    kode = {iku.get("indikator_kode") for iku in data.rows("data.iku_anggaran", tahun=tahun) if _baku(iku[column]) == nama}
    return [found for found in known if found["indikator_kode"] in kode]


def _baku(nama: str | None) -> str:
    """As ``nama_baku`` of sql/fungsi/hitung.sql: words alone, without a leading PROGRAM."""
    return fold(nama or "").removeprefix("program ")


def serapan(data: UnitData, tahun: int) -> Sheet | None:
    """Pagu and realisasi of the kecamatan at each period on record, this year and the years around it."""
    rows = [row for row in data.rows("serapan_anggaran") if row["realisasi"] is not None and abs(row["tahun"] - tahun) <= 1]
    rows.sort(key=lambda row: (row["tahun"], urutan_periode(row["periode"])))
    if len(rows) < _FEWEST_PERIODS or not any(row["tahun"] == tahun for row in rows):
        return None
    uang = rupiah(rows, "pagu", "realisasi", "sisa")
    columns = (
        Column("No", 5, "nomor"),
        Column("Sampai dengan", 26, key="saat"),
        Column("Pagu (Rp)", 18, uang, key="pagu"),
        Column("Realisasi (Rp)", 18, uang, key="realisasi"),
        Column("Serapan (%)", 12, "persen", key="serapan", formula=persen(At("realisasi"), At("pagu"))),
        Column("Sisa (Rp)", 18, uang, formula=Rounded(At("pagu") - At("realisasi"))),
    )
    body = []
    for no, row in enumerate(rows, 1):
        saat = tahun_periode(row["tahun"], row["periode"])
        figures = (row["pagu"], row["realisasi"], row["persen"], row["sisa"])
        body.append(
            Row((no, saat if row["periode"] != "TAHUN" else f"{saat} (setahun)", *figures), key=(row["tahun"], row["periode"]))
        )
    keys = tuple((row["tahun"], row["periode"]) for row in rows)
    chart = Chart("column", "Serapan Anggaran menurut Periode (%)", keys, "saat", (Series("serapan", "Serapan"),))
    notes = ("Realisasi kumulatif sejak Januari sampai akhir periode.",)
    title = ("Serapan Anggaran menurut Periode",)
    return Sheet(title, (Section(columns, tuple(body), notes=notes),), charts=(chart,))


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
            Column(f"Anggaran Tahun {year} (Rp)", lebar, uang, "Realisasi Keuangan", key=f"pagu {year}"),
            Column(f"Realisasi Tahun {_when(data, year)} (Rp)", lebar, uang, "Realisasi Keuangan", key=f"realisasi {year}"),
            Column(f"% {year}", 8, "persen", "Realisasi Keuangan", formula=persen(At(f"realisasi {year}"), At(f"pagu {year}"))),
        ]
    return tuple(columns)


def _figures(found: list[Record | None], data: UnitData, tahun: int) -> tuple[Value, ...]:
    """Pagu, realisasi and percentage of one row for each year shown."""
    shown = found[: len(_years(data, tahun))]
    return tuple(row[name] if row else None for row in shown for name in _FIGURES)


def _totals(figures: tuple[Value, ...], tahunan: list[dict[str, Record]], tahun: int) -> list[Value | Cell]:
    """The figures of the last row, with the sums of the highest level that each program is written at."""
    cells: list[Value | Cell] = []
    for at, value in enumerate(figures):
        year, name = at // len(_FIGURES), _FIGURES[at % len(_FIGURES)]
        if name == "persen":
            cells.append(value)
        else:
            cells.append(Cell(value, formula=column_total(f"{name} {tahun + year}", _highest(tahunan[year]))))
    return cells


def _highest(rows: dict[str, Record]) -> list[str]:
    """The codes of the rows that a total adds up: programs, or what stands for one that has no row of its own."""
    levels = list(_LOOKS)
    best: dict[str, int] = {}
    for kode, row in rows.items():
        program = _program(kode)
        best[program] = min(best.get(program, len(levels)), levels.index(row["tingkat"]))
    return [kode for kode in sorted(rows) if levels.index(rows[kode]["tingkat"]) == best[_program(kode)]]


def _program(kode: str) -> str:
    return ".".join(kode.split(".")[:_PROGRAM_PARTS])
