-- ikm_layanan: IKM per jenis layanan
-- Butir: satu baris per unit_kode, tahun, periode, layanan
-- Aturan: PermenPANRB 14/2017, dihitung seperti ikm dari jawaban kelompok itu saja
-- Kolom:
--   unit_kode         Kode Kemendagri kecamatan
--   tahun             Tahun survei
--   periode           Periode survei
--   layanan           Jenis layanan; (tidak diisi) bila kosong
--   jumlah_responden  Banyak responden (orang)
--   jumlah_unsur      Banyak unsur yang terjawab
--   metode_bobot      Bobot per unsur yang dipakai
--   ikm               Indeks Kepuasan Masyarakat kelompok itu (skala 25-100)
--   mutu              Huruf mutu pelayanan
SELECT
    unit_kode,
    tahun,
    periode,
    kelompok AS layanan,
    jumlah_responden,
    jumlah_unsur,
    metode_bobot,
    ikm,
    mutu
FROM data.skm_indeks
WHERE dimensi = 'layanan'
ORDER BY unit_kode, tahun, periode, layanan
