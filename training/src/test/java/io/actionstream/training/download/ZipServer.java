package io.actionstream.training.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Serves an archive on loopback, counts what it sends, and misbehaves when told to. */
final class ZipServer implements AutoCloseable {
    private static final int PARTIAL_CONTENT = 206;

    private final AtomicLong bytes = new AtomicLong();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;
    private final byte[] archive;
    private final Behaviour behaviour;

    /** What it does to a request. */
    enum Behaviour {
        GOOD,
        IGNORES_RANGES,
        NOT_FOUND,
        /** Breaks some answers off halfway, the first time. */
        CUTS,
        /** Answers 503 to everything, the first time. */
        STUMBLES,
        /** Answers 503 to everything after twenty requests. */
        FAILS_LATER,
        SENDS_OTHER_BYTES,
        /** Answers with a signed address that is malformed. */
        REDIRECTS_NOWHERE,
        /** Answers nothing until it is closed. */
        HANGS
    }

    ZipServer(byte[] archive, Behaviour behaviour) throws IOException {
        this.archive = archive;
        this.behaviour = behaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/UCF101.zip", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/UCF101.zip");
    }

    /** Bytes of all bodies that were sent. */
    long bytes() {
        return bytes.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        try (exchange) {
            switch (behaviour) {
                case IGNORES_RANGES -> send(exchange, 200, 0, archive.length, archive.length);
                case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
                case STUMBLES -> serveUnless(isFirst(exchange), exchange);
                case FAILS_LATER -> serveUnless(request > 20, exchange);
                case CUTS -> serve(exchange, 0, request % 5 == 0 && isFirst(exchange));
                case SENDS_OTHER_BYTES -> serve(exchange, 1, false);
                case REDIRECTS_NOWHERE -> redirect(exchange, "http://127.0.0.1/a b.zip?signature=secret");
                case HANGS -> hang();
                default -> serve(exchange, 0, false);
            }
        }
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isFirst(HttpExchange exchange) {
        return seen.add(exchange.getRequestHeaders().getFirst("Range"));
    }

    private void serveUnless(boolean unavailable, HttpExchange exchange) throws IOException {
        if (unavailable) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            serve(exchange, 0, false);
        }
    }

    private void serve(HttpExchange exchange, int shift, boolean cut) throws IOException {
        String[] range = exchange.getRequestHeaders()
                .getFirst("Range")
                .substring("bytes=".length())
                .split("-");
        int from = Integer.parseInt(range[0]) + shift;
        int to = Math.min(archive.length - 1, Integer.parseInt(range[1]) + shift);
        exchange.getResponseHeaders().add("Content-Range", "bytes %d-%d/%d".formatted(from, to, archive.length));
        int length = to - from + 1;
        send(exchange, PARTIAL_CONTENT, from, length, cut ? length / 2 : length);
    }

    private void send(HttpExchange exchange, int status, int from, int length, int sent) throws IOException {
        exchange.sendResponseHeaders(status, length);
        bytes.addAndGet(sent);
        exchange.getResponseBody().write(archive, from, sent);
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
