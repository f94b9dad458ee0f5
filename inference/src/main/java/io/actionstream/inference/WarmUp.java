package io.actionstream.inference;

import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.VectorNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Has Java compile decoder and network before the first clip needs them. Java counts calls, not work, so small pictures and small
 * clips do for most of it. Each does its work once in a process.
 */
final class WarmUp {
    private static final String PICTURE = "/warm-up/320x240.jpg";
    private static final int CLIPS_UNTIL_DECODER = 12;

    /** The largest sides of a sample for which the picture is decoded at its own size, at a half and at a quarter. */
    private static final int[] SAMPLES = {224, 112, 64};

    private static final int CLIPS_UNTIL_KERNELS = 300;

    /** Java has compiled everything when it compiles nothing during so many clips. */
    private static final int QUIET_CLIPS = 4;

    private static final int QUIET_MILLIS = 2;
    private static final int MOST_CLIPS = 30;

    private static final AtomicBoolean DECODER = new AtomicBoolean();
    private static final AtomicBoolean KERNELS = new AtomicBoolean();

    private WarmUp() {}

    /** Decodes a picture at its own size, at a half and at a quarter of it, which are different loops of the decoder. */
    static void decoder() {
        if (DECODER.getAndSet(true)) {
            return;
        }
        ClipSpec spec = ClipSpec.TUTORIAL;
        List<byte[]> images = Collections.nCopies(spec.frames(), picture());
        int[] positions = IntStream.range(0, spec.frames()).toArray();
        List<ClipDecoder> decoders = Arrays.stream(SAMPLES)
                .mapToObj(side -> new ClipDecoder(spec.withSize(side, side)))
                .toList();
        for (int i = 0; i < CLIPS_UNTIL_DECODER; i++) {
            decoders.forEach(decoder -> decoder.decode(images, positions));
        }
    }

    /** Classifies small clips with the weights of a network. */
    static void kernels(Map<String, Tensor> weights, ClipSpec spec) {
        if (KERNELS.getAndSet(true)) {
            return;
        }
        int side = VectorNetwork.leastSide(weights);
        ClipSpec small = spec.withSize(side, side);
        InferenceNetwork network = VectorNetwork.of(weights, small, 1).orElseThrow();
        try (CoreTeam thread = new CoreTeam(network, 1)) {
            List<byte[]> black = List.of(new byte[small.clipBytes()]);
            for (int i = 0; i < CLIPS_UNTIL_KERNELS; i++) {
                thread.of(black);
            }
        }
    }

    /** Repeats what classifies a clip until Java compiles nothing while it runs, at most {@value #MOST_CLIPS} times. */
    static void untilCompiled(Runnable clip) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        int quiet = 0;
        for (int i = 0; i < MOST_CLIPS && quiet < QUIET_CLIPS && compiler != null; i++) {
            long before = compiler.getTotalCompilationTime();
            clip.run();
            quiet = compiler.getTotalCompilationTime() - before <= QUIET_MILLIS ? quiet + 1 : 0;
        }
    }

    /** A generated picture as cameras send them: a baseline JPEG of 4:2:0. */
    static byte[] picture() {
        try (InputStream picture = WarmUp.class.getResourceAsStream(PICTURE)) {
            return picture.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + PICTURE, e);
        }
    }
}
