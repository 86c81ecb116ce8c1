"""Pagu and realisasi of programmes, and serapan over a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from flows.reports.halaman.grafik.blok import (
    PAGU,
    REALISASI,
    Spec,
    berlapis,
    di_telepon,
    kerangka,
    pecahan,
    petunjuk,
    pilihan,
    sumbu_nama,
)
from flows.reports.warehouse import Record
from flows.wording import nama_periode, urutan_periode


def program(tahunan: Mapping[str, tuple[Sequence[Record], Sequence[str]]]) -> Spec | None:
    """Pagu and realisasi of each programme, a year at a time."""
    values = [
        {
            "saat": saat,
            "nama": r["uraian"] or r["kode"],
            "kode": r["kode"],
            "pagu": pecahan(r["pagu"]),
            "realisasi": pecahan(r["realisasi"]),
            "persen": pecahan(r["persen"]),
            "asal": i,
        }
        for saat, (rows, ids) in tahunan.items()
        for r, i in zip(rows, ids, strict=True)
    ]
    if not values:
        return None
    y = sumbu_nama("nama")
    largest = max(v["pagu"] or 0 for v in values)
    tooltip = [
        petunjuk("kode", "Kode"),
        petunjuk("nama", "Program"),
        petunjuk("pagu", "Pagu (Rp)", ",.0f"),
        petunjuk("realisasi", "Realisasi (Rp)", ",.0f"),
        petunjuk("persen", "Serapan (%)", ",.2f"),
    ]
    x = {
        "type": "quantitative",
        "scale": {"domainMin": 0, "domainMax": {"expr": f"{largest} * {di_telepon(140, 110)} / 100"}},  # room for the percentage
        "title": "Pagu (terang) dan realisasi (gelap), juta rupiah",
        "axis": {"titleAnchor": "end", "labelExpr": "format(datum.value / 1e6, ',.0f')", "tickCount": 5},
    }
    persen = "isValid(datum.persen) ? format(datum.persen, ',.1f') + ' %' : ''"

    def bar(field: str, color: str, size: float) -> Spec:
        mark = {"type": "bar", "color": color, "height": {"band": size}, "cursor": "pointer"}
        return {"mark": mark, "encoding": {"y": y, "x": {"field": field, **x}, "tooltip": tooltip}}

    text = {
        "mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 12},
        "encoding": {"y": y, "x": {"field": "pagu", **x}, "text": {"field": "label", "type": "nominal"}},
    }
    layers = [bar("pagu", PAGU, 0.8), bar("realisasi", REALISASI, 0.45), text]
    many = max(len(rows) for rows, _ in tahunan.values())
    spec = berlapis("Pagu dan realisasi tiap program.", values, layers, many)
    chosen = [{"filter": "datum.saat == pilih"}, {"calculate": persen, "as": "label"}]
    return spec | {"params": [pilihan("Tahun", list(tahunan))], "transform": chosen}


def serapan(rows: Iterable[Record]) -> Spec | None:
    """Serapan period by period, a line a year; None where no year has two periods."""
    values = [
        {
            "tahun": str(r["tahun"]),
            "saat": nama_periode(r["periode"]) or "Setahun",
            "bulan": bulan,
            "persen": pecahan(r["persen"]),
            "realisasi": pecahan(r["realisasi"]),
        }
        for r in rows
        if r["persen"] is not None and (bulan := urutan_periode(r["periode"])[0])
    ]
    if len({(v["tahun"], v["bulan"]) for v in values}) == len({v["tahun"] for v in values}):
        return None
    return kerangka("Serapan anggaran kumulatif dari Januari sampai akhir tiap periode.", values) | {
        "height": 200,
        "mark": {"type": "line", "point": {"size": 70, "filled": True}},
        "encoding": {
            "x": {
                "field": "bulan",
                "type": "quantitative",
                "title": "Akhir bulan ke-",
                "scale": {"domain": [0, 12]},
                "axis": {"values": [3, 6, 9, 12]},
            },
            "y": {"field": "persen", "type": "quantitative", "title": "Serapan (%)", "scale": {"domainMin": 0}},
            "color": {"field": "tahun", "type": "nominal", "title": "Tahun", "legend": {"orient": "top"}},
            "tooltip": [
                petunjuk("tahun", "Tahun"),
                petunjuk("saat", "Sampai"),
                petunjuk("persen", "Serapan (%)", ",.2f"),
                petunjuk("realisasi", "Realisasi (Rp)", ",.0f"),
            ],
        },
    }
