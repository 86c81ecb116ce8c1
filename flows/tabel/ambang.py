"""The thresholds of ``ambang.toml``, where each is explained."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ambang:
    """See ``ambang.toml``."""

    bit_terbanyak: float
    harga_gagal: float
    harga_nyaris: float
    harga_absen: float
    nyaris: float
    bit_sama: float
    simpangan: float
    lebih: float
    pinjam: float
    harga_tepi: float
    harga_dalam: float
    harga_geser: float
    harga_langkah: float
    harga_pasangan: float
    harga_bulat: float
    harga_rata: float
    harga_rata_tanpa_kata: float
    kata_rata: list[str]
    kata_jumlah: list[str]
    harga_bersama: float
    geser: int
    langkah: int
    jauh: int
    jangkauan: int
    tepi: int
    harga_bagi: float
    harga_perubahan: float
    jauh_bagi: int
    contoh: int
    cukup: float
    yakin_bagi: float
    satuan_bagi: float
    harga_bagi_kolom: float
    saksi: float
    saksi_paling_sedikit: int
    saksi_turun: int
    tepat: float
    luar: int
    beda: float
    harga_bagian: float
    harga_bukan_salah_ketik: float
    harga_tanda: float


AMBANG = Ambang(**tomllib.loads(Path(__file__).with_name("ambang.toml").read_text(encoding="utf-8")))
