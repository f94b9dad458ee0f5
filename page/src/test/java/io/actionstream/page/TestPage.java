package io.actionstream.page;

import io.actionstream.page.judge.Judgements;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Score;
import io.actionstream.page.state.StateLimits;
import io.actionstream.page.state.Truth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A page on a free port, whose state a test fills without Kafka, and whose clock a test sets. */
public final class TestPage implements AutoCloseable {

    /** A judgement that was handed on. */
    public record Written(String camera, Truth truth) {}

    public final AtomicLong clock;
    public final PageState state;
    public final ConcurrentLinkedQueue<Written> written = new ConcurrentLinkedQueue<>();
    public final PageServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestPage(PageSettings settings, long now, long undoMillis) {
        clock = new AtomicLong(now);
        state = new PageState(StateLimits.DEFAULT, new PictureStore(16 << 20), clock::get);
        var judgements = new Judgements(
                state, (camera, truth) -> written.add(new Written(camera, truth)), undoMillis, clock::get);
        server = PageServer.start(settings, state, judgements, clock::get);
    }

    /** A page whose viewers may judge, at the time that it is. */
    public static TestPage start() {
        return start(PageSettings.local(0, true));
    }

    public static TestPage start(PageSettings settings) {
        return new TestPage(settings, System.currentTimeMillis(), 10_000);
    }

    public URI address(String path) {
        return server.address().resolve(path);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    /** Sends a request with headers. */
    public HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address(path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** A clip of six seconds that ended just now. */
    public Clip clip(String camera, String label, float confidence, String otherwise) {
        long end = clock.get() - 500;
        return new Clip(
                camera,
                end - 5400,
                end,
                label,
                confidence,
                List.of(new Score(label, confidence), new Score(otherwise, (1 - confidence) * 0.9f)),
                null,
                "synthetic-1",
                143);
    }

    @Override
    public void close() {
        server.close();
    }
}
