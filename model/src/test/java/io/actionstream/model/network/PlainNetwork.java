package io.actionstream.model.network;

import java.util.Arrays;
import java.util.Map;

/**
 * The network written out as plain loops over arrays (T, H, W, C) of one clip: the yardstick that the fast formulation
 * is compared with. It shares nothing with it but the weights' names.
 */
public final class PlainNetwork {

    /** A clip's activations, (t, h, w, c) row-major. */
    record Volume(int t, int h, int w, int c, double[] values) {
        Volume(int t, int h, int w, int c) {
            this(t, h, w, c, new double[t * h * w * c]);
        }

        double at(int i, int y, int x, int channel) {
            return i < 0 || i >= t || y < 0 || y >= h || x < 0 || x >= w
                    ? 0
                    : values[((i * h + y) * w + x) * c + channel];
        }

        void set(int i, int y, int x, int channel, double value) {
            values[((i * h + y) * w + x) * c + channel] = value;
        }
    }

    private final Map<String, Tensor> weights;

    public PlainNetwork(Map<String, Tensor> weights) {
        this.weights = weights;
    }

    /** A clip of uint8 pixels, (t, h, w, RGB). */
    static Volume volume(byte[] pixels, int t, int h, int w) {
        Volume volume = new Volume(t, h, w, 3);
        for (int i = 0; i < pixels.length; i++) {
            volume.values[i] = (pixels[i] & 0xff) / 255.0;
        }
        return volume;
    }

    /** The logits of a clip of uint8 pixels, (t, h, w, RGB). */
    public double[] logits(byte[] pixels, int t, int h, int w) {
        return logits(volume(pixels, t, h, w));
    }

    Volume stem(Volume x) {
        Volume y = conv2Plus1d(x, "stem");
        float[] mean = weights.get("stem.norm.running_mean").values();
        float[] variance = weights.get("stem.norm.running_var").values();
        float[] scale = weights.get("stem.norm.weight").values();
        float[] shift = weights.get("stem.norm.bias").values();
        for (int i = 0; i < y.values.length; i++) {
            int c = i % y.c;
            double normal = (y.values[i] - mean[c]) / Math.sqrt(variance[c] + 1e-3);
            y.values[i] = Math.max(0, normal * scale[c] + shift[c]);
        }
        return y;
    }

    Volume halve(Volume x) {
        Volume y = new Volume(x.t, x.h / 2, x.w / 2, x.c);
        for (int t = 0; t < y.t; t++) {
            for (int h = 0; h < y.h; h++) {
                for (int w = 0; w < y.w; w++) {
                    for (int c = 0; c < y.c; c++) {
                        double sum = x.at(t, 2 * h, 2 * w, c)
                                + x.at(t, 2 * h + 1, 2 * w, c)
                                + x.at(t, 2 * h, 2 * w + 1, c)
                                + x.at(t, 2 * h + 1, 2 * w + 1, c);
                        y.set(t, h, w, c, sum / 4);
                    }
                }
            }
        }
        return y;
    }

    Volume block(Volume x, String name) {
        Volume y = layerNorm(conv2Plus1d(x, name + ".conv1"), name + ".norm1");
        for (int i = 0; i < y.values.length; i++) {
            y.values[i] = Math.max(0, y.values[i]);
        }
        y = layerNorm(conv2Plus1d(y, name + ".conv2"), name + ".norm2");
        Volume shortcut = x;
        if (weights.containsKey(name + ".projection.weight")) {
            shortcut = layerNorm(dense(x, name + ".projection"), name + ".projection_norm");
        }
        for (int i = 0; i < y.values.length; i++) {
            y.values[i] += shortcut.values[i];
        }
        return y;
    }

    double[] head(Volume x) {
        Volume mean = new Volume(1, 1, 1, x.c);
        for (int i = 0; i < x.values.length; i++) {
            mean.values[i % x.c] += x.values[i] / (x.values.length / x.c);
        }
        return dense(mean, "head").values;
    }

    double[] logits(Volume clip) {
        Volume x = stem(clip);
        for (int i = 0; weights.containsKey("blocks." + i + ".conv1.spatial.weight"); i++) {
            x = block(halve(x), "blocks." + i);
        }
        return head(x);
    }

    private Volume conv2Plus1d(Volume x, String name) {
        return conv3d(conv3d(x, name + ".spatial"), name + ".temporal");
    }

    private Volume conv3d(Volume x, String name) {
        Tensor kernel = weights.get(name + ".weight");
        float[] bias = weights.get(name + ".bias").values();
        int[] k = Arrays.stream(kernel.shape()).mapToInt(Math::toIntExact).toArray(); // (O, I, kt, kh, kw)
        Volume y = new Volume(x.t, x.h, x.w, k[0]);
        for (int t = 0; t < x.t; t++) {
            for (int h = 0; h < x.h; h++) {
                for (int w = 0; w < x.w; w++) {
                    for (int o = 0; o < k[0]; o++) {
                        double sum = bias[o];
                        int index = o * k[1] * k[2] * k[3] * k[4];
                        for (int i = 0; i < k[1]; i++) {
                            for (int a = 0; a < k[2]; a++) {
                                for (int b = 0; b < k[3]; b++) {
                                    for (int c = 0; c < k[4]; c++) {
                                        sum += kernel.values()[index++]
                                                * x.at(t + a - k[2] / 2, h + b - k[3] / 2, w + c - k[4] / 2, i);
                                    }
                                }
                            }
                        }
                        y.set(t, h, w, o, sum);
                    }
                }
            }
        }
        return y;
    }

    private Volume layerNorm(Volume x, String name) {
        float[] scale = weights.get(name + ".weight").values();
        float[] shift = weights.get(name + ".bias").values();
        Volume y = new Volume(x.t, x.h, x.w, x.c);
        for (int start = 0; start < x.values.length; start += x.c) {
            double[] pixel = Arrays.copyOfRange(x.values, start, start + x.c);
            double mean = Arrays.stream(pixel).average().orElseThrow();
            double variance = Arrays.stream(pixel)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            for (int c = 0; c < x.c; c++) {
                y.values[start + c] = (pixel[c] - mean) / Math.sqrt(variance + 1e-3) * scale[c] + shift[c];
            }
        }
        return y;
    }

    private Volume dense(Volume x, String name) {
        Tensor matrix = weights.get(name + ".weight");
        float[] bias = weights.get(name + ".bias").values();
        Volume y = new Volume(x.t, x.h, x.w, bias.length);
        for (int pixel = 0; pixel < x.values.length / x.c; pixel++) {
            for (int o = 0; o < bias.length; o++) {
                double sum = bias[o];
                for (int i = 0; i < x.c; i++) {
                    sum += matrix.values()[o * x.c + i] * x.values[pixel * x.c + i];
                }
                y.values[pixel * bias.length + o] = sum;
            }
        }
        return y;
    }
}
