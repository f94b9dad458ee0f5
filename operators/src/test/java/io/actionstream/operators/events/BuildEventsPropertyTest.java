package io.actionstream.operators.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.Event;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.reference.EventScript;
import io.actionstream.model.reference.EventScript.Item;
import io.actionstream.model.reference.ReferenceEvents;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.NextClip;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * The operator against the reference: forty cameras at a time, whose clips are answered in any order, and restarts at another
 * parallelism at any moment. Ten thousand cameras in all; a failure tells its seed.
 */
class BuildEventsPropertyTest {

    private static final int CAMERAS = 40;
    private static final int MOST_SUBTASKS = 3;
    private static final int RECORDS_A_RESTART = 600;
    private static final int MAX_PARALLELISM = 16;

    /**
     * Cameras under the same options.
     *
     * @param seed of the order in which records come, and of the restarts
     */
    record Mixture(List<EventScript> cameras, long seed) {

        EventOptions options() {
            return cameras.get(0).options();
        }
    }

    @Property(tries = 10_000 / CAMERAS)
    void shouldMakeTheEventsOfTheReferenceInAnyOrderOfAnswersWhateverRestarts(@ForAll("mixtures") Mixture mixture)
            throws Exception {
        List<Event> events = new Run(mixture).events();

        for (int camera = 0; camera < CAMERAS; camera++) {
            String id = id(camera);
            assertThat(byId(events.stream()
                            .filter(event -> event.camera().equals(id))
                            .toList()))
                    .isEqualTo(byId(ReferenceEvents.of(id, mixture.cameras().get(camera))));
        }
    }

    @Provide
    Arbitrary<Mixture> mixtures() {
        return Combinators.combine(EventScript.any().list().ofSize(CAMERAS), Arbitraries.longs())
                .as((cameras, seed) -> {
                    EventOptions options = cameras.get(0).options();
                    return new Mixture(
                            cameras.stream().map(camera -> camera.with(options)).toList(), seed);
                });
    }

    private static Map<String, List<Event>> byId(List<Event> events) {
        return events.stream().collect(Collectors.groupingBy(Event::id));
    }

    private static String id(int camera) {
        return "gate-" + camera;
    }

    /** The operator's subtasks, and what is on its way to them. */
    private static final class Run {

        private final EventOptions options;
        private final Random random;
        private final List<Queue<NextClip>> order = new ArrayList<>(); // comes as it was sent
        private final List<ClipAnswer> answers = new ArrayList<>(); // come as they like
        private final List<Event> events = new ArrayList<>();
        private List<KeyedTwoInputStreamOperatorTestHarness<String, NextClip, ClipAnswer, Event>> subtasks;

        Run(Mixture mixture) {
            options = mixture.options();
            random = new Random(mixture.seed());
            for (int camera = 0; camera < CAMERAS; camera++) {
                Queue<NextClip> next = new ArrayDeque<>();
                for (Item item : mixture.cameras().get(camera).items()) {
                    next.add(new NextClip(id(camera), item.start(), item.endsSession()));
                    if (!item.endsSession()) {
                        answers.add(new ClipAnswer(id(camera), item.start(), item.clip()));
                    }
                }
                order.add(next);
            }
        }

        /** All events; nothing may be left in the state. */
        List<Event> events() throws Exception {
            start(1 + random.nextInt(MOST_SUBTASKS), null);
            while (!answers.isEmpty() || order.stream().anyMatch(next -> !next.isEmpty())) {
                if (random.nextInt(RECORDS_A_RESTART) == 0) {
                    restart();
                }
                sendAny();
            }
            int left = 0;
            for (var subtask : subtasks) {
                left += subtask.numKeyedStateEntries() + subtask.numProcessingTimeTimers();
                subtask.close();
            }
            assertThat(left).isZero();
            return events;
        }

        private void sendAny() throws Exception {
            NextClip next = order.get(random.nextInt(CAMERAS)).poll();
            if (next != null) {
                var subtask = subtask(next.camera());
                subtask.processElement1(next, 0);
                collect(subtask);
            }
            if (!answers.isEmpty() && random.nextBoolean()) {
                ClipAnswer answer = answers.remove(random.nextInt(answers.size()));
                var subtask = subtask(answer.camera());
                subtask.processElement2(answer, 0);
                collect(subtask);
            }
        }

        private void collect(KeyedTwoInputStreamOperatorTestHarness<String, NextClip, ClipAnswer, Event> subtask) {
            events.addAll(subtask.extractOutputValues());
            subtask.getOutput().clear();
        }

        private KeyedTwoInputStreamOperatorTestHarness<String, NextClip, ClipAnswer, Event> subtask(String camera) {
            return subtasks.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(camera, MAX_PARALLELISM, subtasks.size()));
        }

        private void restart() throws Exception {
            OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
            for (int subtask = 0; subtask < states.length; subtask++) {
                states[subtask] = subtasks.get(subtask).snapshot(1, 1);
                subtasks.get(subtask).close();
            }
            start(1 + random.nextInt(MOST_SUBTASKS), AbstractStreamOperatorTestHarness.repackageState(states));
        }

        private void start(int parallelism, OperatorSubtaskState state) throws Exception {
            int before = subtasks == null ? 0 : subtasks.size();
            subtasks = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new BuildEvents(options)),
                        NextClip::camera,
                        ClipAnswer::camera,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
                if (state != null) {
                    harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            state, MAX_PARALLELISM, before, parallelism, subtask));
                }
                harness.open();
                subtasks.add(harness);
            }
        }
    }
}
