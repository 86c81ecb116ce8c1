"""The SKM poster for the service counter: one A4 page of the last survey, as PermenPANRB 14/2017 asks offices to publish it."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from flows.reports.halaman.grafik import skm as grafik
from flows.reports.halaman.page import asset, script_json, template
from flows.reports.halaman.pustaka import vega_script
from flows.reports.survei import groups_of, ikm_by_year, lowest, name_of, surveys_of, unsur_name, unsur_of
from flows.reports.warehouse import Record, UnitData
from flows.wording import angka, tahun_periode, waktu

_UNSUR, _IKM = 225, 118  # pixels of the charts, so that all fits on one sheet
_LETTERS = 46  # of an unsur's name on one line
_SHOWN = 6
"""Groups of a trait that have room; the smallest are added up as others."""


def poster_bytes(data: UnitData, tahun: int) -> bytes | None:
    """The poster of the year's last survey; None without one."""
    surveys = surveys_of(data, tahun)
    if not surveys:
        return None
    survey = surveys[-1]
    unsur = sorted(unsur_of(data, survey), key=lambda row: row["peringkat"])
    charts = {"unsur": grafik.unsur(unsur, ["" for _ in unsur], _LETTERS), "ikm": grafik.ikm(ikm_by_year(data, tahun))}
    height = {"unsur": _UNSUR, "ikm": _IKM}
    drawn = {name: spec | {"height": height[name]} for name, spec in charts.items() if spec is not None}
    html = template("poster.html").render(
        nama=data.nama,
        tahun=tahun,
        saat=tahun_periode(tahun, survey["periode"]),
        survey=survey,
        ikm=angka(survey["ikm"], 2),
        eksak=angka(survey["ikm_eksak"], 2),
        jumlah=angka(survey["jumlah_responden"]),
        sampel=_sampel(survey),
        batas=_batas(data, tahun),
        dasar=data.release.basis("mutu", tahun),
        kelompok=[(name_of(kind), *_groups(rows)) for kind, rows in groups_of(data, survey).items()],
        benahi=[
            {"nama": unsur_name(row), "nilai": angka(row["nilai_konversi"], 2), "mutu": row["mutu"] or "-"}
            for row in lowest(unsur)
        ],
        rilis=waktu(data.release.dibuat),
        grafik=drawn,
        data=script_json({"grafik": drawn}),
        gaya=asset("poster.css"),
        pustaka=Markup(vega_script()),
        naskah=asset("poster.js"),
    )
    return html.encode("utf-8")


def _sampel(survey: Record) -> str:
    if survey["sampel_minimum"] is None:
        return ""
    kata = "tercapai" if survey["sampel_cukup"] else "belum tercapai"
    return f"sampel minimum {angka(survey['sampel_minimum'])} orang {kata}"


def _batas(data: UnitData, tahun: int) -> str:
    valid = [row for row in data.release.mutu if row["berlaku_dari"] <= tahun <= (row["berlaku_sampai"] or tahun)]
    return "; ".join(f"{row['mutu']} {angka(row['konversi_bawah'], 2)}–{angka(row['konversi_atas'], 2)}" for row in valid)


def _groups(rows: list[Record]) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The largest groups of a trait, and the others together where there are more than fit."""
    everyone = sum(row["jumlah_responden"] for row in rows)
    if len(rows) <= _SHOWN:
        return [_group(row["nama"], row["jumlah_responden"], everyone) for row in rows], None
    ranked = sorted(rows, key=lambda row: -row["jumlah_responden"])
    shown, others = ranked[: _SHOWN - 1], ranked[_SHOWN - 1 :]
    rest = sum(row["jumlah_responden"] for row in others)
    return [_group(r["nama"], r["jumlah_responden"], everyone) for r in shown], _group(f"{len(others)} lainnya", rest, everyone)


def _group(nama: str, jumlah: int, everyone: int) -> dict[str, Any]:
    return {"nama": nama, "jumlah": angka(jumlah), "persen": angka(jumlah * 100 / everyone, 1)}
