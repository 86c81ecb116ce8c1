"""What a new warehouse changes against the release before: written into ``audit.rilis``, and measured against limits.

A jump beyond them holds the release back until somebody approves it. Growth is no jump: only rows of workbooks that are
still there, figures that both releases have, and indices that rest on no more data than before are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from flows.findings import Temuan, temuan
from flows.settings import Batas
from flows.wording import angka, tahun_periode

TOLD = 1000
"""Changed figures that ``audit.rilis`` lists; all of them are counted."""
_KEY = "unit_kode, kelompok, kode, ukuran, periode, tahun"
_NAMES = {"ikm": "IKM", "kinerja": "Rata-rata capaian", "anggaran": "Serapan anggaran", "sakip": "Nilai SAKIP"}

_NEEDED = (
    "SELECT rilis FROM lalu.audit.rilis",
    "SELECT berkas, berkas_sha256 FROM lalu.audit.berkas",
    "SELECT berkas, dimuat FROM lalu.audit.baris",
    f"SELECT {_KEY}, nama, nilai FROM lalu.main.perbandingan_tahunan",
    "SELECT unit_kode, tahun, periode, jumlah_responden FROM lalu.main.ikm",
)
"""What is read of the release before; one made by a program whose tables were different cannot be compared."""

_FILES = """
    SELECT berkas, ini.berkas_sha256, lalu.berkas_sha256
    FROM audit.berkas AS ini FULL JOIN lalu.audit.berkas AS lalu USING (berkas)
    WHERE ini.berkas_sha256 IS DISTINCT FROM lalu.berkas_sha256 ORDER BY berkas
"""
_ROWS = "SELECT berkas, CAST(sum(dimuat) AS BIGINT) FROM {catalog}audit.baris GROUP BY berkas ORDER BY berkas"
_FIGURES = f"""
    CREATE TEMP TABLE perubahan AS
    SELECT {_KEY}, coalesce(ini.nama, lalu.nama) AS nama, lalu.nilai AS sebelumnya, ini.nilai AS nilai
    FROM main.perbandingan_tahunan AS ini FULL JOIN lalu.main.perbandingan_tahunan AS lalu USING ({_KEY})
    WHERE ini.nilai IS DISTINCT FROM lalu.nilai
"""
_COUNTS = """
    SELECT count(*) FILTER (sebelumnya IS NULL), count(*) FILTER (sebelumnya IS NOT NULL AND nilai IS NOT NULL),
        count(*) FILTER (nilai IS NULL) FROM perubahan
"""
_SUMS = f"""
    SELECT unit_kode, kelompok, ukuran, periode, tahun, sum(lalu.nilai) AS dulu, sum(ini.nilai) AS kini
    FROM main.perbandingan_tahunan AS ini JOIN lalu.main.perbandingan_tahunan AS lalu USING ({_KEY})
    WHERE kelompok IN ('anggaran', 'penduduk') AND ukuran <> 'persen' AND kode <> unit_kode
    GROUP BY ALL HAVING abs(kini - dulu) * 100 > $1 * abs(dulu) ORDER BY ALL
"""
# How much data an index rests on: respondents of the IKM, else the figures of the same kind below it.
_SIZES = """
    SELECT unit_kode, kelompok, periode, tahun, count(*) AS banyak FROM {catalog}main.perbandingan_tahunan
    WHERE kode <> unit_kode AND kelompok <> 'ikm' GROUP BY ALL
    UNION ALL SELECT unit_kode, 'ikm', periode, tahun, jumlah_responden FROM {catalog}main.ikm
"""
_INDICES = f"""
    WITH besar_ini AS ({_SIZES.format(catalog="")}), besar_lalu AS ({_SIZES.format(catalog="lalu.")})
    SELECT unit_kode, kelompok, periode, tahun, lalu.nilai, ini.nilai
    FROM lalu.main.perbandingan_tahunan AS lalu
    LEFT JOIN main.perbandingan_tahunan AS ini USING ({_KEY})
    LEFT JOIN besar_lalu USING (unit_kode, kelompok, periode, tahun)
    LEFT JOIN besar_ini USING (unit_kode, kelompok, periode, tahun)
    WHERE kode = unit_kode
        AND (kelompok, ukuran) IN (('ikm', 'ikm'), ('kinerja', 'capaian'), ('anggaran', 'persen'), ('sakip', 'nilai'))
        AND CASE WHEN ini.nilai IS NULL THEN $2
            ELSE abs(ini.nilai - lalu.nilai) > $1 AND besar_ini.banyak <= besar_lalu.banyak END
    ORDER BY ALL
"""
_RECORD = f"""
    UPDATE audit.rilis SET nomor = $1, baris = $2, rilis_sebelumnya = $3, baris_sebelumnya = $4,
        berkas_baru = $5, berkas_berubah = $6, berkas_keluar = $7, angka_baru = $8, angka_berubah = $9, angka_hilang = $10,
        perubahan = (SELECT list(angka) FROM (
            SELECT perubahan AS angka FROM perubahan
            WHERE sebelumnya IS NOT NULL ORDER BY kode <> unit_kode, {_KEY} LIMIT {TOLD}))
"""


@dataclass(frozen=True)
class Changes:
    """What changed; without ``rilis_sebelumnya`` there was nothing to compare with. ``angka``: how many figures are new,
    different and gone; ``lonjakan``: what goes beyond the limits."""

    berkas: int
    baris: int
    rilis_sebelumnya: str | None = None
    baris_sebelumnya: int | None = None
    berkas_baru: Sequence[str] = ()
    berkas_berubah: Sequence[str] = ()
    berkas_keluar: Sequence[str] = ()
    angka: tuple[int, int, int] = (0, 0, 0)
    lonjakan: list[Temuan] = field(default_factory=list)

    @property
    def ringkas(self) -> str:
        """In words: 2 berkas baru, 1 berkas berubah, 12 angka berubah."""
        if self.rilis_sebelumnya is None:
            return "rilis pertama"
        counted = zip(
            ("berkas baru", "berkas berubah", "berkas keluar", "angka baru", "angka berubah", "angka hilang"),
            (len(self.berkas_baru), len(self.berkas_berubah), len(self.berkas_keluar), *self.angka),
            strict=True,
        )
        return ", ".join(f"{angka(count)} {what}" for what, count in counted if count) or "tidak ada angka yang berubah"


def attach(con: duckdb.DuckDBPyConnection, before: Path | None) -> bool:
    """Attaches the release before as catalog ``lalu``; whether it can be compared."""
    if before is None:
        return False
    try:
        con.execute(f"ATTACH '{str(before).replace(chr(39), chr(39) * 2)}' AS lalu (READ_ONLY)")
        for query in _NEEDED:
            con.execute(f"{query} LIMIT 0")
    except duckdb.Error:
        return False
    return True


def record(con: duckdb.DuckDBPyConnection, nomor: int, comparable: bool, batas: Batas) -> Changes:
    """Compares the warehouse just built with ``lalu`` and writes what changed into ``audit.rilis``."""
    files, rows = _count(con, "")
    if not comparable:
        con.execute("UPDATE audit.rilis SET nomor = $1, baris = $2", [nomor, sum(rows.values())])
        return Changes(files, sum(rows.values()))
    files_before, rows_before = _count(con, "lalu.")
    (before,) = con.execute("SELECT rilis FROM lalu.audit.rilis").fetchall()[0]
    new, changed, gone = _files(con)
    con.execute(_FIGURES)
    (figures,) = con.execute(_COUNTS).fetchall()
    jumps = [] if new or len(gone) * 2 <= files_before else [temuan("RLS001", gone[0], hilang=len(gone), semula=files_before)]
    jumps += _lost_rows(rows_before, rows, gone, batas)
    jumps += [_sum_jump(*row) for row in con.execute(_SUMS, [batas.jumlah]).fetchall()]
    jumps += [_index_jump(*row) for row in con.execute(_INDICES, [batas.indeks, not gone]).fetchall()]
    total, total_before = sum(rows.values()), sum(rows_before.values())
    con.execute(_RECORD, [nomor, total, before, total_before, new, changed, gone, *figures])
    return Changes(files, total, before, total_before, new, changed, gone, figures, jumps)


def _count(con: duckdb.DuckDBPyConnection, catalog: str) -> tuple[int, dict[str, int]]:
    """How many workbooks a catalog has, and the loaded rows of each that gave any."""
    (files,) = con.execute(f"SELECT count(*) FROM {catalog}audit.berkas").fetchall()[0]
    return files, dict(con.execute(_ROWS.format(catalog=catalog)).fetchall())


def _files(con: duckdb.DuckDBPyConnection) -> tuple[list[str], list[str], list[str]]:
    """Workbooks that are new, that changed and that left."""
    pairs = con.execute(_FILES).fetchall()
    new = [berkas for berkas, _, before in pairs if before is None]
    gone = [berkas for berkas, now, _ in pairs if now is None]
    return new, [berkas for berkas, now, before in pairs if now and before], gone


def _lost_rows(before: dict[str, int], now: dict[str, int], gone: Sequence[str], batas: Batas) -> list[Temuan]:
    """Rows of workbooks that are still there and give fewer; what another workbook gives instead is not lost."""
    still = {berkas: rows for berkas, rows in before.items() if berkas not in set(gone)}
    lost = sum(still.values()) - sum(now.values())
    if lost * 100 <= batas.baris * sum(still.values()):
        return []
    worst = max(still, key=lambda berkas: still[berkas] - now.get(berkas, 0))
    return [temuan("RLS002", worst, hilang=angka(lost), semula=angka(sum(still.values())))]


def _sum_jump(unit: str, kelompok: str, ukuran: str, periode: str, tahun: int, before: int, now: int) -> Temuan:
    what = f"total {ukuran} {kelompok} {tahun_periode(tahun, periode)} ({unit})"
    return temuan("RLS003", "", apa=what, semula=angka(before), kini=angka(now))


def _index_jump(unit: str, kelompok: str, periode: str, tahun: int, before: int, now: int | None) -> Temuan:
    what = f"{_NAMES[kelompok]} {tahun_periode(tahun, periode)} ({unit})"
    return temuan("RLS004", "", apa=what, semula=angka(before, 2), kini="tidak ada lagi" if now is None else angka(now, 2))
