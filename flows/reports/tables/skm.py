"""The SKM tables: answers, values by unsur, their ranking, what to improve first, the trend, and the respondents."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from fractions import Fraction

from flows.reports.formulas import At, Constant, Letter, Rounded, SumOfQuotients, Total, column_total, persen
from flows.reports.notes import printed_notes
from flows.reports.sheets import Cell, Chart, Column, Formulas, Row, Section, Series, Sheet, Value
from flows.reports.styles import STRONG, step_of
from flows.reports.survei import groups_of, ikm_by_year, lowest, name_of, surveys_of, unsur_name, unsur_of
from flows.reports.tables.helpers import percent, total
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, nama_periode, tahun_periode

JAWABAN = "SKM Jawaban"
"""The sheet that the sums of the unsur refer to."""
_MOST_ANSWERS = 500  # respondents shown one by one; more than any minimum sample of Krejcie and Morgan (384)
_FEWEST_YEARS = 2
_RESPONDENTS = (5.0, 40.0, 10.0, 10.0, 10.0, 9.0)
_ANSWERS = """
    SELECT asal.nomor, asal.berkas, asal.lembar, asal.baris, tabel.unsur, tabel.kolom, asal.jawaban
    FROM data.skm_responden AS asal
    INNER JOIN (
        SELECT berkas, lembar, baris, list(unsur_kode ORDER BY urutan) AS unsur, list(kolom ORDER BY urutan) AS kolom
        FROM data.skm_unsur GROUP BY berkas, lembar, baris
    ) AS tabel ON tabel.berkas = asal.berkas AND tabel.lembar = asal.lembar AND tabel.baris = asal.baris_tajuk
    WHERE asal.unit_kode = $1 AND asal.tahun = $2 AND asal.periode = $3
    ORDER BY asal.berkas, asal.lembar_ke, asal.baris
"""
_BARIS_UNSUR = (
    ("Jumlah nilai per unsur", "jumlah_nilai", "bulat_tengah"),
    ("Jumlah kuesioner terisi", "jumlah_jawaban", "bulat_tengah"),
    ("NRR per unsur", "nrr", "desimal3_tengah"),
    ("NRR tertimbang per unsur", "nrr_tertimbang", "desimal3_tengah"),
    ("Nilai konversi (NRR × 25)", "nilai_konversi", "desimal_tengah"),
    ("Kategori", "mutu", "mutu"),
)


def skm_unsur(data: UnitData, tahun: int) -> Sheet | None:
    """The official sheet's lower half: sums, NRR and letters by unsur, and the index of the unit."""
    surveys = surveys_of(data, tahun)
    if not surveys:
        return None
    widest = max(len(unsur_of(data, survey)) for survey in surveys)
    sections = tuple(_unsur_section(data, survey, widest, several=len(surveys) > 1) for survey in surveys)
    last = sections[-1]
    notes = (*last.notes, *printed_notes(data, tahun, "BDG301", "BDG303"))
    sections = (*sections[:-1], Section(last.columns, last.rows, last.heading, notes))
    grid = (36.0, *(9.5 for _ in range(widest)))
    title = (f"Pengolahan Data Survei Kepuasan Masyarakat per Unsur Pelayanan Tahun {tahun}",)
    return Sheet(title, sections, landscape=True, grid=grid)


def _unsur_section(data: UnitData, survey: Record, widest: int, several: bool) -> Section:
    unsur = unsur_of(data, survey)
    spare = widest - len(unsur)
    group = "Nilai Unsur Pelayanan"
    columns = (
        Column("Uraian"),
        *(Column(r["unsur_nomor"] or r["unsur_nama"], kind="tengah", group=group, key=r["unsur_kode"]) for r in unsur),
        *(Column("", kind="tengah", group=group) for _ in range(spare)),
    )
    blank = ("",) * spare
    formulas = _unsur_formulas(data, survey)
    body = [
        Row((label, *(Cell(row[name], kind, formula=formulas[name]) for row in unsur), *blank), key=(survey["periode"], name))
        for label, name, kind in _BARIS_UNSUR
    ]

    def across(label: str, value: Value, kind: str, name: str, formula: Formulas = None, look: str = "isi") -> Row:
        return Row((label, Cell(value, kind, span=widest, formula=formula)), look, key=(survey["periode"], name))

    pelayanan = _unit_formulas(survey, unsur)
    bobot = _bobot(survey)
    mutu = Letter(At(unsur[0]["unsur_kode"], (survey["periode"], "ikm")), data.release.steps("mutu", survey["tahun"]))
    body += [
        across("Bobot per unsur", bobot, "desimal3_tengah", "bobot", Constant(bobot) if bobot.denominator % 3 == 0 else None),
        across("Jumlah NRR tertimbang", survey["nrr_tertimbang"], "desimal4_tengah", "jumlah", pelayanan["nrr_tertimbang"]),
        across("IKM Unit Pelayanan", survey["ikm"], "desimal_tengah", "ikm", pelayanan["ikm"], "total"),
        across("Mutu pelayanan", survey["mutu"], "mutu", "mutu_unit", mutu, "total"),
        across("Kinerja unit pelayanan", survey["kinerja"], "tengah", "kinerja", None, "total"),
        across(f"IKM dengan bobot eksak 1/{len(unsur)}", survey["ikm_eksak"], "desimal_tengah", "eksak", pelayanan["ikm_eksak"]),
        across("Jumlah responden", survey["jumlah_responden"], "bulat_tengah", "responden"),
        across("Sampel minimum (Krejcie dan Morgan)", _sampel(survey), "tengah", "sampel"),
    ]  # fmt: skip
    names = ", ".join(f"{row['unsur_nomor'] or '-'} {row['unsur_nama']}" for row in unsur)
    notes = (
        f"Unsur: {names}.",
        f"Bobot {survey['metode_bobot']}: IKM = jumlah NRR tertimbang × 25 = {angka(survey['ikm'], 2)}, "
        "dibulatkan satu kali di akhir.",
    )
    return Section(columns, tuple(body), _heading(survey) if several else "", notes)


def _bobot(survey: Record) -> Fraction:
    """The weight of one unsur: 0,111 or 0,11 as written, or 1/9."""
    return Fraction(survey["metode_bobot"].replace(",", "."))


def _unsur_formulas(data: UnitData, survey: Record) -> dict[str, Formulas]:
    """How each line of an unsur follows from those above it, and the first two from the answers."""
    periode = survey["periode"]
    nilai, jawaban = (At(row=(periode, name)) for name in ("jumlah_nilai", "jumlah_jawaban"))
    answers = tuple(At(row=(periode, no), sheet=JAWABAN) for no in range(survey["jumlah_responden"]))
    if survey["jumlah_responden"] > _MOST_ANSWERS:
        answers = ()
    return {
        "jumlah_nilai": Total(answers) if answers else None,
        "jumlah_jawaban": Total(answers, "COUNT") if answers else None,
        "nrr": Rounded(nilai / jawaban, 3),
        "nrr_tertimbang": Rounded(nilai / jawaban * _weight(data, survey), 4),
        "nilai_konversi": Rounded(nilai / jawaban * 25),
        "mutu": Letter(At(row=(periode, "nilai_konversi")), data.release.steps("mutu", survey["tahun"])),
    }


def _weight(data: UnitData, survey: Record) -> At:
    """The cell of the weight, which stands below the first unsur."""
    return At(unsur_of(data, survey)[0]["unsur_kode"], (survey["periode"], "bobot"))


def _unit_formulas(survey: Record, unsur: list[Record]) -> dict[str, Formulas]:
    """The index from the sums of all unsur, rounded once."""
    periode = survey["periode"]
    over, under = (tuple(At(row["unsur_kode"], (periode, name)) for row in unsur) for name in ("jumlah_nilai", "jumlah_jawaban"))
    nrr, weight = SumOfQuotients(over, under), At(unsur[0]["unsur_kode"], (periode, "bobot"))
    return {
        "nrr_tertimbang": Rounded(nrr * weight, 4),
        "ikm": Rounded(nrr * weight * 25),
        "ikm_eksak": Rounded(nrr / len(unsur) * 25),
    }


def skm_jawaban(data: UnitData, tahun: int) -> Sheet | None:
    """The official sheet's upper half: the answers of each respondent with their cells; nothing that tells who he is."""
    surveys = [survey for survey in surveys_of(data, tahun) if survey["jumlah_responden"] <= _MOST_ANSWERS]
    sections = tuple(section for survey in surveys if (section := _answers_section(data, survey, len(surveys) > 1)))
    if not sections:
        return None
    widest = max(len(section.columns) for section in sections) - 3
    grid = (6.0, 8.0, *(7.5 for _ in range(widest)), 40.0)
    title = (f"Jawaban Responden Survei Kepuasan Masyarakat Tahun {tahun}",)
    return Sheet(title, sections, landscape=True, grid=grid)


def _answers_section(data: UnitData, survey: Record, several: bool) -> Section | None:
    rows = data.query(_ANSWERS, survey["tahun"], survey["periode"])
    if not rows:
        return None
    unsur = unsur_of(data, survey)
    columns = (
        Column("No", kind="nomor"),
        Column("Resp.", kind="tengah"),
        *(Column(row["unsur_nomor"] or row["unsur_nama"], kind="nomor", key=row["unsur_kode"]) for row in unsur),
        Column("Sel Asal"),
    )
    body = []
    for no, row in enumerate(rows):
        given = dict(zip(row["unsur"], row["jawaban"], strict=False))
        asal = f"{row['lembar']} › {row['kolom'][0]}{row['baris']}:{row['kolom'][-1]}{row['baris']}"
        answers = (given.get(item["unsur_kode"]) for item in unsur)
        body.append(Row((no + 1, row["nomor"] or "", *answers, asal), key=(survey["periode"], no)))
    berkas = ", ".join(sorted({row["berkas"] for row in rows}))
    notes = (f"Sumber: {berkas}. Nama dan NIK responden tidak dimuat.",)
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
    surveys = surveys_of(data, tahun)
    columns = (
        Column("Urutan Peringkat", 11, "nomor"),
        Column("No.", 8, "tengah"),
        Column("Unsur Pelayanan", 46, key="unsur"),
        Column("Rata-rata (NRR)", 12, "desimal3"),
        Column("Nilai Konversi", 11, "desimal", key="nilai"),
        Column("Mutu", 8, "mutu"),
    )
    sections, charts = [], []
    words = data.release.scales(tahun)["mutu"]
    for survey in surveys:
        unsur = sorted(unsur_of(data, survey), key=lambda row: row["peringkat"])
        body = tuple(
            Row(
                (r["peringkat"], r["unsur_nomor"], r["unsur_nama"], r["nrr"], r["nilai_konversi"], r["mutu"]),
                key=(survey["periode"], r["unsur_kode"]),
            )
            for r in unsur
        )
        colours = tuple(STRONG[step_of(words, row["mutu"])] for row in unsur)
        judul = f"Nilai Konversi per Unsur, {_heading(survey)}"
        kode = tuple((survey["periode"], row["unsur_kode"]) for row in unsur)
        charts.append(Chart("bar", judul, kode, "unsur", (Series("nilai", "Nilai konversi", colours),)))
        notes = printed_notes(data, tahun, "BDG302") if survey is surveys[-1] else ()
        sections.append(Section(columns, body, _heading(survey) if len(surveys) > 1 else "", notes))
    title = (f"IKM per Unsur dari Nilai Tertinggi ke Nilai Terendah Tahun {tahun}",)
    return Sheet(title, tuple(sections), charts=tuple(charts)) if sections else None


def skm_tindak_lanjut(data: UnitData, tahun: int) -> Sheet | None:
    """The lowest unsur with the plan of action that the office fills in; equal values share a place."""
    columns = (
        Column("No", 5, "nomor"),
        Column("Unsur Pelayanan", 25),
        Column("Nilai", 8, "desimal"),
        Column("Mutu", 7, "mutu"),
        Column("Masalah", 27, "isian"),
        Column("Rencana Tindak Lanjut", 32, "isian"),
        *(Column(f"TW {romawi}", 6, "isian", "Waktu") for romawi in ("I", "II", "III", "IV")),
        Column("Penanggung Jawab", 18, "isian"),
    )
    sections = []
    surveys = surveys_of(data, tahun)
    for survey in surveys:
        body = tuple(
            Row((no, unsur_name(r), r["nilai_konversi"], r["mutu"], *("",) * 7), tall=4)
            for no, r in enumerate(lowest(unsur_of(data, survey)), 1)
        )
        sections.append(Section(columns, body, _heading(survey) if len(surveys) > 1 else ""))
    title = (f"Rencana Tindak Lanjut Survei Kepuasan Masyarakat Tahun {tahun}",)
    intro = ("Unsur dengan nilai terendah. Kolom berwarna diisi oleh kantor.",)
    return Sheet(title, tuple(sections), landscape=True, intro=intro) if sections else None


def skm_tren(data: UnitData, tahun: int) -> Sheet | None:
    """The index over the years up to this one: from answers where there are any, else as the office reported it."""
    rows = {year: _trend_row(data, year, ikm, surveyed) for year, ikm, surveyed in ikm_by_year(data, tahun)}
    if len(rows) < _FEWEST_YEARS or tahun not in rows:
        return None
    columns = (
        Column("Tahun", 10, "nomor", key="tahun"),
        Column("Jumlah Responden", 14, "bulat"),
        Column("IKM", 12, "desimal", key="ikm"),
        Column("Mutu", 9, "mutu"),
        Column("Asal", 40),
    )
    years = tuple(sorted(rows))
    judul = f"Indeks Kepuasan Masyarakat Tahun {years[0]}–{years[-1]}"
    chart = Chart("line", judul, years, "tahun", (Series("ikm", "IKM"),))
    return Sheet((judul,), (Section(columns, tuple(rows[year] for year in years)),), charts=(chart,))


def _trend_row(data: UnitData, tahun: int, ikm: Decimal, surveyed: bool) -> Row:
    letter = Letter(At("ikm"), data.release.steps("mutu", tahun))
    mutu = next((word for least, word in reversed(letter.steps) if ikm >= least), None)
    responden = surveys_of(data, tahun)[-1]["jumlah_responden"] if surveyed else None
    asal = "dihitung dari jawaban" if surveyed else "realisasi menurut buku kerja"
    return Row((tahun, responden, ikm, Cell(mutu, formula=letter), asal), key=tahun)


def skm_responden(data: UnitData, tahun: int) -> Sheet | None:
    """How many respondents of each kind there were, and the index that each kind gives."""
    sections, charts = [], []
    surveys = surveys_of(data, tahun)
    for survey in surveys:
        when = f", {_heading(survey)}" if len(surveys) > 1 else ""
        sections.append(_sample_section(survey, when))
        for kode, rows in groups_of(data, survey).items():
            judul = name_of(kode)
            heading = f"Menurut {judul.lower()}{when}"
            keys = tuple((survey["periode"], kode, no) for no in range(len(rows)))
            sections.append(_respondents(heading, judul, rows, keys))
            chart = f"Responden menurut {judul.lower()}{when} (orang)"
            charts.append(Chart("bar", chart, keys, "nama", (Series("jumlah", "Responden"),)))
    title = (f"Responden Survei Kepuasan Masyarakat Tahun {tahun}",)
    return Sheet(title, tuple(sections), grid=_RESPONDENTS, charts=tuple(charts)) if sections else None


def _sample_section(survey: Record, when: str) -> Section:
    """Whether enough people were asked."""
    columns = (Column("Uraian", span=2), Column("Nilai", kind="tengah", span=4))
    body = (
        Row(("Jumlah responden", Cell(survey["jumlah_responden"], "bulat_tengah"))),
        Row(("Penerima layanan", Cell(survey["populasi_layanan"], "bulat_tengah"))),
        Row(("Sampel minimum (Krejcie dan Morgan)", Cell(survey["sampel_minimum"], "bulat_tengah"))),
        Row(
            (
                "Kecukupan sampel",
                {True: "terpenuhi", False: "belum terpenuhi", None: "belum dapat dinilai"}[survey["sampel_cukup"]],
            )
        ),
    )
    return Section(columns, body, f"Kecukupan sampel{when}", header=False)


def _respondents(heading: str, judul: str, rows: list[Record], keys: tuple[Hashable, ...]) -> Section:
    whole = ("jumlah", *keys)
    columns = (
        Column("No", 5, "nomor"),
        Column(judul, 40, key="nama"),
        Column("Jumlah", 10, "bulat", key="jumlah"),
        Column("%", 10, "persen", formula=persen(At("jumlah"), At("jumlah", whole))),
        Column("IKM", 10, "desimal"),
        Column("Mutu", 9, "mutu"),
    )
    semua = total(rows, "jumlah_responden") or 1
    body = [
        Row((no, r["nama"], r["jumlah_responden"], percent(r["jumlah_responden"], semua), r["ikm"], r["mutu"]), key=key)
        for no, (key, r) in enumerate(zip(keys, rows, strict=True), 1)
    ]
    jumlah = Cell(semua, formula=column_total("jumlah", keys))
    body.append(Row(("", "Jumlah", jumlah, percent(semua, semua), "", ""), "total", key=whole))
    return Section(columns, tuple(body), heading)


def _heading(survey: Record) -> str:
    nama = nama_periode(survey["periode"])
    return tahun_periode(survey["tahun"], survey["periode"]) if nama else f"Tahun {survey['tahun']}"
