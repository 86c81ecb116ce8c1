-- hitung: Fungsi hitung yang tersimpan di gudang data; ditulis khusus untuk DuckDB (CREATE MACRO, HUGEINT).
-- Catatan: DuckDB membagi dua DECIMAL sebagai DOUBLE, sehingga angka terakhir dapat meleset. Semua pembagian di gudang ini
--          memakai pembilang dan penyebut bulat, dan dibulatkan satu kali saja, setengah ke atas (menjauhi nol).

-- pembilang / penyebut (keduanya bilangan bulat) dibulatkan ke sekian desimal (0 sampai 8); NULL bila penyebut 0.
-- Dihitung sampai satu desimal lebih dan sisanya dibuang (ke arah nol): angka 5 di desimal itu berarti setengah atau lebih.
-- Tepat selama |pembilang| x 10^(desimal + 1) kurang dari 1,7 x 10^38 dan hasilnya di bawah 10^(28 - desimal).
CREATE MACRO bagi_bulat(pembilang, penyebut, desimal) AS
    round(
        CAST(
            CAST(pembilang AS HUGEINT) * CAST(rpad('1', desimal + 2, '0') AS HUGEINT) // CAST(nullif(penyebut, 0) AS HUGEINT)
            AS DECIMAL(29, 0)
        ) * CAST('0.' || lpad('1', desimal + 1, '0') AS DECIMAL(9, 9)),
        desimal
    );
COMMENT ON MACRO bagi_bulat IS 'pembilang / penyebut (bilangan bulat), dibulatkan setengah ke atas ke sekian desimal; NULL bila penyebut 0';

-- Nilai dengan paling banyak delapan desimal sebagai bilangan bulat perseratus juta, agar dapat masuk bagi_bulat.
CREATE MACRO utuh(nilai) AS CAST(CAST(nilai AS DECIMAL(28, 8)) * 100000000 AS DECIMAL(38, 0));
COMMENT ON MACRO utuh IS 'Nilai dikali seratus juta sebagai bilangan bulat, agar dapat masuk bagi_bulat tanpa kehilangan desimal';

-- bagian / seluruh x 100, dua desimal; NULL bila seluruh 0.
CREATE MACRO persen(bagian, seluruh) AS CAST(bagi_bulat(100 * utuh(bagian), utuh(seluruh), 2) AS DECIMAL(26, 2));
COMMENT ON MACRO persen IS 'bagian / seluruh x 100, dibulatkan sekali ke dua desimal; NULL bila seluruh 0';

-- Pecahan a/b (b > 0) sebagai bilangan bulat: a x 10^pangkat / b, sisanya dibuang. Dijumlahkan lalu dibulatkan dengan bulatkan_pecahan.
CREATE MACRO pecahan(pembilang, penyebut, pangkat) AS
    CAST(CAST(pembilang AS HUGEINT) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) // CAST(penyebut AS HUGEINT) AS DECIMAL(38, 0));
COMMENT ON MACRO pecahan IS 'pembilang x 10^pangkat / penyebut (penyebut > 0), sisanya dibuang; suku penjumlahan bulatkan_pecahan';

-- Jumlah T dari sekian pecahan berpenyebut berbeda, dikali pengali/pembagi, lalu dibulatkan satu kali.
-- jumlah adalah jumlah dari pecahan(..., pangkat) dan berbeda dari T x 10^pangkat dengan kurang dari banyak; karena itu
-- jumlah + banyak tidak pernah di bawah T, dan di atasnya kurang dari 2 x banyak. Bilangan yang dibulatkan, T x pengali x 10^desimal / pembagi + 1/2, adalah pecahan
-- dengan penyebut 2 x pembagi x L (L = kelipatan persekutuan terkecil semua penyebut), jadi jaraknya ke bilangan bulat
-- berikutnya paling sedikit 1 / (2 x pembagi x L). Hasilnya pasti tepat bila 10^pangkat > 4 x banyak x pengali x 10^desimal x L.
-- IKM (pangkat 28, 9 unsur, bobot 111/1000, kali 25, 2 desimal): tepat selama L < 10^21; bila semua unsur dijawab
-- sama banyak, L = jumlah responden. Di luar itu hasil hanya dapat meleset bila T berjarak di bawah 10^-27 dari batas pembulatan.
CREATE MACRO bulatkan_pecahan(jumlah, banyak, pangkat, pengali, pembagi, desimal) AS
    bagi_bulat((jumlah + banyak) * pengali, CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) * pembagi, desimal);
COMMENT ON MACRO bulatkan_pecahan IS 'Jumlah pecahan x pengali / pembagi, dibulatkan sekali; batas ketepatannya dijelaskan di sql/fungsi/hitung.sql';

-- Rata-rata sekian pecahan dikurangi bagian/seluruh, dalam persen, dibulatkan satu kali; jumlah dan banyak seperti di bulatkan_pecahan.
-- Dapat meleset hanya bila hasilnya berjarak di bawah 2 x 10^(2 - pangkat) dari batas pembulatan.
CREATE MACRO selisih_persen(jumlah, banyak, pangkat, bagian, seluruh, desimal) AS
    bagi_bulat(
        100 * (
            CAST(jumlah + banyak AS HUGEINT) * CAST(seluruh AS HUGEINT)
            - CAST(banyak AS HUGEINT) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) * CAST(bagian AS HUGEINT)
        ),
        CAST(banyak AS HUGEINT) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) * CAST(seluruh AS HUGEINT),
        desimal
    );
COMMENT ON MACRO selisih_persen IS 'Rata-rata pecahan dikurangi bagian / seluruh, dalam persen, dibulatkan sekali';

-- Nilai dibulatkan setengah ke atas ke sekian desimal (0 sampai 8), seperti ROUND yang desimalnya boleh berbeda tiap baris.
CREATE MACRO bulat_ke(nilai, desimal) AS
    CAST(
        (2 * CAST(utuh(nilai) AS HUGEINT) + sign(nilai) * CAST(rpad('1', CAST(9 - desimal AS INTEGER), '0') AS HUGEINT))
        // (2 * CAST(rpad('1', CAST(9 - desimal AS INTEGER), '0') AS HUGEINT))
        * CAST(rpad('1', CAST(9 - desimal AS INTEGER), '0') AS HUGEINT)
        AS DECIMAL(29, 0)
    ) * 0.00000001;
COMMENT ON MACRO bulat_ke IS 'Nilai dibulatkan setengah ke atas ke sekian desimal, yang boleh berbeda tiap baris';

-- Banyak angka di belakang koma yang berarti: 84,50 memiliki satu.
CREATE MACRO banyak_desimal(nilai) AS length(rtrim(split_part(CAST(CAST(nilai AS DECIMAL(28, 8)) AS VARCHAR), '.', 2), '0'));
COMMENT ON MACRO banyak_desimal IS 'Banyak angka di belakang koma yang berarti: 84,50 memiliki satu';

-- Nama yang dapat dibandingkan: huruf kecil, tanpa tanda baca, tanpa kata PROGRAM di depan.
CREATE MACRO nama_baku(nama) AS
    regexp_replace(trim(regexp_replace(lower(nama), '[^a-z0-9]+', ' ', 'g')), '^program ', '');
COMMENT ON MACRO nama_baku IS 'Nama dalam huruf kecil tanpa tanda baca dan tanpa kata program di depan, untuk dibandingkan';

-- Angka untuk dibaca: 1234567.5 menjadi 1.234.567,5. Tiap regexp_replace menyisipkan satu titik ribuan.
CREATE MACRO angka(nilai) AS
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        replace(rtrim(rtrim(CAST(CAST(nilai AS DECIMAL(28, 8)) AS VARCHAR), '0'), '.'), '.', ','),
        '^(-?[0-9]+)([0-9]{3})([.,]|$)', '\1.\2\3'),
        '^(-?[0-9]+)([0-9]{3})([.,]|$)', '\1.\2\3'),
        '^(-?[0-9]+)([0-9]{3})([.,]|$)', '\1.\2\3'),
        '^(-?[0-9]+)([0-9]{3})([.,]|$)', '\1.\2\3'),
        '^(-?[0-9]+)([0-9]{3})([.,]|$)', '\1.\2\3');
COMMENT ON MACRO angka IS 'Angka untuk dibaca, dengan titik ribuan dan koma desimal';
