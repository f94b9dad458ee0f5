package io.actionstream.cluster.camera;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.records.ClipId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The clips that cameras' frames make, by the rules themselves without Flink. The model's property tests compare these
 * rules with a simpler program.
 */
public final class ExpectedClips {
    private final Map<String, Camera> cameras = new HashMap<>();
    private final Set<ClipId> clips = new HashSet<>();

    private record Camera(FrameSampler<byte[]> sampler, ClipAssembler<byte[]> assembler) {}

    /** What a camera sends next. */
    public void add(Shot shot) {
        Camera camera = cameras.computeIfAbsent(shot.camera(), this::camera);
        if (shot.jpeg() == null) {
            camera.sampler().end(shot.captured(), camera.assembler());
        } else {
            camera.sampler().frame(shot.captured(), shot.jpeg(), camera.assembler());
        }
    }

    /** How many clips are complete. */
    public int complete() {
        return clips.size();
    }

    /** All clips, now that nothing more is sent. */
    public Set<ClipId> afterAll() {
        cameras.values().forEach(camera -> camera.sampler().finish(camera.assembler()));
        return clips;
    }

    private Camera camera(String name) {
        return new Camera(
                new FrameSampler<>(ClipSpec.TUTORIAL.intervalMillis(), SamplingRules.DEFAULT),
                new ClipAssembler<>(ClipSpec.TUTORIAL, ClipRules.DEFAULT, clip -> add(name, clip)));
    }

    private void add(String camera, AssembledClip<byte[]> clip) {
        clips.add(new ClipId(camera, clip.start()));
    }
}
