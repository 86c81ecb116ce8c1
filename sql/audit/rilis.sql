-- rilis: Rilis gudang data ini, dan apa yang berubah sejak rilis sebelumnya
-- Butir: satu baris per rilis
-- Catatan: Isi kolom sesudah sidik ditulis setelah semua tabel lain jadi; rilis_sebelumnya kosong pada rilis pertama. Perubahan dibaca dengan SELECT unnest(perubahan, recursive := true) FROM audit.rilis.
-- Kolom:
--   rilis             Nama rilis
--   dibuat            Waktu rilis dibuat
--   versi_program     Versi program yang membuatnya
--   sidik             Sidik semua masukan: berkas, susunan lembar, pengaturan, SQL dan program
--   nomor             Nomor urut rilis
--   rilis_sebelumnya  Rilis yang dibandingkan
--   berkas_baru       Berkas yang belum ada pada rilis sebelumnya
--   berkas_berubah    Berkas yang isinya berubah
--   berkas_keluar     Berkas yang tidak ada lagi
--   baris             Banyak baris yang dimuat
--   baris_sebelumnya  Banyak baris yang dimuat pada rilis sebelumnya
--   angka_baru        Banyak angka perbandingan_tahunan yang belum ada pada rilis sebelumnya
--   angka_berubah     Banyak angka yang berubah
--   angka_hilang      Banyak angka yang tidak ada lagi
--   perubahan         Angka yang berubah atau hilang, paling banyak 1.000, yang seluruh kecamatan lebih dahulu
SELECT
    rilis,
    dibuat,
    versi_program,
    sidik,
    CAST(NULL AS BIGINT) AS nomor,
    CAST(NULL AS VARCHAR) AS rilis_sebelumnya,
    CAST(NULL AS VARCHAR[]) AS berkas_baru,
    CAST(NULL AS VARCHAR[]) AS berkas_berubah,
    CAST(NULL AS VARCHAR[]) AS berkas_keluar,
    CAST(NULL AS BIGINT) AS baris,
    CAST(NULL AS BIGINT) AS baris_sebelumnya,
    CAST(NULL AS BIGINT) AS angka_baru,
    CAST(NULL AS BIGINT) AS angka_berubah,
    CAST(NULL AS BIGINT) AS angka_hilang,
    CAST(NULL AS STRUCT(unit_kode VARCHAR, kelompok VARCHAR, kode VARCHAR, ukuran VARCHAR, periode VARCHAR, tahun INTEGER, nama VARCHAR, sebelumnya DECIMAL(28, 4), nilai DECIMAL(28, 4))[]) AS perubahan
FROM staging.rilis
