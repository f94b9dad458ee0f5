package io.actionstream.jobs.publish;

import io.actionstream.operators.check.CameraId;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names cameras after what they play. */
final class CameraNames {

    private CameraNames() {}

    /**
     * Sources by the name of their camera: the named ones, then each other one under the name of its file or folder
     * (without extension), or the first free {@code camera-N} from its own number on where that is no name or already
     * given.
     */
    static Map<String, String> name(Map<String, String> named, List<String> others) {
        Map<String, String> cameras = new LinkedHashMap<>(named);
        int number = 0;
        for (String source : others) {
            number++;
            cameras.put(freeName(baseName(source), number, cameras.keySet()), source);
        }
        return cameras;
    }

    private static String freeName(String preferred, int number, Set<String> taken) {
        String name = preferred;
        for (int n = number; CameraId.problemWith(name).isPresent() || taken.contains(name); n++) {
            name = "camera-" + n;
        }
        return name;
    }

    private static String baseName(String source) {
        var address = CameraPlan.address(source);
        Path file = address.isNetwork()
                ? null
                : address.path().toAbsolutePath().normalize().getFileName();
        return file == null ? "" : file.toString().replaceFirst("\\.[^.]+$", "");
    }
}
