-- tercetak: Angka hasil hitungan yang tercetak di lembar kerja; tidak pernah dipakai sebagai data, hanya dibandingkan
-- Butir: satu angka tercetak
-- Aturan: Semua sumber disimpan; perbandingannya di rekonsiliasi.
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun angka itu
--   periode        Periode angka itu
--   dataset        Dataset lembar tempat angka itu tercetak
--   ukuran         Apa yang tercetak: nama kolom dataset, atau nrr, nrr_tertimbang, ikm, mutu, peringkat, sampel_minimum, populasi_layanan, capaian, efisiensi, predikat
--   kunci          Untuk apa: kode desa, unsur, indikator, rekening atau komponen; kode unit untuk total seluruh unit
--   rincian        Kunci kedua bila ada, misalnya kelompok umur
--   label          Tulisan di samping angka itu
--   nilai          Angka yang tercetak
--   teks           Tulisan yang tercetak, misalnya huruf mutu
--   sel            Alamat sel
--   berkas         Berkas asal, di bawah raw/
--   berkas_sha256  SHA-256 isi berkas asal
--   lembar         Lembar asal
--   lembar_ke      Urutan lembar di berkasnya
--   baris          Baris Excel
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    dataset,
    ukuran,
    kunci,
    rincian,
    label,
    nilai,
    teks,
    sel,
    berkas,
    berkas_sha256,
    lembar,
    lembar_ke,
    baris
FROM staging.tercetak
ORDER BY unit_kode, tahun, periode, berkas, lembar_ke, baris, sel, ukuran
