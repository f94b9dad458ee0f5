package io.actionstream.operators.check;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.end;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.testing.MetricsFixture;
import io.actionstream.operators.testing.RecordedMetrics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckFramesTest {

    private static final ImageLimits LIMITS = new ImageLimits(10_000, 64 * 64);
    private static final ClockLimits CLOCK = new ClockLimits(3600, 7200);

    private static final int KEPT = 10_100;

    private static final long NOW = 1_764_000_000_000L;
    private static final long FROM_2000 = 946_684_800_000L;
    private static final long TO_2100 = 4_102_444_800_000L;

    private final RecordedMetrics metrics = new RecordedMetrics();
    private OneInputStreamOperatorTestHarness<CameraFrame, CameraFrame> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new CheckFrames(LIMITS, ClipSpec.TUTORIAL, CLOCK, KEPT)),
                MetricsFixture.environment(metrics));
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldPassAWholeImage() throws Exception {
        CameraFrame frame = frame(GATE, jpeg(32, 32));

        check(frame);

        assertThat(harness.extractOutputValues())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(frame);
        assertThat(rejected()).isEmpty();
    }

    @Test
    void shouldPassAnEndMarker() throws Exception {
        check(capturedAt(NOW, null));

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void shouldRejectAnImageWithoutBytes() throws Exception {
        check(frame(GATE, new byte[0]));

        assertOnlyRejected(RejectReason.EMPTY);
    }

    @Test
    void shouldKeepNoMoreOfARejectedImageThanAsked() throws Exception {
        check(frame(GATE, new byte[KEPT + 1]));

        assertThat(rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.bytes()).hasSize(KEPT);
            assertThat(rejected.length()).isEqualTo(KEPT + 1);
        });
    }

    @Test
    void shouldCountRejectsByReason() throws Exception {
        assertThat(metrics.count("reason=empty", "recordsRejected")).isZero();

        check(frame(GATE, new byte[0]));
        check(frame(GATE, jpeg(32, 32)));
        check(frame(GATE, new byte[10_001]));
        check(frame(GATE, new byte[0]));

        assertThat(metrics.count("reason=empty", "recordsRejected")).isEqualTo(2);
        assertThat(metrics.count("reason=too-many-bytes", "recordsRejected")).isEqualTo(1);
        assertThat(metrics.count("reason=truncated", "recordsRejected")).isZero();
        assertThat(metrics.groups()).hasSize(13);
    }

    @Test
    void shouldRejectATruncatedImage() throws Exception {
        byte[] whole = jpeg(32, 32);

        check(frame(GATE, Arrays.copyOf(whole, whole.length / 2)));

        assertOnlyRejected(RejectReason.TRUNCATED);
    }

    @Test
    void shouldRejectAnImageWithTooManyBytes() throws Exception {
        check(frame(GATE, new byte[10_001]));

        assertOnlyRejected(RejectReason.TOO_MANY_BYTES);
    }

    @Test
    void shouldRejectAnImageWithTooManyPixels() throws Exception {
        check(frame(GATE, jpeg(65, 64)));

        assertOnlyRejected(RejectReason.TOO_MANY_PIXELS);
    }

    @Test
    void shouldRejectBytesThatAreNoImage() throws Exception {
        check(frame(GATE, "GIF89a".getBytes()));

        assertOnlyRejected(RejectReason.UNKNOWN_FORMAT);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"*", "gate\n1", "gate\u0000", "\u0085", "gate\ufffd"})
    void shouldRejectAnInvalidCamera(String camera) throws Exception {
        check(frame(camera, jpeg(32, 32)));

        assertOnlyRejected(RejectReason.INVALID_CAMERA);
        assertThat(rejected().get(0).camera()).isEqualTo(camera);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, is before 2000",
        "0, is before 2000",
        "90000, is before 2000",
        "946684799, is before 2000",
        "946684800, is before 2000 and looks like seconds",
        "1764000000, is before 2000 and looks like seconds",
        "4102444799, is before 2000 and looks like seconds",
        "946684799999, is before 2000",
        "4102444800000, is after 2100",
        "1764000000000000, is after 2100 and looks like microseconds",
        "1764000000000000000, is after 2100 and looks like nanoseconds",
        "9223372036854775807, is after 2100",
        "-9223372036854775808, is before 2000",
    })
    void shouldRejectATimeThatIsNotInMillisecondsAndSayWhatItLooksLike(long time, String problem) throws Exception {
        check(capturedAt(time, jpeg(32, 32)));
        check(capturedAt(time, null));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected()).hasSize(2).allSatisfy(rejected -> {
            assertThat(rejected.reason()).isEqualTo("invalid-timestamp");
            assertThat(rejected.detail())
                    .isEqualTo(
                            "the time of capture, " + time + ", " + problem + "; milliseconds since 1970 are expected");
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {FROM_2000, TO_2100 - 1})
    void shouldPassATimeOfThisCentury(long time) throws Exception {
        harness.close();
        harness = ProcessFunctionTestHarnesses.forProcessFunction(
                new CheckFrames(LIMITS, ClipSpec.TUTORIAL, new ClockLimits(TO_2100, TO_2100), KEPT));

        check(capturedAt(time, jpeg(32, 32)));

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void shouldPassAFrameAsFarFromTheClockAsItMayBe() throws Exception {
        check(capturedAt(NOW + 3600, jpeg(32, 32)));
        check(capturedAt(NOW - 7200, jpeg(32, 32)));

        assertThat(harness.extractOutputValues()).hasSize(2);
    }

    @Test
    void shouldRejectAFrameTooFarAheadOfTheClock() throws Exception {
        check(capturedAt(NOW + 3601, jpeg(32, 32)));

        assertOnlyRejected("clock-ahead");
        assertThat(rejected().get(0).detail()).isEqualTo("captured 3601 ms ahead of the clock, more than 3600");
    }

    @Test
    void shouldRejectAFrameTooFarBehindTheClock() throws Exception {
        check(capturedAt(NOW - 7201, jpeg(32, 32)));

        assertOnlyRejected("clock-behind");
        assertThat(rejected().get(0).detail()).isEqualTo("captured 7201 ms behind the clock, more than 7200");
    }

    @Test
    void shouldRejectAnEndMarkerTooFarFromTheClock() throws Exception {
        check(capturedAt(NOW + 3601, null));
        check(capturedAt(NOW - 7201, null));

        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected()).extracting(Rejected::reason).containsExactly("clock-ahead", "clock-behind");
    }

    @Test
    void shouldPassFramesOfAnyAgeWithoutALimit() throws Exception {
        harness.close();
        harness = ProcessFunctionTestHarnesses.forProcessFunction(
                new CheckFrames(LIMITS, ClipSpec.TUTORIAL, new ClockLimits(0, ClockLimits.UNLIMITED), KEPT));

        check(capturedAt(FROM_2000, jpeg(32, 32)));

        assertThat(harness.extractOutputValues()).hasSize(1);
    }

    @Test
    void shouldRefuseLimitsBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockLimits(-1, 0))
                .withMessage("aheadMillis must be at least 0, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockLimits(0, -1))
                .withMessage("behindMillis must be at least 0, not -1");
    }

    @Test
    void shouldRejectTheEndMarkerOfAnInvalidCamera() throws Exception {
        check(end("", NOW));

        assertOnlyRejected(RejectReason.INVALID_CAMERA);
    }

    @Test
    void shouldCountTheBytesOfACameraIdNotItsCharacters() throws Exception {
        check(frame("\u00e9".repeat(127), jpeg(32, 32)));
        assertThat(rejected()).isEmpty();

        check(frame("\u00e9".repeat(128), jpeg(32, 32)));
        assertThat(rejected())
                .extracting(Rejected::detail)
                .containsExactly("the camera id has 256 bytes, more than 255");
    }

    @Test
    void shouldRejectTheBytesUnchangedWithTheirOrigin() throws Exception {
        byte[] bytes = {1, 2, 3};

        check(frame(GATE, bytes));

        assertThat(rejected().get(0).bytes()).isEqualTo(bytes);
        assertThat(rejected().get(0).origin()).isEqualTo(origin(7));
    }

    private void check(CameraFrame frame) throws Exception {
        harness.processElement(frame, 0);
    }

    private void assertOnlyRejected(String reason) {
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(rejected()).extracting(Rejected::reason).containsExactly(reason);
    }

    private List<Rejected> rejected() {
        var side = harness.getSideOutput(CheckFrames.REJECTED);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    private static CameraFrame frame(String camera, byte[] image) {
        return new CameraFrame(camera, NOW, image, null, NOW + 5, origin(7));
    }

    private static CameraFrame capturedAt(long time, byte[] image) {
        return new CameraFrame(GATE, time, image, null, NOW, origin(7));
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }
}
