package io.actionstream.training.commands;

import ai.djl.Device;
import io.actionstream.model.network.Torch;
import picocli.CommandLine.Option;

/** What computes. */
public final class DeviceOptions {
    @Option(
            names = "--device",
            defaultValue = "auto",
            description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}: a GPU when there is one)")
    private String device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "threads that read videos (default: the number of cores)")
    private int threads = Runtime.getRuntime().availableProcessors();

    Device device() {
        return Torch.device(device);
    }

    int threads() {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
        }
        return threads;
    }
}
