package io.actionstream.media.video;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of local files: {@code file:///videos/a%20b.mp4}, {@code file:/videos/a.mp4}. */
final class FileUrl {

    private static final Pattern FORM = Pattern.compile("(?is)file:(?://([^/]*))?(/.*)?");
    private static final int HEX = 16;

    private FileUrl() {}

    /** True for what names a file by an address; false for a path, also one that begins with {@code file:}. */
    static boolean isOne(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && (form.group(1) != null || form.group(2) != null);
    }

    /**
     * The path of a local file, its percent encoding undone. There is no query: {@code ?} and {@code #} stand for themselves.
     *
     * @throws IllegalArgumentException when it is on another machine or has no path
     */
    static String path(String url) {
        Matcher form = FORM.matcher(url);
        if (!form.matches() || form.group(2) == null || !isHere(form.group(1))) {
            throw new IllegalArgumentException(url + " is no file of this machine: write file:///folder/video.mp4");
        }
        return decode(form.group(2));
    }

    private static boolean isHere(String host) {
        return host == null || host.isEmpty() || host.equalsIgnoreCase("localhost");
    }

    /** A percent sign without two hexadecimal digits stands for itself. */
    private static String decode(String encoded) {
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2])) {
                decoded.write(HexFormat.fromHexDigit(bytes[i + 1]) * HEX + HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(byte character) {
        return HexFormat.isHexDigit(character);
    }
}
