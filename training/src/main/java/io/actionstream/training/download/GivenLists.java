package io.actionstream.training.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    public GivenLists {
        if (training == null && validation == null && test == null) {
            throw new IllegalArgumentException("no list is given");
        }
    }

    @Override
    public Splits of(List<SourceVideo> videos) throws IOException {
        Map<String, SourceVideo> byFile = videos.stream()
                .collect(Collectors.toMap(SourceVideo::file, Function.identity(), (first, again) -> first));
        return new Splits(listed(training, byFile), listed(validation, byFile), listed(test, byFile));
    }

    private static List<SourceVideo> listed(Path list, Map<String, SourceVideo> byFile) throws IOException {
        List<SourceVideo> videos = new ArrayList<>();
        for (String line : list == null ? List.<String>of() : Files.readAllLines(list)) {
            if (!line.isBlank()) {
                String path = line.strip().replaceFirst("\\s+\\d+$", "");
                SourceVideo video = byFile.get(path.substring(path.lastIndexOf('/') + 1));
                if (video == null) {
                    throw new IOException(list + ": there is no video " + path);
                }
                videos.add(video);
            }
        }
        return videos;
    }
}
