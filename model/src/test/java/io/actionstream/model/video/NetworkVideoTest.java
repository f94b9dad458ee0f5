package io.actionstream.model.video;

import static io.actionstream.model.video.TestVideos.brightening;
import static io.actionstream.model.video.TestVideos.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.actionstream.model.frame.FrameEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NetworkVideoTest {

    private static final VideoOptions IMPATIENT = new VideoOptions(1, Duration.ofMillis(300), Duration.ofMillis(300));
    private static final VideoOptions PATIENT = new VideoOptions(1, Duration.ofMinutes(5), Duration.ofMinutes(5));

    @TempDir
    Path folder;

    @Test
    void shouldReadAVideoOverHttp() throws IOException {
        byte[] video = Files.readAllBytes(brightening(folder.resolve("a.avi"), 20, 25));
        HttpServer server = server(video, video.length, "video/x-msvideo");
        try (VideoReader reader =
                VideoReader.open(address("http", server.getAddress().getPort()))) {
            assertThat(times(reader)).hasSize(20);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldReadACameraThatSendsJpegs() throws IOException {
        byte[] jpeg = new FrameEncoder(90).encode(new byte[64 * 48 * 3], 64, 48);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < 30; i++) {
            String header = "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n";
            parts.write(header.getBytes(StandardCharsets.US_ASCII));
            parts.write(jpeg);
            parts.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        HttpServer server = server(parts.toByteArray(), parts.size(), "multipart/x-mixed-replace; boundary=frame");
        try (VideoReader reader =
                VideoReader.open(address("http", server.getAddress().getPort()))) {
            assertThat(times(reader)).hasSize(30);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldGiveUpOpeningWhatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String scheme : new String[] {"http", "rtsp"}) {
                String address = address(scheme, silent.getLocalPort());
                assertThatExceptionOfType(VideoException.class)
                        .isThrownBy(() -> VideoReader.open(address, IMPATIENT))
                        .withMessage("can't open " + address + ": no answer for 300 ms");
            }
        }
    }

    @Test
    void shouldGiveUpReadingWhenTheSourceFallsSilent() throws IOException {
        byte[] video = Files.readAllBytes(brightening(folder.resolve("a.avi"), 400, 25));
        HttpServer server = server(video, video.length * 2 / 3, "video/x-msvideo");
        String address = address("http", server.getAddress().getPort());
        try (VideoReader reader = VideoReader.open(address, IMPATIENT)) {
            assertThatExceptionOfType(VideoException.class)
                    .isThrownBy(() -> times(reader))
                    .withMessage("can't read " + address + ": no answer for 300 ms");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldStopWaitingWhenItsThreadIsInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = address("http", silent.getLocalPort());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            Thread thread = new Thread(() -> {
                started.countDown();
                try (VideoReader reader = VideoReader.open(address, PATIENT)) {
                    reader.next();
                } catch (VideoException e) {
                    failure.set(e);
                }
            });
            thread.start();
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            thread.join(20_000);

            assertThat(failure.get()).isInstanceOf(VideoException.class).hasMessageEndingWith("interrupted");
        }
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open(address("rtsp", port)))
                .withMessageEndingWith("Connection refused");
    }

    @Test
    void shouldKeepThePasswordOfAnAddressToItself() {
        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open("nosuchprotocol://user:secret@127.0.0.1/x"))
                .withMessageContaining("nosuchprotocol://127.0.0.1/x")
                .withMessageNotContaining("secret");
    }

    private static String address(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + "/video.avi";
    }

    /** Serves a video, of which it may hold back the end for ever. */
    private static HttpServer server(byte[] video, int sent, String type) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, video.length);
            exchange.getResponseBody().write(video, 0, sent);
            exchange.getResponseBody().flush();
            if (sent == video.length) {
                exchange.close();
            }
        });
        server.start();
        return server;
    }
}
