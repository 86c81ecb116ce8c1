-- skm_jawaban: Jawaban SKM, satu per satu; jawaban kosong tidak punya baris
-- Bentuk: tampilan (view) atas data.skm_responden dan data.skm_unsur
-- Butir: satu jawaban (berkas, lembar, baris, urutan unsur)
-- Aturan: SKM diganti per kecamatan, periode dan jenis layanan: berkas yang disimpan terakhir menang (bila sama, nama yang lebih akhir); dalam satu berkas, lembar yang lebih dulu.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun survei
--   periode        Periode survei: TAHUN, S1, S2, TW1..TW4 atau B01..B12
--   layanan        Jenis layanan yang diterima
--   unsur_kode     Unsur pelayanan (PermenPANRB 14/2017), misalnya persyaratan; unsur tambahan memakai namanya
--   unsur_nomor    Nomor unsur yang dipakai kantor, misalnya U8
--   nilai          Nilai persepsi (skor 1-4)
--   sel            Alamat sel jawaban
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel
SELECT
    responden.unit_kode,
    responden.tahun,
    responden.periode,
    responden.layanan,
    unsur.unsur_kode,
    unsur.unsur_nomor,
    CAST(responden.jawaban[unsur.urutan] AS BIGINT) AS nilai,
    unsur.kolom || CAST(responden.baris AS VARCHAR) AS sel,
    responden.berkas,
    responden.berkas_sha256,
    responden.lembar,
    responden.lembar_ke,
    responden.baris
FROM data.skm_responden AS responden
INNER JOIN data.skm_unsur AS unsur
    ON unsur.berkas = responden.berkas AND unsur.lembar = responden.lembar AND unsur.baris = responden.baris_tajuk
WHERE responden.jawaban[unsur.urutan] IS NOT NULL
