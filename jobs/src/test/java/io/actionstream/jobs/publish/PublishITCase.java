package io.actionstream.jobs.publish;

import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real videos on their way to a real topic. */
class PublishITCase {

    @TempDir
    Path folder;

    private final String topic = TestKafka.uniqueName("frames");

    @Test
    void shouldSendEveryFrameOfAVideoAsAJpegWithItsLabelAndEndTheSession() throws IOException {
        Path video = TestVideos.write(folder.resolve("v_Archery_g01_c01.avi"), 200, 2);

        Console console = publish("--pace=max", "--camera", "gate-1=" + video);

        assertThat(console.exitCode()).isZero();
        assertThat(console.err()).contains("1 cameras, 11 records");
        List<ConsumerRecord<byte[], byte[]>> frames = TestKafka.read(topic);
        assertThat(frames)
                .hasSize(11)
                .allSatisfy(frame -> assertThat(text(frame.key())).isEqualTo("gate-1"));
        assertThat(frames.get(10).value()).isNull();
        assertThat(frames.subList(0, 10)).allSatisfy(frame -> {
            assertThat(text(frame.headers().lastHeader("label").value())).isEqualTo("Archery");
            var image = ImageIO.read(new ByteArrayInputStream(frame.value()));
            assertThat(image.getWidth()).isEqualTo(64);
            assertThat(image.getRGB(32, 24) & 0xff).isBetween(195, 205);
        });
        for (int i = 1; i < 10; i++) {
            assertThat(frames.get(i).timestamp() - frames.get(i - 1).timestamp())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldPlaySeveralCamerasAtOnceResizedAndThinnedOut() throws IOException {
        Path video = TestVideos.write(folder.resolve("any.avi"), 100, 2);

        Console console = publish(
                "--pace=max", "--size=32x24", "--rate=1", "--label=none", "--camera=a=" + video, "--camera=b=" + video);

        assertThat(console.exitCode()).isZero();
        List<String> cameras = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> frame : TestKafka.read(topic)) {
            cameras.add(text(frame.key()));
            assertThat(frame.headers()).isEmpty();
            if (frame.value() != null) {
                assertThat(ImageIO.read(new ByteArrayInputStream(frame.value())).getWidth())
                        .isEqualTo(32);
            }
        }
        assertThat(cameras).containsExactlyInAnyOrder("a", "a", "a", "b", "b", "b");
    }

    @Test
    void shouldTellOfAnUnreadableVideoAndGoOnWithTheOthers() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");
        Path good = TestVideos.write(folder.resolve("good.avi"), 100, 1);

        Console console = publish("--pace=max", broken.toString(), good.toString());

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains(broken.toString());
        assertThat(TestKafka.read(topic))
                .hasSize(TestVideos.FRAMES_PER_SECOND + 1)
                .allSatisfy(frame -> assertThat(text(frame.key())).isEqualTo("good"));
    }

    @Test
    void shouldLeaveOutFramesThatTheTopicDoesNotTake() throws IOException {
        Path video = TestVideos.write(folder.resolve("any.avi"), 100, 1);

        Console console = publish("--pace=max", "--kafka.max.request.size=200", video.toString());

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("5 left out");
    }

    @Test
    void shouldCreateATopicThatTakesLargeImages() throws Exception {
        Path video = TestVideos.write(folder.resolve("any.avi"), 100, 1);

        publish("--pace=max", "--max-image-bytes=3MB", "--partitions=3", video.toString());

        assertThat(TestKafka.topicSettings(topic).get("max.message.bytes").value())
                .isEqualTo("3065536");
    }

    @Test
    void shouldNotCreateATopicAgainstTheUsersWill() throws IOException {
        Path video = TestVideos.write(folder.resolve("any.avi"), 100, 1);

        Console console = publish("--create-topics=false", video.toString());

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("there is no topic " + topic);
    }

    @Test
    void shouldNotPlayForEverAsFastAsItCan() throws IOException {
        Path video = TestVideos.write(folder.resolve("any.avi"), 100, 1);

        Console console = publish("--pace=max", "--loop", video.toString());

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("--loop needs --pace=realtime");
    }

    private Console publish(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("publish", "--bootstrap-servers=" + TestKafka.bootstrapServers(), "--frames-topic=" + topic));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }
}
