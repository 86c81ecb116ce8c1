"""The data dictionary in sql/README.md, made from the headers of the models so that it cannot fall behind them."""

from __future__ import annotations

from pathlib import Path

from flows.paths import SQL_DIR
from flows.store.models import SCHEMAS, Model, load_models

START, END = "<!-- kamus: awal -->", "<!-- kamus: akhir -->"
_TITLES = {"main": "Hasil (skema utama)", "acuan": "acuan", "data": "data", "audit": "audit"}


def dictionary(sql_dir: Path = SQL_DIR) -> str:
    """Every published table with its grain, rule and columns, in Markdown; results come first."""
    models = sorted(load_models(sql_dir), key=lambda model: model.nama)
    order = ["main", *(schema for schema in SCHEMAS.values() if schema != "main")]
    parts = []
    for schema in order:
        parts.append(f"### {_TITLES[schema]}")
        parts += [_table(model) for model in models if model.schema == schema]
    return "\n\n".join(parts)


def _table(model: Model) -> str:
    name = model.nama if model.schema == "main" else model.qualified
    lines = [f"#### `{name}`", "", f"{model.header.judul.rstrip('.')}.", "", f"Butir: {model.header.butir}."]
    if model.header.bentuk:
        lines += ["", f"Bentuk: {model.header.bentuk.rstrip('.')}."]
    if model.header.aturan:
        lines += ["", f"Aturan: {model.header.aturan.rstrip('.')}."]
    lines += ["", "| Kolom | Keterangan |", "|---|---|"]
    lines += [f"| `{column}` | {_cell(text)} |" for column, text in model.header.kolom.items()]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def with_dictionary(readme: str, text: str) -> str:
    """``readme`` with ``text`` between its two markers. Raises ValueError where they are missing."""
    before, _, rest = readme.partition(START)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"{START} dan {END} tidak ditemukan")
    return f"{before}{START}\n\n{text}\n\n{END}{after}"


if __name__ == "__main__":
    path = SQL_DIR / "README.md"
    path.write_text(with_dictionary(path.read_text(encoding="utf-8"), dictionary()), encoding="utf-8", newline="\n")
