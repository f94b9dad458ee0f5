package io.actionstream.training.download;

import io.actionstream.model.label.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A video that can be fetched.
 *
 * @param label its action
 * @param group the group within the action
 * @param file its own name, without folders
 * @param bytes that fetching it takes
 * @param fetch fetches it
 */
public record SourceVideo(String label, String group, String file, long bytes, Fetch fetch) {

    /** Fetches one video. */
    @FunctionalInterface
    public interface Fetch {
        /**
         * Puts the video in its place, unless it is there already. What an interrupted attempt left beside it is used.
         *
         * @param progress told the bytes that are done, as they come; in all {@link SourceVideo#bytes()}
         */
        void into(Path target, LongConsumer progress) throws IOException;
    }

    /** As UCF101 names its videos; no character of it can lead out of a folder. */
    private static final Pattern NAME =
            Pattern.compile("v_(?<label>\\w[\\w-]*)_(?<group>g\\d+)_c\\d+\\.\\w+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Makes a video of what its path says; empty when it is none of UCF101. The folders of the path don't count. */
    static Optional<SourceVideo> of(String path, long bytes, Fetch fetch) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        Matcher name = NAME.matcher(file);
        return name.matches()
                ? Optional.of(
                        new SourceVideo(Labels.spelling(name.group("label")), name.group("group"), file, bytes, fetch))
                : Optional.empty();
    }

    /** The path below a data folder, as in the split lists. */
    String path() {
        return label + "/" + file;
    }
}
