"""What a warehouse holds, as one text to compare. Loads little: each reader is a process of its own."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb


def print_of(warehouse: Path) -> str:
    """A print of all tables of a warehouse; what tells of the release itself, its time and the one before, aside."""
    with duckdb.connect(str(warehouse), read_only=True, config={"threads": 1}) as con:
        return print_of_tables(con)


def print_of_tables(con: duckdb.DuckDBPyConnection) -> str:
    """The same of an open one: of each table its number of rows and the sum of their hashes."""
    tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL").fetchall()
    sums = [
        (schema, name, *con.execute(f'SELECT count(*), sum(hash(t)) FROM "{schema}"."{name}" AS t').fetchall())
        for schema, name in tables
        if (schema, name) != ("audit", "rilis")
    ]
    return hashlib.sha256(repr(sums).encode()).hexdigest()
