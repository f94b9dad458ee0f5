package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipAssemblerTest {

    private static final ClipSpec FIVE_FRAMES = new ClipSpec(5, 100, 224, 224, Padding.BLACK);
    private static final ClipRules TUMBLING = new ClipRules(5, 3);
    private static final long SESSION = 1000;

    private final List<AssembledClip<String>> clips = new ArrayList<>();

    @Test
    void shouldEmitAClipAsSoonAsItsLastSlotIsFilled() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 1, 2, 3);
        assertThat(clips).isEmpty();

        slots(assembler, 4);
        assertThat(onlyClip().frames()).containsExactly("s0", "s1", "s2", "s3", "s4");
        assertThat(onlyClip().positions()).containsExactly(0, 1, 2, 3, 4);
        assertThat(onlyClip().start()).isEqualTo(1007);
        assertThat(onlyClip().end()).isEqualTo(1407);
    }

    @Test
    void shouldKeepOnlyTheNewestSampleAfterATumblingClip() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 1, 2, 3, 4);

        assertThat(assembler.buffered()).extracting(Sample::slot).containsExactly(4L);
    }

    @Test
    void shouldRepeatTheSampleBeforeAnEmptySlot() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 3, 4);

        assertThat(onlyClip().frames()).containsExactly("s0", "s3", "s4");
        assertThat(onlyClip().positions()).containsExactly(0, 0, 0, 1, 2);
    }

    @Test
    void shouldCompleteAClipWhoseLastSlotsAreEmptyWhenTheNextSampleArrives() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 1, 2, 3, 6);

        assertThat(onlyClip().positions()).containsExactly(0, 1, 2, 3, 3);
        assertThat(onlyClip().end()).isEqualTo(SESSION + 400);
    }

    @Test
    void shouldBeginAClipWithARepeatedSampleAtTheTimeOfItsSlot() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 1, 2, 3, 4, 6, 7, 8, 9);

        AssembledClip<String> second = clips.get(1);
        assertThat(second.start()).isEqualTo(SESSION + 500);
        assertThat(second.frames()).containsExactly("s4", "s6", "s7", "s8", "s9");
        assertThat(second.positions()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void shouldBeginAClipEveryHop() {
        ClipAssembler<String> assembler = assembler(new ClipRules(2, 3));

        slots(assembler, 0, 1, 2, 3, 4, 5, 6);

        assertThat(clips).extracting(AssembledClip::start).containsExactly(1007L, 1207L);
        assertThat(clips.get(1).frames()).containsExactly("s2", "s3", "s4", "s5", "s6");
        assertThat(assembler.buffered()).extracting(Sample::slot).containsExactly(4L, 5L, 6L);
    }

    @Test
    void shouldPadAnUnfinishedClipWhenTheSessionEnds() {
        ClipAssembler<String> assembler = assembler(TUMBLING);
        slots(assembler, 0, 2);

        assembler.sessionEnded(SESSION, 1300);

        assertThat(onlyClip().frames()).containsExactly("s0", "s2");
        assertThat(onlyClip().positions()).containsExactly(0, 0, 1, -1, -1);
        assertThat(onlyClip().end()).isEqualTo(1207);
        assertThat(assembler.buffered()).isEmpty();
    }

    @Test
    void shouldDropAnUnfinishedClipWithTooFewSamples() {
        ClipAssembler<String> assembler = assembler(TUMBLING);
        slots(assembler, 0, 1);

        assembler.sessionEnded(SESSION, 1200);

        assertThat(clips).isEmpty();
        assertThat(assembler.buffered()).isEmpty();
    }

    @Test
    void shouldPadOnlyTheFirstOfTheOverlappingUnfinishedClips() {
        ClipAssembler<String> assembler = assembler(new ClipRules(1, 3));
        slots(assembler, 0, 1, 2, 3);

        assembler.sessionEnded(SESSION, 1400);

        assertThat(onlyClip().positions()).containsExactly(0, 1, 2, 3, -1);
    }

    @Test
    void shouldNotPadAClipWhoseSamplesWereAllInACompleteOne() {
        ClipAssembler<String> assembler = assembler(new ClipRules(1, 3));
        slots(assembler, 0, 1, 2, 3, 4);

        assembler.sessionEnded(SESSION, 1500);

        assertThat(clips).hasSize(1);
        assertThat(assembler.buffered()).isEmpty();
    }

    @Test
    void shouldPadAnOverlappingClipThatHasASampleOfItsOwn() {
        ClipAssembler<String> assembler = assembler(new ClipRules(2, 3));
        slots(assembler, 0, 1, 2, 3, 4, 5);

        assembler.sessionEnded(SESSION, 1600);

        assertThat(clips).hasSize(2);
        assertThat(clips.get(1).frames()).containsExactly("s2", "s3", "s4", "s5");
    }

    @Test
    void shouldIgnoreARepeatedSample() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 0, 1, 1, 0, 2, 3, 4, 4);

        assertThat(onlyClip().frames()).containsExactly("s0", "s1", "s2", "s3", "s4");
    }

    @Test
    void shouldIgnoreTheEndOfAnotherSession() {
        ClipAssembler<String> assembler = assembler(TUMBLING);
        slots(assembler, 0, 1, 2);

        assembler.sessionEnded(SESSION - 1, 5000);

        assertThat(clips).isEmpty();
        assertThat(assembler.buffered()).hasSize(3);
    }

    @Test
    void shouldEndASessionWhoseEndWasLostWhenTheNextBegins() {
        ClipAssembler<String> assembler = assembler(TUMBLING);
        slots(assembler, 0, 1, 2);

        assembler.sample(new Sample<>(9000, 0, 9000, "next"));

        assertThat(onlyClip().frames()).containsExactly("s0", "s1", "s2");
        assertThat(assembler.buffered()).extracting(Sample::frame).containsExactly("next");
    }

    @Test
    void shouldNotEmitAClipWhoseBeginningItNeverSaw() {
        ClipAssembler<String> assembler = assembler(TUMBLING);

        slots(assembler, 3, 4, 5, 6, 7, 8, 9);

        assertThat(onlyClip().frames()).containsExactly("s5", "s6", "s7", "s8", "s9");
    }

    @Test
    void shouldRefuseSenselessRules() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assembler(new ClipRules(6, 3)))
                .withMessage("hop must be at most the clip's 5 frames, not 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipRules(0, 3))
                .withMessage("hop must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClipRules(5, 0))
                .withMessage("minFrames must be at least 1, not 0");
    }

    private void slots(ClipAssembler<String> assembler, long... slots) {
        for (long slot : slots) {
            assembler.sample(new Sample<>(SESSION, slot, SESSION + slot * 100 + 7, "s" + slot));
        }
    }

    private AssembledClip<String> onlyClip() {
        assertThat(clips).hasSize(1);
        return clips.get(0);
    }

    private ClipAssembler<String> assembler(ClipRules rules) {
        return new ClipAssembler<>(FIVE_FRAMES, rules, clips::add);
    }
}
