package io.actionstream.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.cluster.camera.GeneratedFilm;
import io.actionstream.cluster.process.BrokerProcess;
import io.actionstream.cluster.process.Installation;
import io.actionstream.cluster.process.PageProcess;
import io.actionstream.cluster.process.ProcessMemory;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Many cameras and viewers before one page, and a viewer that never reads. Small unless asked for otherwise, with {@code
 * -Dpage.cameras=1000 -Dpage.viewers=20}.
 */
@EnabledOnOs(OS.LINUX)
class PageLoadITCase {

    private static final int CAMERAS = Integer.getInteger("page.cameras", 50);
    private static final int VIEWERS = Integer.getInteger("page.viewers", 3);
    private static final int TILES = 24;
    private static final int SECONDS = Integer.getInteger("page.seconds", 60);
    private static final int CLIP_SECONDS = 6;
    private static final int MEBI = 1 << 20;
    private static final int SMALL_BUFFER = 4096;

    @Test
    void shouldServeManyCamerasToManyViewersAndCutTheOneThatDoesNotRead() throws Exception {
        Path directory = Installation.WORK.resolve("page-" + System.currentTimeMillis());
        GeneratedFilm film = GeneratedFilm.of(SceneOptions.UCF101);
        try (BrokerProcess broker = BrokerProcess.start(directory);
                BrokerTopics topics = BrokerTopics.of(broker)) {
            topics.createShort("frames");
            topics.createShort("actions");
            try (PageProcess page = PageProcess.start(directory, broker, "-Xmx384m");
                    Cameras cameras = new Cameras(broker, film)) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(CLIP_SECONDS)); // each camera has had its first clip
                List<PageViewer> viewers = new ArrayList<>();
                try (Socket asleep = sleepingViewer(page.address())) {
                    for (int viewer = 0; viewer < VIEWERS; viewer++) {
                        viewers.add(new PageViewer(page.address(), viewer * TILES % CAMERAS, TILES));
                    }
                    double busy = page.process().processorSeconds();
                    long bytes = sum(viewers, viewer -> viewer.eventBytes.get());
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
                    busy = page.process().processorSeconds() - busy;

                    print(
                            cameras,
                            viewers,
                            busy,
                            ProcessMemory.of(page.process().pid()));
                    assertThat(viewers).allMatch(PageViewer::isWatching);
                    assertThat(viewers).allSatisfy(viewer -> {
                        assertThat(viewer.pictures.get()).isPositive();
                        assertThat(viewer.longestPauseMillis.get()).isLessThan(7000);
                    });
                    assertThat(sum(viewers, viewer -> viewer.eventBytes.get())).isGreaterThan(bytes);
                    int left = restOf(asleep);
                    System.out.printf("the viewer that does not read was cut; %d bytes were on their way%n", left);
                } finally {
                    viewers.forEach(PageViewer::close);
                }
            }
        }
    }

    private static void print(Cameras cameras, List<PageViewer> viewers, double busy, ProcessMemory memory) {
        System.out.printf(
                Locale.ROOT,
                "page: %d cameras, %d viewers of %d tiles, %d s%n"
                        + "frames          %.1f MB/s published%n"
                        + "first tile      %d ms at most%n"
                        + "first picture   %d ms at most%n"
                        + "pictures        %.1f/s for each viewer, %.1f/s in all; %d not there%n"
                        + "bytes           %.1f kB/s of events and %.1f kB/s of pictures for each viewer%n"
                        + "longest pause   %d ms between two lines%n"
                        + "page's process  %.2f processors, %.0f MB of heap, %.0f MB resident%n",
                CAMERAS,
                viewers.size(),
                TILES,
                SECONDS,
                cameras.bytesPerSecond() / 1e6,
                most(viewers, viewer -> viewer.firstTileMillis.get()),
                most(viewers, viewer -> viewer.firstPictureMillis.get()),
                (double) sum(viewers, viewer -> viewer.pictures.get()) / viewers.size() / SECONDS,
                (double) sum(viewers, viewer -> viewer.pictures.get()) / SECONDS,
                sum(viewers, viewer -> viewer.refusedPictures.get()),
                sum(viewers, viewer -> viewer.eventBytes.get()) / 1e3 / viewers.size() / SECONDS,
                sum(viewers, viewer -> viewer.pictureBytes.get()) / 1e3 / viewers.size() / SECONDS,
                most(viewers, viewer -> viewer.longestPauseMillis.get()),
                busy / SECONDS,
                memory.heapMebibytes(),
                memory.mebibytes());
    }

    private static long sum(List<PageViewer> viewers, ToLongFunction<PageViewer> figure) {
        return viewers.stream().mapToLong(figure).sum();
    }

    private static long most(List<PageViewer> viewers, ToLongFunction<PageViewer> figure) {
        return viewers.stream().mapToLong(figure).max().orElse(-1);
    }

    private static Socket sleepingViewer(URI page) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(page.getHost(), page.getPort()));
        String request = "GET /api/live?views=overview,tiles&count=60 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /** Reads what was on its way when the server gave up; fails when the stream goes on. */
    private static int restOf(Socket asleep) throws IOException {
        asleep.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
        int bytes = 0;
        try (InputStream stream = asleep.getInputStream()) {
            byte[] buffer = new byte[SMALL_BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                bytes += read;
                assertThat(bytes).as("bytes for a viewer that was cut").isLessThan(4 * MEBI);
            }
        } catch (SocketException e) {
            // reset: the server has closed the connection with bytes unsent
        }
        return bytes;
    }

    /** Cameras of one frame a second and a clip in six, whose results are made up. */
    private static final class Cameras implements AutoCloseable {

        private final BrokerProcess broker;
        private final GeneratedFilm film;
        private final Thread thread;
        private final long start = System.nanoTime();
        private volatile long bytes;
        private volatile boolean closed;

        Cameras(BrokerProcess broker, GeneratedFilm film) {
            this.broker = broker;
            this.film = film;
            this.thread = new Thread(this::play, "cameras");
            thread.start();
        }

        double bytesPerSecond() {
            return bytes / ((System.nanoTime() - start) / 1e9);
        }

        @Override
        public void close() {
            closed = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void play() {
            SyntheticAction[] actions = SyntheticAction.values();
            Map<String, Object> client = Map.of("bootstrap.servers", broker.direct(), "linger.ms", 20);
            try (KafkaFrames frames = broker.frames("frames");
                    var results = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (long number = 0; !closed; number++) {
                    int camera = (int) (number % CAMERAS);
                    long second = number / CAMERAS;
                    LockSupport.parkNanos(start + number * 1_000_000_000L / CAMERAS - System.nanoTime());
                    SyntheticAction action = actions[(int) ((camera + second / CLIP_SECONDS) % actions.length)];
                    byte[] jpeg = film.picture(action, (int) (second + camera));
                    long now = System.currentTimeMillis();
                    frames.frame("camera-" + camera, now, jpeg, null);
                    bytes += jpeg.length;
                    if ((second + camera) % CLIP_SECONDS == 0) {
                        results.send(result("camera-" + camera, action.name(), now));
                    }
                }
            }
        }

        private static ProducerRecord<byte[], byte[]> result(String camera, String label, long now) {
            String json = String.format(
                    Locale.ROOT,
                    "{\"camera\":\"%s\",\"start\":%d,\"end\":%d,\"label\":\"%s\",\"confidence\":0.9,\"top\":"
                            + "[{\"label\":\"%s\",\"confidence\":0.9},{\"label\":\"Other\",\"confidence\":0.05}],"
                            + "\"model\":\"load\",\"frames\":10,\"latencyMillis\":150}",
                    camera,
                    now - 5400,
                    now,
                    label,
                    label);
            return new ProducerRecord<>("actions", camera.getBytes(UTF_8), json.getBytes(UTF_8));
        }
    }
}
