package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * One random clip of each training video, epoch after epoch. What an epoch holds depends on the seed and the epoch's
 * number only.
 */
public final class TrainingClips {
    private static final int ORDER = -1;

    private final VideoSet videos;
    private final List<Long> lengths;
    private final Augmentation augmentation;
    private final boolean balanced;
    private final long seed;
    private final VideoProblems problems;

    /**
     * Clips of videos.
     *
     * @param balanced whether the classes of an epoch alternate, rather than come as chance has it
     * @param problems is told which videos are left out because a clip of them can't be read
     */
    public TrainingClips(
            WholeVideos whole, Augmentation augmentation, boolean balanced, long seed, VideoProblems problems) {
        this.videos = whole.videos();
        this.lengths = whole.lengths();
        this.augmentation = augmentation;
        this.balanced = balanced;
        this.seed = seed;
        this.problems = problems;
    }

    /** Clips of an epoch, but for those that can't be read. */
    public int size() {
        return videos.size();
    }

    /** Batches of an epoch: {@code ceil(videos / size)}, of which the last may be smaller. */
    public int batches(int size) {
        return (videos.size() + size - 1) / size;
    }

    /** The batches of an epoch, as tasks that read them. A clip that can't be read is missing from its batch. */
    public Iterator<Callable<Batch>> epoch(int epoch, int size, ClipSpec spec) {
        int[] order = order(epoch);
        return IntStream.range(0, batches(size))
                .<Callable<Batch>>mapToObj(batch -> {
                    int first = batch * size;
                    int last = Math.min(order.length, first + size);
                    return () -> read(order, first, last, epoch, spec);
                })
                .iterator();
    }

    private Batch read(int[] order, int first, int last, int epoch, ClipSpec spec) throws VideoException {
        List<byte[]> clips = new ArrayList<>(last - first);
        int[] classes = new int[last - first];
        for (int i = first; i < last; i++) {
            try {
                clips.add(clip(order[i], epoch, spec));
                classes[clips.size() - 1] = videos.classOf(order[i]);
            } catch (VideoException e) {
                problems.leftOut(videos.videos().get(order[i]).file(), e);
            }
        }
        return new Batch(clips, Arrays.copyOf(classes, clips.size()));
    }

    private byte[] clip(int video, int epoch, ClipSpec spec) throws VideoException {
        SplittableRandom random = Seeds.of(seed, epoch, video);
        ClipSpec faster = spec.withInterval(augmentation.drawInterval(spec, random));
        long lastStart = lastStart(lengths.get(video), faster);
        long start = lastStart == 0 ? 0 : random.nextLong(lastStart + 1);
        Path file = videos.videos().get(video).file();
        return new ClipReader(faster).clipAt(file, start, augmentation.draw(spec, random));
    }

    /** The latest start of a whole clip in a video of that duration; 0 when it is shorter than a clip. */
    static long lastStart(long durationMillis, ClipSpec spec) {
        return Math.max(0, durationMillis - (spec.frames() - 1L) * spec.intervalMillis() - 1);
    }

    private int[] order(int epoch) {
        SplittableRandom random = Seeds.of(seed, epoch, ORDER);
        int[] shuffled = shuffle(random);
        return balanced ? interleaveClasses(shuffled) : shuffled;
    }

    /** A shuffle of the videos (Fisher and Yates). */
    private int[] shuffle(SplittableRandom random) {
        int[] order = IntStream.range(0, videos.size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /**
     * Spreads each class evenly over an order, so that a batch as large as there are classes holds each about once: the
     * gradient then has no part that only says which classes the batch happened to hold.
     */
    private int[] interleaveClasses(int[] order) {
        int[] counts = new int[videos.labels().size()];
        double[] ranks = new double[videos.size()];
        for (int video : order) {
            ranks[video] = counts[videos.classOf(video)]++;
        }
        return Arrays.stream(order)
                .boxed()
                .sorted(Comparator.comparingDouble(video -> (ranks[video] + 0.5) / counts[videos.classOf(video)]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
