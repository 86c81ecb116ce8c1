"""The domain's formulas for checking what is printed, with the constants of sql/acuan/*.csv and their legal basis.

The warehouse computes the results that are published in SQL; these are for one sheet at a time, before there is a warehouse,
and tests hold both to the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import floor

from flows.checks.equations import HUNDRED, decimals, divided, rounded
from flows.workbook.reference import rows
from flows.workbook.text import fold

Bobot = tuple[str, Fraction]
"""A weight's name and value."""


def exact(value: Fraction) -> Decimal:
    """A fraction as a decimal with far more digits than any rounding needs."""
    return divided(Decimal(value.numerator), Decimal(value.denominator))


@cache
def weight(kode: str, unsur: int) -> Bobot:
    """Weight of one of ``unsur`` unsur under a preset; presets hold for nine, else it is 1/x (PermenPANRB 14/2017)."""
    for row in rows("bobot_skm"):
        if row["kode"] == kode and row["jumlah_unsur"] == str(unsur):
            return kode, Fraction(int(row["pembilang"]), int(row["penyebut"]))
    return f"1/{unsur}", Fraction(1, unsur)


def weights(unsur: int) -> list[Bobot]:
    """Every weight that somebody uses for so many unsur."""
    return list(dict.fromkeys(weight(row["kode"], unsur) for row in rows("bobot_skm")))


@cache
def _mutu_bands() -> list[tuple[str, Decimal, Decimal, int, int]]:
    return [
        (row["mutu"], Decimal(row["uji_bawah"]), Decimal(row["konversi_atas"]), int(row["berlaku_dari"]),
         int(row["berlaku_sampai"] or 9999))
        for row in rows("mutu_skm")
    ]  # fmt: skip


def mutu(nilai: Decimal, tahun: int) -> str | None:
    """Quality letter of a converted value (25 to 100), which is rounded to two decimals first (PermenPANRB 14/2017)."""
    value = rounded(nilai, 2)
    return next(
        (letter for letter, low, high, first, last in _mutu_bands() if low <= value <= high and first <= tahun <= last), None
    )


def old_mutu(nilai: Decimal) -> str | None:
    """Letter under the table of 2004, which no longer holds but is still copied."""
    return mutu(nilai, min(last for *_, last in _mutu_bands()))


def minimum_sample(populasi: int) -> int:
    """Krejcie and Morgan's smallest sample for so many recipients, rounded half up."""
    row = rows("krejcie_morgan")[0]
    chi, p, d = (Fraction(row[name]) for name in ("khi_kuadrat", "proporsi", "galat"))
    spread = chi * p * (1 - p)
    return floor(spread * populasi / (d * d * (populasi - 1) + spread) + Fraction(1, 2))


def predikat(nilai: Decimal) -> str | None:
    """SAKIP predicate of a total (PermenPANRB 88/2021): lower bounds are excluded, upper ones included."""
    for row in rows("predikat_sakip"):
        if (not row["batas_bawah"] or nilai > Decimal(row["batas_bawah"])) and nilai <= Decimal(row["batas_atas"]):
            return row["predikat"]
    return None


def kategori(capaian: Decimal, label: str, skala: str) -> str | None:
    """Category of a capaian, on the scale that ``label`` belongs to, else on the office's; None for an unknown label."""
    scales = [row["skala"] for row in rows("kategori_capaian") if fold(row["kategori"]) == fold(label)]
    if not scales:
        return None
    chosen = skala if skala in scales else scales[0]
    for row in rows("kategori_capaian"):
        above = not row["batas_bawah"] or capaian > Decimal(row["batas_bawah"])
        if row["skala"] == chosen and above and (not row["batas_atas"] or capaian <= Decimal(row["batas_atas"])):
            return row["kategori"]
    return None


def component_weight(kode: str) -> Decimal | None:
    """Highest value of a SAKIP component (PermenPANRB 88/2021)."""
    return next((Decimal(row["bobot"]) for row in rows("komponen_sakip") if row["kode"] == kode), None)


def capaian(target: Decimal, realisasi: Decimal, polaritas: str) -> Decimal:
    """Capaian in percent: realisasi / target, or (2 x target - realisasi) / target where lower is better."""
    part = 2 * target - realisasi if polaritas == "turun" else realisasi
    return divided(HUNDRED * part, target)


BLANK, BLANK_LEAST = 3, 2
"""Percent of the respondents, and how many at least, that may have left an unsur blank: they leave its denominator."""
NEAR = 1
"""Percent by which a stated number of respondents may differ from the right one and still be near it."""
MEAN_DECIMALS = 3
"""Decimals of a printed mean that are believed when it is asked whether so many respondents can give it."""
Mean = tuple[Decimal, int]
"""A printed mean of whole answers, and the decimals that it was rounded to."""


def as_means(column: Sequence[Decimal]) -> list[Mean]:
    """The means of a column. 3,050 is stored as 3,05: how far that was rounded is seen in the rest of the column."""
    own = [decimals(value) for value in column]
    usual = MEAN_DECIMALS if 2 * sum(each >= MEAN_DECIMALS for each in own) >= len(own) else MEAN_DECIMALS - 1
    return [(value, min(MEAN_DECIMALS, max(each, usual))) for value, each in zip(column, own, strict=True)]


def gives(jawaban: int, mean: Mean) -> bool:
    """Whether some whole sum of so many answers has this mean."""
    value, desimal = mean
    return rounded(divided(rounded(value * jawaban, 0), Decimal(jawaban)), desimal) == rounded(value, desimal)


def possible(mean: Mean, responden: int) -> bool:
    """Whether so many respondents, or a number near it, give a mean; some of them may have left that unsur blank."""
    blank = max(BLANK_LEAST, responden * BLANK // 100)
    return any(gives(n, mean) for n in _near(responden, below=blank))


def possible_together(means: Sequence[Mean], responden: int) -> bool:
    """Whether so many respondents, or one number near it, give all these means, none having left anything blank."""
    return any(all(gives(n, mean) for mean in means) for n in _near(responden, responden * NEAR // 100))


def _near(responden: int, below: int) -> range:
    return range(max(1, responden - below), responden + responden * NEAR // 100 + 1)
