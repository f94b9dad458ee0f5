package io.actionstream.jobs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files and folders for names of cameras and actions, which anybody may have written. A text that is a safe name
 * keeps it. Another gets what is safe of it, and eight digits of its hash, so that two texts never share a name, on systems
 * without letter case neither.
 */
final class SafeNames {

    private static final int MOST_BYTES = 80;
    private static final int HASH_DIGITS = 8;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N} ._+-]");
    /** A hidden name, one that ends where Windows does not let it, or one that looks for its folder. */
    private static final Pattern UNSAFE_ENDS = Pattern.compile("^[^\\p{L}\\p{N}]+|[ .]+$");

    private static final Pattern WINDOWS_DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.UNICODE_CASE);
    /** Folders that training takes for those of a system. */
    private static final Set<String> OF_SYSTEMS = Set.of(
            "lost+found",
            "system volume information",
            "recycled",
            "recycler",
            "network trash folder",
            "temporary items");

    private final Map<String, String> names = new HashMap<>(); // by text
    private final Set<String> given = new HashSet<>(); // in lower case

    /** The name of a text, the same whenever it is asked for. */
    String of(String text) {
        String known = names.get(text);
        if (known == null) {
            known = newName(text);
            remember(text, known);
        }
        return known;
    }

    /** Remembers a name that was given before. */
    void remember(String text, String name) {
        names.put(text, name);
        given.add(name.toLowerCase(Locale.ROOT));
    }

    /** The names that were given, by text. */
    Map<String, String> all() {
        return Map.copyOf(names);
    }

    private String newName(String text) {
        return isSafe(text) && !given.contains(text.toLowerCase(Locale.ROOT)) ? text : hashed(text);
    }

    private static boolean isSafe(String text) {
        return !text.isEmpty()
                && text.getBytes(UTF_8).length <= MOST_BYTES
                && text.equals(Normalizer.normalize(text, Normalizer.Form.NFC))
                && !UNSAFE.matcher(text).find()
                && !UNSAFE_ENDS.matcher(text).find()
                && !WINDOWS_DEVICE.matcher(text).matches()
                && !OF_SYSTEMS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static String hashed(String text) {
        String safe =
                UNSAFE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("_");
        String begun = UNSAFE_ENDS.matcher(safe).replaceAll("");
        return cut(begun.isEmpty() ? "x" : begun) + "-" + hash(text);
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(UTF_8).length > MOST_BYTES - HASH_DIGITS - 1) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
