package io.actionstream.training.fit;

import io.actionstream.training.data.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A batch as it is learned: clips, possibly mixed in pairs, and the probabilities wanted.
 *
 * @param clips each (frames, height, width, RGB) as uint8
 * @param probabilities (clips, classes), row-major
 */
record Targets(List<byte[]> clips, float[] probabilities) {

    /** Applies label smoothing and mixup as the recipe says. */
    static Targets of(Batch batch, int classes, Recipe recipe, SplittableRandom random) {
        float[] smooth = smooth(batch.classes(), classes, recipe.labelSmoothing());
        if (recipe.mixup() == 0 || batch.size() < 2) {
            return new Targets(batch.clips(), smooth);
        }
        List<byte[]> clips = new ArrayList<>(batch.size());
        float[] mixed = new float[smooth.length];
        for (int i = 0; i < batch.size(); i++) {
            int other = (i + 1) % batch.size();
            double share = beta(recipe.mixup(), random);
            share = Math.max(share, 1 - share);
            clips.add(mix(batch.clips().get(i), batch.clips().get(other), share));
            for (int c = 0; c < classes; c++) {
                mixed[i * classes + c] =
                        (float) (share * smooth[i * classes + c] + (1 - share) * smooth[other * classes + c]);
            }
        }
        return new Targets(clips, mixed);
    }

    private static float[] smooth(int[] labels, int classes, double smoothing) {
        float[] probabilities = new float[labels.length * classes];
        Arrays.fill(probabilities, (float) (smoothing / classes));
        for (int i = 0; i < labels.length; i++) {
            probabilities[i * classes + labels[i]] += (float) (1 - smoothing);
        }
        return probabilities;
    }

    private static byte[] mix(byte[] a, byte[] b, double share) {
        int weight = (int) Math.round(256 * share);
        byte[] mixed = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            mixed[i] = (byte) ((weight * (a[i] & 0xff) + (256 - weight) * (b[i] & 0xff) + 128) >> 8);
        }
        return mixed;
    }

    /** A number from Beta(a, a): Jöhnk's method, which suits the small a of mixup. */
    private static double beta(double a, SplittableRandom random) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / a);
            double y = Math.pow(random.nextDouble(), 1 / a);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }
}
