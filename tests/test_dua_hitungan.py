"""Figures are computed twice, in Python for the checks and in SQL for publishing: wherever both exist they are the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal

import duckdb
import pytest
from faults.offices import KINDS, make
from gudang import publish

from flows.paths import PROJECT, Root

OFFICES = range(3000, 3020)

PAIRS = {
    "ikm": """SELECT b.nilai_dihitung, i.ikm FROM rekonsiliasi b
        JOIN ikm i USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'ikm'""",
    "huruf ikm": """SELECT b.teks_dihitung, i.mutu FROM rekonsiliasi b
        JOIN ikm i USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'mutu' AND b.uraian LIKE 'IKM%'""",
    "sampel minimum": """SELECT b.nilai_dihitung, i.sampel_minimum FROM rekonsiliasi b
        JOIN ikm i USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG303'""",
    "jumlah nilai": """SELECT b.nilai_dihitung, u.jumlah_nilai FROM rekonsiliasi b
        JOIN ikm_unsur u USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'jumlah_nilai' AND b.uraian = u.unsur_nomor || ' ' || u.unsur_nama""",
    "nrr": """SELECT b.nilai_dihitung, u.nrr FROM rekonsiliasi b
        JOIN ikm_unsur u USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'nrr' AND b.uraian = u.unsur_nomor || ' ' || u.unsur_nama""",
    "nrr tertimbang": """SELECT b.nilai_dihitung, u.nrr_tertimbang FROM rekonsiliasi b JOIN ikm_unsur u
        USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'nrr_tertimbang' AND b.uraian = u.unsur_nomor || ' ' || u.unsur_nama""",
    "huruf unsur": """SELECT b.teks_dihitung, u.mutu FROM rekonsiliasi b
        JOIN ikm_unsur u USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG301' AND b.ukuran = 'mutu' AND b.uraian = u.unsur_nomor || ' ' || u.unsur_nama""",
    "nrr peringkat": """SELECT b.nilai_dihitung, u.nrr FROM rekonsiliasi b
        JOIN ikm_unsur u USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG302' AND b.ukuran = 'nrr' AND b.uraian = u.unsur_nama""",
    "capaian": """SELECT b.nilai_dihitung, c.capaian FROM rekonsiliasi b
        JOIN audit.baris l USING (berkas, lembar) JOIN capaian_indikator c USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG401' AND l.tata_letak = 'kinerja_tahunan' AND b.uraian = c.indikator""",
    "capaian renstra": """SELECT b.nilai_dihitung, c.capaian_akhir FROM rekonsiliasi b
        JOIN audit.baris l USING (berkas, lembar)
        JOIN capaian_renstra c ON c.unit_kode = b.unit_kode AND c.indikator = b.uraian
        WHERE b.aturan = 'BDG401' AND l.tata_letak = 'kinerja_renstra'
        QUALIFY c.tahun = max(c.tahun) OVER (PARTITION BY b.unit_kode)""",
    "rata-rata capaian": """SELECT b.nilai_dihitung, c.capaian_rata_rata FROM rekonsiliasi b
        JOIN capaian_kinerja c USING (unit_kode, tahun)
        WHERE b.aturan = 'BDG402' AND b.uraian = 'Rata-rata ' || c.jumlah_indikator || ' indikator'""",
    "kategori": """SELECT b.teks_dihitung, k.kategori FROM rekonsiliasi b JOIN data.kinerja d
            ON (d.berkas, d.lembar, d.ukuran) = (b.berkas, b.lembar, 'realisasi') AND substr(d.sel, 2) = substr(b.sel, 2)
        JOIN capaian_indikator k ON (k.unit_kode, k.tahun, k.periode, k.indikator_kode)
            = (d.unit_kode, d.tahun, d.periode, d.indikator_kode)
        WHERE b.aturan = 'BDG404' AND b.teks_dihitung IN (SELECT kategori FROM acuan.kategori_capaian WHERE skala = 'lakip')""",
    "ikm pada indikator": """SELECT b.nilai_dihitung, i.ikm FROM rekonsiliasi b
        JOIN ikm i USING (unit_kode, tahun, periode)
        JOIN data.kinerja k ON (k.berkas, k.lembar, k.sel) = (b.berkas, b.lembar, b.sel)
        WHERE b.aturan = 'BDG403' AND k.indikator_kode = 'ikm'""",
    "sakip pada indikator": """SELECT b.nilai_dihitung, p.nilai FROM rekonsiliasi b JOIN predikat_sakip p USING (unit_kode, tahun)
        JOIN data.kinerja k ON (k.berkas, k.lembar, k.sel) = (b.berkas, b.lembar, b.sel)
        WHERE b.aturan = 'BDG403' AND k.indikator_kode = 'sakip'""",
    "nilai sakip": """SELECT b.nilai_dihitung, p.nilai FROM rekonsiliasi b JOIN predikat_sakip p USING (unit_kode, tahun)
        WHERE b.aturan = 'BDG501' AND b.ukuran = 'nilai'""",
    "predikat sakip": """SELECT b.teks_dihitung, p.predikat FROM rekonsiliasi b JOIN predikat_sakip p USING (unit_kode, tahun)
        WHERE b.aturan = 'BDG501' AND b.ukuran = 'predikat'""",
    "persen kode": """SELECT b.nilai_dihitung, r.persen FROM rekonsiliasi b
        JOIN realisasi_anggaran r USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG201' AND r.kode = split_part(b.uraian, ' ', 1)""",
    "total pagu": """SELECT b.nilai_dihitung, s.pagu FROM rekonsiliasi b JOIN serapan_anggaran s USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG202' AND b.ukuran = 'pagu'""",
    "total realisasi": """SELECT b.nilai_dihitung, s.realisasi FROM rekonsiliasi b JOIN serapan_anggaran s
        USING (unit_kode, tahun, periode) WHERE b.aturan = 'BDG202' AND b.ukuran = 'realisasi'""",
    "serapan": """SELECT b.nilai_dihitung, s.persen FROM rekonsiliasi b JOIN serapan_anggaran s USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG202' AND b.ukuran = 'persen'""",
    "total pagu awal": """SELECT b.nilai_dihitung, s.pagu_awal FROM rekonsiliasi b JOIN serapan_anggaran s
        USING (unit_kode, tahun, periode) WHERE b.aturan = 'BDG202' AND b.ukuran = 'pagu_awal' AND s.pagu_awal IS NOT NULL""",
    "penduduk": """SELECT b.nilai_dihitung, sum(p.jumlah) FROM rekonsiliasi b
        JOIN penduduk_desa p USING (unit_kode, tahun, periode)
        WHERE b.aturan = 'BDG101' AND b.ukuran = 'jumlah' AND b.uraian LIKE 'Total%' GROUP BY b.berkas, b.lembar, b.sel, 1
        HAVING count(*) = CAST(split_part(any_value(b.uraian), ' ', 2) AS INTEGER)""",
    "efisiensi program": """SELECT b.nilai_dihitung, (
            SELECT v
            FROM unnest([e.rasio, e.selisih, e.porsi_pagu, 100 - e.serapan]) AS formula (v)
            ORDER BY abs(v - b.nilai_dihitung) LIMIT 1)
        FROM rekonsiliasi b JOIN efisiensi e USING (unit_kode, tahun)
        WHERE b.aturan = 'BDG603' AND e.cakupan = 'program' AND lower(e.nama) = lower(b.uraian) AND e.rasio IS NOT NULL""",
    "efisiensi kecamatan": """SELECT b.nilai_dihitung, e.rasio FROM rekonsiliasi b JOIN efisiensi e USING (unit_kode, tahun)
        WHERE b.aturan = 'BDG604' AND b.ukuran = 'efisiensi' AND e.cakupan = 'kecamatan'""",
}
"""For each figure: pairs of the one that a check computed and the one that is published."""
RARE = {"efisiensi kecamatan"}
"""Figures that few offices print."""


@pytest.fixture(scope="module")
def gudang(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """One warehouse of the sample and of many clean offices."""
    root = Root(tmp_path_factory.mktemp("kantor"))
    root.raw.mkdir()
    for path in (PROJECT / "raw").glob("*.xlsx"):
        shutil.copy2(path, root.raw)
    for seed in OFFICES:
        (root.raw / str(seed)).mkdir()
        make(seed, KINDS).save(root.raw / str(seed))
    publish(root)
    with duckdb.connect(str(root.published), read_only=True) as con:
        yield con


@pytest.mark.parametrize("figure", PAIRS)
def test_check_and_warehouse_compute_the_same(gudang: duckdb.DuckDBPyConnection, figure: str) -> None:
    pairs = gudang.execute(PAIRS[figure]).fetchall()
    assert len(pairs) >= (1 if figure in RARE else 5)
    assert [pair for pair in pairs if not _same(*pair)] == []


def _same(checked: object, published: object) -> bool:
    """Equal as far as both are printed: a check rounds to the decimals of its sheet."""
    if not isinstance(checked, Decimal):
        return checked == published
    either = Decimal(str(published))
    places = min(_decimals(checked), _decimals(either))
    return abs(checked - either) <= Decimal(1).scaleb(-places) / 2


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(2, -int(exponent))


def test_clean_offices_side_by_side_are_silent(gudang: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT aturan, berkas, lembar, sel, pesan FROM audit.temuan WHERE tingkat <> 'info' AND berkas LIKE '3%/%'"
    assert gudang.execute(sql).fetchall() == []
