package io.actionstream.training.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives for tests. */
final class Zips {
    static final int GROUPS = 6;
    static final int CLIPS = 2;

    private Zips() {}

    /** A small UCF101: three classes, six groups of two clips each, by path; some compress well, some not at all. */
    static Map<String, byte[]> videos() {
        Random random = new Random(1);
        Map<String, byte[]> videos = new LinkedHashMap<>();
        for (String label : List.of("Archery", "Bowling", "CliffDiving")) {
            for (int group = 1; group <= GROUPS; group++) {
                for (int clip = 1; clip <= CLIPS; clip++) {
                    byte[] content = new byte[20_000 + random.nextInt(20_000)];
                    if (group != 1) {
                        random.nextBytes(content);
                    }
                    videos.put("UCF101/v_%s_g%02d_c%02d.avi".formatted(label, group, clip), content);
                }
            }
        }
        return videos;
    }

    /** Archives files; those of the second clips are stored, the others deflated. */
    static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (file.getKey().contains("c02")) {
                    store(entry, file.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void store(ZipEntry entry, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
    }
}
