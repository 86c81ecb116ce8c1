"""The data package of a unit: each result table, all years, as CSV and Parquet, with a Frictionless ``datapackage.json``."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flows.reports.csv_tables import csv_bytes
from flows.reports.files import Warn, write_file
from flows.reports.warehouse import RESULTS, Record, UnitData

FOLDER = "data"
_TYPES = {
    "VARCHAR": "string", "INTEGER": "integer", "BIGINT": "integer", "HUGEINT": "integer", "DECIMAL": "number",
    "DOUBLE": "number", "BOOLEAN": "boolean", "TIMESTAMP": "datetime", "DATE": "date",
}  # fmt: skip
_DETAILS: dict[str, dict[str, Any]] = {
    "number": {"decimalChar": ","},
    "boolean": {"trueValues": ["true"], "falseValues": ["false"]},
}
_UNIT = re.compile(r"\(([^()]+)\)(?:$|[;,])")
_GRAIN = re.compile(r"satu baris per ([a-z_, ]+)")
_TEXTS = "Teks yang diawali = + - @ diberi tanda petik di depannya, agar tidak dijalankan Excel sebagai rumus."


def write_package(data: UnitData, folder: Path, warn: Warn) -> list[Path]:
    """Write the package into ``folder``; the paths written. The same rows and release give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    described = data.described()
    written: list[Path] = []
    resources: list[dict[str, Any]] = []
    for table in RESULTS:
        about, columns = described.get(table, ("", []))
        csv = csv_bytes(data.columns(table), (tuple(row.values()) for row in data.rows(table)))
        for kind, content in (("csv", csv), ("parquet", data.parquet(table))):
            path = write_file(folder / f"{table}.{kind}", content, warn)
            written.append(path)
            resources.append(_resource(table, kind, path.name, content, about, columns))
    package = json.dumps(_package(data, resources), ensure_ascii=False, indent=2) + "\n"
    return [*written, write_file(folder / "datapackage.json", package.encode(), warn)]


def _package(data: UnitData, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    release = data.release
    return {
        "name": f"kinerja-{data.kode.lower()}",
        "title": f"Data kinerja {data.nama}",
        "description": f"Tabel hasil gudang data kinerja untuk semua tahun. {_TEXTS}",
        "version": release.rilis,
        "created": f"{release.dibuat.isoformat(timespec='seconds')}Z",
        "sources": [{"title": berkas, "sha256": sha256} for berkas, sha256 in _sources(data)],
        "resources": list(resources),
    }


def _sources(data: UnitData) -> list[tuple[str, str]]:
    """Name and hash of each workbook that a figure was computed from; of a locked year as it was then."""
    made_of = [data, *(data.of(tahun) for tahun in data.locked_years())]
    return sorted({(row["berkas"], row["berkas_sha256"]) for each in made_of for row in each.sources()})


def _resource(table: str, kind: str, path: str, content: bytes, about: str, columns: Sequence[Record]) -> dict[str, Any]:
    common = {
        "path": path,
        "title": table.replace("_", " "),
        "description": about,
        "format": kind,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if kind == "parquet":
        return {"name": f"{table}-parquet", "type": "file", "mediatype": "application/vnd.apache.parquet", **common}
    return {
        "name": table,
        "type": "table",
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n"},
        **common,
        "schema": {"fields": [_field(column) for column in columns], **_key(about, columns)},
    }


def _field(column: Record) -> dict[str, Any]:
    """A column with its type, meaning and unit, which stands in brackets at the end of its comment or of a part of it."""
    kind = _TYPES.get(column["data_type"].split("(")[0], "string")
    comment = column["comment"] or ""
    unit = _UNIT.search(comment) if kind in ("integer", "number") else None
    return {
        "name": column["column_name"],
        "type": kind,
        "description": comment,
        **({"unit": unit[1]} if unit else {}),
        **_DETAILS.get(kind, {}),
    }


def _key(about: str, columns: Sequence[Record]) -> dict[str, Any]:
    """The primary key that the table's comment promises."""
    grain = _GRAIN.search(about)
    names = [name.strip() for name in grain[1].split(",")] if grain else []
    known = {column["column_name"] for column in columns}
    return {"primaryKey": names} if names and set(names) <= known else {}
