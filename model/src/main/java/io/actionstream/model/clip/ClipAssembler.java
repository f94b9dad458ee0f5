package io.actionstream.model.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assembles the samples of one camera into clips: clip k of a session covers the slots from {@code k * hop} on.
 *
 * <p>An empty slot repeats the sample before it, and is filled when the next sample arrives. A clip goes out as soon as
 * its last slot is filled. When the session ends, the first unfinished clip is padded and goes out if it has enough
 * samples and at least one of them was in no complete clip; the overlapping ones that begin after it have nothing that
 * it has not. A sample that does not follow the newest one of its session is a repetition, and ignored.
 *
 * <p>Not safe for more than one thread.
 */
public final class ClipAssembler<T> implements SampleOutput<T> {

    private final int frames;
    private final long interval;
    private final ClipRules rules;
    private final Consumer<AssembledClip<T>> out;
    private final List<Sample<T>> buffered;

    /** An assembler that has seen nothing. */
    public ClipAssembler(ClipSpec spec, ClipRules rules, Consumer<AssembledClip<T>> out) {
        this(spec, rules, List.of(), out);
    }

    /** An assembler that goes on from the samples {@link #buffered()}. */
    public ClipAssembler(ClipSpec spec, ClipRules rules, List<Sample<T>> buffered, Consumer<AssembledClip<T>> out) {
        rules.requireFits(spec);
        this.frames = spec.frames();
        this.interval = spec.intervalMillis();
        this.rules = rules;
        this.buffered = new ArrayList<>(buffered);
        this.out = out;
    }

    @Override
    public void sample(Sample<T> sample) {
        if (!buffered.isEmpty() && newest().session() != sample.session()) {
            sessionEnded(newest().session(), newest().timestamp());
        }
        long filled = buffered.isEmpty() ? sample.slot() - 1 : newest().slot();
        if (sample.slot() <= filled) {
            return;
        }
        buffered.add(sample);
        long unfinished = firstUnfinished(sample.slot());
        for (long start = firstUnfinished(filled); start < unfinished; start += rules.hop()) {
            emit(start, start + frames - 1);
        }
        dropWhatIsNotNeededFrom(unfinished);
    }

    @Override
    public void sessionEnded(long session, long timestamp) {
        if (buffered.isEmpty() || newest().session() != session) {
            return;
        }
        long last = newest().slot();
        long start = firstUnfinished(last);
        boolean hasUnusedSample = start == 0 || last > start - rules.hop() + frames - 1;
        if (hasUnusedSample && last - start + 1 >= rules.minFrames()) {
            emit(start, last);
        }
        buffered.clear();
    }

    /** The samples that a later clip may need, at least the newest one while a session is open; oldest first. */
    public List<Sample<T>> buffered() {
        return List.copyOf(buffered);
    }

    /** The first slot of the first clip that is not complete when the slots up to {@code filled} are. */
    private long firstUnfinished(long filled) {
        long lastCompleteStart = filled - frames + 1;
        return lastCompleteStart < 0 ? 0 : (lastCompleteStart / rules.hop() + 1) * rules.hop();
    }

    private void dropWhatIsNotNeededFrom(long slot) {
        while (buffered.size() > 1 && buffered.get(1).slot() <= slot) {
            buffered.remove(0);
        }
    }

    /** A clip whose beginning was never seen, after a loss of state, does not go out. */
    private void emit(long firstSlot, long lastSlot) {
        if (buffered.get(0).slot() <= firstSlot) {
            out.accept(clip(firstSlot, lastSlot));
        }
    }

    private AssembledClip<T> clip(long firstSlot, long lastSlot) {
        List<T> distinct = new ArrayList<>();
        int[] positions = new int[frames];
        Arrays.fill(positions, AssembledClip.PADDING);
        int current = -1;
        for (long slot = firstSlot; slot <= lastSlot; slot++) {
            int newest = newestAt(slot, current);
            if (newest != current) {
                distinct.add(buffered.get(newest).frame());
                current = newest;
            }
            positions[(int) (slot - firstSlot)] = distinct.size() - 1;
        }
        return new AssembledClip<>(timeOf(firstSlot), timeOf(lastSlot), List.copyOf(distinct), positions);
    }

    /** Index of the newest sample at or before a slot, at or after a known one. */
    private int newestAt(long slot, int known) {
        int index = known;
        while (index + 1 < buffered.size() && buffered.get(index + 1).slot() <= slot) {
            index++;
        }
        return index;
    }

    private long timeOf(long slot) {
        Sample<T> sample = buffered.get(newestAt(slot, 0));
        return sample.slot() == slot ? sample.timestamp() : sample.session() + slot * interval;
    }

    private Sample<T> newest() {
        return buffered.get(buffered.size() - 1);
    }
}
