"""What an empty workbook of a dataset holds, before anything is drawn: titles, columns, prefilled rows."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from flows.settings import Settings
from flows.wording import nama_periode
from flows.workbook.reference import rows as reference
from flows.workbook.reference import unsur_title
from flows.workbook.regions import display_unit, region_name, villages

_BLANK_ROWS = 20


@dataclass(frozen=True)
class Kolom:
    """A column to be filled in. ``tipe`` names its number format and what may be typed; ``isi`` what is written already.

    ``bebas``: something else than the ``pilihan`` may be typed as well; ``batas``: the least and the greatest number.
    """

    tajuk: str
    tipe: str = "nomor"
    isi: str = ""
    lebar: float = 14
    pilihan: tuple[str, ...] = ()
    bebas: bool = False
    batas: tuple[float, ...] = ()


@dataclass(frozen=True)
class Template:
    """An empty workbook: its titles, columns, prefilled rows (by ``isi``), blank rows below them, and words of guidance."""

    lembar: str
    titles: tuple[str, str]
    kolom: tuple[Kolom, ...]
    rows: list[dict[str, Any]]
    tambahan: int
    petunjuk: tuple[str, ...]
    desa: tuple[str, ...] = field(default=())


@cache
def _spec(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def default_period(name: str) -> str:
    """The period that a dataset's template has unless another is asked for."""
    return str(_spec(name)["periode"])


def make_template(name: str, unit_kode: str, tahun: int, periode: str, settings: Settings) -> Template:
    """The template of a dataset for a kecamatan and period; the office's settings give its name and the order of unsur."""
    spec = _spec(name)
    desa = tuple(nama for _, nama in sorted(villages(unit_kode).values()))
    return Template(
        lembar=spec["lembar"],
        titles=(f"{spec['judul']} {_period(tahun, periode)}", _unit(unit_kode)),
        kolom=tuple(column for given in spec["kolom"] for column in _columns(given, settings)),
        rows=_ROWS[spec["baris"]](spec, desa),
        tambahan=spec.get("tambahan", _BLANK_ROWS),
        petunjuk=tuple(spec["petunjuk"]),
        desa=desa,
    )


def _period(tahun: int, periode: str) -> str:
    """The period as a title says it: ``PER DESEMBER 2025``, ``TRIWULAN II TAHUN 2025``."""
    if periode == "TAHUN":
        return f"TAHUN {tahun}"
    if periode.startswith("B"):
        return f"PER {nama_periode(periode)} {tahun}".upper()
    kind = {"TW": "TRIWULAN", "S": "SEMESTER"}[periode.rstrip("1234")]
    return f"{kind} {('I', 'II', 'III', 'IV')[int(periode[-1]) - 1]} TAHUN {tahun}"


def _unit(unit_kode: str) -> str:
    return f"{display_unit(unit_kode)} {region_name(unit_kode[:5])}".upper()


def _columns(given: Mapping[str, Any], settings: Settings) -> list[Kolom]:
    """The columns that an entry stands for: one, or one for each unsur in the office's order."""
    more = {name: value for name, value in given.items() if name not in ("unsur", "pilihan_dari")}
    if given.get("unsur"):
        return [Kolom(**more, tajuk=unsur_title(kode)) for kode in settings.urutan_unsur]
    pilihan = more.pop("pilihan", ())
    if given.get("pilihan_dari") == "program":
        pilihan = [row["nama"] for row in _programs()]
    return [Kolom(**more | {"batas": tuple(more.get("batas", ()))}, pilihan=tuple(pilihan))]


def _programs() -> list[dict[str, str]]:
    return [row for row in reference("program_kecamatan") if row["tingkat"] == "program"]


def _by_village(_: Mapping[str, Any], desa: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"nomor": i, "desa": nama} for i, nama in enumerate(desa, start=1)]


def _by_band(spec: Mapping[str, Any], desa: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"nomor": i, "desa": nama, "umur": umur} for i, nama in enumerate(desa, start=1) for umur in spec["umur"]]


def _by_program(*_: object) -> list[dict[str, Any]]:
    return [{"kode": row["kode"], "nama": row["nama"]} for row in _programs()]


def _by_component(*_: object) -> list[dict[str, Any]]:
    return [{"nomor": int(row["urutan"]), "komponen": row["nama"]} for row in reference("komponen_sakip")]


def _by_indicator(*_: object) -> list[dict[str, Any]]:
    return [
        {"nomor": i, "indikator": row["nama"], "satuan": row["satuan"], "polaritas": row["polaritas"]}
        for i, row in enumerate(reference("indikator"), start=1)
    ]


def _blank(*_: object) -> list[dict[str, Any]]:
    return []


_ROWS: dict[str, Callable[[Mapping[str, Any], tuple[str, ...]], list[dict[str, Any]]]] = {
    "desa": _by_village, "desa_umur": _by_band, "program": _by_program, "komponen": _by_component,
    "indikator": _by_indicator, "kosong": _blank,
}  # fmt: skip
"""The prefilled rows by what a template's ``baris`` calls them."""
