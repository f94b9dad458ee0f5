package io.actionstream.bench.stream;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of the broker's files: in memory if it can, for clips would wait while the system writes them to a disk. */
final class BrokerFiles {
    private static final Path MEMORY = Path.of("/dev/shm");

    private BrokerFiles() {}

    /** The parent of a directory of so many bytes: in memory where the system has room for them, else the temporary one. */
    static Path parent(long bytes) throws IOException {
        return hasRoomInMemory(bytes) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static boolean hasRoomInMemory(long bytes) throws IOException {
        if (!Files.isWritable(MEMORY)) {
            return false;
        }
        FileStore store = Files.getFileStore(MEMORY);
        return store.type().equals("tmpfs") && store.getUsableSpace() >= bytes;
    }
}
