package io.actionstream.model.clip;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.reference.ReferenceClips;
import io.actionstream.model.reference.ReferenceClips.FlatClip;
import io.actionstream.model.reference.Schedule;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ClipRulesPropertyTest {

    @Property(tries = 10_000)
    void shouldMakeTheClipsOfTheReferenceInAnyOrderOfArrivalWithinTheBound(@ForAll("schedules") Schedule schedule) {
        assertThat(clipsOf(schedule, false)).isEqualTo(ReferenceClips.of(schedule));
    }

    @Property(tries = 500)
    void shouldMakeTheSameClipsWhenRestoredAfterEveryArrival(@ForAll("schedules") Schedule schedule) {
        assertThat(clipsOf(schedule, true)).isEqualTo(ReferenceClips.of(schedule));
    }

    @Property(tries = 500)
    void shouldNeverGiveTwoClipsTheSameStart(@ForAll("schedules") Schedule schedule) {
        assertThat(clipsOf(schedule, false)).extracting(FlatClip::start).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<Schedule> schedules() {
        return Schedule.any();
    }

    private static List<FlatClip> clipsOf(Schedule schedule, boolean restoring) {
        List<FlatClip> clips = new ArrayList<>();
        FrameSampler<String> sampler = restored(schedule, SamplerState.empty());
        ClipAssembler<String> assembler = restored(schedule, List.of(), clips);
        for (Buffered<String> arrival : schedule.arrivals()) {
            if (arrival.endsSession()) {
                sampler.end(arrival.timestamp(), assembler);
            } else {
                sampler.frame(arrival.timestamp(), arrival.frame(), assembler);
            }
            assertThat(assembler.buffered())
                    .hasSizeLessThanOrEqualTo(schedule.spec().frames());
            if (restoring) {
                sampler = restored(schedule, sampler.state());
                assembler = restored(schedule, assembler.buffered(), clips);
            }
        }
        sampler.finish(assembler);
        assertThat(assembler.buffered()).isEmpty();
        return clips;
    }

    private static FrameSampler<String> restored(Schedule schedule, SamplerState<String> state) {
        return new FrameSampler<>(schedule.spec().intervalMillis(), schedule.sampling(), state);
    }

    private static ClipAssembler<String> restored(
            Schedule schedule, List<Sample<String>> buffered, List<FlatClip> clips) {
        return new ClipAssembler<>(schedule.spec(), schedule.clips(), buffered, clip -> clips.add(FlatClip.of(clip)));
    }
}
