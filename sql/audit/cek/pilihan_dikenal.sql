-- pilihan_dikenal: Bobot IKM dan skala capaian pada pengaturan harus ada dalam acuan
SELECT pilihan.bobot_skm, pilihan.skala_capaian
FROM acuan.pilihan AS pilihan
WHERE pilihan.bobot_skm NOT IN (SELECT kode FROM acuan.bobot_skm)
    OR pilihan.skala_capaian NOT IN (SELECT skala FROM acuan.kategori_capaian)
