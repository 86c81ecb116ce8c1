"""Builds a warehouse file from staged Parquet: reference data, models in dependency order, comments, assertions."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from queue import SimpleQueue

import duckdb

from flows.paths import SQL_DIR
from flows.settings import Batas
from flows.store.changes import Changes, attach, record
from flows.store.frozen import Difference, Locked, put_back, tell
from flows.store.models import SCHEMAS, Model, ModelError, load_models, parse_header
from flows.store.schema import staged_tables

STORAGE_VERSION = "v1.2.0"
"""Oldest DuckDB that can open the published file."""
SMALL_BLOCKS, LARGE_BLOCKS = 16384, 262144
"""Sizes that DuckDB offers. Some seventy small tables take a sixth of the space and time in small blocks, millions of rows
twice the time; so the small ones serve up to ``MANY_BYTES`` of Parquet."""
MANY_BYTES = 4_000_000
FEW_BYTES = 1_200_000
"""Parquet, 0,8 MB of it the regions, up to which planning a query takes longer than running it: with one thread each and without
DuckDB's optimizer an office's warehouse is built in four fifths of the time."""
MEMORY_LIMIT = "300MB"
"""Beyond this DuckDB works from a temporary folder beside the file that it builds."""
MAX_THREADS = 4
"""Queries at once (one seldom keeps two cores busy), and threads of a large one. More would only split the memory limit into
smaller parts."""


class BuildError(Exception):
    """The warehouse cannot be published; the text says why, in Bahasa Indonesia."""


@dataclass(frozen=True)
class Before:
    """What a new release is compared with: the file of the last one, if any, and the limits; ``nomor`` counts releases."""

    path: Path | None
    nomor: int
    batas: Batas


def build(
    target: Path,
    staged: Mapping[str, Sequence[Path]],
    sql_dir: Path = SQL_DIR,
    before: Before | None = None,
    locked: Sequence[Locked] = (),
) -> Changes | None:
    """Creates the DuckDB file ``target`` (which must not exist) from ``staged``: dataset name to its Parquet files.

    The same rows give the same tables, whatever the order of files; only ``audit.rilis`` says what changed since the release
    ``before``, which is returned too. ``locked``: years whose figures stay as they were. Raises BuildError when a model or an
    assertion fails; the caller then removes the unfinished file.
    """
    try:
        models = load_models(sql_dir)
        with _connect(target, sum(path.stat().st_size for files in staged.values() for path in files)) as connections:
            con = connections[0]
            _attach_sources(con, staged, sql_dir)
            comparable = before is not None and attach(con, before.path)
            _run_all(connections, models, sql_dir, locked)
            changes = record(con, before.nomor, comparable, before.batas) if before else None
            with ThreadPoolExecutor(1) as writer:  # asking what was built and writing it down do not wait for each other
                written = writer.submit(_write_down, con)
                _check_all(con, models, sql_dir)
                written.result()
            return changes
    except ModelError as error:
        raise BuildError(f"Gudang data tidak dapat disusun: {error}.") from error
    except duckdb.Error as error:
        raise BuildError(f"Gudang data tidak dapat disusun: {_first_line(error)}") from error


@contextmanager
def _connect(target: Path, size: int) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Connections whose catalog ``gudang`` is the new file, to be used side by side; ``size``: bytes of Parquet to come."""
    few = size <= FEW_BYTES
    threads = min(MAX_THREADS, os.cpu_count() or 1)
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": MEMORY_LIMIT,
        "threads": 1 if few else threads,
        "temp_directory": f"{target}.tmp",
    }
    block_size = LARGE_BLOCKS if size > MANY_BYTES else SMALL_BLOCKS
    # Nobody opens the file before it is whole: its rows need no log, and are written in one go at the end.
    options = f"STORAGE_VERSION {_text(STORAGE_VERSION)}, BLOCK_SIZE {block_size}, RECOVERY_MODE NO_WAL_WRITES"
    with ExitStack() as stack:
        con = stack.enter_context(duckdb.connect(config=config))
        con.execute(f"ATTACH {_text(str(target))} AS gudang ({options})")
        # Trying FSST on every text costs a seventh of a second in the smallest warehouse, and saves an eighth of the space.
        con.execute("SET disabled_compression_methods = 'fsst'; SET checkpoint_threshold = '1TB'")
        connections = [con, *(stack.enter_context(con.cursor()) for _ in range(1, threads))]
        for each in connections:
            each.execute(f"USE gudang; {'PRAGMA disable_optimizer' if few else ''}")
        yield connections


def _attach_sources(con: duckdb.DuckDBPyConnection, staged: Mapping[str, Sequence[Path]], sql_dir: Path) -> None:
    """Catalogs ``staging`` and ``csv``: views that live as long as the connection, so that nothing of them is published."""
    con.execute("ATTACH ':memory:' AS staging; ATTACH ':memory:' AS csv;")
    tables = staged_tables()
    if unknown := sorted(set(staged) - set(tables)):
        raise BuildError(f"Dataset tidak dikenal: {', '.join(unknown)}.")
    views = [_staged_view(name, columns, sorted(map(str, staged.get(name, ())))) for name, columns in tables.items()]
    views += [_csv_view(path) for path in sorted((sql_dir / "acuan").glob("*.csv"))]
    con.execute("".join(views))


def _staged_view(name: str, columns: Mapping[str, str], files: Sequence[str]) -> str:
    casts = ", ".join(f"CAST({column if files else 'NULL'} AS {kind}) AS {column}" for column, kind in columns.items())
    source = f"FROM read_parquet([{', '.join(map(_text, files))}], hive_partitioning = false)" if files else "WHERE false"
    return f"CREATE VIEW staging.{name} AS SELECT {casts} {source};\n"


def _csv_view(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in header)
    options = f"auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{columns}}}"
    return f"CREATE VIEW csv.{path.stem} AS SELECT * FROM read_csv({_text(str(path))}, {options});\n"


def _run_all(
    connections: Sequence[duckdb.DuckDBPyConnection], models: Sequence[Model], sql_dir: Path, locked: Sequence[Locked]
) -> None:
    con = connections[0]
    con.execute("".join(f"CREATE SCHEMA IF NOT EXISTS {schema};" for schema in SCHEMAS.values()))
    for path in sorted((sql_dir / "fungsi").glob("*.sql")):
        con.execute(path.read_text(encoding="utf-8"))
    differing = _create_all(connections, models, locked)
    tell(con, locked, differing)


def _create_all(
    connections: Sequence[duckdb.DuckDBPyConnection], models: Sequence[Model], locked: Sequence[Locked]
) -> list[Difference]:
    """Creates each model once those that it reads stand, as many at once as there are connections."""
    by_name = {model.qualified: model for model in models}
    free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
    for each in connections:
        free.put(each)

    def create(name: str) -> tuple[str, list[Difference]]:
        own = free.get()
        try:
            _create(own, by_name[name])
            return name, put_back(own, by_name[name], locked) if locked else []
        finally:
            free.put(own)

    waiting = TopologicalSorter({model.qualified: model.membaca for model in models})
    waiting.prepare()
    found: dict[str, list[Difference]] = {}
    running: set[Future[tuple[str, list[Difference]]]] = set()
    with ThreadPoolExecutor(len(connections)) as threads:
        while waiting.is_active():
            running |= {threads.submit(create, name) for name in waiting.get_ready()}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for name, differing in (future.result() for future in done):
                found[name] = differing
                waiting.done(name)
    return [difference for model in models for difference in found[model.qualified]]


def _create(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    try:
        con.execute("BEGIN")
        con.execute(f"CREATE {'VIEW' if model.is_view else 'TABLE'} {model.qualified} AS\n{model.sql}")
        con.execute("".join([*_comments(model), "COMMIT"]))
    except duckdb.Error as error:
        raise BuildError(f"Model {model.path.name} gagal: {_first_line(error)}") from error


def _write_down(con: duckdb.DuckDBPyConnection) -> None:
    with con.cursor() as own:
        own.execute("CHECKPOINT gudang")


def _check_all(con: duckdb.DuckDBPyConnection, models: Sequence[Model], sql_dir: Path) -> None:
    """Documented columns, promised keys and the audits of sql/audit/cek."""
    _check_columns(con, models)
    _check_keys(con, [model for model in models if model.header.kunci])
    for path in sorted((sql_dir / "audit" / "cek").glob("*.sql")):
        _assert(con, path)


def _check_columns(con: duckdb.DuckDBPyConnection, models: Sequence[Model]) -> None:
    """Documented columns must be the actual ones, in the same order."""
    rows = con.execute(
        "SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()"
        " WHERE database_name = 'gudang' GROUP BY ALL"
    ).fetchall()
    actual = {name: list(columns) for name, columns in rows}
    for model in models:
        documented, found = list(model.header.kolom), actual[model.qualified]
        if documented != found:
            raise ModelError(
                f"{model.path.name}: kolom pada keterangan ({', '.join(documented)}) berbeda dari hasil ({', '.join(found)})"
            )


def _comments(model: Model) -> Iterator[str]:
    yield f"COMMENT ON {'VIEW' if model.is_view else 'TABLE'} {model.qualified} IS {_text(model.header.keterangan)};"
    for column, text in model.header.kolom.items():
        yield f"COMMENT ON COLUMN {model.qualified}.{column} IS {_text(text)};"


def _check_keys(con: duckdb.DuckDBPyConnection, models: Sequence[Model]) -> None:
    """``Butir: satu baris per a, b`` is a promise: no two rows may share a and b.

    One statement asks it of all tables, in a third of the time of one each; a broken promise is then looked at.
    """
    doubled = [_doubled(model, select=str(i)) for i, model in enumerate(models)]
    for (broken,) in con.execute(" UNION ALL ".join(doubled)).fetchall() if doubled else ():
        model, key = models[broken], ", ".join(models[broken].header.kunci)
        (row,) = con.execute(_doubled(model, select=key)).fetchall()
        raise BuildError(f"Pemeriksaan gudang gagal: tabel {model.nama} berisi lebih dari satu baris untuk {key} = {_show(row)}.")


def _doubled(model: Model, select: str) -> str:
    """A query for the first key that several rows share."""
    key = ", ".join(model.header.kunci)
    return f"(SELECT {select} FROM {model.qualified} GROUP BY {key} HAVING COUNT(*) > 1 ORDER BY {key} LIMIT 1)"


def _assert(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    header = parse_header(sql, path)
    rows = con.execute(sql).fetchmany(3)
    if rows:
        examples = "; ".join(_show(row) for row in rows)
        raise BuildError(f"Pemeriksaan gudang gagal ({path.stem}): {header.judul.rstrip('.')}. Contoh: {examples}.")


def _show(row: Sequence[object]) -> str:
    return ", ".join("kosong" if value is None else str(value) for value in row)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


def _text(value: str) -> str:
    """A SQL string literal."""
    return "'" + value.replace("'", "''") + "'"
