-- baris_seimbang: Semua baris yang dibaca dari tiap lembar harus ada tujuannya
SELECT berkas, lembar, dibaca, dimuat, ditolak, total, ganda, tergantikan, catatan, kosong
FROM audit.baris
WHERE NOT seimbang OR seimbang IS NULL
ORDER BY berkas, lembar
