"""The charts of the page as Vega-Lite specifications; the page's script draws them, and every bar knows its origin.

Each function turns rows of the warehouse into a specification, or None where there is nothing to draw. Values are floats here,
for drawing only: what a reader reads comes from the page's text, which is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from flows.reports.warehouse import Record
from flows.wording import nama_periode, urutan_periode

Spec = dict[str, Any]

MUTU = {"A": "#1b7f5c", "B": "#2f6db5", "C": "#b86e00", "D": "#b3261e"}
"""Colours of the letters; each differs from its neighbours in lightness too."""
PAGU, REALISASI, ABU = "#c9d6e3", "#2f6db5", "#5b6673"
LAKI, PEREMPUAN = "#2f6db5", "#b3476b"
_STEP = 34  # pixels of a bar with its gap
_WRAP = 28  # letters of a label on one line


def capaian(rows: Sequence[Record], ids: Sequence[str]) -> Spec | None:
    """The capaian of each indicator against its target."""
    values = [
        {
            "nama": r["indikator"],
            "capaian": _f(r["capaian"]),
            "target": _f(r["target"]),
            "realisasi": _f(r["realisasi"]),
            "kategori": r["kategori"] or "-",
            "asal": i,
        }
        for r, i in zip(rows, ids, strict=True)
        if r["capaian"] is not None
    ]
    if not values:
        return None
    y, x = _nama("nama"), _x("capaian", "Capaian (%)")
    bar = {
        "mark": {"type": "bar", "color": REALISASI, "cursor": "pointer"},
        "encoding": {
            "y": y,
            "x": x,
            "tooltip": [
                _t("nama", "Indikator"),
                _t("target", "Target", ",.2f"),
                _t("realisasi", "Realisasi", ",.2f"),
                _t("capaian", "Capaian (%)", ",.2f"),
                _t("kategori", "Kategori"),
            ],
        },
    }
    rule = {"mark": {"type": "rule", "strokeDash": [4, 3], "color": ABU}, "encoding": {"x": {"datum": 100}}}
    return _layers(
        "Capaian tiap indikator dalam persen; garis putus adalah 100 persen.", values, [bar, rule, _label(y, x)], len(values)
    )


def tren(rows: Iterable[Record], satuan_of: dict[str, str]) -> Spec | None:
    """The realisasi of each indicator over the years, one at a time, with its target."""
    values = [
        {
            "nama": r["indikator"],
            "tahun": str(r["tahun"]),
            "ukuran": name.capitalize(),
            "nilai": _f(r[name]),
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
    return _base("Realisasi dan target satu indikator dari tahun ke tahun.", values) | {
        "params": [_pilih("Indikator", names)],
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
                _t("nama", "Indikator"),
                _t("tahun", "Tahun"),
                _t("ukuran", "Ukuran"),
                _t("nilai", "Nilai", ",.2f"),
                _t("satuan", "Satuan"),
            ],
        },
    }


def ikm(years: Sequence[tuple[int, Decimal, bool]]) -> Spec | None:
    """The IKM of two years and more; hollow where it was stated, not computed from answers."""
    if len(years) < 2:  # one year is no trend
        return None
    values = [
        {"tahun": str(year), "ikm": _f(value), "dari": "hasil survei" if own else "tertulis di lembar kinerja"}
        for year, value, own in years
    ]
    x = {"field": "tahun", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    y = {"field": "ikm", "type": "quantitative", "title": "IKM", "scale": {"zero": False, "padding": 14}}
    tooltip = [_t("tahun", "Tahun"), _t("ikm", "IKM", ",.2f"), _t("dari", "Asal")]
    fill = {"condition": {"test": "datum.dari === 'hasil survei'", "value": REALISASI}, "value": "white"}
    point = {
        "mark": {"type": "point", "size": 90, "stroke": REALISASI},
        "encoding": {"x": x, "y": y, "fill": fill, "tooltip": tooltip},
    }
    text = {
        "mark": {"type": "text", "dy": -14, "fontSize": 12},
        "encoding": {"x": x, "y": y, "text": {"field": "ikm", "format": ",.2f"}},
    }
    line = {"mark": {"type": "line", "color": REALISASI}, "encoding": {"x": x, "y": y}}
    return _base("Indeks Kepuasan Masyarakat dari tahun ke tahun.", values) | {"height": 200, "layer": [line, point, text]}


def unsur(rows: Sequence[Record], ids: Sequence[str]) -> Spec | None:
    """The unsur of a survey from the highest to the lowest, coloured by letter; a letter in the legend picks its own."""
    values = [
        {
            "nama": f"{r['unsur_nomor'] or ''} {r['unsur_nama']}".strip(),
            "nilai": _f(r["nilai_konversi"]),
            "nrr": _f(r["nrr"]),
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
    y, x = _nama("nama"), _x("nilai", "Nilai konversi (25–100)")
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
                _t("nama", "Unsur"),
                _t("nilai", "Nilai konversi", ",.2f"),
                _t("nrr", "NRR", ",.3f"),
                _t("mutu", "Mutu"),
                _t("peringkat", "Peringkat"),
            ],
        },
    }
    return _layers("Nilai tiap unsur pelayanan dari yang tertinggi ke yang terendah.", values, [bar, _label(y, x)], len(values))


def responden(groups: dict[str, list[Record]]) -> Spec | None:
    """How many respondents of each kind there were and the index they gave, one trait at a time."""
    values = [
        {"ciri": ciri, "nama": r["nama"], "jumlah": r["jumlah_responden"], "ikm": _f(r["ikm"]), "mutu": r["mutu"]}
        for ciri, rows in groups.items()
        for r in sorted(rows, key=lambda r: -r["jumlah_responden"])
    ]
    if not values:
        return None
    y, x = _nama("nama"), _x("jumlah", "Responden")
    x["axis"]["labelExpr"] = "datum.value === floor(datum.value) ? format(datum.value, ',d') : ''"  # no half a respondent
    bar = {
        "mark": {"type": "bar", "color": REALISASI, "size": _STEP - 8},
        "encoding": {
            "y": y,
            "x": x,
            "tooltip": [
                _t("ciri", "Menurut"),
                _t("nama", "Kelompok"),
                _t("jumlah", "Responden", ",d"),
                _t("ikm", "IKM", ",.2f"),
                _t("mutu", "Mutu"),
            ],
        },
    }
    spec = _layers("Banyak responden tiap kelompok.", values, [bar, _label(y, x, ",d")], max(map(len, groups.values())))
    return spec | {"params": [_pilih("Menurut", list(groups))], "transform": [{"filter": "datum.ciri == pilih"}]}


def program(tahunan: Mapping[str, tuple[Sequence[Record], Sequence[str]]]) -> Spec | None:
    """Pagu and realisasi of each programme, a year at a time."""
    values = [
        {
            "saat": saat,
            "nama": r["uraian"] or r["kode"],
            "kode": r["kode"],
            "pagu": _f(r["pagu"]),
            "realisasi": _f(r["realisasi"]),
            "persen": _f(r["persen"]),
            "asal": i,
        }
        for saat, (rows, ids) in tahunan.items()
        for r, i in zip(rows, ids, strict=True)
    ]
    if not values:
        return None
    y = _nama("nama")
    tooltip = [
        _t("kode", "Kode"),
        _t("nama", "Program"),
        _t("pagu", "Pagu (Rp)", ",.0f"),
        _t("realisasi", "Realisasi (Rp)", ",.0f"),
        _t("persen", "Serapan (%)", ",.2f"),
    ]
    x = {
        "type": "quantitative",
        "title": "Pagu (terang) dan realisasi (gelap), juta rupiah",
        "axis": {"labelExpr": "format(datum.value / 1e6, ',.0f')", "tickCount": 5},
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
    spec = _layers("Pagu dan realisasi tiap program.", values, layers, many, 44)
    chosen = [{"filter": "datum.saat == pilih"}, {"calculate": persen, "as": "label"}]
    return spec | {"params": [_pilih("Tahun", list(tahunan))], "transform": chosen}


def serapan(rows: Iterable[Record]) -> Spec | None:
    """Serapan period by period, a line a year; None where no year has two periods."""
    values = [
        {
            "tahun": str(r["tahun"]),
            "saat": nama_periode(r["periode"]) or "Setahun",
            "bulan": bulan,
            "persen": _f(r["persen"]),
            "realisasi": _f(r["realisasi"]),
        }
        for r in rows
        if r["persen"] is not None and (bulan := _bulan(r["periode"]))
    ]
    if len({(v["tahun"], v["bulan"]) for v in values}) == len({v["tahun"] for v in values}):
        return None
    return _base("Serapan anggaran kumulatif dari Januari sampai akhir tiap periode.", values) | {
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
                _t("tahun", "Tahun"),
                _t("saat", "Sampai"),
                _t("persen", "Serapan (%)", ",.2f"),
                _t("realisasi", "Realisasi (Rp)", ",.0f"),
            ],
        },
    }


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
            "bujur": _f(r["bujur"]),
            "lintang": _f(r["lintang"]),
            "asal": i,
            **{UKURAN_DESA[n]: _f(r.get(n)) for n in shown},
        }
        for r, i in zip(rows, ids, strict=True)
    ]
    if not shown:
        return None
    params = [_pilih("Ukuran", [UKURAN_DESA[name] for name in shown])]
    tooltip = [_t("desa", "Desa"), *(_t(UKURAN_DESA[name], UKURAN_DESA[name], ",.2~f") for name in shown)]
    chosen = [{"calculate": "datum[pilih]", "as": "nilai"}, {"filter": "isValid(datum.nilai)"}]
    if sum(v["bujur"] is not None for v in values) < 3:  # a map of two points shows nothing
        y, x = _nama("desa"), _x("nilai", "")
        bar = {"mark": {"type": "bar", "color": REALISASI, "cursor": "pointer"}, "encoding": {"y": y, "x": x, "tooltip": tooltip}}
        return _layers("Desa menurut satu ukuran.", values, [bar, _label(y, x, ",.2~f")], len(values)) | {
            "params": params,
            "transform": chosen,
        }
    placed = [v for v in values if v["bujur"] is not None and v["lintang"] is not None]
    place = {"longitude": {"field": "bujur", "type": "quantitative"}, "latitude": {"field": "lintang", "type": "quantitative"}}
    points = {
        "mark": {"type": "circle", "opacity": 0.8, "color": REALISASI, "stroke": "white", "cursor": "pointer"},
        "encoding": {**place, "size": _besar("nilai"), "tooltip": tooltip},
    }
    names = {
        "mark": {"type": "text", "fontSize": 11, "dy": -17, "stroke": "white", "strokeWidth": 3, "strokeOpacity": 0.85},
        "encoding": {**place, "text": {"field": "desa"}, "tooltip": tooltip},
    }
    above = {
        "mark": {"type": "text", "fontSize": 11, "dy": -17, "color": "#1f2a37"},
        "encoding": {**place, "text": {"field": "desa"}, "tooltip": tooltip},
    }
    return _base("Peta titik desa; besar lingkaran menurut ukuran yang dipilih. Utara di atas.", placed) | {
        "params": params,
        "transform": chosen,
        "height": 420,
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
            "jiwa": _f(r[name]),
            "sisi": sign * (_f(r[name]) or 0),
        }
        for r in rows
        for nama in ("Semua desa", r["desa"])
        for name, kelamin, sign in (("laki_laki", "Laki-laki", -1), ("perempuan", "Perempuan", 1))
        if r[name] is not None
    ]
    if not values:
        return None
    names = ["Semua desa", *sorted({r["desa"] for r in rows})]
    return _base("Penduduk menurut kelompok umur dan jenis kelamin.", values) | {
        "params": [_pilih("Desa", names)],
        "transform": [
            {"filter": "datum.desa == pilih"},
            {
                "aggregate": [{"op": "sum", "field": "jiwa", "as": "jiwa"}, {"op": "sum", "field": "sisi", "as": "sisi"}],
                "groupby": ["umur", "urutan", "kelamin"],
            },
        ],
        "height": _STEP * max(len({v["umur"] for v in values}), 2),
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
            "tooltip": [_t("umur", "Umur"), _t("kelamin", "Jenis kelamin"), _t("jiwa", "Jiwa", ",d")],
        },
    }


def sakip(rows: Sequence[Record]) -> Spec | None:
    """The components of the evaluation as a share of their weight, this year beside the year before."""
    values = [
        {
            "nama": r["komponen"],
            "tahun": str(r["tahun"]),
            "nilai": _f(r["nilai"]),
            "bobot": _f(r["bobot"]),
            "persen": _f(r["nilai"] * 100 / r["bobot"]),
        }
        for r in rows
        if r["bobot"] and r["nilai"] is not None
    ]
    if not values:
        return None
    years = sorted({v["tahun"] for v in values})
    return _base("Nilai tiap komponen SAKIP terhadap bobotnya.", values) | {
        "height": 18 * len(values) + 20,
        "mark": {"type": "bar"},
        "encoding": {
            "y": _nama("nama"),
            "yOffset": {"field": "tahun", "type": "nominal", "sort": years},
            "x": _x("persen", "Nilai terhadap bobot (%)"),
            "color": {
                "field": "tahun",
                "type": "nominal",
                "title": None,
                "legend": {"orient": "top"},
                "scale": {"domain": years, "range": [REALISASI] if len(years) == 1 else [PAGU, REALISASI]},
            },
            "tooltip": [_t("nama", "Komponen"), _t("tahun", "Tahun"), _t("nilai", "Nilai", ",.2f"), _t("bobot", "Bobot", ",.2f")],
        },
    }


def _base(description: str, values: list[dict[str, Any]]) -> Spec:
    return {
        "description": description,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
    }


def _layers(description: str, values: list[dict[str, Any]], layers: list[Spec], many: int, step: int = _STEP) -> Spec:
    """Layers over the same bars, ``many`` of them at most."""
    return _base(description, values) | {"height": max(many, 2) * step, "layer": layers}


def _nama(field: str) -> Spec:
    """A name on each bar's left, broken into three lines; in the order of the rows."""
    words = f"split(replace(datum.value, /(.{{1,{_WRAP}}})(?: |$)/g, '$1\\n'), '\\n')"
    axis = {"labelLimit": 230, "labelExpr": f"slice({words}, 0, 3)", "labelFontSize": 11, "ticks": False, "domain": False}
    return {"field": field, "type": "nominal", "title": None, "sort": None, "axis": axis}


def _x(field: str, title: str) -> Spec:
    axis = {"tickCount": 5}
    return {"field": field, "type": "quantitative", "title": title or None, "scale": {"domainMin": 0}, "axis": axis}


def _besar(field: str) -> Spec:
    """Circles as large as a figure, and what their sizes mean below."""
    legend = {"orient": "bottom", "direction": "horizontal"}
    return {"field": field, "type": "quantitative", "scale": {"range": [30, 1300]}, "title": None, "legend": legend}


def _label(y: Spec, x: Spec, pattern: str = ",.2f") -> Spec:
    """The figure at the end of its bar."""
    field = x["field"]
    encoding = {"y": y, "x": x, "text": {"field": field, "type": "quantitative", "format": pattern}}
    return {"mark": {"type": "text", "align": "left", "dx": 4, "fontSize": 12, "color": "#1f2a37"}, "encoding": encoding}


def _t(field: str, title: str, pattern: str | None = None) -> Spec:
    name = field.replace(".", "\\.")
    return {"field": name, "title": title} | ({"type": "quantitative", "format": pattern} if pattern else {"type": "nominal"})


def _pilih(label: str, options: list[str]) -> Spec:
    """A choice in a list above the chart."""
    return {"name": "pilih", "value": options[0], "bind": {"input": "select", "options": options, "name": f"{label}: "}}


def _bulan(periode: str) -> int:
    """The month in which a period ends."""
    return urutan_periode(periode)[0]


def _f(value: Decimal | int | float | None) -> float | None:
    return None if value is None else float(value)
