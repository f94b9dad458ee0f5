package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameSamplerTest {

    private static final int INTERVAL = 600;
    private static final SamplingRules IN_ORDER = new SamplingRules(3, 0);
    private static final SamplingRules REORDERING = new SamplingRules(3, 200);

    private final List<String> out = new ArrayList<>();
    private final SampleOutput<String> recorder = new Recorder(out);

    @Test
    void shouldTakeTheFirstFrameOfEverySlot() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 1000, 1040, 1599, 1600, 2300);

        assertThat(out).containsExactly("1000/0 f1000", "1000/1 f1600", "1000/2 f2300");
    }

    @Test
    void shouldCountSlotsFromTheFirstFrameOfTheSession() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 777, 1376, 1377);

        assertThat(out).containsExactly("777/0 f777", "777/1 f1377");
    }

    @Test
    void shouldSampleByCaptureTimeWhateverTheOrderOfArrival() {
        FrameSampler<String> sampler = sampler(REORDERING);

        frames(sampler, 1040, 1000, 1640, 1600, 1840);

        assertThat(out).containsExactly("1000/0 f1000", "1000/1 f1600");
    }

    @Test
    void shouldHoldASampleUntilNoEarlierFrameCanArrive() {
        FrameSampler<String> sampler = sampler(REORDERING);

        frames(sampler, 1000, 1199);
        assertThat(out).isEmpty();

        frames(sampler, 1200);
        assertThat(out).containsExactly("1000/0 f1000");
    }

    @Test
    void shouldTakeAFrameWhoseDelayIsExactlyTheBound() {
        FrameSampler<String> sampler = sampler(REORDERING);

        frames(sampler, 1200, 1000, 2000);

        assertThat(out).containsExactly("1000/0 f1000");
    }

    @Test
    void shouldIgnoreAFrameThatArrivesAfterItsPlaceWasDecided() {
        FrameSampler<String> sampler = sampler(REORDERING);
        frames(sampler, 1000, 1300);

        assertThat(sampler.frame(1050, "late", recorder)).isFalse();

        frames(sampler, 1600, 1800);
        assertThat(out).containsExactly("1000/0 f1000", "1000/1 f1600");
    }

    @Test
    void shouldKeepTheFirstOfRepeatedFrames() {
        FrameSampler<String> sampler = sampler(REORDERING);

        sampler.frame(1000, "first", recorder);
        sampler.frame(1000, "again", recorder);
        sampler.finish(recorder);

        assertThat(out).containsExactly("1000/0 first", "end of 1000 at 1000");
    }

    @Test
    void shouldSurviveTheLongestGap() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 0, 4 * INTERVAL);

        assertThat(out).containsExactly("0/0 f0", "0/4 f2400");
    }

    @Test
    void shouldBeginANewSessionAfterALongerGap() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 0, 40, 5 * INTERVAL + 7);

        assertThat(out).containsExactly("0/0 f0", "end of 0 at 40", "3007/0 f3007");
    }

    @Test
    void shouldLetAStragglerBridgeAGap() {
        FrameSampler<String> sampler = sampler(new SamplingRules(0, 700));

        frames(sampler, 0, 700, 1300, 800);
        sampler.finish(recorder);

        assertThat(out).containsExactly("0/0 f0", "0/1 f700", "0/2 f1300", "end of 0 at 1300");
    }

    @Test
    void shouldEndTheSessionAtOnceWhenFramesComeInOrder() {
        FrameSampler<String> sampler = sampler(IN_ORDER);
        frames(sampler, 1000);

        sampler.end(1040, recorder);

        assertThat(out).containsExactly("1000/0 f1000", "end of 1000 at 1040");
        assertThat(sampler.awaitsEnd()).isFalse();
    }

    @Test
    void shouldEndTheSessionAtAMarkerCapturedWithItsLastFrame() {
        FrameSampler<String> sampler = sampler(IN_ORDER);
        frames(sampler, 1000);

        assertThat(sampler.end(1000, recorder)).isTrue();

        assertThat(out).containsExactly("1000/0 f1000", "end of 1000 at 1000");
    }

    @Test
    void shouldPartSessionsByCaptureTimeWhenTheMarkerIsOvertaken() {
        FrameSampler<String> sampler = sampler(REORDERING);

        frames(sampler, 1000, 1100, 1140, 1180);
        sampler.end(1120, recorder);
        frames(sampler, 1110, 1400);

        assertThat(out).containsExactly("1000/0 f1000", "end of 1000 at 1120", "1140/0 f1140");
    }

    @Test
    void shouldWaitForTheLastFrameCapturedWithTheEndMarker() {
        FrameSampler<String> sampler = sampler(REORDERING);

        frames(sampler, 1000);
        sampler.end(1600, recorder);
        frames(sampler, 1800, 1600, 2000);

        assertThat(out).containsExactly("1000/0 f1000", "1000/1 f1600", "end of 1000 at 1600", "1800/0 f1800");
    }

    @Test
    void shouldFlushOnlyWhatTheMarkerEnds() {
        FrameSampler<String> sampler = sampler(REORDERING);
        frames(sampler, 1000);
        sampler.end(1010, recorder);
        frames(sampler, 1020);
        assertThat(sampler.awaitsEnd()).isTrue();

        sampler.flushEnds(recorder);

        assertThat(out).containsExactly("1000/0 f1000", "end of 1000 at 1010");
        assertThat(sampler.state().buffered()).extracting(Buffered::timestamp).containsExactly(1020L);
        assertThat(sampler.awaitsEnd()).isFalse();
    }

    @Test
    void shouldNotBeginASessionWithAStragglerOfTheEndedOne() {
        FrameSampler<String> sampler = sampler(REORDERING);
        frames(sampler, 1000);
        sampler.end(1050, recorder);
        sampler.flushEnds(recorder);
        out.clear();

        assertThat(sampler.frame(1040, "straggler", recorder)).isFalse();
        sampler.finish(recorder);

        assertThat(out).isEmpty();
    }

    @Test
    void shouldIgnoreMarkersOutsideASession() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        sampler.end(500, recorder);
        sampler.end(500, recorder);
        assertThat(sampler.end(400, recorder)).isFalse();

        assertThat(out).isEmpty();
    }

    @Test
    void shouldBeginANewSessionWhereTheClockJumpedBack() {
        FrameSampler<String> sampler = sampler(IN_ORDER);
        frames(sampler, 100_000, 100_600);

        frames(sampler, 5_000, 5_600, 6_200, 6_801, 7_401);

        assertThat(out)
                .containsExactly(
                        "100000/0 f100000",
                        "100000/1 f100600",
                        "end of 100000 at 100600",
                        "6801/0 f6801",
                        "6801/1 f7401");
    }

    @Test
    void shouldNotTakeStragglersAmongFramesInTimeForAJump() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 10_000, 1_000, 10_100, 9_000, 10_200, 5_000, 10_600);

        assertThat(out).containsExactly("10000/0 f10000", "10000/1 f10600");
    }

    @Test
    void shouldRecoverFromASingleFrameFromTheFuture() {
        FrameSampler<String> sampler = sampler(IN_ORDER);

        frames(sampler, 0, 9_000_000, 600, 1200, 1800, 2400, 3000, 3600);

        assertThat(out)
                .containsExactly(
                        "0/0 f0",
                        "end of 0 at 0",
                        "9000000/0 f9000000",
                        "end of 9000000 at 9000000",
                        "3000/0 f3000",
                        "3000/1 f3600");
    }

    @Test
    void shouldReleaseEverythingWhenItFinishes() {
        FrameSampler<String> sampler = sampler(REORDERING);
        frames(sampler, 1000, 1100);

        sampler.finish(recorder);

        assertThat(out).containsExactly("1000/0 f1000", "end of 1000 at 1100");
        assertThat(sampler.state().buffered()).isEmpty();
        assertThat(sampler.state().session()).isNull();
    }

    @Test
    void shouldHoldNoMoreThanTheFramesWithinTheBound() {
        FrameSampler<String> sampler = sampler(REORDERING);

        for (long time = 0; time < 60_000; time += 40) {
            sampler.frame(time, "f" + time, recorder);
            assertThat(sampler.state().buffered()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void shouldWeighTheFramesThatWait() {
        SamplerState<String> before = new SamplerState<>(
                1000L, null, null, -1, null, null, List.of(new Buffered<>(1000, "four"), new Buffered<>(1001, null)));
        FrameSampler<String> sampler = new FrameSampler<>(INTERVAL, REORDERING, before, String::length);
        assertThat(sampler.bufferedWeight()).isEqualTo(4);

        sampler.frame(1100, "seven..", recorder);
        sampler.frame(1100, "repeated", recorder);
        assertThat(sampler.bufferedWeight()).isEqualTo(11);

        sampler.frame(1201, "six...", recorder);
        assertThat(sampler.bufferedWeight()).isEqualTo(13);
        sampler.finish(recorder);
        assertThat(sampler.bufferedWeight()).isZero();
    }

    @Test
    void shouldGoOnAsIfAFrameThatIsDroppedHadNeverCome() {
        FrameSampler<String> sampler = new FrameSampler<>(INTERVAL, REORDERING, SamplerState.empty(), String::length);
        sampler.end(990, recorder);
        frames(sampler, 1000, 1040, 1100);

        assertThat(sampler.dropOldestHeld()).isEqualTo("f1000");
        assertThat(sampler.bufferedWeight()).isEqualTo(10);

        frames(sampler, 1300, 1640, 1840);
        assertThat(out).containsExactly("1040/0 f1040", "1040/1 f1640");
    }

    @Test
    void shouldTakeADroppedFrameThatComesAgain() {
        FrameSampler<String> sampler = sampler(REORDERING);
        frames(sampler, 1000, 1040);
        sampler.dropOldestHeld();

        frames(sampler, 1000, 1240);

        assertThat(out).containsExactly("1000/0 f1000");
    }

    @Test
    void shouldDropNoEndMarker() {
        FrameSampler<String> sampler = sampler(REORDERING);
        sampler.end(1000, recorder);

        assertThat(sampler.dropOldestHeld()).isNull();
        assertThat(sampler.awaitsEnd()).isTrue();
    }

    @Test
    void shouldBeAtRestWhenNoSessionIsOpenAndNothingWaits() {
        FrameSampler<String> sampler = sampler(REORDERING);
        assertThat(sampler.isAtRest()).isTrue();

        frames(sampler, 1000);
        assertThat(sampler.isAtRest()).isFalse();
        frames(sampler, 1300);
        sampler.dropOldestHeld();
        assertThat(sampler.isAtRest()).isFalse();

        sampler.finish(recorder);
        assertThat(sampler.isAtRest()).isTrue();
    }

    @Test
    void shouldRefuseSenselessRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingRules(-1, 0))
                .withMessage("maxGap must be at least 0, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplingRules(3, -1))
                .withMessage("outOfOrdernessMillis must be at least 0, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameSampler<>(0, IN_ORDER))
                .withMessage("intervalMillis must be at least 1, not 0");
    }

    private void frames(FrameSampler<String> sampler, long... timestamps) {
        for (long timestamp : timestamps) {
            sampler.frame(timestamp, "f" + timestamp, recorder);
        }
    }

    private static FrameSampler<String> sampler(SamplingRules rules) {
        return new FrameSampler<>(INTERVAL, rules);
    }

    private record Recorder(List<String> lines) implements SampleOutput<String> {

        @Override
        public void sample(Sample<String> sample) {
            lines.add(sample.session() + "/" + sample.slot() + " " + sample.frame());
        }

        @Override
        public void sessionEnded(long session, long timestamp) {
            lines.add("end of " + session + " at " + timestamp);
        }
    }
}
