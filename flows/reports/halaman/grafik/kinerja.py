"""Capaian of indicators, their years, and the evaluation of SAKIP."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.reports.halaman.grafik.blok import (
    ABU,
    MUTU,
    PAGU,
    REALISASI,
    Spec,
    berlapis,
    kerangka,
    pecahan,
    petunjuk,
    pilihan,
    sumbu_angka,
    sumbu_nama,
    tinggi_nama,
    tulisan,
)
from flows.reports.warehouse import Record


def capaian(rows: Sequence[Record], ids: Sequence[str]) -> Spec | None:
    """The capaian of each indicator against its target."""
    values = [
        {
            "nama": r["indikator"],
            "capaian": pecahan(r["capaian"]),
            "target": pecahan(r["target"]),
            "realisasi": pecahan(r["realisasi"]),
            "kategori": r["kategori"] or "-",
            "asal": i,
        }
        for r, i in zip(rows, ids, strict=True)
        if r["capaian"] is not None
    ]
    if not values:
        return None
    y, x = sumbu_nama("nama"), sumbu_angka("capaian", "Capaian (%)")
    bar = {
        "mark": {"type": "bar", "color": REALISASI, "cursor": "pointer"},
        "encoding": {
            "y": y,
            "x": x,
            "tooltip": [
                petunjuk("nama", "Indikator"),
                petunjuk("target", "Target", ",.2f"),
                petunjuk("realisasi", "Realisasi", ",.2f"),
                petunjuk("capaian", "Capaian (%)", ",.2f"),
                petunjuk("kategori", "Kategori"),
            ],
        },
    }
    rule = {"mark": {"type": "rule", "strokeDash": [4, 3], "color": ABU}, "encoding": {"x": {"datum": 100}}}
    return berlapis(
        "Capaian tiap indikator dalam persen; garis putus adalah 100 persen.", values, [bar, rule, tulisan(y, x)], len(values)
    )


def tren(rows: Iterable[Record], satuan_of: dict[str, str]) -> Spec | None:
    """The realisasi of each indicator over the years, one at a time, with its target."""
    values = [
        {
            "nama": r["indikator"],
            "tahun": str(r["tahun"]),
            "ukuran": name.capitalize(),
            "nilai": pecahan(r[name]),
            "satuan": satuan_of.get(r["indikator_kode"], ""),
        }
        for r in rows
        for name in ("realisasi", "target")
        if r[name] is not None
    ]
    seen: dict[str, set[float | None]] = {}
    for v in values:
        if v["ukuran"] == "Realisasi":
            seen.setdefault(v["nama"], set()).add(v["nilai"])
    names = sorted(seen, key=lambda name: len(seen[name]) == 1)  # what moved comes first
    if len({v["tahun"] for v in values if v["ukuran"] == "Realisasi"}) < 2:  # one year is no trend
        return None
    return kerangka("Realisasi dan target satu indikator dari tahun ke tahun.", values) | {
        "params": [pilihan("Indikator", names)],
        "transform": [{"filter": "datum.nama == pilih"}],
        "height": 220,
        "mark": {"type": "line", "point": {"size": 70, "filled": True}},
        "encoding": {
            "x": {"field": "tahun", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "nilai", "type": "quantitative", "title": None, "scale": {"zero": False, "nice": True}},
            "color": {
                "field": "ukuran",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "top"},
                "scale": {"domain": ["Realisasi", "Target"], "range": [REALISASI, MUTU["C"]]},
            },
            "strokeDash": {"field": "ukuran", "type": "nominal", "legend": None},
            "tooltip": [
                petunjuk("nama", "Indikator"),
                petunjuk("tahun", "Tahun"),
                petunjuk("ukuran", "Ukuran"),
                petunjuk("nilai", "Nilai", ",.2f"),
                petunjuk("satuan", "Satuan"),
            ],
        },
    }


def sakip(rows: Sequence[Record]) -> Spec | None:
    """The components of the evaluation as a share of their weight, this year beside the year before."""
    values = [
        {
            "nama": r["komponen"],
            "tahun": str(r["tahun"]),
            "nilai": pecahan(r["nilai"]),
            "bobot": pecahan(r["bobot"]),
            "persen": pecahan(r["nilai"] * 100 / r["bobot"]),
        }
        for r in rows
        if r["bobot"] and r["nilai"] is not None
    ]
    if not values:
        return None
    years = sorted({v["tahun"] for v in values})
    names = {v["nama"] for v in values}
    return kerangka("Nilai tiap komponen SAKIP terhadap bobotnya.", values) | {
        "height": len(names) * max(18 * len(years) + 5, tinggi_nama(names)),
        "mark": {"type": "bar"},
        "encoding": {
            "y": sumbu_nama("nama"),
            "yOffset": {"field": "tahun", "type": "nominal", "sort": years},
            "x": sumbu_angka("persen", "Nilai terhadap bobot (%)"),
            "color": {
                "field": "tahun",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "top"},
                "scale": {"domain": years, "range": [REALISASI] if len(years) == 1 else [PAGU, REALISASI]},
            },
            "tooltip": [
                petunjuk("nama", "Komponen"),
                petunjuk("tahun", "Tahun"),
                petunjuk("nilai", "Nilai", ",.2f"),
                petunjuk("bobot", "Bobot", ",.2f"),
            ],
        },
    }
