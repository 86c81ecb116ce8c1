"""The SQL models of sql/: what each says about itself in its header, and the order in which they can run.

A model is one SELECT. Its folder is its schema (``hasil`` is DuckDB's ``main``), its file name the table's name, and its
header the table's contract::

    -- ikm: Indeks Kepuasan Masyarakat per kecamatan dan periode.
    -- Butir: satu baris per unit_kode, tahun, periode
    -- Aturan: PermenPANRB 14/2017
    -- Kolom:
    --   unit_kode  Kode Kemendagri kecamatan

A model that says ``-- Bentuk: tampilan ...`` becomes a view, which stores nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb

SCHEMAS = {"acuan": "acuan", "data": "data", "hasil": "main", "audit": "audit"}
"""Folder below sql/ to schema, in the order in which an analyst reads them."""
OUTSIDE = frozenset({"staging", "csv"})
"""Catalogs that the build attaches; their tables are not models."""

_TITLE = re.compile(r"-- (?P<name>\w+): (?P<text>.+)")
_SECTION = re.compile(r"-- (?P<section>Bentuk|Butir|Aturan|Catatan|Kolom):\s*(?P<text>.*)")
_COLUMN = re.compile(r"--   (?P<name>\w+)  +(?P<text>\S.*)")
_CONTINUED = re.compile(r"--\s+(?P<text>\S.*)")
_GRAIN = re.compile(r"satu baris per ([\w, ]+?)\s*(?:$|[;.(])")


class ModelError(Exception):
    """A model breaks the rules of sql/; the text says which file and how, in Bahasa Indonesia."""


@dataclass(frozen=True)
class Header:
    """What a file says about itself. ``kolom``: column name to description."""

    nama: str
    judul: str
    bentuk: str
    butir: str
    aturan: str
    catatan: str
    kolom: dict[str, str]

    @property
    def keterangan(self) -> str:
        """The table's COMMENT: title, grain, rule with its source, notes."""
        parts = [
            self.judul,
            f"Bentuk: {self.bentuk}" if self.bentuk else "",
            f"Butir: {self.butir}" if self.butir else "",
            f"Aturan: {self.aturan}" if self.aturan else "",
            self.catatan,
        ]
        return " ".join(part.rstrip(".") + "." for part in parts if part)

    @property
    def kunci(self) -> tuple[str, ...]:
        """Columns of ``satu baris per a, b, c``; empty where the grain is not made of columns."""
        grain = _GRAIN.match(self.butir)
        names = tuple(name.strip() for name in grain.group(1).split(",")) if grain else ()
        return names if all(name in self.kolom for name in names) else ()


@dataclass(frozen=True)
class Model:
    """One table to be built: ``schema.nama``, its SELECT, its contract and the models it reads (qualified names)."""

    schema: str
    nama: str
    path: Path
    sql: str
    header: Header
    membaca: frozenset[str]

    @property
    def qualified(self) -> str:
        return f"{self.schema}.{self.nama}"

    @property
    def is_view(self) -> bool:
        """Whether nothing is stored: what the header calls a ``tampilan``."""
        return self.header.bentuk.startswith("tampilan")


@cache
def load_models(sql_dir: Path) -> tuple[Model, ...]:
    """Every model below ``sql_dir``, each after the ones it reads; equal input gives the same order.

    Raises ModelError for a bad header, an unknown table or a cycle.
    """
    paths = [(schema, path) for folder, schema in SCHEMAS.items() for path in sorted((sql_dir / folder).glob("*.sql"))]
    texts = [path.read_text(encoding="utf-8") for _, path in paths]
    known = {f"{schema}.{path.stem}" for schema, path in paths}
    models = {}
    for (schema, path), sql, tree in zip(paths, texts, _parsed(texts), strict=True):
        header = parse_header(sql, path)
        if not header.kolom:
            raise ModelError(f'{path.name}: bagian "-- Kolom:" tidak ada')
        reads = _references(tree, path)
        unknown = sorted(name for name in reads - known if name.split(".")[0] not in OUTSIDE)
        if unknown:
            raise ModelError(f"{path.name} membaca tabel yang tidak ada: {', '.join(unknown)}")
        models[f"{schema}.{path.stem}"] = Model(schema, path.stem, path, sql, header, frozenset(reads & known))
    return tuple(models[name] for name in _in_order(models))


def parse_header(sql: str, path: Path) -> Header:
    """The comment lines at the head of a file. Raises ModelError where the first line does not name the file."""
    lines = _comment_lines(sql)
    title = _TITLE.fullmatch(next(lines, ""))
    if not title or title["name"] != path.stem:
        raise ModelError(f'{path.name}: baris pertama harus "-- {path.stem}: keterangan"')
    texts = {"judul": title["text"], "Bentuk": "", "Butir": "", "Aturan": "", "Catatan": ""}
    columns: dict[str, str] = {}
    section, last = "judul", ""
    for line in lines:
        if match := _SECTION.fullmatch(line):
            section = match["section"]
            if section != "Kolom":
                texts[section] = match["text"]
        elif section == "Kolom" and (match := _COLUMN.fullmatch(line)):
            last = match["name"]
            columns[last] = match["text"]
        elif match := _CONTINUED.fullmatch(line):
            if section == "Kolom":
                columns[last] += f" {match['text']}"
            else:
                texts[section] += f" {match['text']}"
    return Header(title["name"], texts["judul"], texts["Bentuk"], texts["Butir"], texts["Aturan"], texts["Catatan"], columns)


def _comment_lines(sql: str) -> Iterator[str]:
    for line in sql.splitlines():
        if not line.startswith("--"):
            return
        yield line.rstrip()


def _parsed(texts: Sequence[str]) -> Iterator[str]:
    """Each statement as DuckDB's own parser sees it, in JSON; the tables need not exist."""
    with duckdb.default_connection().cursor() as con:  # a DuckDB of its own takes 15 ms to begin
        for (tree,) in con.execute("SELECT json_serialize_sql(text) FROM unnest($1) AS given(text)", [list(texts)]).fetchall():
            yield tree


def _references(serialized: str, path: Path) -> set[str]:
    """Qualified names of the tables that a statement reads, names of its own CTEs left out."""
    ctes: set[str] = set()
    tables: set[tuple[str, str]] = set()

    def collect(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("type") == "BASE_TABLE":
            tables.add((node["schema_name"], node["table_name"]))
        elif "cte_map" in node:
            ctes.update(entry["key"] for entry in node["cte_map"]["map"])
        return node

    tree = json.loads(serialized, object_hook=collect)
    if tree["error"]:
        raise ModelError(f"{path.name}: {tree['error_message']}")
    if len(tree["statements"]) != 1:
        raise ModelError(f"{path.name}: harus berisi tepat satu SELECT")
    return {f"{schema or 'main'}.{name}" for schema, name in tables if schema or name not in ctes}


def _in_order(models: Mapping[str, Model]) -> Sequence[str]:
    sorter = TopologicalSorter({name: sorted(models[name].membaca) for name in sorted(models)})
    try:
        return list(sorter.static_order())
    except CycleError as error:
        raise ModelError(f"model saling membaca: {' -> '.join(error.args[1])}") from error
