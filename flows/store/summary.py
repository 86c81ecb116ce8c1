"""The summary of a published warehouse."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.findings import FIELDS, LEVELS, Temuan
from flows.summary import Summary
from flows.wording import angka, tahun_periode

_WORST = 10
_NAMED = 10
"""Workbooks that a line names."""
_MOVED = """
    SELECT nama, ukuran, tahun, periode, sebelumnya, nilai
    FROM (SELECT unnest(perubahan, recursive := true) FROM audit.rilis) LIMIT 10
"""
_REFUSED = """
    SELECT berkas FROM audit.berkas WHERE status = 'ditolak'
        AND coalesce((SELECT list_contains(list_concat(berkas_baru, berkas_berubah), berkas) FROM audit.rilis), true)
    ORDER BY berkas
"""
_ROWS = ("dibaca", "dimuat", "ditolak", "total", "ganda", "tergantikan", "catatan", "kosong")
_FIGURES = """
    SELECT unit_kode, tahun, periode, 1 AS urutan, 'IKM' AS nama, ikm AS nilai, mutu AS tambahan FROM ikm
    UNION ALL
    SELECT unit_kode, tahun, 'TAHUN', 2, 'Capaian kinerja', capaian_rata_rata, kategori FROM capaian_kinerja
    UNION ALL
    SELECT unit_kode, tahun, periode, 3, 'Serapan anggaran', persen, '%' FROM serapan_anggaran
    UNION ALL
    SELECT unit_kode, tahun, 'TAHUN', 4, 'Efisiensi (rasio)', rasio, NULL FROM efisiensi WHERE cakupan = 'kecamatan'
    UNION ALL
    SELECT unit_kode, tahun, 'TAHUN', 5, 'Nilai SAKIP', nilai, predikat FROM predikat_sakip
    UNION ALL
    SELECT
        unit_kode, tahun, periode, 6, 'Penduduk (jiwa)', sum(jumlah),
        coalesce(nullif(count(*) FILTER (desa_kode <> unit_kode), 0) || ' desa', 'tanpa rincian desa')
    FROM penduduk_desa GROUP BY ALL
"""


def summarise(published: Path, rilis: str) -> Summary:
    """What the published warehouse holds, in a few figures, without its reports; the most serious findings come first."""
    with duckdb.connect(str(published), read_only=True) as con:
        sums = ", ".join(f"coalesce(sum({name}), 0)" for name in _ROWS)
        sheets, *rows = con.execute(f"SELECT count(*), {sums} FROM audit.baris").fetchall()[0]
        (files,) = con.execute("SELECT count(*) FROM audit.berkas").fetchall()[0]
        levels = dict(con.execute("SELECT tingkat, count(*) FROM audit.temuan WHERE diketahui = '' GROUP BY tingkat").fetchall())
        (known,) = con.execute("SELECT count(*) FROM audit.temuan WHERE diketahui <> ''").fetchall()[0]
        worst = con.execute(
            f"SELECT {', '.join(FIELDS)} FROM audit.temuan WHERE tingkat <> 'info' AND diketahui = '' "
            "ORDER BY list_position(?, tingkat), berkas, lembar, sel, aturan LIMIT ?",
            [list(LEVELS), _WORST],
        ).fetchall()
        figures = con.execute(
            f"SELECT unit_kode, tahun, periode, nama, nilai, tambahan FROM ({_FIGURES}) WHERE nilai IS NOT NULL "
            "ORDER BY unit_kode, tahun DESC, periode, urutan"
        ).fetchall()
        changes = _changes(con)
        refused = con.execute(_REFUSED).fetchall()
    several = len({row[0] for row in figures}) > 1
    return Summary(
        status="terbit",
        rilis=rilis,
        files=files,
        sheets=sheets,
        rows={name: int(value) for name, value in zip(_ROWS, rows, strict=True)},
        findings={level: levels.get(level, 0) for level in LEVELS},
        worst=[Temuan(*(value or "" for value in row)) for row in worst],
        figures=[_figure(several, *row) for row in figures],
        known=known,
        refused=[name for (name,) in refused],
        changes=changes,
    )


def _changes(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Workbooks that came, changed or left, and the figures that moved with them, those of a whole unit first."""
    ((before, *files, moved, gone),) = con.execute(
        "SELECT rilis_sebelumnya, berkas_baru, berkas_berubah, berkas_keluar, angka_berubah, angka_hilang FROM audit.rilis"
    ).fetchall()
    if before is None:
        return []
    labels = ("Berkas baru", "Berkas berubah", "Berkas keluar")
    told = [(label, _listed(names)) for label, names in zip(labels, files, strict=True) if names]
    figures = con.execute(_MOVED).fetchall()
    for nama, ukuran, tahun, periode, old, new in figures:
        now = "tidak ada" if new is None else angka(new)
        told.append((f"{nama}, {ukuran} {tahun_periode(tahun, periode)}", f"{angka(old)} menjadi {now}"))
    rest = moved + gone - len(figures)
    return told + ([("Lainnya", f"{angka(rest)} angka lain; lihat audit.rilis")] if rest > 0 else [])


def _listed(names: list[str]) -> str:
    more = f" dan {len(names) - _NAMED} lainnya" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def workbooks_of(warehouse: Path) -> dict[str, str]:
    """The workbooks that a warehouse was made of, with their hashes."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return dict(con.execute("SELECT berkas, berkas_sha256 FROM audit.berkas").fetchall())


def _figure(
    several: bool, unit: str, tahun: int, periode: str, nama: str, nilai: object, tambahan: str | None
) -> tuple[str, str]:
    parts = [nama, str(tahun), periode if periode != "TAHUN" else "", unit if several else ""]
    whole, _, fraction = str(nilai).partition(".")
    fraction = "" if nama.endswith("(jiwa)") else fraction
    text = f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")
    more = {None: "", "%": " %"}.get(tambahan, f" ({tambahan})")
    return " ".join(filter(None, parts)), text + more
