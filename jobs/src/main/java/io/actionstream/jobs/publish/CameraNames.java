package io.actionstream.jobs.publish;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names cameras after what they play. */
final class CameraNames {

    private CameraNames() {}

    /**
     * Sources by the name of their camera: the named ones, then each other one under the name of its file or folder
     * (without extension), or {@code camera-N} where that is no name or already given.
     */
    static Map<String, String> name(Map<String, String> named, List<String> others) {
        Map<String, String> cameras = new LinkedHashMap<>(named);
        int number = 0;
        for (String source : others) {
            number++;
            String name = baseName(source);
            cameras.put(name.isEmpty() || cameras.containsKey(name) ? "camera-" + number : name, source);
        }
        return cameras;
    }

    private static String baseName(String source) {
        Path file = source.contains("://")
                ? null
                : Path.of(source).toAbsolutePath().normalize().getFileName();
        return file == null ? "" : file.toString().replaceFirst("\\.[^.]+$", "");
    }
}
