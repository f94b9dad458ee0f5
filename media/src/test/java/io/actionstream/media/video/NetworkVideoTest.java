package io.actionstream.media.video;

import static io.actionstream.media.video.TestVideos.brightening;
import static io.actionstream.media.video.TestVideos.times;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.actionstream.media.frame.FrameEncoder;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(reader.hasEnd()).isTrue();
            assertThat(reader.comesInFiles()).isFalse();
            assertThat(times(reader)).hasSize(20);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldKnowByItsHeaderThatAFileOfUnknownSizeEnds() throws IOException {
        byte[] video = Files.readAllBytes(brightening(folder.resolve("a.avi"), 20, 25));
        HttpServer server = server(Map.of("/", video), "video/x-msvideo");
        try (VideoReader reader =
                VideoReader.open(address("http", server.getAddress().getPort()))) {
            assertThat(reader.hasEnd()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldGoOnWithAFileWhoseConnectionBreaks() throws IOException {
        byte[] video = Files.readAllBytes(brightening(folder.resolve("a.avi"), 50, 25));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (video.length - 1) + "/" + video.length);
            exchange.sendResponseHeaders(206, video.length - from);
            exchange.getResponseBody().write(video, from, Math.min(video.length - from, video.length / 3));
            exchange.getResponseBody().flush();
            exchange.close();
        });
        server.start();
        try (VideoReader reader =
                VideoReader.open(address("http", server.getAddress().getPort()))) {
            assertThat(times(reader)).hasSize(50);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldGiveUpOnASourceThatSendsNothingButDamage() throws IOException {
        Path video = Remux.of(brightening(folder.resolve("a.avi"), 50, 25))
                .frameRate(2)
                .to(folder.resolve("a.ts"));
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.writeBytes(Files.readAllBytes(video));
        sent.writeBytes(new byte[8_000_000]);
        HttpServer server = server(Map.of("/", sent.toByteArray()), "video/mp2t");
        String address = address("http", server.getAddress().getPort());
        try (VideoReader reader = VideoReader.open(address)) {
            assertThatExceptionOfType(VideoException.class)
                    .isThrownBy(() -> times(reader))
                    .withMessage("can't read " + address + ": nothing but damaged data");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldNotTakeRawPicturesOfUnknownSizeForAFile() throws IOException {
        ByteArrayOutputStream pictures = new ByteArrayOutputStream();
        for (int i = 0; i < 30; i++) {
            pictures.write(new FrameEncoder(90).encode(new byte[64 * 48 * 3], 64, 48));
        }
        HttpServer server = server(Map.of("/", pictures.toByteArray()), "video/x-motion-jpeg");
        try (VideoReader reader =
                VideoReader.open("http://127.0.0.1:" + server.getAddress().getPort() + "/live.mjpeg")) {
            assertThat(reader.hasEnd()).isFalse();
            assertThat(times(reader)).hasSize(30);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', false", "#EXT-X-ENDLIST, true"})
    void shouldTellALivePlaylistFromACompleteOne(String end, boolean hasEnd) throws IOException {
        String playlist = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.8,\n0.avi\n" + end + "\n";
        byte[] video = Files.readAllBytes(brightening(folder.resolve("a.avi"), 20, 25));
        HttpServer server = server(
                Map.of("/live.m3u8", playlist.getBytes(StandardCharsets.US_ASCII), "/0.avi", video),
                "application/octet-stream");
        try (VideoReader reader =
                VideoReader.open("http://127.0.0.1:" + server.getAddress().getPort() + "/live.m3u8")) {
            assertThat(reader.hasEnd()).isEqualTo(hasEnd);
            assertThat(reader.comesInFiles()).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss:w/rd%#?", "p%40ss%3Aw%2Frd%25%23%3F"})
    void shouldGiveACameraItsPasswordAndNobodyElse(String written) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<String> camera = new FutureTask<>(() -> authorizationGivenTo(server));
            new Thread(camera, "camera").start();
            String address = "rtsp://admin:" + written + "@127.0.0.1:" + server.getLocalPort() + "/live";

            assertThatExceptionOfType(VideoException.class)
                    .isThrownBy(() -> VideoReader.open(address))
                    .withMessageMatching("can't open rtsp://(127.0.0.1:\\d+/live|\\.\\.\\.): Server returned 401 [^%]*")
                    .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("rd%", "p@ss", "p%40ss"));
            assertThat(camera.get(10, TimeUnit.SECONDS))
                    .isEqualTo("Basic " + Base64.getEncoder().encodeToString("admin:p@ss:w/rd%#?".getBytes(UTF_8)));
        }
    }

    /** Asks for a password, refuses the one that is given, and returns it. */
    private static String authorizationGivenTo(ServerSocket server) throws IOException {
        try (Socket socket = server.accept();
                BufferedReader requests = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            String given = null;
            String sequence = "0";
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                if (line.startsWith("Authorization: ")) {
                    given = line.substring("Authorization: ".length());
                } else if (line.startsWith("CSeq: ")) {
                    sequence = line.substring("CSeq: ".length());
                } else if (line.isEmpty()) {
                    String answer = "RTSP/1.0 401 Unauthorized\r\nCSeq: " + sequence
                            + "\r\nWWW-Authenticate: Basic realm=\"gate\"\r\n\r\n";
                    socket.getOutputStream().write(answer.getBytes(UTF_8));
                }
            }
            return given;
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
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
            assertThat(reader.hasEnd()).isFalse(); // whatever length it gives
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
    void shouldSayHowToWriteAPasswordThatMayBePartOfThePath() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThatExceptionOfType(VideoException.class)
                .isThrownBy(() -> VideoReader.open("rtsp://127.0.0.1:" + port + "/b@10.0.0.7/live"))
                .withMessageContaining("write % as %25, / as %2F");
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

    /** Serves files by their path, without their length. */
    private static HttpServer server(Map<String, byte[]> files, String type) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        files.forEach((path, bytes) -> server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }));
        server.start();
        return server;
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
