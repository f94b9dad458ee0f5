package io.actionstream.operators.testing;

import io.actionstream.model.reference.Schedule;
import io.actionstream.operators.assemble.AssembleClips;
import io.actionstream.operators.assemble.AssembleWithinBudget;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.sample.CameraBudget;
import io.actionstream.operators.sample.SampleFrames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** Sampling and assembly as the job runs them, at some parallelism; after a restart another subtask may read a camera. */
public final class OperatorPipeline {

    private static final int MAX_PARALLELISM = 16;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Schedule rules;
    private final List<Clip> clips = new ArrayList<>();
    private final List<OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame>> samplers = new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip>> assemblers =
            new ArrayList<>();
    private int restarts;

    public OperatorPipeline(Schedule rules, int parallelism) throws Exception {
        this.rules = rules;
        for (int subtask = 0; subtask < parallelism; subtask++) {
            samplers.add(sampler(parallelism, subtask));
            assemblers.add(assembler(parallelism, subtask));
        }
        open();
    }

    public void read(CameraFrame frame) throws Exception {
        int partition = frame.camera().hashCode() + frame.origin().partition();
        int reader = Math.floorMod(partition + restarts, samplers.size());
        samplers.get(reader).processElement(frame, 0);
        passOn(samplers.get(reader));
    }

    /** Goes on from a savepoint, at a parallelism that may be another. */
    public void restart(int parallelism) throws Exception {
        OperatorSubtaskState sampled = snapshot(samplers);
        OperatorSubtaskState assembled = snapshot(assemblers);
        int before = samplers.size();
        close();
        samplers.clear();
        assemblers.clear();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            samplers.add(sampler(parallelism, subtask));
            samplers.get(subtask).initializeState(part(sampled, before, parallelism, subtask));
            assemblers.add(assembler(parallelism, subtask));
            assemblers.get(subtask).initializeState(part(assembled, before, parallelism, subtask));
        }
        open();
        restarts++;
    }

    /** The input ends. */
    public List<Clip> finish() throws Exception {
        for (var sampler : samplers) {
            sampler.getOneInputOperator().finish();
            passOn(sampler);
        }
        return clips;
    }

    /** Entries of keyed state and timers that are left. */
    public int leftovers() {
        return assemblers.stream()
                .mapToInt(assembler -> assembler.numKeyedStateEntries() + assembler.numProcessingTimeTimers())
                .sum();
    }

    public void close() throws Exception {
        for (var harness : samplers) {
            harness.close();
        }
        for (var harness : assemblers) {
            harness.close();
        }
    }

    private void open() throws Exception {
        for (var harness : samplers) {
            harness.open();
        }
        for (var harness : assemblers) {
            harness.open();
        }
    }

    private void passOn(OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> sampler) throws Exception {
        for (SampledFrame sample : sampler.extractOutputValues()) {
            var assembler = assemblers.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    sample.camera(), MAX_PARALLELISM, assemblers.size()));
            assembler.processElement(sample, 0);
            clips.addAll(assembler.extractOutputValues());
            assembler.getOutput().clear();
        }
        sampler.getOutput().clear();
    }

    private static OperatorSubtaskState snapshot(List<? extends AbstractStreamOperatorTestHarness<?>> harnesses)
            throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var harness : harnesses) {
            states.add(harness.snapshot(1, 1));
        }
        return AbstractStreamOperatorTestHarness.repackageState(states.toArray(OperatorSubtaskState[]::new));
    }

    private static OperatorSubtaskState part(OperatorSubtaskState state, int before, int parallelism, int subtask) {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, parallelism, subtask);
    }

    private OneInputStreamOperatorTestHarness<CameraFrame, SampledFrame> sampler(int parallelism, int subtask)
            throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new SampleFrames(rules.spec().intervalMillis(), rules.sampling(), IDLE, CameraBudget.DEFAULT),
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SampledFrame, Clip> assembler(int parallelism, int subtask)
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new AssembleWithinBudget(
                        new AssembleClips(rules.spec(), rules.clips(), rules.sampling(), IDLE, 100), Long.MAX_VALUE),
                SampledFrame::camera,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
    }
}
