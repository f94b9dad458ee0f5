package io.actionstream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A browser before the page: reads the live stream, and fetches the pictures of its tiles, the next one only when the one before has
 * come.
 */
final class PageViewer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    final AtomicLong eventBytes = new AtomicLong();
    final AtomicLong pictureBytes = new AtomicLong();
    final AtomicLong pictures = new AtomicLong();
    final AtomicLong refusedPictures = new AtomicLong();
    final AtomicLong longestPauseMillis = new AtomicLong();
    final AtomicLong firstTileMillis = new AtomicLong(-1);
    final AtomicLong firstPictureMillis = new AtomicLong(-1);

    private final HttpClient browser = HttpClient.newHttpClient();
    private final URI page;
    private final long start = System.nanoTime();
    /** By camera: the time of the picture to fetch next. */
    private final Map<String, Long> wanted = new LinkedHashMap<>();

    private final Thread events;
    private final Thread fetching;
    private volatile boolean closed;

    /** Looks at so many tiles. */
    PageViewer(URI page, int from, int count) {
        this.page = page;
        String view = "api/live?views=overview,tiles&from=" + from + "&count=" + count;
        this.events = new Thread(() -> read(view), "viewer");
        this.fetching = new Thread(this::fetch, "viewer-pictures");
        events.setDaemon(true);
        fetching.setDaemon(true);
        events.start();
        fetching.start();
    }

    /** Whether its stream goes on. */
    boolean isWatching() {
        return events.isAlive();
    }

    @Override
    public void close() {
        closed = true;
        events.interrupt();
        fetching.interrupt();
    }

    private void read(String view) {
        HttpRequest request = HttpRequest.newBuilder(page.resolve(view)).build();
        try (var lines = new BufferedReader(new InputStreamReader(
                browser.send(request, BodyHandlers.ofInputStream()).body(), UTF_8))) {
            long last = System.nanoTime();
            String event = "";
            for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
                eventBytes.addAndGet(line.length() + 1L);
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && event.equals("tile")) {
                    tile(JSON.readTree(line.substring("data: ".length())));
                }
                long now = System.nanoTime();
                longestPauseMillis.accumulateAndGet((now - last) / 1_000_000, Math::max);
                last = now;
            }
        } catch (IOException | InterruptedException e) {
            // seen in isWatching
        }
    }

    private void tile(JsonNode tile) {
        firstTileMillis.compareAndSet(-1, sinceStart());
        if (tile.path("picture").isNumber()) {
            synchronized (wanted) {
                wanted.put(tile.path("camera").textValue(), tile.path("picture").longValue());
                wanted.notifyAll();
            }
        }
    }

    private void fetch() {
        try {
            while (!closed) {
                Map.Entry<String, Long> next;
                synchronized (wanted) {
                    while (wanted.isEmpty()) {
                        wanted.wait();
                    }
                    next = Map.entry(
                            wanted.keySet().iterator().next(),
                            wanted.remove(wanted.keySet().iterator().next()));
                }
                String path = "api/pictures?camera=" + URLEncoder.encode(next.getKey(), UTF_8) + "&width=320&at="
                        + next.getValue();
                HttpResponse<byte[]> picture =
                        browser.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofByteArray());
                if (picture.statusCode() == 200) {
                    firstPictureMillis.compareAndSet(-1, sinceStart());
                    pictures.incrementAndGet();
                    pictureBytes.addAndGet(picture.body().length);
                } else {
                    refusedPictures.incrementAndGet();
                }
            }
        } catch (IOException | InterruptedException e) {
            // told by the figures
        }
    }

    private long sinceStart() {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
