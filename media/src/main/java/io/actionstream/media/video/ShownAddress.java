package io.actionstream.media.video;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows an address in messages, without what it may keep secret. */
public final class ShownAddress {

    private static final String AFTER_SCHEME = "://";
    private static final String HIDDEN = "...";
    private static final Pattern ADDRESS = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*" + AFTER_SCHEME + ".*");

    private ShownAddress() {}

    /**
     * A network address without user name, password, query and fragment; of one whose last {@code @} does not stand
     * before its path, only the scheme, since nobody can tell where a password ends that holds a {@code /}, {@code ?} or
     * {@code #}. Nor with a path that has fields, as some cameras take their password there. A file's name or address stays as it is.
     */
    public static String of(String address) {
        int scheme = address.indexOf(AFTER_SCHEME);
        if (scheme < 0 || FileUrl.isOne(address)) {
            return address;
        }
        int start = scheme + AFTER_SCHEME.length();
        int host = Math.max(start, address.lastIndexOf('@') + 1);
        int path = first("/?#", address, start);
        if (host > path) {
            return address.substring(0, start) + HIDDEN;
        }
        int query = first("?#", address, path);
        String shown = address.substring(0, start) + address.substring(host, path);
        if (first("=", address, path) < query) {
            return shown + "/" + HIDDEN;
        }
        shown += address.substring(path, query);
        return query < address.length() ? shown + "?" + HIDDEN : shown;
    }

    /** A message without the secrets of the addresses that some texts hold, such as the arguments of a command line. */
    public static String hide(String message, Collection<String> texts) {
        String shown = message;
        for (String text : texts) {
            Matcher address = ADDRESS.matcher(text);
            if (address.find()) {
                shown = shown.replace(address.group(), of(address.group()));
            }
        }
        return shown;
    }

    /** The position of the first of some characters; the end when there is none. */
    private static int first(String characters, String text, int from) {
        int at = from;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
