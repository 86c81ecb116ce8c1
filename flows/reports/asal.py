"""From a figure to its cells: how each figure of a report was computed, and the workbook, sheet and cells it came from.

Built from the rows of schema ``data``, each of whose values names its own cell. A figure that many cells make (a survey of
thousands) lists the first ``LISTED`` of them and says how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from flows.reports.warehouse import Record, UnitData
from flows.store import archive
from flows.wording import angka
from flows.workbook.context import Source
from flows.workbook.text import squeeze

LISTED = 400
"""Cells of one figure that are listed; beyond that nobody checks them by hand."""

_RESPONDENTS = f"""
    SELECT berkas, berkas_sha256, lembar, baris, baris_tajuk, jawaban FROM data.skm_responden
    WHERE unit_kode = $1 AND tahun = $2 AND periode = $3 ORDER BY berkas, lembar_ke, baris LIMIT {LISTED}
"""
_BLOCKS = """
    WITH kolom AS (
        SELECT berkas, lembar, baris, ARG_MIN(kolom, urutan) AS kiri, ARG_MAX(kolom, urutan) AS kanan
        FROM data.skm_unsur WHERE unit_kode = $1 GROUP BY ALL
    )
    SELECT r.berkas, r.berkas_sha256, r.lembar, k.kiri, k.kanan, MIN(r.baris) AS atas, MAX(r.baris) AS bawah, COUNT(*) AS jumlah
    FROM data.skm_responden AS r
    INNER JOIN kolom AS k ON k.berkas = r.berkas AND k.lembar = r.lembar AND k.baris = r.baris_tajuk
    WHERE r.unit_kode = $1 AND r.tahun = $2 AND r.periode = $3
    GROUP BY ALL ORDER BY ALL
"""
_SATUAN = {"pagu": "Rp", "realisasi": "Rp", "laki_laki": "laki-laki", "perempuan": "perempuan", "kk": "KK", "rumah": "rumah"}
_KIND_OF = {"program": 1, "kegiatan": 2, "subkegiatan": 3}


@dataclass(frozen=True)
class Sel:
    """A cell, or a run of cells in one row: where it stands, what it holds, and what that is.

    ``versi``: the archived workbook, as a path below the root, where raw/ no longer holds the version with this cell.
    """

    berkas: str
    lembar: str
    sel: str
    nilai: str
    uraian: str
    versi: str = ""

    @property
    def buku(self) -> str:
        """The workbook's name, with the beginning of its hash where it is another version than that in raw/."""
        return f"{self.berkas} (versi arsip {PurePosixPath(self.versi).name[:12]})" if self.versi else self.berkas


@dataclass(frozen=True)
class Asal:
    """The origin of one figure: its formula in words, the legal basis where there is one, its cells, and how many there are."""

    judul: str
    rumus: str
    sel: tuple[Sel, ...]
    jumlah_sel: int
    dasar: str = ""


def catatan_kunci(data: UnitData, tahun: int) -> str:
    """What a reader of a locked year must know of its figures and their cells; empty for any other year."""
    rilis = data.locked(tahun)
    if rilis is None:
        return ""
    where = "Sel asalnya ada di versi buku kerja saat itu; yang sudah berganti tersimpan di staging/arsip."
    if data.of(tahun) is data:
        where = "Rilis itu tidak tersimpan lagi, jadi sel asalnya menurut buku kerja yang sekarang."
    return f"Angka tahun {tahun} dikunci seperti pada rilis {rilis.replace('T', ' ')}. {where}"


class AsalUsul:
    """The origins of the figures of one unit; every method gives the :class:`Asal` of one figure.

    The cells of a locked year are those of the workbooks that it was locked with.
    """

    def __init__(self, data: UnitData) -> None:
        self._data = data
        self._read: dict[tuple[str, int, str], list[Record]] = {}

    def ikm(self, survey: Record) -> Asal:
        """The answers of every respondent of a survey, a row of cells each."""
        rows = self._respondents(survey)
        rumus = (
            f"IKM = jumlah NRR tertimbang × 25; NRR tiap unsur = jumlah nilai ÷ jumlah jawaban, bobot {survey['metode_bobot']}. "
            f"Dengan bobot eksak 1/{survey['jumlah_unsur']}: {angka(survey['ikm_eksak'], 2)}."
        )
        return _asal(f"IKM {angka(survey['ikm'], 2)}", rumus, rows, survey["jumlah_responden"], self._basis("mutu", survey))

    def unsur(self, survey: Record, row: Record) -> Asal:
        """The answers to one unsur, a cell each."""
        cells = self._respondents(survey, row["unsur_kode"])
        rumus = (
            f"NRR = jumlah nilai ÷ jumlah jawaban = {angka(row['jumlah_nilai'])} ÷ {angka(row['jumlah_jawaban'])} = "
            f"{angka(row['nrr'], 3)}; nilai konversi = NRR × 25."
        )
        judul = f"{row['unsur_nomor'] or ''} {row['unsur_nama']}: {angka(row['nilai_konversi'], 2)}".strip()
        return _asal(judul, rumus, cells, row["jumlah_jawaban"], self._basis("mutu", survey))

    def responden(self, survey: Record) -> Asal:
        """The rows of the respondents."""
        judul = f"{angka(survey['jumlah_responden'])} responden"
        return _asal(
            judul, "Banyak kuesioner terisi; satu baris, satu responden.", self._respondents(survey), survey["jumlah_responden"]
        )

    def kelompok(self, survey: Record, row: Record) -> Asal:
        """The block of answers that one kind of respondents was picked from.

        Never the rows of the group itself: put together, such lists would tell what a single neighbour answered.
        """
        rumus = "Dihitung seperti IKM, dari jawaban responden kelompok ini saja."
        judul = f"{row['kelompok']}: IKM {angka(row['ikm'], 2)}"
        return _asal(judul, rumus, self._blocks(survey), dasar=self._basis("mutu", survey))

    def indikator(self, row: Record, ukuran: str) -> Asal:
        """Target, realisasi or capaian of an indicator."""
        which = ("target", "realisasi") if ukuran == "capaian" else (ukuran,)
        rumus, dasar = "Seperti tertulis di buku kerja.", ""
        if ukuran == "capaian":
            rumus = _rumus_capaian(row["polaritas"], angka(row["target"]), angka(row["realisasi"]))
            dasar = self._basis("kategori", row)
        judul = f"{row['indikator']}: {ukuran} {angka(row[ukuran])}"
        return _asal(judul, rumus, self._kinerja(row["tahun"], row["indikator_kode"], row["periode"], which), dasar=dasar)

    def capaian_rata_rata(self, row: Record, indikator: Sequence[Record]) -> Asal:
        """The mean of the year's indicators."""
        cells = self._capaian(row["tahun"], {each["indikator_kode"] for each in indikator if each["capaian"] is not None})
        rumus = f"Rata-rata capaian {row['jumlah_indikator']} indikator; tiap capaian tidak dibulatkan lebih dahulu."
        judul = f"Rata-rata capaian {angka(row['capaian_rata_rata'], 2)} %"
        return _asal(judul, rumus, cells, dasar=self._basis("kategori", row))

    def renstra(self, row: Record) -> Asal:
        """The realisasi against the target at the end of the Renstra."""
        data = self._data.of(row["tahun"])
        then = AsalUsul(data)
        cells = then._kinerja(row["tahun"], row["indikator_kode"], "TAHUN", ("realisasi",))
        cells += then._kinerja(row["tahun_akhir"], row["indikator_kode"], None, ("target_akhir",))
        key = {"tahun": row["tahun_akhir"], "indikator_kode": row["indikator_kode"], "ukuran": "target_akhir"}
        akhir = data.one("data.kinerja", **key)
        polaritas = akhir["polaritas"] if akhir else "naik"
        target, realisasi = angka(row["target_akhir"]), angka(row["realisasi"])
        rumus = _rumus_capaian(polaritas, target, realisasi, f"target {row['tahun_akhir']}")
        return _asal(f"{row['indikator']}: {angka(row['capaian_akhir'], 2)} % dari target akhir Renstra", rumus, cells)

    def anggaran(self, row: Record) -> Asal:
        """Pagu and realisasi of one code."""
        found = self._data.of(row["tahun"]).rows("data.anggaran", tahun=row["tahun"], periode=row["periode"], kode=row["kode"])
        rumus = "Pagu dan realisasi seperti tertulis; persen = realisasi ÷ pagu × 100, dihitung ulang."
        before = self._added(found)
        if before:
            rumus = "Realisasi dijumlahkan dari angka tiap periode sejak awal tahun (ANG005); persen = realisasi ÷ pagu × 100."
        return _asal(f"{row['kode']} {row['uraian']}", rumus, self._money(found) + before)

    def serapan(self, row: Record) -> Asal:
        """The budget rows that the totals of a year are made of."""
        rumus = (
            f"Serapan = realisasi ÷ pagu × 100 = {angka(row['realisasi'])} ÷ {angka(row['pagu'])} × 100. Jumlah dari baris "
            "program saja (bila tidak ada, dari tingkat di bawahnya); total yang tercetak tidak dipakai."
        )
        return _asal(f"Serapan {angka(row['persen'], 2)} %", rumus, self._budget(row["tahun"], row["periode"]))

    def efisiensi(self, row: Record) -> Asal:
        """Capaian and serapan of the kecamatan, a sasaran or a programme."""
        iku = self._data.of(row["tahun"]).rows("data.iku_anggaran", tahun=row["tahun"], periode="TAHUN")
        if row["cakupan"] == "sasaran":
            iku = [each for each in iku if each["sasaran"] and squeeze(each["sasaran"]) == squeeze(row["nama"])]
        elif row["cakupan"] == "program":
            iku = [each for each in iku if squeeze(each["program"]) == squeeze(row["nama"])]
        else:
            iku = []
        kode = {each["indikator_kode"] for each in iku} if row["cakupan"] != "kecamatan" else None
        programs = None if row["cakupan"] == "kecamatan" else {squeeze(each["program"]) for each in iku} | {squeeze(row["nama"])}
        cells = self._capaian(row["tahun"], kode) + self._budget(row["tahun"], "TAHUN", programs)
        rumus = (
            f"Rasio = capaian ÷ serapan × 100 = {angka(row['capaian'])} ÷ {angka(row['serapan'])} × 100; "
            "selisih = capaian − serapan. Capaian dan serapan tidak dibulatkan lebih dahulu."
        )
        judul = f"Efisiensi {row['nama']}: rasio {angka(row['rasio'])}"
        return _asal(judul, rumus, cells)

    def penduduk(self, rows: Sequence[Record], ukuran: str, nama: str) -> Asal:
        """A count of one village or of several."""
        columns = ("laki_laki", "perempuan") if ukuran == "jumlah" else (ukuran,)
        cells = []
        for row in rows:
            key = {name: row[name] for name in ("tahun", "periode", "desa_kode")}
            for found in self._data.of(row["tahun"]).rows("data.penduduk_desa", **key):
                used = columns
                if ukuran == "jumlah" and (found["laki_laki"] is None or found["perempuan"] is None):
                    used = (*columns, "jumlah_tercetak")
                cells += [self._cell(found, name, f"{found['desa']}, {_SATUAN.get(name, 'jumlah tercetak')}") for name in used]
        rumus = "Laki-laki + perempuan tiap desa." if ukuran == "jumlah" else "Seperti tertulis, dijumlahkan."
        return _asal(nama, rumus, cells)

    def profil(self, rows: Sequence[Record], kolom: Sequence[str], nama: str) -> Asal:
        """Facts of a village from its profile."""
        cells = [self._cell(row, name, name.replace("_", " ")) for row in rows for name in kolom if row[name] is not None]
        return _asal(nama, "Seperti tertulis di profil desa.", cells)

    def umur(self, tahun: int, kelompok: str) -> Asal:
        """The counts of one age group in all villages."""
        found = self._data.of(tahun).rows("data.penduduk_umur", tahun=tahun, kelompok_umur=kelompok)
        return _asal(f"Umur {kelompok} tahun", "Jumlah semua desa.", self._sexes(found))

    def umur_desa(self, row: Record, kolom: str) -> Asal:
        """The counts of one age group in one village."""
        key = {name: row[name] for name in ("tahun", "desa_kode", "kelompok_umur")}
        judul = f"{row['desa']}, umur {row['kelompok_umur']}: {kolom.replace('_', ' ')} {angka(row[kolom])}"
        found = self._data.of(row["tahun"]).rows("data.penduduk_umur", **key)
        return _asal(judul, "Jumlah = laki-laki + perempuan.", self._sexes(found))

    def sakip(self, tahun: int, judul: str, komponen: str | None = None) -> Asal:
        """The evaluation of a year, or of one component."""
        found = self._data.of(tahun).rows("data.sakip", tahun=tahun)
        found = [row for row in found if komponen in (None, row["komponen_kode"])]
        rumus = "Nilai = jumlah nilai komponen." if komponen is None else "Seperti tertulis di buku kerja."
        cells = [self._cell(row, "nilai", row["komponen"]) for row in found]
        return _asal(judul, rumus, cells, dasar=self._data.release.basis("predikat", tahun))

    def perbandingan(self, row: Record) -> Asal:
        """A measure of this year and the year before."""
        then = AsalUsul(self._data.of(row["tahun"]))
        cells = [
            replace(cell, uraian=f"{year}, {cell.uraian}")
            for year in (row["tahun"], row["tahun"] - 1)
            for cell in then._measured(row, year)
        ]
        rumus = (
            f"Selisih = {row['tahun']} − {row['tahun'] - 1} = {angka(row['nilai'])} − {angka(row['nilai_sebelumnya'])} = "
            f"{angka(row['selisih'])}."
        )
        return _asal(f"{row['nama']}, {row['ukuran'].replace('_', ' ')}", rumus, cells)

    def antar_unit(self, row: Record) -> Asal:
        """A measure of the whole unit, beside those of the others."""
        rumus = (
            f"Peringkat {row['peringkat']} dari {row['jumlah_unit']} kecamatan; selisih = nilai − rata-rata = "
            f"{angka(row['nilai'])} − {angka(row['rata_rata'])} = {angka(row['selisih'])}. Di sini sel kecamatan ini saja."
        )
        judul = f"{row['unit_nama']}, {row['kelompok']}, {row['ukuran']} {angka(row['nilai'])}"
        then = AsalUsul(self._data.of(row["tahun"]))
        return _asal(judul, rumus, then._measured({**row, "kode": self._data.kode}, row["tahun"]))

    def cetakan(self, row: Record) -> Asal:
        """A printed figure and what it was compared with."""
        tercetak = row["teks_tercetak"] if row["nilai_tercetak"] is None else angka(row["nilai_tercetak"])
        dihitung = row["teks_dihitung"] if row["nilai_dihitung"] is None else angka(row["nilai_dihitung"])
        judul = f"{row['uraian']}, {row['ukuran'].replace('_', ' ')}: tercetak {tercetak or '-'}, dihitung {dihitung or '-'}"
        cell = Sel(row["berkas"], row["lembar"], row["sel"] or "", tercetak or "", "angka tercetak")
        return _asal(judul, row["penjelasan"] or "Angka tercetak dibandingkan dengan hitungan ulang.", [cell])

    def _basis(self, kind: str, row: Record) -> str:
        return self._data.release.basis(kind, row["tahun"])

    def _measured(self, row: Record, tahun: int) -> list[Sel]:
        """The cells behind a measure of ``perbandingan_tahunan`` in one year."""
        kode, ukuran, periode = row["kode"], row["ukuran"], row["periode"]
        whole = kode == self._data.kode
        if row["kelompok"] == "kinerja":
            names = ("target", "realisasi") if ukuran == "capaian" else (ukuran,)
            return self._capaian(tahun, None) if whole else self._kinerja(tahun, kode, periode, names)
        if row["kelompok"] in ("ikm", "ikm_unsur"):
            surveys = self._data.rows("ikm", tahun=tahun, periode=periode)
            return [cell for survey in surveys for cell in self._blocks(survey)]
        if row["kelompok"] == "anggaran":
            found = self._data.of(tahun).rows("data.anggaran", tahun=tahun, periode=periode, kode=kode)
            return self._budget(tahun, periode) if whole else self._money(found) + self._added(found)
        if row["kelompok"] == "penduduk":
            rows = self._data.rows("penduduk_desa", tahun=tahun, periode=periode)
            return list(self.penduduk([each for each in rows if whole or each["desa_kode"] == kode], ukuran, "").sel)
        return list(self.sakip(tahun, "", None if whole else kode).sel)

    def _capaian(self, tahun: int, kode: set[str] | None) -> list[Sel]:
        """Target and realisasi cells of the indicators with these codes (None: all that have a capaian)."""
        rows = self._data.rows("capaian_indikator", tahun=tahun, periode="TAHUN")
        wanted = [
            row["indikator_kode"]
            for row in rows
            if row["capaian"] is not None and (kode is None or row["indikator_kode"] in kode)
        ]
        return [cell for each in wanted for cell in self._kinerja(tahun, each, "TAHUN", ("target", "realisasi"))]

    def _kinerja(self, tahun: int, kode: str, periode: str | None, ukuran: Sequence[str]) -> list[Sel]:
        found = self._data.of(tahun).rows("data.kinerja", tahun=tahun, indikator_kode=kode)
        by_measure = [row for name in ukuran for row in found if row["ukuran"] == name and periode in (None, row["periode"])]
        return [
            self._sel(row, row["sel"], angka(row["nilai"]), f"{row['ukuran'].replace('_', ' ')}: {row['indikator']}")
            for row in by_measure
        ]

    def _budget(self, tahun: int, periode: str, programs: set[str] | None = None) -> list[Sel]:
        """Pagu and realisasi cells of each programme, from the highest level that its rows have."""
        rows = self._data.of(tahun).rows("data.anggaran", tahun=tahun, periode=periode)
        names = {row["kode"]: squeeze(row["uraian"] or "") for row in rows}
        kept = []
        for kode in dict.fromkeys(row["kode_program"] for row in rows):
            own = [row for row in rows if row["kode_program"] == kode]
            highest = min(_KIND_OF[row["tingkat"]] for row in own)
            if programs is None or names.get(kode) in programs:
                kept += [row for row in own if _KIND_OF[row["tingkat"]] == highest]
        return self._money(kept) + self._added(kept)

    def _added(self, rows: Sequence[Record]) -> list[Sel]:
        """Cells of the periods before, where the realisasi of some rows was added up from them."""
        cells = []
        for row in rows:
            if self._written(row) != row["realisasi"]:
                kind = row["periode"].rstrip("0123456789")
                own = self._data.of(row["tahun"]).rows("data.anggaran", tahun=row["tahun"], kode=row["kode"])
                before = [each for each in own if each["periode"].startswith(kind) and each["periode"] < row["periode"]]
                cells += [self._spent(each) for each in before]
        return cells

    def _blocks(self, survey: Record) -> list[Sel]:
        """The blocks of cells that hold all answers of a survey."""
        return [
            self._sel(r, f"{r['kiri']}{r['atas']}:{r['kanan']}{r['bawah']}", "", f"jawaban {angka(r['jumlah'])} responden")
            for r in self._survey(_BLOCKS, survey)
        ]

    def _survey(self, sql: str, survey: Record) -> list[Record]:
        """What a query says of a survey, asked once."""
        key = (sql, survey["tahun"], survey["periode"])
        if key not in self._read:
            self._read[key] = self._data.of(survey["tahun"]).query(*key)
        return self._read[key]

    def _respondents(self, survey: Record, unsur: str | None = None) -> list[Sel]:
        """The cells of the answers: a run for each respondent, or the one of an unsur."""
        columns: dict[tuple[str, str, int], list[Record]] = {}
        for row in self._data.of(survey["tahun"]).rows("data.skm_unsur"):
            columns.setdefault((row["berkas"], row["lembar"], row["baris"]), []).append(row)
        cells = []
        for row in self._survey(_RESPONDENTS, survey):
            asked = columns.get((row["berkas"], row["lembar"], row["baris_tajuk"]), [])
            asked = sorted((each for each in asked if unsur in (None, each["unsur_kode"])), key=lambda each: each["urutan"])
            answers = [row["jawaban"][each["urutan"] - 1] for each in asked]
            if all(answer is None for answer in answers):
                continue
            first, last = (f"{each['kolom']}{row['baris']}" for each in (asked[0], asked[-1]))
            place = first if first == last else f"{first}:{last}"
            said = " ".join("–" if answer is None else str(answer) for answer in answers)
            cells.append(self._sel(row, place, said, f"responden di baris {row['baris']}"))
        return cells

    def _money(self, rows: Iterable[Record]) -> list[Sel]:
        """Pagu and realisasi cells; of a sub kegiatan that only stands before its accounts theirs."""
        cells = []
        for row in rows:
            whole = row["pagu_sel"] is None and row["realisasi_sel"] is None
            at = {name: row[name] for name in ("tahun", "periode", "kode")}
            below = self._data.of(row["tahun"]).rows("data.belanja", **at) if whole else []
            for each in [account for account in below if account["rekening_induk"] is None] or [row]:
                cells += [self._cell(each, "pagu", f"pagu {each['kode']} {each['uraian']}"), self._spent(each)]
        return cells

    def _spent(self, row: Record) -> Sel:
        """The cell of a realisasi with the figure that stands there."""
        value = self._written(row)
        uraian = f"realisasi {row['kode']} {row['uraian']}"
        return self._sel(row, row["realisasi_sel"] or "", "" if value is None else angka(value), uraian)

    @staticmethod
    def _written(row: Record) -> Any:
        """A realisasi as it stands in its cell; a release of an earlier program only knew those."""
        return row.get("realisasi_tertulis", row["realisasi"])

    def _sexes(self, rows: Iterable[Record]) -> list[Sel]:
        names = ("laki_laki", "perempuan")
        return [self._cell(row, name, f"{row['desa']}, {_SATUAN[name]}") for row in rows for name in names]

    def _cell(self, row: Record, column: str, uraian: str) -> Sel:
        value: Any = row[column]
        return self._sel(row, row[f"{column}_sel"] or "", "" if value is None else angka(value), uraian)

    def _sel(self, row: Record, sel: str, nilai: str, uraian: str) -> Sel:
        source = Source(row["berkas"], row["berkas_sha256"])
        versi = "" if source.sha256 == self._data.present.get(source.berkas) else archive.address(source)
        return Sel(source.berkas, row["lembar"], sel, nilai, uraian, versi)


def _asal(judul: str, rumus: str, cells: Sequence[Sel], many: int | None = None, dasar: str = "") -> Asal:
    count = len(cells) if many is None else max(many, len(cells))
    return Asal(judul, rumus, tuple(cells[:LISTED]), count, dasar)


def _rumus_capaian(polaritas: str, target: str, realisasi: str, nama: str = "target") -> str:
    if polaritas == "turun":
        return (
            f"Makin rendah makin baik: (2 × {nama} − realisasi) ÷ {nama} × 100 = (2 × {target} − {realisasi}) ÷ {target} × 100."
        )
    return f"Capaian = realisasi ÷ {nama} × 100 = {realisasi} ÷ {target} × 100."
