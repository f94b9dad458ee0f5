package io.actionstream.media.video;

import java.util.regex.Pattern;

/** User name and password in a network address, as {@code rtsp://user:password@host/stream}. */
final class Credentials {

    private static final String AFTER_SCHEME = "://";
    private static final Pattern HOST = Pattern.compile("(\\[[^\\]]*\\]|[^:\\[]+)(:\\d*)?");

    private Credentials() {}

    /**
     * An address that FFmpeg finds the host in: {@code /}, {@code ?}, {@code #} and {@code @} of a password that is written as
     * it is are percent-encoded, and so is a {@code %} that begins no code.
     */
    static String encodedIn(String address) {
        int start = start(address);
        int at = isAmbiguous(address) ? beforePath(address) : address.lastIndexOf('@');
        if (at < start) {
            return address;
        }
        String encoded = address.substring(start, at)
                .replaceAll("%(?![0-9A-Fa-f]{2})", "%25")
                .replace("/", "%2F")
                .replace("?", "%3F")
                .replace("#", "%23")
                .replace("@", "%40");
        return address.substring(0, start) + encoded + address.substring(at);
    }

    /** True when the last {@code @} may belong to the path or query as well as end a password that is written as it is. */
    static boolean isAmbiguous(String address) {
        return address.lastIndexOf('@') > end(address) && isHost(address);
    }

    /** True when what stands before the path can be a host. */
    private static boolean isHost(String address) {
        int at = beforePath(address);
        String host = address.substring(at < 0 ? start(address) : at + 1, end(address));
        return HOST.matcher(host).matches();
    }

    /** The last {@code @} before the path; -1 when there is none. */
    private static int beforePath(String address) {
        return address.substring(0, end(address)).lastIndexOf('@');
    }

    private static int start(String address) {
        return address.indexOf(AFTER_SCHEME) + AFTER_SCHEME.length();
    }

    /** The position at which a path, query or fragment begins as the standard has it. */
    private static int end(String address) {
        int end = start(address);
        while (end < address.length() && "/?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
