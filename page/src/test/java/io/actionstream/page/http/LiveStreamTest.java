package io.actionstream.page.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.page.PageSettings;
import io.actionstream.page.TestPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveStreamTest {

    private static final int CAMERAS = 60;

    @Test
    void shouldCutAViewerThatDoesNotReadWhileAnotherGoesOn() throws Exception {
        try (var page = TestPage.start(PageSettings.local(0, true).with(10, 1500));
                Socket asleep = viewer(page, 4096);
                Socket awake = viewer(page, 64 << 10)) {
            var lines = new BufferedReader(new InputStreamReader(awake.getInputStream(), UTF_8));
            awaitTrue(() -> page.server.viewers() == 2);
            // tiles of many long labels, all of which change in each round, fill what the sleeper's connection holds
            for (int round = 0; page.server.viewers() == 2; round++) {
                for (int camera = 0; camera < CAMERAS; camera++) {
                    String label = (round + "-" + camera + "x".repeat(480)).substring(0, 480);
                    page.state.clip(page.clip("camera-" + camera, label, 0.9f, label), page.clock.get());
                }
                page.clock.addAndGet(1000);
                skipToTile(lines);
            }

            assertThat(asleep.isConnected()).isTrue();
            assertThat(page.server.viewers()).isEqualTo(1);
            page.state.clip(page.clip("camera-0", "Waving", 0.9f, "Squats"), page.clock.addAndGet(1000));
            assertThat(lines.lines()
                            .filter(line -> line.contains("\"label\":\"Waving\""))
                            .findFirst())
                    .isPresent();
        }
    }

    @Test
    void shouldBoundTheNumberOfViewers() throws Exception {
        try (var page = TestPage.start(PageSettings.local(0, true).with(1, 20_000));
                Socket first = viewer(page, 4096)) {
            awaitTrue(() -> page.server.viewers() == 1);

            assertThat(page.get("/api/live").statusCode()).isEqualTo(503);
            assertThat(page.get("/api/settings").statusCode()).isEqualTo(200);
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void shouldMakeRoomWhenAViewerGoes() throws Exception {
        try (var page = TestPage.start(PageSettings.local(0, true).with(1, 20_000))) {
            try (Socket first = viewer(page, 4096)) {
                awaitTrue(() -> page.server.viewers() == 1);
                assertThat(first.isConnected()).isTrue();
            }
            for (int camera = 0; page.server.viewers() > 0; camera++) {
                page.state.frame("camera-" + camera, page.clock.addAndGet(1000));
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void shouldRefuseAViewThatThereIsNot() throws Exception {
        try (var page = TestPage.start()) {
            assertThat(page.get("/api/live?sort=best").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void shouldEndItsStreamsWhenThePageCloses() throws Exception {
        var page = TestPage.start();
        try (Socket viewer = viewer(page, 4096)) {
            viewer.setSoTimeout(5000);
            assertThat(viewer.getInputStream().read()).isPositive();
            page.close();

            assertThat(viewer.getInputStream().readAllBytes()).isNotNull();
        }
    }

    private static Socket viewer(TestPage page, int receiveBuffer) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new InetSocketAddress("127.0.0.1", page.address("/").getPort()));
        socket.getOutputStream()
                .write(("GET /api/live?count=60 HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
        return socket;
    }

    /** Reads to the next tile, so that rounds are not made faster than they are sent. */
    private static void skipToTile(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.equals("event: tile")) {
            line = lines.readLine();
        }
        assertThat(line).as("the viewer that reads goes on").isNotNull();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
