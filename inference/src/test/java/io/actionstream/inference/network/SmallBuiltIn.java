package io.actionstream.inference.network;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The built-in network for clips of two small frames, with weights that nobody trained. */
public final class SmallBuiltIn {
    public static final ClipSpec SPEC = new ClipSpec(2, 600, 16, 16, Padding.BLACK);
    public static final List<String> LABELS = List.of("Archery", "Biking", "Dance");

    private SmallBuiltIn() {}

    /** Clips of noise, the same each time. */
    public static List<byte[]> clips(int count) {
        Random random = new Random(2);
        List<byte[]> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] clip = new byte[SPEC.clipBytes()];
            random.nextBytes(clip);
            clips.add(clip);
        }
        return clips;
    }

    /** The network. */
    public static Checkpoint checkpoint() {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT, CheckpointConfig.ARCHITECTURE, "test-1", SPEC, LABELS, null, null);
        return new Checkpoint(config, Layout.of(LABELS.size()).initialise(4));
    }
}
