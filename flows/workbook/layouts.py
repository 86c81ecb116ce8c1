"""Kinds of sheets and datasets as data: the TOML files in layouts/ and datasets/, loaded and indexed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property, reduce
from operator import or_
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NUMBER_TYPES = frozenset({"bulat", "uang", "luas", "desimal", "persen", "nilai"})
PROFILE = "profil_desa"
IGNORED_TYPES = frozenset({"abaikan", "pribadi"})


@dataclass(frozen=True)
class Field:
    """One column of a layout. ``tajuk`` are the normalised headers ever seen for it.

    ``tercetak``: a computed figure that is compared, never loaded. ``isi_ke_bawah``: a blank cell repeats the one above.
    ``pagu_periode``: a yearly figure that stands beside the realisasi of a part of that year.
    ``kinerja``: the measure under which the value also counts as a figure of its indicator.
    ``dataset``: where it is loaded, if not into the layout's own.
    ``mutasi`` and ``kelamin``: which part of the population's movement, of whom (L, P or LP). ``samar``: headers that are taken
    for this column only where what stands below them are names of places.
    ``akhir_rentang``: a span of years in the header (*2021-2026*) dates the value by its last year.
    """

    nama: str
    tipe: str
    tajuk: tuple[str, ...] = ()
    tercetak: bool = False
    isi_ke_bawah: bool = False
    pagu_periode: bool = False
    kinerja: str = ""
    akhir_rentang: bool = False
    dataset: str = ""
    mutasi: str = ""
    kelamin: str = ""
    samar: tuple[str, ...] = ()

    @property
    def timeless(self) -> bool:
        """Whether its values are of no year, as the area of a village is."""
        return self.dataset == PROFILE

    @property
    def is_number(self) -> bool:
        return self.tipe in NUMBER_TYPES


@dataclass(frozen=True)
class Layout:
    """One kind of sheet. ``periode``: what a value's period is when only its year is known; ``tidak`` where it has none.

    ``polos``: the column that a header made of nothing but a year or month means, ``polos_perlu``: if one of these words stands
    there, ``polos_bukan``: and none of those. ``kata``: words of the titles that decide between layouts which fit equally well.
    ``pilihan``: answers in words by unsur (``semua`` for all). ``predikat``: places, each with the words that mean it, in
    rising order that stand for numbers. ``kecuali``: words of titles or headers with which it is something else. ``perlu``:
    words of which it needs one, unless the first of ``salah_satu`` is there in full. ``bukan``: words of a group header below
    which *L* and *P* are not the population's. ``tanpa_kode``: only for sheets no column of which holds budget codes. ``anak``:
    words at the start of a row that is a part of the one above it, which holds their sum. ``lembar_umum``: words of
    a tab that say nothing of whom its answers are.
    """

    nama: str
    judul: str
    dataset: str
    bentuk: str
    wajib: tuple[str, ...]
    kolom: dict[str, Field]
    salah_satu: tuple[tuple[str, ...], ...] = ()
    periode: str = "TAHUN"
    minimal_unsur: int = 0
    pilihan: dict[str, dict[str, int]] = field(default_factory=dict)
    predikat: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    polos: str = ""
    polos_perlu: tuple[str, ...] = ()
    polos_bukan: tuple[str, ...] = ()
    kata: tuple[str, ...] = ()
    kecuali: tuple[str, ...] = ()
    perlu: tuple[str, ...] = ()
    bukan: frozenset[str] = frozenset()
    tanpa_kode: bool = False
    anak: tuple[str, ...] = ()
    lembar_umum: tuple[str, ...] = ()
    kaki: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def umur(self) -> str:
        """Name of its column of age bands, if it has one."""
        return next((name for name, spec in self.kolom.items() if spec.tipe == "umur"), "")

    @cached_property
    def berdesa(self) -> bool:
        """Whether its rows speak of a place: a village or, where no column names one, the whole unit."""
        return bool(self.umur) or self.dataset == "penduduk_desa"

    @cached_property
    def demands(self) -> int:
        """How many columns it needs at least."""
        return len(self.wajib) + min(map(len, self.salah_satu), default=0)

    def missing(self, found: set[str]) -> list[str]:
        """Names of required columns that are not among ``found``; the first alternative stands for ``salah_satu``."""
        missing = [name for name in self.wajib if name not in found]
        if self.salah_satu and not any(set(group) <= found for group in self.salah_satu):
            missing += [name for name in self.salah_satu[0] if name not in found]
        return missing


@dataclass(frozen=True)
class Common:
    """Words that mean the same in every layout (``_umum.toml``)."""

    singkatan: dict[str, str]
    frasa: dict[str, str]
    total: tuple[str, ...]
    catatan: tuple[str, ...]
    netral: tuple[str, ...]
    bagian: tuple[str, ...]
    ambang: int
    kolom: dict[str, Any]
    kecamatan: tuple[str, ...]
    kantor: tuple[str, ...]
    desa: tuple[str, ...]


@dataclass(frozen=True)
class DatasetColumn:
    """One column of a dataset; ``sel``: has a sibling ``<nama>_sel`` with its cell."""

    nama: str
    tipe: str
    keterangan: str
    wajib: bool = False
    sel: bool = False
    satuan: str = ""
    min: float | None = None
    maks: float | None = None
    pola: str = ""
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One staged dataset: its grain (``kunci``, empty where rows have no key) and its columns in order."""

    nama: str
    keterangan: str
    kunci: tuple[str, ...]
    kolom: dict[str, DatasetColumn]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}


@cache
def common() -> Common:
    raw = _read(HERE / "layouts" / "_umum.toml")
    rows, headers, places = raw["baris"], raw["tajuk"], _tuples(raw["wilayah"])
    return Common(
        raw["singkatan"], raw["frasa"],
        tuple(rows["total"]), tuple(rows["catatan"]), tuple(headers["netral"]), tuple(headers["bagian"]),
        raw["kemiripan"]["ambang"], raw["kolom"], places["kecamatan"], places["kantor"], places["desa"],
    )  # fmt: skip


@dataclass(frozen=True)
class Other:
    """A kind of sheet that no dataset covers (``_lain.toml``)."""

    judul: str
    tajuk: tuple[str, ...]
    kata: tuple[str, ...] = ()
    jumlah: tuple[str, ...] = ()


@cache
def other_kinds() -> tuple[Other, ...]:
    return tuple(Other(**_tuples(spec)) for spec in _read(HERE / "layouts" / "_lain.toml").values())


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout, in the order of its file name; files that start with ``_`` are shared parts."""
    return tuple(_layout(path) for path in sorted((HERE / "layouts").glob("[!_]*.toml")))


def _layout(path: Path) -> Layout:
    raw = _read(path)
    bases = [_read(path.with_name(f"{base}.toml")) for base in raw.pop("dasar", ())]
    own: dict[str, Any] = {}
    for part in [*bases, raw]:
        own |= part.pop("kolom", {})
    raw = reduce(or_, [*bases, raw])
    ranked = {name: tuple(map(tuple, places)) for name, places in raw.pop("predikat", {}).items()}
    choices = {unsur: _choices(by_value) for unsur, by_value in raw.pop("pilihan", {}).items()}
    columns = own | {name: spec for name, spec in common().kolom.items() if name not in own}
    fields = {name: _field(name, spec) for name, spec in columns.items()}
    feet = {name: tuple(labels) for name, labels in raw.pop("kaki", {}).items()}
    groups = tuple(tuple(group) for group in raw.pop("salah_satu", ()))
    others = frozenset(raw.pop("bukan", ()))
    return Layout(
        nama=path.stem, kolom=fields, kaki=feet, salah_satu=groups, pilihan=choices, predikat=ranked, bukan=others,
        **_tuples(raw)
    )  # fmt: skip


def _choices(by_value: dict[str, list[str]]) -> dict[str, int]:
    """Answers in words with their values."""
    return {text: int(value) for value, texts in by_value.items() for text in texts}


@cache
def datasets() -> dict[str, Dataset]:
    """Every staged dataset by name."""
    return {path.stem: _dataset(path) for path in sorted((HERE / "datasets").glob("*.toml"))}


def _field(name: str, spec: dict[str, Any]) -> Field:
    """A column; words that it shares with others (``bersama``) go with each of its headers, in front or behind."""
    parts = dict(spec)
    together = parts.pop("bersama", [""])
    headers = [text.strip() for alias in parts["tajuk"] for w in together for text in (f"{alias} {w}", f"{w} {alias}")]
    vague = parts.get("samar", [])
    return Field(nama=name, **_tuples(parts | {"tajuk": [*dict.fromkeys([*headers, *vague])]}))


def _dataset(path: Path) -> Dataset:
    raw = _read(path)
    columns = {name: DatasetColumn(nama=name, **_tuples(spec)) for name, spec in raw["kolom"].items()}
    return Dataset(path.stem, raw["keterangan"], tuple(raw["kunci"]), columns)
