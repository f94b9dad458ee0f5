package io.actionstream.bench.stream;

import io.actionstream.jobs.publish.KafkaFrames;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Sends the frames of a load, in the order of their capture. */
final class Publisher {
    private final Film film;
    private final KafkaFrames frames;

    /** A frame that is due. */
    private record Due(int camera, long number, long millis) {}

    Publisher(Film film, KafkaFrames frames) {
        this.film = film;
        this.frames = frames;
    }

    /** Sends everything at once, as if filmed until now, and ends each camera's session. */
    void backlog(Load load) {
        long start = System.currentTimeMillis() - load.seconds() * 1000L - Load.CLIP.toMillis();
        eachFrame(load, due -> send(due, start));
        for (int camera = 0; camera < load.cameras(); camera++) {
            frames.endSession(Load.name(camera), start + load.delayMillis(camera) + load.seconds() * 1000L);
        }
        frames.flush();
    }

    /**
     * Sends each frame when it is taken.
     *
     * @return by how much the last frame was sent late, in milliseconds
     */
    long live(Load load) {
        long start = System.currentTimeMillis();
        long[] late = {0};
        eachFrame(load, due -> {
            long ahead = start + due.millis() - System.currentTimeMillis();
            if (ahead > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ahead));
            }
            late[0] = Math.max(0, -ahead);
            send(due, start);
        });
        frames.flush();
        return late[0];
    }

    private void send(Due due, long start) {
        frames.frame(Load.name(due.camera()), start + due.millis(), film.frame(due.camera(), due.number()), null);
    }

    private static void eachFrame(Load load, Consumer<Due> sink) {
        PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::millis));
        for (int camera = 0; camera < load.cameras(); camera++) {
            queue.add(new Due(camera, 0, load.delayMillis(camera)));
        }
        while (!queue.isEmpty()) {
            Due due = queue.poll();
            sink.accept(due);
            if (due.number() + 1 < load.framesOfOne()) {
                queue.add(new Due(due.camera(), due.number() + 1, due.millis() + Load.FRAME_MILLIS));
            }
        }
    }
}
