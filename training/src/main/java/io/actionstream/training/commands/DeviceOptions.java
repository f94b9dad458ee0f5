package io.actionstream.training.commands;

import ai.djl.Device;
import io.actionstream.model.network.Torch;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The device that computes. */
public final class DeviceOptions {
    @Option(
            names = "--device",
            defaultValue = "auto",
            paramLabel = "DEVICE",
            description =
                    "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}: a GPU when there is one); training shares"
                            + " each batch among several: gpu:0,gpu:1")
    private String device;

    /** The device as it was named. */
    public String name() {
        return device;
    }

    /** The device; the first GPU or the processor unless the option says otherwise. */
    public Device device() {
        return Torch.device(device);
    }

    /** One device or more, each named once. */
    List<Device> devices() {
        List<Device> devices = Arrays.stream(device.split(","))
                .map(String::trim)
                .map(Torch::device)
                .toList();
        if (devices.stream().distinct().count() < devices.size()) {
            throw new IllegalArgumentException("--device names one device twice: " + device);
        }
        return devices;
    }
}
