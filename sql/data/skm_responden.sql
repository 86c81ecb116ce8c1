-- skm_responden: Responden SKM dari lembar kerja dengan jawabannya; kolom nama, NIK dan nomor telepon tidak dimuat
-- Butir: satu kuesioner terisi (berkas, lembar, baris)
-- Aturan: SKM diganti per kecamatan, periode dan jenis layanan: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun survei
--   periode        Periode survei: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   layanan        Jenis layanan yang diterima
--   nomor          Nomor responden seperti tertulis
--   jenis_kelamin  Jenis kelamin: L atau P
--   umur           Umur dalam tahun, atau kelompok umur bila hanya itu yang tertulis
--   pendidikan     Pendidikan terakhir seperti tertulis
--   pekerjaan      Pekerjaan seperti tertulis
--   baris_tajuk    Baris Excel tajuk tabelnya; dengan berkas dan lembar menunjuk susunan unsurnya di data.skm_unsur
--   jawaban        Nilai persepsi (skor 1-4) tiap unsur menurut urutan kolom lembarnya; jawaban kosong tidak berisi
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel
SELECT
    baris_asal.unit_kode,
    CAST(baris_asal.tahun AS INTEGER) AS tahun,
    baris_asal.periode,
    baris_asal.layanan,
    baris_asal.nomor,
    baris_asal.jenis_kelamin,
    baris_asal.umur,
    baris_asal.pendidikan,
    baris_asal.pekerjaan,
    baris_asal.baris_tajuk,
    baris_asal.jawaban,
    baris_asal.berkas,
    baris_asal.berkas_sha256,
    baris_asal.lembar,
    baris_asal.lembar_ke,
    baris_asal.baris
FROM staging.skm_responden AS baris_asal
-- Menyebut yang kalah, bukan yang menang: lazimnya tidak ada, dan jutaan baris lewat tanpa dicocokkan.
WHERE NOT EXISTS (
    SELECT 1
    FROM data.skm_tergantikan AS kalah
    WHERE kalah.berkas = baris_asal.berkas
        AND kalah.lembar = baris_asal.lembar
        AND kalah.unit_kode = baris_asal.unit_kode
        AND kalah.tahun = baris_asal.tahun
        AND kalah.periode = baris_asal.periode
        AND kalah.layanan_baku = COALESCE(LOWER(TRIM(baris_asal.layanan)), '')
)
ORDER BY baris_asal.berkas, baris_asal.lembar_ke, baris_asal.baris
