-- periode_dikenal: Periode harus salah satu dari acuan.periode
SELECT perbandingan.kelompok, perbandingan.periode
FROM perbandingan_tahunan AS perbandingan
LEFT JOIN acuan.periode AS periode ON periode.kode = perbandingan.periode
WHERE periode.kode IS NULL
