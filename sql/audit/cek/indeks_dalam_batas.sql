-- indeks_dalam_batas: IKM dan NRR harus di dalam skalanya
SELECT unit_kode, tahun, periode, ikm, nrr_tertimbang
FROM ikm
WHERE ikm < 0 OR ikm > 100 OR nrr_tertimbang > 4 OR mutu IS NULL AND tahun >= 2017
