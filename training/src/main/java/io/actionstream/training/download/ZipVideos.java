package io.actionstream.training.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The videos in a zip, of which only those that are fetched are read. */
final class ZipVideos implements VideoSource {
    private static final int PIECE = 1 << 20;

    private final ByteSource archive;
    private final int piece;

    ZipVideos(ByteSource archive) {
        this(archive, PIECE);
    }

    /** The piece is the most that is read at a time, and lost when it is interrupted. */
    ZipVideos(ByteSource archive, int piece) {
        this.archive = archive;
        this.piece = piece;
    }

    @Override
    public List<SourceVideo> videos() throws IOException {
        return ZipDirectory.read(archive).stream()
                .map(file ->
                        SourceVideo.of(file.name(), file.span(), (target, progress) -> fetch(file, target, progress)))
                .flatMap(Optional::stream)
                .toList();
    }

    private void fetch(ArchivedFile file, Path target, LongConsumer progress) throws IOException {
        if (ZipUnpacker.isUnpacked(target, file)) {
            progress.accept(file.span());
            return;
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        boolean begunBefore = Files.exists(part);
        try {
            transfer(file, part, progress);
            unpack(file, part, target);
        } catch (ZipUnpacker.DamagedException e) {
            Files.delete(part);
            if (!begunBefore) {
                throw new IOException(archive.name() + ": " + e.getMessage(), e);
            }
            // what was there may have been of another archive
            transfer(file, part, bytes -> {});
            unpack(file, part, target);
        }
    }

    private void transfer(ArchivedFile file, Path part, LongConsumer progress) throws IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            long done = Math.min(Files.size(part), file.span());
            progress.accept(done);
            while (done < file.span()) {
                byte[] bytes = archive.read(file.offset() + done, (int) Math.min(piece, file.span() - done));
                out.write(bytes);
                done += bytes.length;
                progress.accept(bytes.length);
            }
        }
    }

    private static void unpack(ArchivedFile file, Path part, Path target) throws IOException {
        Path unpacked = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            ZipUnpacker.unpack(part, file, unpacked);
            Files.move(unpacked, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Files.delete(part);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
