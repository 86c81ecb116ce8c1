-- skm_rekap: Jumlah jawaban dan nilainya per unsur, untuk seluruh kecamatan dan untuk tiap kelompok responden
-- Butir: satu baris per unit_kode, tahun, periode, dimensi, kelompok, unsur_kode
-- Aturan: Jawaban kosong tidak dihitung sebagai 0; ia keluar dari penyebut unsurnya.
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun survei
--   periode         Periode survei
--   dimensi         Dasar pengelompokan: unit, layanan, jenis_kelamin, umur, pendidikan, pekerjaan, atau lembar
--   kelompok        Nama kelompok; kode kecamatan untuk dimensi unit, berkas|lembar untuk dimensi lembar
--   unsur_kode      Kode unsur
--   unsur_nomor     Nomor unsur yang dipakai kantor
--   jumlah_jawaban  Banyak jawaban unsur itu
--   jumlah_nilai    Jumlah nilai jawaban (skor 1-4)
WITH gabungan AS (
    SELECT
        jawaban.unit_kode,
        jawaban.tahun,
        jawaban.periode,
        jawaban.berkas,
        jawaban.lembar,
        profil.profil_ke,
        jawaban.unsur_kode,
        MAX(jawaban.unsur_nomor) AS unsur_nomor,
        COUNT(*) AS jumlah_jawaban,
        SUM(jawaban.nilai) AS jumlah_nilai
    FROM data.skm_jawaban AS jawaban
    INNER JOIN data.skm_profil AS profil
        ON profil.berkas = jawaban.berkas AND profil.lembar = jawaban.lembar AND profil.baris = jawaban.baris
    GROUP BY
        jawaban.unit_kode, jawaban.tahun, jawaban.periode, jawaban.berkas, jawaban.lembar, profil.profil_ke, jawaban.unsur_kode
)
SELECT 1
