package io.actionstream.operators.assemble;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.YARD;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static io.actionstream.operators.testing.CameraFixture.sample;
import static io.actionstream.operators.testing.CameraFixture.through;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.model.reference.Schedule;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.testing.OperatorPipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CameraPartitionsTest {

    private static final Schedule RULES =
            new Schedule(ClipSpec.TUTORIAL, SamplingRules.DEFAULT, ClipRules.DEFAULT, List.of(), List.of());
    private static final int FRAMES = 600;
    private static final long FRAME_MILLIS = 100;
    private static final int MOST_READ_AT_ONCE = 100;

    @Test
    void shouldForgetTheCameraThatWasSampledLongestAgo() {
        var partitions = new CameraPartitions(1800, 1);
        assertThat(take(partitions, sample(GATE, 1000, 0, null))).isTrue();
        assertThat(take(partitions, through(1, sample(GATE, 1000, 0, null)))).isFalse();

        assertThat(take(partitions, sample(YARD, 1000, 0, null))).isTrue();

        assertThat(take(partitions, through(1, sample(GATE, 1000, 0, null)))).isTrue();
    }

    /** Some partitions are read by the same subtask, and each is read in pieces, in any order. */
    @Property(tries = 200)
    void shouldNeverMakeTwoClipsOfTheSameTime(
            @ForAll @IntRange(min = 2, max = 4) int partitions,
            @ForAll @IntRange(min = 1, max = 3) int parallelism,
            @ForAll long seed)
            throws Exception {
        var random = new Random(seed);
        var pipeline = new OperatorPipeline(RULES, parallelism);
        try {
            List<Queue<CameraFrame>> waiting = scattered(partitions, random);
            while (waiting.stream().anyMatch(partition -> !partition.isEmpty())) {
                Queue<CameraFrame> partition = waiting.get(random.nextInt(partitions));
                for (int i = random.nextInt(MOST_READ_AT_ONCE); i > 0 && !partition.isEmpty(); i--) {
                    pipeline.read(partition.remove());
                }
            }
            List<Clip> clips = new ArrayList<>(pipeline.finish());
            assertThat(clips).isNotEmpty();
            clips.sort(Comparator.comparingLong(Clip::start));
            for (int i = 1; i < clips.size(); i++) {
                assertThat(clips.get(i).start()).isGreaterThan(clips.get(i - 1).end());
            }
            assertThat(pipeline.leftovers()).isZero();
        } finally {
            pipeline.close();
        }
    }

    private static boolean take(CameraPartitions partitions, SampledFrame sample) {
        return partitions.take(sample, null, 0, 0);
    }

    private static List<Queue<CameraFrame>> scattered(int partitions, Random random) {
        List<Queue<CameraFrame>> scattered = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            scattered.add(new ArrayDeque<>());
        }
        for (int i = 0; i < FRAMES; i++) {
            int partition = random.nextInt(partitions);
            scattered.get(partition).add(through(partition, frame(GATE, i * FRAME_MILLIS)));
        }
        return scattered;
    }
}
