"""Sums, averages, shares and changes in any table, and the numbers that nearly are such.

A room of its own behind one function, :func:`periksa`: a grid of cells in, aggregations and near misses out. From left to right:
angka.py reads numbers, kisi.py makes arrays of them; calon.py names what may be added up, jumlah.py and bagi.py judge it by the
evidence of bukti.py, pilih.py settles which of it stands; kendala.py spells it out by cells, label.py adds what only a label
tells, nyaris.py accuses the cells that break it. All thresholds stand in ambang.toml.
"""

from flows.tabel.cari import Agregasi, Hasil, periksa
from flows.tabel.nyaris import INFO, PERINGATAN, Nyaris
from flows.tabel.pola import AVERAGE, CHANGE, DIVISION, SUM

__all__ = ["AVERAGE", "CHANGE", "DIVISION", "INFO", "PERINGATAN", "SUM", "Agregasi", "Hasil", "Nyaris", "periksa"]
