"""The SKM tables: values by unsur, their ranking, and the respondents."""

from __future__ import annotations

from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Column, Row, Section, Sheet
from flows.reports.tables.helpers import total
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, nama_periode, tahun_periode, urutan_periode

_BARIS_UNSUR = (
    ("Jumlah nilai per unsur", "jumlah_nilai", "bulat_tengah"),
    ("NRR per unsur", "nrr", "desimal3_tengah"),
    ("NRR tertimbang per unsur", "nrr_tertimbang", "desimal3_tengah"),
    ("Nilai konversi (NRR × 25)", "nilai_konversi", "desimal_tengah"),
    ("Kategori", "mutu", "tengah"),
)
_DIMENSI = {
    "jenis_kelamin": "Jenis Kelamin",
    "umur": "Umur",
    "pendidikan": "Pendidikan",
    "pekerjaan": "Pekerjaan",
}


def skm_unsur(data: UnitData, tahun: int) -> Sheet | None:
    """The official sheet's lower half: sums, NRR and letters by unsur, and the index of the unit."""
    surveys = _surveys(data, tahun)
    if not surveys:
        return None
    widest = max(len(_unsur(data, survey)) for survey in surveys)
    sections = tuple(_unsur_section(data, survey, widest, several=len(surveys) > 1) for survey in surveys)
    last = sections[-1]
    notes = (*last.notes, *printed_notes(data, tahun, "BDG301", "BDG303"))
    sections = (*sections[:-1], Section(last.columns, last.rows, last.heading, notes))
    grid = (36.0, *(9.5 for _ in range(widest)))
    title = (f"Pengolahan Data Survei Kepuasan Masyarakat per Unsur Pelayanan Tahun {tahun}",)
    return Sheet(title, sections, landscape=True, grid=grid)


def _unsur_section(data: UnitData, survey: Record, widest: int, several: bool) -> Section:
    unsur = _unsur(data, survey)
    spare = widest - len(unsur)
    columns = (
        Column("Uraian"),
        *(Column(row["unsur_nomor"] or row["unsur_nama"], kind="tengah", group="Nilai Unsur Pelayanan") for row in unsur),
        *(Column("", kind="tengah", group="Nilai Unsur Pelayanan") for _ in range(spare)),
    )
    blank = ("",) * spare
    body = [Row((label, *(Cell(row[name], kind) for row in unsur), *blank)) for label, name, kind in _BARIS_UNSUR]
    body += [
        Row(("IKM Unit Pelayanan", Cell(survey["ikm"], "desimal_tengah", span=widest)), "total"),
        Row(("Mutu pelayanan", Cell(f"{survey['mutu']} ({survey['kinerja']})", "tengah", span=widest)), "total"),
        Row(("Jumlah responden", Cell(survey["jumlah_responden"], "bulat_tengah", span=widest))),
        Row(("Sampel minimum (Krejcie dan Morgan)", Cell(_sampel(survey), "tengah", span=widest))),
    ]
    names = ", ".join(f"{row['unsur_nomor'] or '-'} {row['unsur_nama']}" for row in unsur)
    notes = (
        f"Unsur: {names}.",
        f"Bobot {survey['metode_bobot']}: IKM = jumlah NRR tertimbang × 25 = {angka(survey['ikm'], 2)}. "
        f"Dengan bobot eksak 1/{survey['jumlah_unsur']}: {angka(survey['ikm_eksak'], 2)}.",
    )
    return Section(columns, tuple(body), _heading(survey) if several else "", notes)


def _sampel(survey: Record) -> str:
    if survey["sampel_minimum"] is None:
        return "belum dapat dihitung: jumlah penerima layanan belum ada"
    cukup = {True: "terpenuhi", False: "belum terpenuhi", None: ""}[survey["sampel_cukup"]]
    populasi = survey["populasi_layanan"]
    asal = f"dari {angka(populasi)} penerima layanan" if populasi is not None else "menurut buku kerja"
    return ", ".join(part for part in (f"{angka(survey['sampel_minimum'])} orang {asal}", cukup) if part)


def skm_peringkat(data: UnitData, tahun: int) -> Sheet | None:
    """The unsur from the highest value to the lowest."""
    surveys = _surveys(data, tahun)
    columns = (
        Column("Urutan Peringkat", 11, "nomor"),
        Column("No.", 8, "tengah"),
        Column("Unsur Pelayanan", 46),
        Column("Rata-rata (NRR)", 12, "desimal3"),
        Column("Nilai Konversi", 11, "desimal"),
        Column("Mutu", 8, "tengah"),
    )
    sections = []
    for survey in surveys:
        unsur = sorted(_unsur(data, survey), key=lambda row: row["peringkat"])
        body = tuple(
            Row((r["peringkat"], r["unsur_nomor"], r["unsur_nama"], r["nrr"], r["nilai_konversi"], r["mutu"])) for r in unsur
        )
        notes = printed_notes(data, tahun, "BDG302") if survey is surveys[-1] else ()
        sections.append(Section(columns, body, _heading(survey) if len(surveys) > 1 else "", notes))
    title = (f"IKM per Unsur dari Nilai Tertinggi ke Nilai Terendah Tahun {tahun}",)
    return Sheet(title, tuple(sections)) if sections else None


def skm_responden(data: UnitData, tahun: int) -> Sheet | None:
    """How many respondents of each kind there were, and the index that each kind gives."""
    sections = []
    surveys = _surveys(data, tahun)
    for survey in surveys:
        key = {"tahun": tahun, "periode": survey["periode"]}
        tables = [("Jenis Layanan", "layanan", data.rows("ikm_layanan", **key))]
        dimensi = data.rows("ikm_responden", **key)
        for kode in sorted({row["dimensi"] for row in dimensi}, key=_dimensi_order):
            judul = _DIMENSI.get(kode, kode.replace("_", " ").capitalize())
            tables.append((judul, "kelompok", [row for row in dimensi if row["dimensi"] == kode]))
        for judul, name, rows in tables:
            if rows:
                heading = f"Menurut {judul.lower()}" + (f", {_heading(survey)}" if len(surveys) > 1 else "")
                sections.append(_respondents(heading, judul, name, rows))
    title = (f"Responden Survei Kepuasan Masyarakat Tahun {tahun}",)
    return Sheet(title, tuple(sections)) if sections else None


def _respondents(heading: str, judul: str, name: str, rows: list[Record]) -> Section:
    columns = (
        Column("No", 5, "nomor"),
        Column(judul, 40),
        Column("Jumlah", 10, "bulat"),
        Column("%", 10, "persen"),
        Column("IKM", 10, "desimal"),
        Column("Mutu", 9, "tengah"),
    )
    semua = total(rows, "jumlah_responden") or 1
    body = [
        Row((no, r[name], r["jumlah_responden"], r["jumlah_responden"] * 100 / semua, r["ikm"], r["mutu"]))
        for no, r in enumerate(rows, 1)
    ]
    body.append(Row(("", "Jumlah", semua, 100, "", ""), "total"))
    return Section(columns, tuple(body), heading)


def _surveys(data: UnitData, tahun: int) -> list[Record]:
    return sorted(data.rows("ikm", tahun=tahun), key=lambda row: urutan_periode(row["periode"]))


def _unsur(data: UnitData, survey: Record) -> list[Record]:
    """The unsur of a survey in the office's own numbering: U1, U2, …, U10."""
    rows = data.rows("ikm_unsur", tahun=survey["tahun"], periode=survey["periode"])
    return sorted(rows, key=lambda row: (len(row["unsur_nomor"] or "U99"), row["unsur_nomor"] or "", row["unsur_kode"]))


def _heading(survey: Record) -> str:
    nama = nama_periode(survey["periode"])
    return tahun_periode(survey["tahun"], survey["periode"]) if nama else f"Tahun {survey['tahun']}"


def _dimensi_order(kode: str) -> tuple[int, str]:
    known = list(_DIMENSI)
    return (known.index(kode) if kode in known else len(known), kode)
