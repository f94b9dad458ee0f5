package io.actionstream.inference.network;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.network.MallocTuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The loading of a network and its first clip, on a thread of its own: whoever waits gives up when it takes too much time or memory. The
 * engine cannot be interrupted; the thread ends, and frees what it has, when the engine has come to its end.
 */
final class FirstRun {
    private static final long LOOK_MILLIS = 20;
    private static final long PAGE_BYTES = 4096;
    private static final Path MEMORY = Path.of("/proc/self/statm");

    private FirstRun() {}

    /** Loads a network. */
    @FunctionalInterface
    interface Opener {
        EnginePass open() throws CheckpointException;
    }

    /**
     * Loads a network and has it classify a clip.
     *
     * @throws CheckpointException when it cannot, is not as declared, or takes more than the rules allow
     */
    static ForwardPass of(Opener opener, Checkpoint checkpoint, LoadRules rules) throws CheckpointException {
        CompletableFuture<EnginePass> running = new CompletableFuture<>();
        long before = residentBytes();
        MallocTuning.thread("first-run", () -> run(opener, checkpoint, running));
        String file = checkpoint.config().architecture().fileName();
        try {
            EnginePass pass =
                    await(running, System.nanoTime() + rules.firstRun().toNanos(), before + rules.firstRunBytes());
            if (pass != null) {
                return pass;
            }
        } catch (TimeoutException e) {
            abandon(running);
            throw new CheckpointException(
                    file + ": loading it and its first clip took longer than "
                            + rules.firstRun().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            abandon(running);
            Thread.currentThread().interrupt();
            throw new CheckpointException(file + ": interrupted during its first clip", e);
        }
        abandon(running);
        throw new CheckpointException(file + ": loading it and its first clip took more than " + rules.firstRunBytes()
                + " bytes of memory, which is the limit");
    }

    private static void run(Opener opener, Checkpoint checkpoint, CompletableFuture<EnginePass> running) {
        try {
            EnginePass pass = opener.open();
            try {
                Declared.check(pass, checkpoint.config());
            } catch (CheckpointException | RuntimeException | Error e) {
                pass.close();
                throw e;
            }
            running.complete(pass);
        } catch (CheckpointException | RuntimeException | Error e) {
            running.completeExceptionally(e);
        }
    }

    /** The network, or null when the process has grown beyond what it may. */
    private static EnginePass await(CompletableFuture<EnginePass> running, long deadline, long mostBytes)
            throws CheckpointException, TimeoutException, InterruptedException {
        while (residentBytes() <= mostBytes) {
            try {
                return running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
        return null;
    }

    private static CheckpointException rethrown(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return (CheckpointException) failure;
    }

    private static void abandon(CompletableFuture<EnginePass> running) {
        running.thenAccept(EnginePass::close);
    }

    /** The process's memory; 0 where the system does not say, and then nothing is limited. */
    private static long residentBytes() {
        try {
            return Files.exists(MEMORY)
                    ? Long.parseLong(Files.readString(MEMORY).split(" ")[1]) * PAGE_BYTES
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + MEMORY, e);
        }
    }
}
