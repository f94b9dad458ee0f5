package io.actionstream.model.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;

/** The PyTorch engine of this process: loaded once, offline, with native memory that is kept. */
public final class Torch {
    private Torch() {}

    /** The engine. */
    public static Engine engine() {
        return Holder.ENGINE;
    }

    /** A new manager on a device; whoever asks for it closes it. */
    public static NDManager newManager(Device device) {
        return engine().newBaseManager(device);
    }

    /** Cores that PyTorch has for one operation unless told otherwise: the machine's, or {@code OMP_NUM_THREADS}. */
    public static int cores() {
        return Holder.CORES;
    }

    /**
     * The device of a name.
     *
     * @param name {@code auto} (a GPU when there is one), {@code cpu}, {@code gpu} or {@code gpu:1}
     * @throws IllegalArgumentException when the name is none of these or there is no such GPU
     */
    public static Device device(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (wanted.equals("cpu")) {
            return Device.cpu();
        }
        int gpus = engine().getGpuCount();
        if (wanted.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (!wanted.matches("gpu(:\\d{1,3})?")) {
            throw new IllegalArgumentException("device must be auto, cpu, gpu or gpu:N, not '" + name + "'");
        }
        int index = wanted.equals("gpu") ? 0 : Integer.parseInt(wanted.substring("gpu:".length()));
        if (index >= gpus) {
            throw new IllegalArgumentException(
                    "device " + name + " asked for, but PyTorch sees " + gpus + " GPUs here");
        }
        return Device.gpu(index);
    }

    private static final class Holder {
        static final Engine ENGINE = load();
        static final int CORES = JniUtils.getNumThreads();

        private static Engine load() {
            MallocTuning.keep();
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
            System.setProperty("ai.djl.pytorch.cudnn_benchmark", "true");
            return Engine.getEngine("PyTorch");
        }
    }
}
