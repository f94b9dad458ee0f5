package io.actionstream.page.http;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page, which lie on the class path. Safe for any number of threads. */
final class StaticFiles {

    private static final String FOLDER = "/page/";

    /** Folders and files of plain names, none of which begins with a dot. */
    private static final Pattern PATH = Pattern.compile("([A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json",
            "woff2", "font/woff2");

    private final Map<String, File> files = new ConcurrentHashMap<>();

    /** Answers with a file. */
    void answer(Context request, String path) {
        File file = files.get(path);
        if (file == null) {
            file = read(path);
            files.put(path, file); // bounded by the files that exist
        }
        request.header("Cache-Control", "no-cache").header("ETag", file.tag);
        if (file.tag.equals(request.header("If-None-Match"))) {
            request.status(304);
            return;
        }
        request.contentType(file.type).result(file.content);
    }

    private static File read(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            throw new NotFoundResponse("there is no such file");
        }
        try (InputStream content = StaticFiles.class.getResourceAsStream(FOLDER + path)) {
            if (content == null) {
                throw new NotFoundResponse("there is no such file");
            }
            byte[] bytes = content.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new File(type, bytes, '"' + HexFormat.of().formatHex(hash, 0, 8) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private record File(String type, byte[] content, String tag) {}
}
