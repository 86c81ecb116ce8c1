-- rekonsiliasi: Tiap angka tercetak yang dapat dihitung ulang, dibandingkan dengan hitungannya
-- Butir: satu angka atau tulisan tercetak yang dibandingkan
-- Aturan: Cocok bila hitungan ulang, dibulatkan ke banyak desimal yang tercetak, sama dengan yang tercetak. Excel menyimpan 92,50 sebagai 92,5: desimal yang tercetak paling sedikit sebanyak desimal kolomnya di lembar itu, sampai dua. Perbandingannya dibuat sebelum gudang disusun, di flows/checks/rules/.
-- Kolom:
--   unit_kode       Kode Kemendagri kecamatan
--   tahun           Tahun; kosong bila angkanya tidak bertahun
--   periode         Periode
--   aturan          Kode aturan pemeriksaan
--   ukuran          Apa yang tercetak
--   uraian          Untuk siapa atau apa
--   nilai_tercetak  Angka yang tercetak
--   nilai_dihitung  Angka hasil hitungan ulang
--   selisih         Tercetak dikurangi dihitung
--   cocok           Apakah yang tercetak sesuai dengan hitungan ulang
--   berkas          Berkas angka tercetak
--   lembar          Lembar angka tercetak
--   sel             Sel angka tercetak
--   penjelasan      Penjelasan perbedaannya
--   teks_tercetak   Tulisan yang tercetak, misalnya huruf mutu
--   teks_dihitung   Tulisan hasil hitungan ulang
SELECT
    unit_kode,
    CAST(tahun AS INTEGER) AS tahun,
    periode,
    aturan,
    ukuran,
    uraian,
    nilai_tercetak,
    nilai_dihitung,
    selisih,
    cocok,
    berkas,
    lembar,
    sel,
    penjelasan,
    teks_tercetak,
    teks_dihitung
FROM staging.banding
ORDER BY unit_kode, tahun, periode, aturan, berkas, lembar, sel, ukuran, uraian
