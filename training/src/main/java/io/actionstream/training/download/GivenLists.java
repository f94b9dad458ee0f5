package io.actionstream.training.download;

import io.actionstream.media.video.files.VideoList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lists of the videos to fetch, such as UCF101's own: on each line {@code Archery/v_Archery_g01_c01.avi}, perhaps
 * followed by a class number. Any of them may be null.
 *
 * @param training list of videos to learn from
 * @param validation list of videos to choose with
 * @param test list of videos to judge by
 */
public record GivenLists(Path training, Path validation, Path test) implements Division {

    private static final String EXAMPLE = "Archery/v_Archery_g01_c01.avi";

    public GivenLists {
        if (training == null && validation == null && test == null) {
            throw new IllegalArgumentException("no list is given");
        }
    }

    @Override
    public Splits of(List<SourceVideo> videos) throws IOException {
        Map<String, SourceVideo> byFile = videos.stream()
                .collect(Collectors.toMap(video -> key(video.file()), Function.identity(), (first, again) -> first));
        return new Splits(listed(training, byFile), listed(validation, byFile), listed(test, byFile));
    }

    private static List<SourceVideo> listed(Path list, Map<String, SourceVideo> byFile) throws IOException {
        Set<SourceVideo> videos = new LinkedHashSet<>();
        for (VideoList.Line line : list == null ? List.<VideoList.Line>of() : VideoList.read(list)) {
            videos.add(line.paths().stream()
                    .map(path -> byFile.get(key(path)))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() -> new IOException(list + ", line " + line.number() + ": " + line.shown()
                            + (line.isClass()
                                    ? " is a class, not a video: give a list of videos, such as UCF101's trainlist01.txt"
                                    : " is no video of the source; expected is " + EXAMPLE))));
        }
        return List.copyOf(videos);
    }

    /** The name of a file without its folders, in any letter case. */
    private static String key(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
