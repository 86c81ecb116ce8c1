-- temuan: Semua temuan rilis ini: dari pembacaan berkas, antarsumber, capaian, dan angka tercetak yang tidak sesuai
-- Butir: satu temuan
-- Kolom:
--   aturan       Kode aturan, lihat acuan.aturan
--   tingkat      galat: ditolak; peringatan: dimuat tetapi bertentangan; info: ditafsirkan
--   berkas       Berkas, di bawah raw/
--   lembar       Lembar
--   sel          Sel
--   nilai        Nilai di sel itu
--   pesan        Apa yang ditemukan
--   saran        Cara memperbaiki
--   sel_terkait  Sel lain di lembar itu yang termasuk kekeliruan yang sama
--   usul         Isi yang seharusnya, bila diketahui
--   diketahui    Alasan kantor menerimanya; kosong bila temuan ini berlaku
SELECT aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran, sel_terkait, usul, diketahui
FROM staging.temuan
ORDER BY berkas, lembar, sel, aturan, pesan
