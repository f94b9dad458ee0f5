package io.actionstream.cluster.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;

/** Images of sloppy and of hostile cameras, each with what must become of it. */
public final class HostileImages {
    /** In a folder of images: the reason of each file, or the name of the file that it must be decoded like. */
    private static final String EXPECTED = "expected.properties";

    private static final String GOOD = "made-good";
    private static final int START_MARKER = 2;
    private static final int JFIF = 18;

    private final Map<String, byte[]> images = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final Map<String, String> likes = new LinkedHashMap<>();

    private HostileImages() {}

    /**
     * All images: variants of a good JPEG, some known files and those of a folder.
     *
     * @param good a baseline JPEG that begins with a JFIF segment
     * @param known a folder that has the known files
     */
    public static HostileImages of(byte[] good, Path known, Path folder) throws IOException {
        HostileImages all = new HostileImages();
        all.addSloppy(good);
        all.addBroken(good);
        all.addKnown(known);
        all.addFolder(folder);
        return all;
    }

    /** The images by name. */
    public Map<String, byte[]> images() {
        return images;
    }

    /** The reason of each image that must be in {@code rejected}. */
    public Map<String, String> reasons() {
        return reasons;
    }

    /** For each image that must be a sample, the one that it is decoded like, perhaps itself. */
    public Map<String, String> likes() {
        return likes;
    }

    private void addSloppy(byte[] good) {
        byte[] noise = new byte[512];
        new Random(5).nextBytes(noise);
        byte[] boundary = "\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n".getBytes(ISO_8859_1);
        byte[] damaged = good.clone();
        Arrays.fill(damaged, START_MARKER + 4, START_MARKER + JFIF, (byte) 0xFF);
        byte[] head = Arrays.copyOf(good, START_MARKER + JFIF);
        byte[] rest = Arrays.copyOfRange(good, START_MARKER + JFIF, good.length);

        addLike(GOOD, good, GOOD);
        addLike("made-trailing-bytes", join(good, noise), GOOD);
        addLike("made-trailing-boundary", join(good, boundary), GOOD);
        addLike("made-trailing-picture", join(good, good), GOOD);
        addLike("made-two-start-markers", join(Arrays.copyOf(good, START_MARKER), good), GOOD);
        addLike("made-line-end-before", join("\r\n".getBytes(ISO_8859_1), good), GOOD);
        addLike("made-boundary-before", join(boundary, good), GOOD);
        addLike("made-junk-between-segments", join(head, new byte[7], rest), GOOD);
        addLike("made-no-end-marker", Arrays.copyOf(good, good.length - 2), GOOD);
        addLike("made-damaged-segment", damaged, GOOD);
    }

    private void addBroken(byte[] good) {
        byte[] noise = new byte[4_000];
        new Random(6).nextBytes(noise);

        addRejected("made-half", Arrays.copyOf(good, good.length / 2), "truncated");
        addRejected("made-random-bytes", noise, "unknown-format");
        addRejected("made-empty", new byte[0], "empty");
        addRejected("made-start-only", Arrays.copyOf(good, START_MARKER), "truncated");
    }

    private void addKnown(Path folder) throws IOException {
        Map<String, String> known = Map.of(
                "png-animated-bad-filter", "undecodable",
                "png-animated-bad-filter-large", "undecodable",
                "jpeg-many-scans", "too-many-scans",
                "jpeg-1x65500", "too-much-memory",
                "jpeg-65535x65535", "too-many-pixels",
                "jpeg-12-bit", "unsupported",
                "jpeg-arithmetic", "unsupported");
        for (Map.Entry<String, String> file : known.entrySet()) {
            addRejected("known-" + file.getKey(), Files.readAllBytes(folder.resolve(file.getKey())), file.getValue());
        }
        for (String file : List.of("png-animated-16-bit", "png-animated-16-bit-alpha")) {
            addLike("known-" + file, Files.readAllBytes(folder.resolve(file)), "known-" + file);
        }
    }

    private void addFolder(Path folder) throws IOException {
        Properties expected = new Properties();
        if (Files.exists(folder.resolve(EXPECTED))) {
            try (var reader = Files.newBufferedReader(folder.resolve(EXPECTED))) {
                expected.load(reader);
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.endsWith(EXPECTED)).sorted().toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            String what = expected.getProperty(name, "");
            if (Files.exists(folder.resolve(what)) && !what.isEmpty()) {
                addLike(name, Files.readAllBytes(file), what);
            } else if (!what.isEmpty()) {
                addRejected(name, Files.readAllBytes(file), what);
            } else {
                images.put(name, Files.readAllBytes(file));
            }
        }
    }

    private void addLike(String name, byte[] image, String other) {
        images.put(name, image);
        likes.put(name, other);
    }

    private void addRejected(String name, byte[] image, String reason) {
        images.put(name, image);
        reasons.put(name, reason);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
