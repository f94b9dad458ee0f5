package io.actionstream.operators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.Buffered;
import io.actionstream.model.reference.ReferenceClips;
import io.actionstream.model.reference.ReferenceClips.FlatClip;
import io.actionstream.model.reference.Schedule;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.testing.CameraFixture;
import io.actionstream.operators.testing.OperatorPipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The operators against the reference: several cameras whose frames mix in any manner, restarts at another parallelism at
 * any moment. As many schedules as {@code -Djqwik.tries.default} says; a failure tells its seed.
 */
class ClipOperatorsPropertyTest {

    private static final int MOST_SUBTASKS = 3;
    private static final int ARRIVALS_A_RESTART = 40;

    @Property
    void shouldMakeTheClipsOfTheReferenceForEveryCameraWhateverRestarts(@ForAll("mixtures") Mixture mixture)
            throws Exception {
        List<Clip> clips = clipsOf(mixture);

        for (int camera = 0; camera < mixture.cameras().size(); camera++) {
            String id = id(camera);
            assertThat(clips.stream().filter(clip -> clip.camera().equals(id)).map(ClipOperatorsPropertyTest::flat))
                    .isEqualTo(ReferenceClips.of(mixture.cameras().get(camera)));
        }
    }

    @Provide
    Arbitrary<Mixture> mixtures() {
        return Combinators.combine(Schedule.any(), Schedule.any().list().ofMaxSize(2), Arbitraries.longs())
                .as((first, others, seed) -> {
                    List<Schedule> cameras = new ArrayList<>(List.of(first));
                    others.forEach(other -> cameras.add(other.underRulesOf(first)));
                    return new Mixture(cameras, seed);
                });
    }

    /**
     * Cameras under the same rules.
     *
     * @param seed of the order in which their frames mix, and of the restarts
     */
    record Mixture(List<Schedule> cameras, long seed) {}

    private static List<Clip> clipsOf(Mixture mixture) throws Exception {
        var random = new Random(mixture.seed());
        List<Queue<Buffered<String>>> waiting = new ArrayList<>();
        mixture.cameras().forEach(camera -> waiting.add(new ArrayDeque<>(camera.arrivals())));
        var pipeline = new OperatorPipeline(mixture.cameras().get(0), 1 + random.nextInt(MOST_SUBTASKS));
        try {
            for (long arrival = 0; waiting.stream().anyMatch(camera -> !camera.isEmpty()); arrival++) {
                int camera = random.nextInt(waiting.size());
                Buffered<String> next = waiting.get(camera).poll();
                if (next != null) {
                    pipeline.read(frame(id(camera), next, arrival));
                }
                if (random.nextInt(ARRIVALS_A_RESTART) == 0) {
                    pipeline.restart(1 + random.nextInt(MOST_SUBTASKS));
                }
            }
            List<Clip> clips = pipeline.finish();
            assertThat(pipeline.leftovers()).isZero();
            return clips;
        } finally {
            pipeline.close();
        }
    }

    private static String id(int camera) {
        return "gate-" + camera;
    }

    private static CameraFrame frame(String camera, Buffered<String> buffered, long arrival) {
        byte[] image = buffered.endsSession() ? null : buffered.frame().getBytes(UTF_8);
        return new CameraFrame(camera, buffered.timestamp(), image, null, arrival, CameraFixture.origin(arrival));
    }

    private static FlatClip flat(Clip clip) {
        List<String> frames = clip.images().stream()
                .map(frame -> new String(frame.image(), UTF_8))
                .toList();
        return FlatClip.of(new AssembledClip<>(clip.start(), clip.end(), frames, clip.positions()));
    }
}
