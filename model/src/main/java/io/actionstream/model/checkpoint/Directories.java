package io.actionstream.model.checkpoint;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Puts whole directories in their place, and removes them. */
final class Directories {
    /** Arguments of renameat2(2). */
    private static final int AT_FDCWD = -100;

    private static final int RENAME_EXCHANGE = 2;

    private Directories() {}

    /**
     * Moves a directory to where another one may be. On Linux there is one of the two at every moment; on other systems
     * none for an instant. What was there is then beside the fresh one's old place, or in it.
     */
    static void replace(Path target, Path fresh) throws IOException {
        if (!Files.exists(target)) {
            move(fresh, target);
        } else if (!exchange(target, fresh)) {
            Path old = fresh.resolveSibling("old");
            move(target, old);
            try {
                move(fresh, target);
            } catch (IOException e) {
                move(old, target);
                throw e;
            }
        }
    }

    /** Has the disk hold what was written to the files of a directory, so that a crash after a rename loses nothing. */
    static void sync(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean exchange(Path one, Path other) {
        Object[] arguments = {AT_FDCWD, one.toString(), AT_FDCWD, other.toString(), RENAME_EXCHANGE};
        try {
            return Platform.isLinux()
                    && NativeLibrary.getInstance("c").getFunction("renameat2").invokeInt(arguments) == 0;
        } catch (LinkageError e) {
            return false; // an older C library
        }
    }

    /** Removes a directory and all in it; links are removed, not followed. */
    static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
