"""Handed-in years: their figures stay in the result tables and in the reports, whatever happens to the workbooks later.

``warehouse/kunci/<tahun>/`` holds the rows of that year of every result table as Parquet, taken from the release that stood
when the year was locked, and ``kunci.json``, which says which. While the lock holds, a build puts these rows in place of
those it computed, each table before the ones that read it; what it computed otherwise goes to ``rekonsiliasi`` and into a
finding.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from flows.errors import PublishError
from flows.findings import temuan
from flows.paths import LOCK_CARD, SQL_DIR, Root
from flows.settings import LOCK_KEY
from flows.store.files import put, read_json
from flows.store.models import Model, load_models
from flows.store.releases import Release, current, file_name, place, pointer
from flows.store.summary import workbooks_of
from flows.wording import angka

KEPT_AS_READ = "rekonsiliasi"
"""The result table that is not locked: it is about today's workbooks, and takes up the comparison."""
DERIVED = "perbandingan_tahunan"
"""Made of the other tables, so its differences are told there; its next year must follow the locked figures."""
_CALLED = ("desa", "indikator", "unsur_nama", "uraian", "nama")
"""Columns that say what a row's code is called."""
_SHOWN = 3
_NUMBERS = ("BIGINT", "INTEGER", "DECIMAL", "DOUBLE", "HUGEINT")


@dataclass(frozen=True)
class Locked:
    """A locked year: the units it holds for, the release that it was handed in from, and when that was said."""

    tahun: int
    unit: tuple[str, ...]
    rilis: str
    dikunci: str
    folder: Path


@dataclass(frozen=True)
class Difference:
    """A figure of a locked year that the workbooks now give otherwise; None where only one of the two has it."""

    unit: str
    tahun: int
    periode: str
    tabel: str
    ukuran: str
    uraian: str
    terkunci: Decimal | None
    kini: Decimal | None


def locked_years(root: Root) -> list[Locked]:
    """The locked years, in their order."""
    found = []
    for card in root.lock_cards:
        raw = read_json(card)
        if raw:
            found.append(Locked(int(card.parent.name), tuple(raw["unit"]), raw["rilis"], raw["dikunci"], card.parent))
    return found


def assert_locked(root: Root, release: Release) -> None:
    """Raises PublishError for a release without the figures that a year is locked to, made before it was locked."""
    with duckdb.connect(str(place(root, release)), read_only=True) as con:
        held = set(con.execute("SELECT kunci, nilai FROM acuan.pengaturan").fetchall())
    for year in locked_years(root):
        if release.rilis != year.rilis and not all((f"{LOCK_KEY}{year.tahun}.{unit}", year.rilis) in held for unit in year.unit):
            raise PublishError(
                f"rilis {release.rilis} tidak memuat angka tahun {year.tahun} yang dikunci seperti pada rilis {year.rilis}; "
                f"pilih rilis itu, yang sesudahnya, atau lepaskan dahulu dengan kinerja kunci --buka {year.tahun}"
            )


def locked_workbooks(root: Root) -> set[str]:
    """The hashes of the workbooks that the locked years' figures come from."""
    releases = {root.rilis / file_name(year.rilis) for year in locked_years(root)}
    return {sidik for path in releases if path.is_file() for sidik in workbooks_of(path).values()}


def lock_year(root: Root, tahun: int) -> Locked:
    """Locks a year of the release that stands. Raises PublishError when it is locked, or has no figures."""
    source, folder = current(root), root.kunci / str(tahun)
    if (folder / LOCK_CARD).is_file():
        raise PublishError(f"tahun {tahun} sudah dikunci; lepaskan dahulu dengan kinerja kunci --buka {tahun}")
    if not source.is_file():
        raise PublishError("belum ada rilis yang terbit; jalankan dahulu kinerja refresh")
    making = root.kunci / f".{tahun}.sementara"
    shutil.rmtree(making, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)  # without its card: an earlier attempt that was cut short
    making.mkdir(parents=True)
    with duckdb.connect(str(source), read_only=True) as con:
        units = sorted({unit for model in _lockable() for unit in _copy(con, model, tahun, making)})
        (rilis,) = con.execute("SELECT rilis FROM audit.rilis").fetchall()[0]
        earlier = con.execute("SELECT 1 FROM acuan.pengaturan WHERE starts_with(kunci, ?)", [f"{LOCK_KEY}{tahun}."]).fetchall()
    if not units:
        shutil.rmtree(making, ignore_errors=True)
        raise PublishError(f"rilis {pointer(root).rilis or rilis} tidak memuat angka tahun {tahun}")
    if earlier:  # unlocked a moment ago: these are the figures of another release
        shutil.rmtree(making, ignore_errors=True)
        raise PublishError(f"tahun {tahun} baru saja dilepas; jalankan dahulu kinerja refresh, lalu kunci lagi")
    locked = Locked(tahun, tuple(units), rilis, datetime.now(UTC).replace(tzinfo=None, microsecond=0).isoformat(), folder)
    card = {name: value for name, value in asdict(locked).items() if name != "folder"}
    (making / LOCK_CARD).write_text(json.dumps(card, indent=1), encoding="utf-8")
    for path in making.iterdir():
        put(path, path)
    making.rename(folder)
    return locked


def unlock_year(root: Root, tahun: int) -> None:
    """Gives a year free: the next refresh computes it again. Raises PublishError when it is not locked."""
    folder = root.kunci / str(tahun)
    if not (folder / LOCK_CARD).is_file():
        raise PublishError(f"tahun {tahun} tidak dikunci")
    (folder / LOCK_CARD).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def put_back(con: duckdb.DuckDBPyConnection, model: Model, years: Sequence[Locked]) -> list[Difference]:
    """Puts the locked rows into a result table just built, and says which figures they differ from."""
    found: list[Difference] = []
    if model not in _lockable():
        return found
    for locked in years:
        where = f"tahun = {locked.tahun} AND unit_kode IN ({', '.join(map(_text, locked.unit))})"
        path = locked.folder / f"{model.nama}.parquet"
        con.execute(f"CREATE OR REPLACE TEMP TABLE baru AS SELECT * FROM {model.qualified} WHERE {where}")
        con.execute(f"DELETE FROM {model.qualified} WHERE {where}")
        if path.is_file():
            con.execute(f"INSERT INTO {model.qualified} BY NAME SELECT * FROM read_parquet({_text(str(path))})")
        if model.nama == DERIVED:
            con.execute(_FOLLOW.format(model=model.qualified, tahun=locked.tahun))
        else:
            found += _differences(con, model, where, locked)
    return found


_FOLLOW = """
    UPDATE {model} AS ini SET nilai_sebelumnya = lalu.nilai, selisih = ini.nilai - lalu.nilai,
        pertumbuhan_persen = CASE WHEN lalu.nilai <> 0 THEN persen(ini.nilai - lalu.nilai, abs(lalu.nilai)) END
    FROM {model} AS lalu
    WHERE lalu.tahun = {tahun} AND ini.tahun = {tahun} + 1 AND ini.unit_kode = lalu.unit_kode AND ini.kelompok = lalu.kelompok
        AND ini.kode = lalu.kode AND ini.ukuran = lalu.ukuran AND ini.periode = lalu.periode
"""


_TOLD = f"""
    INSERT INTO {KEPT_AS_READ} BY NAME SELECT $1 AS unit_kode, CAST($2 AS INTEGER) AS tahun, $3 AS periode, 'KCI001' AS aturan,
        $4 AS ukuran, $5 AS uraian, CAST($6 AS DECIMAL(28, 4)) AS nilai_tercetak, CAST($7 AS DECIMAL(28, 4)) AS nilai_dihitung,
        CAST($6 AS DECIMAL(28, 4)) - CAST($7 AS DECIMAL(28, 4)) AS selisih, false AS cocok,
        $8 AS berkas, $9 AS lembar, '' AS sel, $10 AS penjelasan
"""


def tell(con: duckdb.DuckDBPyConnection, years: Sequence[Locked], found: Sequence[Difference]) -> None:
    """Writes the differences into ``rekonsiliasi``, and a finding for each unit and year that has any."""
    for locked in years:
        for unit in locked.unit:
            own = [each for each in found if (each.unit, each.tahun) == (unit, locked.tahun)]
            if not own:
                continue
            berkas = f"warehouse/kunci/{locked.tahun}"
            note = f"Terkunci sejak rilis {locked.rilis}; dihitung ulang dari buku kerja yang sekarang."
            con.executemany(
                _TOLD,
                [[d.unit, d.tahun, d.periode, d.ukuran, d.uraian, d.terkunci, d.kini, berkas, d.tabel, note] for d in own],
            )
            shown = "; ".join(f"{d.uraian}, {d.ukuran}: {_figure(d.terkunci)}, kini {_figure(d.kini)}" for d in own[:_SHOWN])
            made = temuan("KCI001", berkas, tahun=locked.tahun, unit=unit, banyak=len(own), rincian=shown, rilis=locked.rilis)
            con.execute("INSERT INTO audit.temuan BY NAME SELECT unnest($1)", [asdict(made)])


def _lockable() -> list[Model]:
    """The result tables with a year, reconciliations aside."""
    results = (model for model in load_models(SQL_DIR) if model.schema == "main" and model.nama != KEPT_AS_READ)
    return [model for model in results if {"unit_kode", "tahun"} <= model.header.kolom.keys()]


def _copy(con: duckdb.DuckDBPyConnection, model: Model, tahun: int, folder: Path) -> list[str]:
    """Copies a year of a table; returns the units that it has figures of."""
    query = f"SELECT * FROM {model.qualified} WHERE tahun = {tahun}"
    con.execute(f"COPY ({query} ORDER BY ALL) TO {_text(str(folder / f'{model.nama}.parquet'))}")
    return [unit for (unit,) in con.execute(f"SELECT DISTINCT unit_kode FROM ({query})").fetchall()]


def _differences(con: duckdb.DuckDBPyConnection, model: Model, where: str, locked: Locked) -> Iterator[Difference]:
    """Figures that differ between what was computed (``baru``) and what is locked, key by key."""
    key = model.header.kunci
    kinds = {name: str(kind) for name, kind, *_ in con.execute(f"DESCRIBE {model.qualified}").fetchall()}
    numbers = [name for name, kind in kinds.items() if name not in key and kind.startswith(_NUMBERS)]
    rest = [name for name in key if name not in ("unit_kode", "tahun", "periode")]
    rest += [f"coalesce(lama.{name}, baru.{name})" for name in _CALLED if name in kinds and name not in key]
    pairs = ", ".join(f"lama.{name}, baru.{name}" for name in numbers)
    differs = " OR ".join(f"lama.{name} IS DISTINCT FROM baru.{name}" for name in numbers)
    periode = "periode" if "periode" in key else "'TAHUN'"
    label = f"concat_ws(' ', {', '.join([_text(model.nama.replace('_', ' ')), *rest])})"
    rows: list[tuple[Any, ...]] = con.execute(
        f"SELECT unit_kode, {periode}, {label}, {pairs} FROM (SELECT * FROM {model.qualified} WHERE {where}) AS lama"
        f" FULL JOIN baru USING ({', '.join(key)}) WHERE {differs} ORDER BY ALL"
    ).fetchall()
    for unit, period, what, *values in rows:
        for name, old, new in zip(numbers, values[::2], values[1::2], strict=True):
            if old != new:
                yield Difference(unit, locked.tahun, period, model.nama, name, what, old, new)


def _figure(value: Decimal | None) -> str:
    return "tidak ada" if value is None else angka(value)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
