package io.actionstream.inference;

import static io.actionstream.media.frame.TestImages.plain;
import static io.actionstream.media.frame.TestImages.png;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.media.frame.DecodedClip;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecodeTeamTest {

    private static final ClipSpec SPEC = new ClipSpec(4, 600, 16, 16, Padding.BLACK);
    private static final int[] IN_ORDER = {0, 1, 2, 3};
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final byte[] BROKEN = "no image".getBytes();

    private final ClipDecoder decoder = new ClipDecoder(SPEC);

    @Test
    void shouldDecodeAsOneThreadWould() {
        try (DecodeTeam team = team(4, 100)) {
            List<CompletableFuture<DecodedClip>> clips = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clips.add(team.submit(images(i), IN_ORDER));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(clips.get(i).join().pixels())
                        .isEqualTo(decoder.decode(images(i), IN_ORDER).pixels());
            }
        }
    }

    @Test
    void shouldLetAClipWaitUntilAnArrayIsGivenBack() {
        try (DecodeTeam team = team(2, 1)) {
            byte[] pixels = team.submit(images(1), IN_ORDER).join().pixels();
            CompletableFuture<DecodedClip> next = team.submit(images(2), IN_ORDER);
            assertThat(next).isNotDone();

            team.giveBack(pixels);

            assertThat(next.join().pixels()).isSameAs(pixels);
            assertThat(pixels).isEqualTo(decoder.decode(images(2), IN_ORDER).pixels());
        }
    }

    @Test
    void shouldNotDecodeAClipThatNobodyWaitsForAnyMore() {
        try (DecodeTeam team = team(2, 1)) {
            byte[] pixels = team.submit(images(1), IN_ORDER).join().pixels();
            List<CompletableFuture<DecodedClip>> tired = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                tired.add(team.submit(images(2), IN_ORDER));
            }
            CompletableFuture<DecodedClip> last = team.submit(images(3), IN_ORDER);
            tired.forEach(clip -> clip.cancel(false));

            team.giveBack(pixels);

            assertThat(last.join().pixels()).isSameAs(pixels);
        }
    }

    @Test
    void shouldFailAClipThatThereIsNoMemoryForAndGoOn() {
        try (DecodeTeam team = new DecodeTeam(decoder, Integer.MAX_VALUE, 1, 2, PATIENCE)) {
            for (int i = 0; i < 3; i++) {
                CompletableFuture<DecodedClip> clip = team.submit(images(1), IN_ORDER);
                assertThatThrownBy(clip::join).hasCauseInstanceOf(OutOfMemoryError.class);
            }
        }
    }

    @Test
    void shouldLeaveNothingOfTheClipBefore() {
        int[] padded = {0, -1, 1, -1};
        List<byte[]> two = List.of(png(plain(16, 8, 0x405060)), png(plain(8, 16, 0x102030)));
        try (DecodeTeam team = team(2, 1)) {
            team.giveBack(team.submit(images(9), IN_ORDER).join().pixels());

            assertThat(team.submit(two, padded).join().pixels())
                    .isEqualTo(decoder.decode(two, padded).pixels());
        }
    }

    @Test
    void shouldKeepNoArrayForAClipWhoseImagesAreAllBroken() {
        try (DecodeTeam team = team(2, 1)) {
            DecodedClip broken = team.submit(List.of(BROKEN, BROKEN), new int[] {0, 1, -1, -1})
                    .join();
            assertThat(broken.pixels()).isNull();
            assertThat(broken.broken()).containsOnlyKeys(0, 1);

            assertThat(team.submit(images(1), IN_ORDER).join().pixels()).isNotNull();
        }
    }

    @Test
    void shouldTakeNoArrayForPaddingAlone() {
        try (DecodeTeam team = team(1, 0)) {
            assertThat(team.submit(List.of(), new int[] {-1, -1, -1, -1}).join().pixels())
                    .isNull();
        }
    }

    @Test
    void shouldFailForAClipOfAnotherLength() {
        try (DecodeTeam team = team(1, 1)) {
            assertThatThrownBy(() -> team.submit(images(1), new int[] {0}).join())
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a clip has 4 positions, not 1");
        }
    }

    @Test
    void shouldFailForAnImageThatIsNotThere() {
        try (DecodeTeam team = team(1, 1)) {
            assertThatThrownBy(
                            () -> team.submit(List.of(), new int[] {0, 0, 0, 0}).join())
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldCancelWhatWaitsWhenItIsClosed() {
        DecodeTeam team = team(1, 0);
        CompletableFuture<DecodedClip> waiting = team.submit(images(1), IN_ORDER);

        team.close();

        CompletableFuture<DecodedClip> late = team.submit(images(1), IN_ORDER);
        for (CompletableFuture<DecodedClip> clip : List.of(waiting, late)) {
            assertThatThrownBy(clip::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void shouldNotDecodeTheOtherImagesOfAClipThatNobodyWaitsForAnyMore() throws Exception {
        BlockingImages images = new BlockingImages(images(1));
        try (DecodeTeam team = team(1, 1)) {
            CompletableFuture<DecodedClip> tired = team.submit(images, IN_ORDER);
            images.awaitStart();
            tired.cancel(false);
            images.release();

            assertThat(team.submit(images(2), IN_ORDER).join().pixels()).isNotNull();
            assertThat(images.begun()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepNoClipThatNobodyWaitsForWhileAllThreadsAreBusy() throws Exception {
        BlockingImages busy = new BlockingImages(images(1));
        try (DecodeTeam team = team(1, 1)) {
            team.submit(busy, IN_ORDER);
            busy.awaitStart();
            for (int i = 0; i < 100; i++) {
                team.submit(images(2), IN_ORDER).cancel(false);
            }
            assertThat(team.waiting()).isLessThanOrEqualTo(1);
            busy.release();
        }
    }

    @Test
    void shouldDecodeASmallClipBeforeTheOtherImagesOfALargeOne() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        List<byte[]> padded =
                images(1).stream().map(image -> Arrays.copyOf(image, 100_000)).toList();
        BlockingImages large = new BlockingImages(padded);
        try (DecodeTeam team = team(1, 3)) {
            CompletableFuture<?> first = team.submit(large, IN_ORDER).thenRun(() -> order.add("large"));
            large.awaitStart();
            CompletableFuture<?> second = team.submit(padded, IN_ORDER).thenRun(() -> order.add("also large"));
            CompletableFuture<?> third = team.submit(images(2), IN_ORDER).thenRun(() -> order.add("small"));

            large.release();

            CompletableFuture.allOf(first, second, third).join();
            assertThat(order).containsExactly("small", "large", "also large");
        }
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldCloseThoughAThreadIsStuckInAnImage() throws Exception {
        BlockingImages images = new BlockingImages(images(1));
        DecodeTeam team = new DecodeTeam(decoder, SPEC.clipBytes(), 1, 2, Duration.ofMillis(1));
        CompletableFuture<DecodedClip> stuck = team.submit(images, IN_ORDER);
        CompletableFuture<DecodedClip> waiting = team.submit(images(2), IN_ORDER);
        images.awaitStart();

        team.close();

        assertThat(stuck).isCompletedExceptionally();
        assertThat(waiting).isCompletedExceptionally();
        images.release();
    }

    private DecodeTeam team(int threads, int mostDecoded) {
        return new DecodeTeam(decoder, SPEC.clipBytes(), threads, mostDecoded, PATIENCE);
    }

    private static List<byte[]> images(int number) {
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < SPEC.frames(); i++) {
            images.add(png(plain(16, 16, 0x010203 * (number + i))));
        }
        return images;
    }
}
