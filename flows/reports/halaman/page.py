"""``index.html``: one file that works offline by double click, made from the rows of one unit and year."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, Template
from markupsafe import Markup

from flows.paths import cache_folder
from flows.reports.asal import catatan_kunci
from flows.reports.halaman.bagian import BAGIAN
from flows.reports.halaman.bagian.isian import Isian
from flows.reports.halaman.bagian.sekilas import kartu
from flows.reports.halaman.pustaka import vega_script
from flows.reports.warehouse import UnitData
from flows.wording import waktu

HERE = Path(__file__).parent
_ROOT = "../../../"
"""The root, below which the workbooks lie, seen from reports/<unit>/<tahun>/."""


def page_bytes(data: UnitData, tahun: int, years: Sequence[int], files: Sequence[tuple[str, str]]) -> bytes:
    """The page of one year; ``years`` are those that have one, ``files`` names and file names of what lies beside it.

    Every text goes through the template's escaping or into JSON that no tag can end. The same rows give the same bytes.
    """
    isian = Isian(data, tahun)
    cards = kartu(isian)
    sections = [made for make in BAGIAN if (made := make(isian)) is not None]
    charts = {chart.kode: chart.spec for section in sections for chart in section.grafik}
    release = data.release
    html = template("halaman.html").render(
        zip=zip,
        nama=data.nama,
        tahun=tahun,
        years=years,
        rilis=waktu(release.dibuat),
        nama_rilis=release.rilis,
        versi=release.versi_program,
        kartu=cards,
        bagian=sections,
        berkas=[(name, quote(file)) for name, file in files],
        kunci=catatan_kunci(data, tahun),
        sumber=data.of(tahun).sources(),
        data=script_json({**isian.buku.json(), "akar": _ROOT, "grafik": charts}),
        gaya=asset("halaman.css"),
        pustaka=Markup(vega_script()),
        naskah=asset("halaman.js"),
    )
    return html.encode("utf-8")


@cache
def template(name: str) -> Template:
    """A template of this folder; what it is given is escaped."""
    folder = cache_folder()
    kept = FileSystemBytecodeCache(str(folder)) if folder else None  # compiling takes longer than a year's page
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, trim_blocks=True, bytecode_cache=kept).get_template(name)


@cache
def asset(name: str) -> Markup:
    """A style sheet or script of this folder, which is ours and goes into the page as it is."""
    return Markup((HERE / name).read_text(encoding="utf-8"))


def script_json(value: Any) -> Markup:
    """JSON for a script element: without ``<``, so that no text can close it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
