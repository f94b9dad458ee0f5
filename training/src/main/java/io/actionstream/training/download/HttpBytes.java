package io.actionstream.training.download;

import io.actionstream.media.video.ShownAddress;
import io.actionstream.training.download.Retries.TemporaryException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The bytes behind an address, by HTTP range requests (RFC 9110, section 14). Failures that may pass are tried again. An
 * answer that is not what was asked for is not read.
 */
final class HttpBytes implements ByteSource {
    private static final int PARTIAL_CONTENT = 206;
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final URI address;
    private final String name;
    private final Retries retries;
    private final Duration timeout;

    /**
     * Bytes behind an address.
     *
     * @param timeout the longest that one request may take
     */
    HttpBytes(URI address, Retries retries, Duration timeout) {
        this.address = address;
        this.name = ShownAddress.of(address.toString());
        this.retries = retries;
        this.timeout = timeout;
    }

    /**
     * Bytes behind an address as the user wrote it.
     *
     * @throws IllegalArgumentException when it is none
     */
    static HttpBytes of(String address, Retries retries, Duration timeout) {
        try {
            URI uri = new URI(address).parseServerAuthority();
            if (uri.getHost() == null) {
                throw new URISyntaxException(address, "it has no host");
            }
            return new HttpBytes(uri, retries, timeout);
        } catch (URISyntaxException e) {
            // its message and the cause hold the whole address
            throw new IllegalArgumentException(
                    ShownAddress.of(address) + " is no address that can be read: " + e.getReason());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() throws IOException {
        HttpResponse<byte[]> first = retries.run(() -> get(new ByteRange(0, 1)));
        return ByteRange.total(first.headers());
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        return retries.run(() -> get(new ByteRange(offset, length))).body();
    }

    private HttpResponse<byte[]> get(ByteRange range) throws IOException, TemporaryException {
        HttpResponse<byte[]> response = send(range);
        int status = response.statusCode();
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
            throw new TemporaryException(name + " answered " + status, null);
        }
        if (status == OK) {
            throw new IOException(name + " does not serve parts of a file (it answered 200 to a range request):"
                    + " fetch the whole zip by other means and name that file instead");
        }
        if (status != PARTIAL_CONTENT || !range.isContentOf(response.headers())) {
            throw new IOException(name + " was asked for " + range + " but answered " + status + " with "
                    + response.headers().firstValue(ByteRange.HEADER).orElse("no content range"));
        }
        if (response.body().length != range.length()) {
            throw new TemporaryException(name + " broke off within " + range, null);
        }
        return response;
    }

    private HttpResponse<byte[]> send(ByteRange range) throws IOException, TemporaryException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Range", range.toString())
                .build();
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(
                request,
                info -> info.statusCode() == PARTIAL_CONTENT && range.isContentOf(info.headers())
                        ? BodySubscribers.ofByteArray()
                        : new UnreadBody());
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TemporaryException(name + ": " + reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new TemporaryException(name + " did not answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading " + name);
        }
    }

    /** The reason of a failure; a message about the target of a redirect holds that address, and is left out. */
    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.contains("://") ? cause.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        // the client lets go of idle connections by itself
    }
}
