-- unsur: Sembilan unsur pelayanan menurut urutan peraturan
-- Butir: satu baris per kode
-- Aturan: PermenPANRB 14/2017
-- Kolom:
--   kode             Kode unsur di gudang data
--   nama             Nama resmi unsur
--   alias            Sebutan lain yang dikenali, dipisah tanda |
--   kata             Kata yang menandai unsur itu di dalam pertanyaan utuh, dipisah tanda |
--   nomor_peraturan  Nomor urut menurut peraturan
--   nomor_kuesioner  Nomor yang lazim pada kuesioner dan LAKIP (U8 sarana, U9 pengaduan)
--   dasar_hukum      Dasar hukum atau sumber
SELECT
    kode,
    nama,
    alias,
    kata,
    CAST(nomor_peraturan AS INTEGER) AS nomor_peraturan,
    CAST(nomor_kuesioner AS INTEGER) AS nomor_kuesioner,
    dasar_hukum
FROM csv.unsur
ORDER BY nomor_peraturan
