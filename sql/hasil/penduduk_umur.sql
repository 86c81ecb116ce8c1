-- penduduk_umur: Penduduk per desa, kelompok umur dan jenis kelamin
-- Butir: satu baris per unit_kode, tahun, desa_kode, kelompok_umur
-- Aturan: Bila satu desa memiliki beberapa periode dalam setahun, periode terakhir yang dipakai. Kelompok umur seperti tertulis; kelompok yang tumpang tindih (7-18 dan 18-56) dijumlahkan apa adanya.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun data
--   desa_kode      Kode Kemendagri desa
--   kelompok_umur  Kelompok umur (tahun)
--   desa           Nama desa
--   umur_awal      Batas bawah kelompok umur (tahun)
--   umur_akhir     Batas atas kelompok umur (tahun); kosong bila tanpa batas
--   laki_laki      Penduduk laki-laki (jiwa)
--   perempuan      Penduduk perempuan (jiwa)
--   jumlah         Jumlah penduduk (jiwa)
--   periode        Periode yang dipakai
WITH berurutan AS (
    SELECT
        asal.*,
        DENSE_RANK() OVER (
            PARTITION BY asal.unit_kode, asal.tahun, asal.desa_kode ORDER BY periode.bulan_akhir DESC, periode.urutan
        ) AS periode_ke
    FROM data.penduduk_umur AS asal
    INNER JOIN acuan.periode AS periode ON periode.kode = asal.periode
)
SELECT
    unit_kode,
    tahun,
    desa_kode,
    kelompok_umur,
    desa,
    umur_awal,
    umur_akhir,
    laki_laki,
    perempuan,
    COALESCE(laki_laki + perempuan, jumlah_tercetak) AS jumlah,
    periode
FROM berurutan
WHERE periode_ke = 1
ORDER BY unit_kode, tahun, desa_kode, umur_awal, kelompok_umur
