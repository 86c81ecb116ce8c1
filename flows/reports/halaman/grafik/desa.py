"""Villages on a map, and the population by age and sex."""

from __future__ import annotations

from collections.abc import Sequence

from flows.reports.halaman.grafik.blok import (
    LAKI,
    PEREMPUAN,
    REALISASI,
    TINGGI,
    Spec,
    berlapis,
    besar,
    kerangka,
    pecahan,
    petunjuk,
    pilihan,
    sumbu_angka,
    sumbu_nama,
    tulisan,
)
from flows.reports.warehouse import Record

UKURAN_DESA = {
    "jumlah": "Penduduk (jiwa)",
    "kk": "Kepala keluarga",
    "rumah": "Rumah",
    "kepadatan_per_km2": "Jiwa per km²",
    "luas_ha": "Luas (ha)",
    "jarak_km": "Jarak ke kecamatan (km)",
}
"""What the map of villages can show."""


def desa(rows: Sequence[Record], ids: Sequence[str]) -> Spec | None:
    """The villages where they lie (``bujur``, ``lintang`` in degrees), one measure at a time; bars where places are unknown."""
    shown = [name for name in UKURAN_DESA if any(r.get(name) is not None for r in rows)]
    values = [
        {
            "desa": r["desa"],
            "bujur": pecahan(r["bujur"]),
            "lintang": pecahan(r["lintang"]),
            "asal": i,
            **{UKURAN_DESA[n]: pecahan(r.get(n)) for n in shown},
        }
        for r, i in zip(rows, ids, strict=True)
    ]
    if not shown:
        return None
    params = [pilihan("Ukuran", [UKURAN_DESA[name] for name in shown])]
    tooltip = [petunjuk("desa", "Desa"), *(petunjuk(UKURAN_DESA[name], UKURAN_DESA[name], ",.2~f") for name in shown)]
    chosen = [{"calculate": "datum[pilih]", "as": "nilai"}, {"filter": "isValid(datum.nilai)"}]
    if sum(v["bujur"] is not None for v in values) < 3:  # a map of two points shows nothing
        y, x = sumbu_nama("desa"), sumbu_angka("nilai", "")
        bar = {"mark": {"type": "bar", "color": REALISASI, "cursor": "pointer"}, "encoding": {"y": y, "x": x, "tooltip": tooltip}}
        return berlapis("Desa menurut satu ukuran.", values, [bar, tulisan(y, x, ",.2~f")], len(values), "desa") | {
            "params": params,
            "transform": chosen,
        }
    placed = [v for v in values if v["bujur"] is not None and v["lintang"] is not None]
    place = {"longitude": {"field": "bujur", "type": "quantitative"}, "latitude": {"field": "lintang", "type": "quantitative"}}
    points = {
        "mark": {"type": "circle", "opacity": 0.8, "color": REALISASI, "stroke": "white", "cursor": "pointer"},
        "encoding": {**place, "size": besar("nilai"), "tooltip": tooltip},
    }
    names = {
        "mark": {"type": "text", "fontSize": 11, "dy": -17, "stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.85},
        "encoding": {**place, "text": {"field": "desa"}, "tooltip": tooltip},
    }
    above = {
        "mark": {"type": "text", "fontSize": 11, "dy": -17, "color": "#1f2a37"},
        "encoding": {**place, "text": {"field": "desa"}, "tooltip": tooltip},
    }
    return kerangka("Peta titik desa; besar lingkaran menurut ukuran yang dipilih. Utara di atas.", placed) | {
        "params": params,
        "transform": chosen,
        "height": 420,
        "padding": {"left": 20, "right": 20, "top": 20, "bottom": 5},
        "projection": {"type": "mercator"},
        "layer": [points, names, above],
    }


def piramida(rows: Sequence[Record]) -> Spec | None:
    """Age groups left and right by sex, all villages or one."""
    values = [
        {
            "desa": nama,
            "umur": r["kelompok_umur"],
            "urutan": r["umur_awal"] or 0,
            "kelamin": kelamin,
            "jiwa": pecahan(r[name]),
            "sisi": sign * (pecahan(r[name]) or 0),
        }
        for r in rows
        for nama in ("Semua desa", r["desa"])
        for name, kelamin, sign in (("laki_laki", "Laki-laki", -1), ("perempuan", "Perempuan", 1))
        if r[name] is not None
    ]
    if not values:
        return None
    names = ["Semua desa", *sorted({r["desa"] for r in rows})]
    return kerangka("Penduduk menurut kelompok umur dan jenis kelamin.", values) | {
        "params": [pilihan("Desa", names)],
        "transform": [
            {"filter": "datum.desa == pilih"},
            {
                "aggregate": [{"op": "sum", "field": "jiwa", "as": "jiwa"}, {"op": "sum", "field": "sisi", "as": "sisi"}],
                "groupby": ["umur", "urutan", "kelamin"],
            },
        ],
        "height": TINGGI * max(len({v["umur"] for v in values}), 2),
        "mark": {"type": "bar"},
        "encoding": {
            "y": {
                "field": "umur",
                "type": "ordinal",
                "title": "Umur (tahun)",
                "sort": {"field": "urutan", "order": "descending"},
            },
            "x": {
                "field": "sisi",
                "type": "quantitative",
                "title": "Jiwa",
                "axis": {"labelExpr": "format(abs(datum.value), ',d')", "tickCount": 6},
            },
            "color": {
                "field": "kelamin",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "top"},
                "scale": {"domain": ["Laki-laki", "Perempuan"], "range": [LAKI, PEREMPUAN]},
            },
            "tooltip": [petunjuk("umur", "Umur"), petunjuk("kelamin", "Jenis kelamin"), petunjuk("jiwa", "Jiwa", ",d")],
        },
    }
