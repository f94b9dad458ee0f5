package io.actionstream.operators.assemble;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.operators.records.CameraFrame;
import java.util.LinkedHashMap;
import java.util.Map;

/** The true action of a clip. */
final class Truth {

    private Truth() {}

    /** The label that most of the samples carry, of equally frequent ones the earliest; null when none carries one. */
    static String of(AssembledClip<CameraFrame> clip) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int position : clip.positions()) {
            String label = position < 0 ? null : clip.frames().get(position).label();
            if (label != null) {
                counts.merge(label, 1, Integer::sum);
            }
        }
        String truth = null;
        for (String label : counts.keySet()) {
            if (truth == null || counts.get(label) > counts.get(truth)) {
                truth = label;
            }
        }
        return truth;
    }
}
