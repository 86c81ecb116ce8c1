-- bobot_skm: Bobot per unsur yang dapat dipilih untuk menghitung IKM
-- Butir: satu baris per kode
-- Kolom:
--   kode          Pilihan bobot seperti pada pengaturan skm.bobot
--   nama          Nama bobot
--   pembilang     Pembilang bobot per unsur
--   penyebut      Penyebut bobot per unsur; kosong berarti jumlah unsur yang terjawab
--   jumlah_unsur  Berlaku hanya untuk jumlah unsur ini; kosong berarti untuk semua
--   dasar_hukum   Dasar hukum atau sumber
--   catatan       Catatan
SELECT
    kode,
    nama,
    CAST(pembilang AS BIGINT) AS pembilang,
    CAST(penyebut AS BIGINT) AS penyebut,
    CAST(jumlah_unsur AS BIGINT) AS jumlah_unsur,
    dasar_hukum,
    catatan
FROM csv.bobot_skm
ORDER BY kode
