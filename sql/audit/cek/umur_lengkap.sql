-- umur_lengkap: Setiap desa dan tahun pada data penduduk menurut umur harus ada dalam penduduk_umur
SELECT asal.unit_kode, asal.tahun, asal.desa_kode
FROM data.penduduk_umur AS asal
LEFT JOIN penduduk_umur AS hasil
    ON hasil.unit_kode = asal.unit_kode AND hasil.tahun = asal.tahun AND hasil.desa_kode = asal.desa_kode
WHERE hasil.desa_kode IS NULL
