"""The index over the years, its unsur, and who answered."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from flows.reports.halaman.grafik.blok import (
    MUTU,
    REALISASI,
    TINGGI,
    WRAP,
    Spec,
    berlapis,
    kerangka,
    pecahan,
    petunjuk,
    pilihan,
    sumbu_angka,
    sumbu_nama,
    tulisan,
)
from flows.reports.warehouse import Record


def ikm(years: Sequence[tuple[int, Decimal, bool]]) -> Spec | None:
    """The IKM of two years and more; hollow where it was stated, not computed from answers."""
    if len(years) < 2:  # one year is no trend
        return None
    values = [
        {"tahun": str(year), "ikm": pecahan(value), "dari": "hasil survei" if own else "tertulis di lembar kinerja"}
        for year, value, own in years
    ]
    x = {"field": "tahun", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    y = {"field": "ikm", "type": "quantitative", "title": "IKM", "scale": {"zero": False, "padding": 14}}
    tooltip = [petunjuk("tahun", "Tahun"), petunjuk("ikm", "IKM", ",.2f"), petunjuk("dari", "Asal")]
    fill = {"condition": {"test": "datum.dari === 'hasil survei'", "value": REALISASI}, "value": "white"}
    point = {
        "mark": {"type": "point", "size": 90, "stroke": REALISASI, "opacity": 1},
        "encoding": {"x": x, "y": y, "fill": fill, "tooltip": tooltip},
    }
    text = {
        "mark": {"type": "text", "dy": -14, "fontSize": 12},
        "encoding": {"x": x, "y": y, "text": {"field": "ikm", "format": ",.2f"}},
    }
    line = {"mark": {"type": "line", "color": REALISASI}, "encoding": {"x": x, "y": y}}
    return kerangka("Indeks Kepuasan Masyarakat dari tahun ke tahun.", values) | {"height": 200, "layer": [line, point, text]}


def unsur(rows: Sequence[Record], ids: Sequence[str], letters: int = WRAP) -> Spec | None:
    """The unsur of a survey from the highest to the lowest, coloured by mutu; one in the legend picks its own."""
    values = [
        {
            "nama": f"{r['unsur_nomor'] or ''} {r['unsur_nama']}".strip(),
            "nilai": pecahan(r["nilai_konversi"]),
            "nrr": pecahan(r["nrr"]),
            "mutu": r["mutu"],
            "peringkat": r["peringkat"],
            "asal": i,
        }
        for r, i in zip(rows, ids, strict=True)
        if r["nilai_konversi"] is not None
    ]
    if not values:
        return None
    values.sort(key=lambda v: -v["nilai"])
    y, x = sumbu_nama("nama", letters), sumbu_angka("nilai", "Nilai konversi (25–100)")
    bar = {
        "params": [{"name": "huruf", "select": {"type": "point", "fields": ["mutu"]}, "bind": "legend"}],
        "mark": {"type": "bar", "cursor": "pointer"},
        "encoding": {
            "y": y,
            "x": x,
            "color": {
                "field": "mutu",
                "type": "nominal",
                "title": "Mutu",
                "legend": {"orient": "top"},
                "scale": {
                    "domain": [m for m in MUTU if any(v["mutu"] == m for v in values)],
                    "range": [c for m, c in MUTU.items() if any(v["mutu"] == m for v in values)],
                },
            },
            "opacity": {"condition": {"param": "huruf", "value": 1}, "value": 0.2},
            "tooltip": [
                petunjuk("nama", "Unsur"),
                petunjuk("nilai", "Nilai konversi", ",.2f"),
                petunjuk("nrr", "NRR", ",.3f"),
                petunjuk("mutu", "Mutu"),
                petunjuk("peringkat", "Peringkat"),
            ],
        },
    }
    return berlapis("Nilai tiap unsur pelayanan dari yang tertinggi ke yang terendah.", values, [bar, tulisan(y, x)], len(values))


def responden(groups: dict[str, list[Record]]) -> Spec | None:
    """How many respondents of each kind there were and the index they gave, one trait at a time."""
    values = [
        {"ciri": ciri, "nama": r["nama"], "jumlah": r["jumlah_responden"], "ikm": pecahan(r["ikm"]), "mutu": r["mutu"]}
        for ciri, rows in groups.items()
        for r in sorted(rows, key=lambda r: -r["jumlah_responden"])
    ]
    if not values:
        return None
    y, x = sumbu_nama("nama"), sumbu_angka("jumlah", "Responden")
    x["axis"]["labelExpr"] = "datum.value === floor(datum.value) ? format(datum.value, ',d') : ''"  # no half a respondent
    bar = {
        "mark": {"type": "bar", "color": REALISASI, "size": TINGGI - 8},
        "encoding": {
            "y": y,
            "x": x,
            "tooltip": [
                petunjuk("ciri", "Menurut"),
                petunjuk("nama", "Kelompok"),
                petunjuk("jumlah", "Responden", ",d"),
                petunjuk("ikm", "IKM", ",.2f"),
                petunjuk("mutu", "Mutu"),
            ],
        },
    }
    spec = berlapis("Banyak responden tiap kelompok.", values, [bar, tulisan(y, x, ",d")], max(map(len, groups.values())))
    return spec | {"params": [pilihan("Menurut", list(groups))], "transform": [{"filter": "datum.ciri == pilih"}]}
