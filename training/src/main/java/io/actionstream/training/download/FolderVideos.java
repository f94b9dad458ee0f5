package io.actionstream.training.download;

import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The videos below a folder. */
final class FolderVideos implements VideoSource {
    private final Path folder;
    private final Consumer<String> warnings;

    FolderVideos(Path folder, Consumer<String> warnings) {
        this.folder = folder;
        this.warnings = warnings;
    }

    @Override
    public List<SourceVideo> videos() throws IOException {
        List<SourceVideo> videos = new ArrayList<>();
        for (LabelledVideo video : VideoFiles.below(folder, warnings)) {
            Path file = video.file();
            long size = Files.size(file);
            SourceVideo.of(file.getFileName().toString(), size, (target, progress) -> {
                        copy(file, target);
                        progress.accept(size);
                    })
                    .ifPresent(videos::add);
        }
        return videos;
    }

    private static void copy(Path file, Path target) throws IOException {
        if (!Files.isRegularFile(target) || Files.mismatch(file, target) >= 0) {
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
