package io.actionstream.page.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which requests are answered, and what browsers may do with the answers. Safe for any number of threads. */
public final class Guard {

    /** The header in which a page proves that it could read the token. */
    static final String TOKEN_HEADER = "X-Page-Token";

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int FORBIDDEN = 403;
    private static final int TOKEN_BYTES = 24;
    private static final long LOG_NANOS = 60_000_000_000L;

    /** No name resolves to an address in numbers, so a page of another origin cannot take its place. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}([.]\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cache-Control", "no-store");

    private final Access access;
    private final byte[] passwordHash;
    private final String token;
    private volatile long logged = System.nanoTime() - LOG_NANOS;

    /** Guards the access to a page. */
    public Guard(Access access) {
        this.access = access;
        this.passwordHash = access.password().map(Guard::hash).orElse(null);
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The token that a page must send back with each judgement; another for each start of the server. */
    String token() {
        return token;
    }

    /**
     * Lets a request pass, or not.
     *
     * @throws HttpResponseException when it is not to be answered
     */
    public void check(Context request) {
        HEADERS.forEach(request::header);
        String host = hostName(request.header("Host"));
        if (!isOurs(host)) {
            throw new HttpResponseException(421, "this page does not go by that name; see --host-name", Map.of());
        }
        if (passwordHash != null && !knowsPassword(request)) {
            request.header("WWW-Authenticate", "Basic realm=\"ActionStream\", charset=\"UTF-8\"");
            throw new HttpResponseException(401, "a password is needed", Map.of());
        }
        String site = request.header("Sec-Fetch-Site");
        if (request.path().startsWith("/api/") && site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw new HttpResponseException(FORBIDDEN, "other sites get no answers", Map.of());
        }
    }

    /**
     * Lets a request pass that changes something, if it is of the page itself.
     *
     * @throws HttpResponseException when it is not
     */
    void checkChange(Context request) {
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header("Origin");
        boolean sameSite = site == null || site.equals("same-origin");
        boolean sameOrigin = origin == null || isOrigin(origin, request.header("Host"));
        if (!sameSite || !sameOrigin || site == null && origin == null) {
            throw new HttpResponseException(FORBIDDEN, "only the page itself may do this", Map.of());
        }
        String given = request.header(TOKEN_HEADER);
        if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), token.getBytes(UTF_8))) {
            throw new HttpResponseException(FORBIDDEN, "the page is older than the server; load it again", Map.of());
        }
    }

    /** The scheme is not compared: behind a proxy that serves TLS it differs. */
    private static boolean isOrigin(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hostName(String host) {
        return host == null ? "" : host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    private boolean isOurs(String host) {
        return host.equals("localhost")
                || ADDRESS.matcher(host).matches()
                || access.hostNames().stream().anyMatch(name -> name.equalsIgnoreCase(host));
    }

    private boolean knowsPassword(Context request) {
        String header = request.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, "Basic ".length())) {
            return false;
        }
        try {
            String decoded = new String(
                    Base64.getDecoder()
                            .decode(header.substring("Basic ".length()).strip()),
                    UTF_8);
            String password = decoded.substring(decoded.indexOf(':') + 1); // any name of a user will do
            if (MessageDigest.isEqual(hash(password), passwordHash)) {
                return true;
            }
        } catch (IllegalArgumentException e) {
            // not Base64: no password
        }
        warn();
        return false;
    }

    private void warn() {
        long now = System.nanoTime();
        if (now - logged >= LOG_NANOS) {
            logged = now;
            LOG.warn("a wrong password was given for the page; told once a minute");
        }
    }

    private static byte[] hash(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
