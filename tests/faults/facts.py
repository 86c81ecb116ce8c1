"""What is true of a made-up office: people, budget, survey, indicators. The sheets print it, each in its own way."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random

from flows.paths import PROJECT
from flows.workbook.regions import all_regions, find_kecamatan, narrow, region_name

from .model import rounded

WEIGHT = Fraction(111, 1000)
UNSUR = (
    "Persyaratan", "Prosedur Pelayanan", "Waktu Pelayanan", "Biaya/Tarif", "Produk Pelayanan", "Kompetensi Pelaksana",
    "Perilaku Pelaksana", "Sarana dan Prasarana", "Penanganan Pengaduan",
)  # fmt: skip
COMPONENTS = (
    ("Perencanaan Kinerja", 30), ("Pengukuran Kinerja", 30), ("Pelaporan Kinerja", 15),
    ("Evaluasi Akuntabilitas Kinerja Internal", 25),
)  # fmt: skip
BANDS = (
    ("0-6", "7-18", "19-56", "57+"), ("0-4", "5-14", "15-64", "65+"), ("0-14", "15-29", "30-59", "60+"),
    ("0-5", "6-12", "13-17", "18-59", "60+"),
)  # fmt: skip
SERVICES = ("Surat Pengantar KTP", "Legalisasi", "Surat Keterangan Tidak Mampu", "Rekomendasi Usaha", "Surat Keterangan Waris")
SUBS = (
    "Penyusunan Dokumen Perencanaan", "Penyediaan Gaji dan Tunjangan ASN", "Penyediaan Bahan Logistik Kantor",
    "Penyediaan Barang Cetakan dan Penggandaan", "Penyelenggaraan Rapat Koordinasi", "Penyediaan Jasa Komunikasi dan Listrik",
    "Pemeliharaan Kendaraan Dinas", "Pemeliharaan Gedung Kantor", "Fasilitasi Administrasi Desa", "Fasilitasi Musyawarah Desa",
    "Sinergitas dengan Kepolisian dan TNI", "Harmonisasi dengan Tokoh Masyarakat", "Pembinaan Wawasan Kebangsaan",
)  # fmt: skip
# Middle of each province (longitude, latitude), so that villages lie where their district could be.
CENTRES = {
    "11": (96.8, 4.3), "12": (99.2, 2.2), "13": (100.5, -0.8), "14": (101.8, 0.5), "15": (102.7, -1.7), "16": (104.2, -3.2),
    "17": (102.4, -3.6), "18": (105.0, -4.9), "19": (106.5, -2.5), "21": (104.5, 0.9), "31": (106.8, -6.2), "32": (107.6, -6.9),
    "33": (110.2, -7.2), "34": (110.4, -7.9), "35": (112.7, -7.7), "36": (106.1, -6.4), "51": (115.1, -8.4), "52": (117.5, -8.6),
    "53": (121.3, -8.7), "61": (110.5, -0.1), "62": (113.4, -1.6), "63": (115.4, -3.0), "64": (116.4, 0.5), "65": (116.6, 3.1),
    "71": (124.5, 1.2), "72": (121.2, -1.0), "73": (120.0, -4.0), "74": (122.1, -4.1), "75": (122.4, 0.7), "76": (119.3, -2.5),
    "81": (129.5, -3.3), "82": (127.8, 0.8), "91": (139.5, -3.0), "92": (133.5, -1.5), "93": (139.5, -7.5), "94": (136.0, -3.8),
    "95": (139.3, -4.2), "96": (131.8, -1.2),
}  # fmt: skip


@dataclass
class Indicator:
    """An indicator with its figures by year; ``turun`` where lower is better."""

    kode: str
    nama: str
    satuan: str
    sasaran: str
    turun: bool = False
    target: dict[int, Decimal] = field(default_factory=dict)
    realisasi: dict[int, Decimal] = field(default_factory=dict)

    def capaian(self, tahun: int) -> Fraction:
        target, real = Fraction(self.target[tahun]), Fraction(self.realisasi[tahun])
        return 100 * ((2 * target - real) / target if self.turun else real / target)


@dataclass
class Sub:
    """A sub kegiatan; money by period: ``2024`` for a year's pagu, ``2024 TAHUN`` or ``2025 TW2`` for a realisasi."""

    kode: str
    nama: str
    pagu: dict[int, int]
    realisasi: dict[tuple[int, str], int]


@dataclass
class Facts:
    """Everything true of one office around the year ``tahun``."""

    seed: int
    unit: str
    tahun: int
    desa: list[str]
    penduduk: dict[tuple[int, int], dict[str, list[int]]] = field(default_factory=dict)
    """(year, month) to village to men, women, households, houses."""
    bands: tuple[str, ...] = BANDS[0]
    umur: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    profil: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    program: dict[str, str] = field(default_factory=dict)
    """Name by code of programs and kegiatan."""
    subs: list[Sub] = field(default_factory=list)
    survei: dict[int, list[list[int]]] = field(default_factory=dict)
    populasi: dict[int, int] = field(default_factory=dict)
    sakip: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    indikator: list[Indicator] = field(default_factory=list)
    akhir: int = 0
    """Last year of the Renstra."""

    @property
    def kecamatan(self) -> str:
        return region_name(self.unit)

    @property
    def kabupaten(self) -> str:
        return region_name(self.unit[:5])

    def money(self, kode: str, kind: str, tahun: int, periode: str = "TAHUN") -> int:
        """Pagu or realisasi of a code at any level, from its sub kegiatan."""
        own = [sub for sub in self.subs if sub.kode.startswith(f"{kode}.") or sub.kode == kode]
        return sum(sub.pagu[tahun] if kind == "pagu" else sub.realisasi[tahun, periode] for sub in own)

    @property
    def programs(self) -> list[str]:
        return [kode for kode in self.program if kode.count(".") == 2]

    def codes(self) -> list[str]:
        """Every code of the budget in order."""
        return sorted([*self.program, *(sub.kode for sub in self.subs)])

    def name(self, kode: str) -> str:
        return self.program.get(kode) or next(sub.nama for sub in self.subs if sub.kode == kode)

    def nrr(self, tahun: int) -> list[Fraction]:
        answers = self.survei[tahun]
        return [Fraction(sum(row[u] for row in answers), len(answers)) for u in range(9)]

    def ikm(self, tahun: int) -> Fraction:
        return sum(self.nrr(tahun), Fraction(0)) * WEIGHT * 25


@cache
def districts() -> list[str]:
    """Kecamatan with 5 to 20 villages that their name and their kabupaten's name tell from all others."""
    names = all_regions()
    count: dict[str, int] = {}
    for kode in names:
        if kode.count(".") == 3:
            count[kode[:8]] = count.get(kode[:8], 0) + 1
    return sorted(kode for kode, n in count.items() if 5 <= n <= 20 and _is_clear(kode))


def _is_clear(unit: str) -> bool:
    title = f"KECAMATAN {region_name(unit)} {region_name(unit[:5])}".upper()
    found = find_kecamatan(title)
    return found is not None and narrow(found[1], title) == (unit,)


@cache
def nomenclature() -> dict[str, str]:
    """Official programs and kegiatan by code."""
    with (PROJECT / "sql" / "acuan" / "program_kecamatan.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode"]: row["nama"] for row in csv.DictReader(file)}


def krejcie_morgan(population: int) -> int:
    """The smallest sample for a population."""
    x = Fraction(3841, 1000)
    return round(x * population / 4 / (Fraction(25, 10000) * (population - 1) + x / 4))


def letter(converted: Fraction) -> str:
    """Quality letter of a figure on the scale to 100."""
    value = rounded(converted, 2)
    return next((name for name, low in (("A", "88.31"), ("B", "76.61"), ("C", "65")) if value >= Decimal(low)), "D")


def old_letter(converted: Fraction) -> str:
    """The letter by the intervals of 2004, no longer in force."""
    value = rounded(converted, 2)
    return next((name for name, low in (("A", "81.26"), ("B", "62.51"), ("C", "43.76")) if value >= Decimal(low)), "D")


def predikat(nilai: Decimal) -> str:
    grades = (("AA", 90), ("A", 80), ("BB", 70), ("B", 60), ("CC", 50), ("C", 30))
    return next((name for name, low in grades if nilai > low), "D")


def kategori(capaian: Fraction, scale: str) -> str:
    """Category of a capaian by one of the two scales."""
    scales = {
        "lakip": (("Sangat Berhasil", 90), ("Baik (Berhasil)", 80), ("Cukup Berhasil", 60), ("Kurang Berhasil", -(10**9))),
        "permendagri": (("Sangat Tinggi", 90), ("Tinggi", 75), ("Sedang", 65), ("Rendah", 50), ("Sangat Rendah", -(10**9))),
    }
    return next(name for name, low in scales[scale] if rounded(capaian, 2) > low)


def make_facts(seed: int) -> Facts:
    """A new office, the same for the same seed."""
    rng = Random(f"fakta {seed}")
    unit = rng.choice(districts())
    names = all_regions()
    desa = [names[kode] for kode in sorted(names) if kode.startswith(f"{unit}.")]
    facts = Facts(seed, unit, rng.randint(2019, 2025), list(dict.fromkeys(desa)))
    facts.akhir = facts.tahun + rng.randint(2, 4)
    _people(facts, rng)
    _profile(facts, rng)
    _budget(facts, rng)
    for tahun in (facts.tahun - 1, facts.tahun):
        _survey(facts, tahun, rng)
    _sakip(facts, rng)
    _indicators(facts, rng)
    return facts


def _people(facts: Facts, rng: Random) -> None:
    tahun = facts.tahun
    base = {d: [rng.randint(200, 3000), 0, 0, 0] for d in facts.desa}
    for people in base.values():
        people[1] = max(180, round(people[0] * rng.uniform(0.93, 1.06)))
        people[2] = round(sum(people[:2]) / rng.uniform(2.9, 3.8))
        people[3] = round(people[2] * rng.uniform(0.8, 0.98))
    for when in ((tahun - 1, 12), (tahun, 6), (tahun, 12)):
        facts.penduduk[when] = {d: list(people) for d, people in base.items()}
        for people in base.values():
            growth = rng.uniform(0.997, 1.012)
            people[:] = [max(1, round(n * growth) + rng.randint(-2, 3)) for n in people]
    facts.bands = rng.choice(BANDS)
    for d, (men, women, _, _) in facts.penduduk[tahun, 12].items():
        sexes = zip(_split(men, len(facts.bands), rng), _split(women, len(facts.bands), rng), strict=True)
        facts.umur[d] = {band: list(pair) for band, pair in zip(facts.bands, sexes, strict=True)}


def _split(whole: int, parts: int, rng: Random) -> list[int]:
    shares = [rng.uniform(0.8, 2.2) for _ in range(parts)]
    found = [int(whole * share / sum(shares)) for share in shares]
    found[rng.randrange(parts)] += whole - sum(found)
    return found


def _profile(facts: Facts, rng: Random) -> None:
    lon, lat = CENTRES[facts.unit[:2]]
    lon, lat = lon + rng.uniform(-0.3, 0.3), lat + rng.uniform(-0.3, 0.3)
    if abs(lat) < 0.15:
        lat = 0.2
    decimals = rng.choice((0, 0, 2))
    for d in facts.desa:
        jarak = Decimal(rng.randint(8, 240)) / 10
        facts.profil[d] = {
            "luas_ha": Decimal(rng.randint(30000, 450000)) / 100 if decimals else Decimal(rng.randint(300, 4500)),
            "bujur": Decimal(str(round(lon + rng.uniform(-0.07, 0.07), 6))),
            "lintang": Decimal(str(round(lat + rng.uniform(-0.07, 0.07), 6))),
            "ketinggian_m": Decimal(rng.randint(40, 900)) / 10,
            "jarak_km": jarak,
            "waktu_menit": Decimal(max(2, round(float(jarak) * rng.uniform(1.6, 2.4)))),
        }


def _budget(facts: Facts, rng: Random) -> None:
    tahun = facts.tahun
    programs = [f"7.01.{n:02d}" for n in range(1, 7)]
    left = rng.choice(("", "", "7.01.05", "7.01.03"))
    for program in programs:
        if program == left:
            continue
        facts.program[program] = nomenclature()[program]
        for k in sorted(rng.sample((1, 2, 3, 5, 6, 7, 8, 9) if program == "7.01.01" else (1, 2, 3), rng.randint(1, 3))):
            kegiatan = f"{program}.2.{k:02d}"
            facts.program[kegiatan] = nomenclature().get(kegiatan) or f"Koordinasi Penyelenggaraan Kegiatan {k} {program[-2:]}"
            for n in sorted(rng.sample(range(1, 14), rng.randint(1, 4))):
                facts.subs.append(_sub(f"{kegiatan}.{n:04d}", tahun, rng))


def _sub(kode: str, tahun: int, rng: Random) -> Sub:
    size = rng.choice((1, 1, 3, 10)) * rng.randint(5_000_000, 90_000_000)
    pagu = {y: int(round(size * rng.uniform(0.85, 1.2), rng.choice((0, -2, -3)))) for y in (tahun - 1, tahun, tahun + 1)}
    if rng.random() < 0.06:  # an activity that is new, or gone
        pagu[rng.choice((tahun - 1, tahun + 1))] = 0
    sub = Sub(kode, rng.choice(SUBS), pagu, {})
    for y in pagu:
        done = 1.0 if rng.random() < 0.1 else rng.uniform(0.84, 0.999)
        year = round(pagu[y] * done)
        steps = sorted(rng.uniform(0.1, 0.95) for _ in range(3))
        parts = [round(year * step) for step in steps] + [year]
        sub.realisasi |= {(y, f"TW{i}"): part for i, part in enumerate(parts, start=1)} | {(y, "TAHUN"): year}
    return sub


def _survey(facts: Facts, tahun: int, rng: Random) -> None:
    facts.populasi[tahun] = rng.randint(35, 150)
    people = min(facts.populasi[tahun], krejcie_morgan(facts.populasi[tahun]) + rng.randint(0, 9))
    good = rng.uniform(0.3, 0.7)
    chances = [min(0.9, max(0.15, good + rng.uniform(-0.25, 0.25))) for _ in range(9)]
    facts.survei[tahun] = [[4 if rng.random() < p else 3 if rng.random() < 0.93 else 2 for p in chances] for _ in range(people)]


def _sakip(facts: Facts, rng: Random) -> None:
    good = rng.uniform(0.62, 0.88)
    for tahun in (facts.tahun - 1, facts.tahun):
        facts.sakip[tahun] = {
            name: rounded(Decimal(str(weight * min(0.98, good + rng.uniform(-0.06, 0.06)))), 2) for name, weight in COMPONENTS
        }


def _indicators(facts: Facts, rng: Random) -> None:
    t = facts.tahun
    facts.indikator = [
        Indicator("ikm", "Indeks Kepuasan Masyarakat (IKM)", "Indeks", "Meningkatnya kualitas pelayanan kecamatan"),
        Indicator("sakip", "Nilai SAKIP Perangkat Daerah", "Nilai", "Meningkatnya akuntabilitas kinerja kecamatan"),
        Indicator("k3", "Cakupan desa tertib K3", "Persen", "Meningkatnya ketenteraman dan ketertiban"),
        Indicator("desa", "Persentase desa dengan administrasi baik", "Persen", "Meningkatnya tata kelola pemerintahan desa"),
        Indicator("aduan", "Jumlah pengaduan masyarakat", "Pengaduan", "Menurunnya pengaduan masyarakat", turun=True),
    ]
    for indicator in facts.indikator:
        _yearly(facts, indicator, t, rng)


def _yearly(facts: Facts, indicator: Indicator, t: int, rng: Random) -> None:
    real, target = indicator.realisasi, indicator.target
    if indicator.kode == "ikm":
        real |= {y: rounded(facts.ikm(y), 2) for y in (t - 1, t)}
    elif indicator.kode == "sakip":
        real |= {y: sum(facts.sakip[y].values(), Decimal(0)) for y in (t - 1, t)}
    elif indicator.turun:
        before = rng.randint(16, 24)
        real |= {t - 1: Decimal(before), t: Decimal(before - 1 + rng.randint(-2, 1))}
    else:
        real |= {y: Decimal(rng.choice((100, 100, 95, 90))) for y in (t - 1, t)}
    real[t - 2] = real[t - 1] + rng.randint(0, 3) if indicator.turun else max(Decimal(1), real[t - 1] - rng.randint(0, 2))
    step = Decimal(rng.randint(5, 90)) / 100
    if indicator.turun:
        target[t] = real[t - 1] - 1
        target |= {y: min(target[t], real[t]) - (y - t) for y in range(t + 1, facts.akhir + 1)}
    elif indicator.satuan == "Persen":
        target |= {y: Decimal(100) for y in range(t, facts.akhir + 1)}
    else:
        target[t] = max(real[t - 1], real[t] - step) if rng.random() < 0.7 else real[t - 1] + step
        start = max(target[t], real[t])
        target |= {y: min(Decimal("99.5"), start + step * (y - t)) for y in range(t + 1, facts.akhir + 1)}
