package io.actionstream.fuzz;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Decodes mutated pictures on all cores, and watches time, memory and exceptions. */
final class MutatedPictures {
    private static final ClipSpec CLIP = ClipSpec.TUTORIAL;
    private static final byte UNTOUCHED = 0x5A;
    private static final long MOST_NANOS = 60_000_000_000L;
    private static final long MOST_GROWTH = 32L << 20;
    private static final int REPORTS = 20;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final long count;
    private final double limitMillis;
    private final long firstSeed;
    private final Map<String, byte[]> pictures;
    private final FrameDecoder decoder = new FrameDecoder(CLIP.height(), CLIP.width());
    private final AtomicLong next = new AtomicLong();
    private final AtomicReferenceArray<Begun> begun;
    private final Thread[] workers;

    private final Map<String, Long> outcomes = new TreeMap<>();
    private final Map<String, String> unexpected = new TreeMap<>();
    private Mutation slowest;
    private long slowestNanos;

    /** A picture that is being decoded. */
    private record Begun(long seed, long nanos) {}

    /**
     * Decodes so many pictures.
     *
     * @param limitMillis the longest that one may take
     * @param firstSeed the first one's; the others' follow
     */
    MutatedPictures(long count, double limitMillis, long firstSeed) throws IOException {
        this.count = count;
        this.limitMillis = limitMillis;
        this.firstSeed = firstSeed;
        this.pictures = Pictures.all();
        int cores = Runtime.getRuntime().availableProcessors();
        this.begun = new AtomicReferenceArray<>(cores);
        this.workers = IntStream.range(0, cores)
                .mapToObj(worker -> new Thread(() -> work(worker), "pictures-" + worker))
                .toArray(Thread[]::new);
    }

    /** Runs and prints; true when nothing was found. */
    boolean run() throws InterruptedException, IOException {
        System.out.printf(
                "%,d mutations of %d pictures on %d cores, from seed %d%n",
                count, pictures.size(), workers.length, firstSeed);
        pictures.values().forEach(this::decodeGood);
        printMemory("at the start");
        long start = System.nanoTime();
        for (Thread worker : workers) {
            worker.setDaemon(true); // one that hangs must not keep the process
            worker.start();
        }
        long middle = 0;
        int reports = 0;
        while (Arrays.stream(workers).anyMatch(Thread::isAlive)) {
            workers[0].join(200);
            if (hangs()) {
                return false;
            }
            long done = Math.min(count, next.get());
            if (middle == 0 && done >= count / 2) {
                middle = printMemory("in the middle");
            }
            if (done * REPORTS / count > reports) {
                reports = (int) (done * REPORTS / count);
                System.out.printf("%,d begun, %.0f s%n", done, (System.nanoTime() - start) / 1e9);
            }
        }
        long end = printMemory("at the end");
        print((System.nanoTime() - start) / 1e9);
        boolean flat = middle == 0 || end - middle <= MOST_GROWTH;
        if (!flat) {
            System.out.println("FOUND: the heap grew from the middle to the end");
        }
        return flat && unexpected.isEmpty() && slowestNanos / 1e6 <= limitMillis;
    }

    /** Makes sure that the mutations begin with good pictures. */
    private void decodeGood(byte[] picture) {
        try {
            decoder.decode(picture, new byte[CLIP.frameBytes()], 0);
        } catch (BrokenImageException e) {
            throw new IllegalStateException("a good picture is refused: " + e.getMessage(), e);
        }
    }

    private void work(int worker) {
        byte[] untouched = new byte[CLIP.frameBytes()];
        Arrays.fill(untouched, UNTOUCHED);
        byte[] target = untouched.clone();
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            Mutation mutation = Mutation.of(firstSeed + i, pictures);
            long start = System.nanoTime();
            begun.set(worker, new Begun(mutation.seed(), start));
            String outcome = decode(mutation, target, untouched);
            long nanos = System.nanoTime() - start;
            if (isSlowest(nanos)) {
                // again, as a collection or another process may have been in the way
                start = System.nanoTime();
                decode(mutation, target, untouched);
                nanos = Math.min(nanos, System.nanoTime() - start);
            }
            begun.set(worker, null);
            count(mutation, outcome, nanos);
        }
    }

    private String decode(Mutation mutation, byte[] target, byte[] untouched) {
        try {
            decoder.decode(mutation.bytes(), target, 0);
            System.arraycopy(untouched, 0, target, 0, target.length);
            return "decoded";
        } catch (BrokenImageException e) {
            if (!Arrays.equals(target, untouched)) {
                System.arraycopy(untouched, 0, target, 0, target.length);
                found("a broken picture's sample was written", mutation);
            }
            String message = String.valueOf(e.getMessage());
            int colon = message.indexOf(':');
            return "refused, " + (colon < 0 ? message : message.substring(0, colon));
        } catch (RuntimeException | Error e) {
            StackTraceElement[] trace = e.getStackTrace();
            found(e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]), mutation);
            return "failed, " + e.getClass().getName();
        }
    }

    private synchronized void found(String what, Mutation mutation) {
        unexpected.putIfAbsent(what, mutation.toString());
    }

    private synchronized boolean isSlowest(long nanos) {
        return nanos > slowestNanos;
    }

    private synchronized void count(Mutation mutation, String outcome, long nanos) {
        outcomes.merge(outcome, 1L, Long::sum);
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = mutation;
        }
    }

    private boolean hangs() {
        for (int worker = 0; worker < begun.length(); worker++) {
            Begun picture = begun.get(worker);
            if (picture != null && System.nanoTime() - picture.nanos() > MOST_NANOS) {
                System.out.println("FOUND: not decoded after " + MOST_NANOS / 1_000_000_000 + " s: "
                        + Mutation.of(picture.seed(), pictures));
                return true;
            }
        }
        return false;
    }

    private synchronized void print(double seconds) {
        outcomes.forEach((outcome, pictures) -> System.out.printf("%,12d %s%n", pictures, outcome));
        System.out.printf("%,d pictures in %.0f s%n", count, seconds);
        System.out.printf(
                Locale.ROOT, "slowest: %.1f ms of at most %.0f ms, %s%n", slowestNanos / 1e6, limitMillis, slowest);
        unexpected.forEach((what, mutation) -> System.out.println("FOUND: " + what + ", first by " + mutation));
    }

    private static long printMemory(String when) throws IOException {
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        String process = "";
        if (Files.exists(STATUS)) {
            process = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .map(line -> ", of the process " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                    .findFirst()
                    .orElse("");
        }
        System.out.printf("heap after a collection, %s: %d MiB%s%n", when, used >> 20, process);
        return used;
    }
}
