"""The sections of the page in their order; each is left out where it has no data."""

from __future__ import annotations

from collections.abc import Callable

from flows.reports.halaman.bagian.anggaran import anggaran
from flows.reports.halaman.bagian.desa import desa
from flows.reports.halaman.bagian.isian import Isian
from flows.reports.halaman.bagian.kinerja import kinerja
from flows.reports.halaman.bagian.sakip import sakip
from flows.reports.halaman.bagian.skm import skm
from flows.reports.halaman.bagian.tahunan import tahunan
from flows.reports.halaman.bagian.temuan import temuan
from flows.reports.halaman.isi import Bagian

BAGIAN: tuple[Callable[[Isian], Bagian | None], ...] = (kinerja, skm, anggaran, desa, sakip, tahunan, temuan)
