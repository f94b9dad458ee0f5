package io.actionstream.page.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureStoreTest {

    private static final long NOW = 1_764_000_000_000L;

    /** 750 bytes, and 250 for pinned ones. */
    private final PictureStore store = new PictureStore(1000);

    @Test
    void shouldKeepOneInHalfASecond() {
        assertThat(store.offer("gate", NOW, image(1))).isTrue();
        assertThat(store.offer("gate", NOW + 499, image(1))).isFalse();
        assertThat(store.offer("gate", NOW + 500, image(1))).isTrue();

        assertThat(store.times("gate")).containsExactly(NOW, NOW + 500);
    }

    @Test
    void shouldKeepTheLastTwenty() {
        for (int i = 0; i < 30; i++) {
            store.offer("gate", NOW + i * 500, image(1));
        }

        assertThat(store.times("gate")).hasSize(PictureStore.PICTURES).startsWith(NOW + 10 * 500);
        assertThat(store.bytes()).isEqualTo(PictureStore.PICTURES);
    }

    @Test
    void shouldBeginAnewWhenTheClockJumpsBack() {
        store.offer("gate", NOW, image(10));

        assertThat(store.offer("gate", NOW - 4000, image(10))).isFalse();
        assertThat(store.offer("gate", NOW - 6000, image(10))).isTrue();
        assertThat(store.times("gate")).containsExactly(NOW - 6000);
        assertThat(store.bytes()).isEqualTo(10);
    }

    @Test
    void shouldDropOldPicturesBeforeTheLatestOfAnyCamera() {
        store.offer("gate", NOW, image(250));
        store.offer("hall", NOW, image(250));
        store.offer("gate", NOW + 500, image(250));
        store.offer("gate", NOW + 1000, image(250));

        assertThat(store.times("gate")).containsExactly(NOW + 500, NOW + 1000);
        assertThat(store.times("hall")).containsExactly(NOW);
        assertThat(store.bytes()).isEqualTo(750);
    }

    @Test
    void shouldDropTheCameraWhosePictureIsOldestWhenEachHasOnlyOne() {
        store.offer("one", NOW, image(400));
        store.offer("two", NOW, image(300));
        store.offer("three", NOW, image(300));

        assertThat(store.at("one", NOW)).isEmpty();
        assertThat(store.at("two", NOW)).isPresent();
        assertThat(store.bytes()).isEqualTo(600);
    }

    @Test
    void shouldRefuseWhatHasNoRoom() {
        assertThat(store.offer("gate", NOW, image(751))).isFalse();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void shouldPinThePictureNearestToTheMiddle() {
        for (int i = 0; i < 10; i++) {
            store.offer("gate", NOW + i * 600, image(10));
        }

        assertThat(store.pin("gate", NOW, NOW + 5400)).contains(NOW + 2400);
        store.forget("gate");
        assertThat(store.at("gate", NOW + 2400)).isPresent();

        store.unpin("gate", NOW + 2400);
        assertThat(store.at("gate", NOW + 2400)).isEmpty();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void shouldPinWithinABound() {
        for (int i = 0; i < 5; i++) {
            store.offer("gate-" + i, NOW, image(100));
            store.pin("gate-" + i, NOW - 1, NOW + 1);
        }
        for (int i = 0; i < 5; i++) {
            store.forget("gate-" + i);
        }

        assertThat(store.bytes()).isEqualTo(200);
        assertThat(store.at("gate-4", NOW)).isPresent();
        assertThat(store.at("gate-0", NOW)).isEmpty();
    }

    @Test
    void shouldHaveNothingToPinOutsideOfTheTime() {
        store.offer("gate", NOW, image(10));

        assertThat(store.pin("gate", NOW + 1, NOW + 9)).isEmpty();
        assertThat(store.pin("hall", NOW, NOW)).isEmpty();
    }

    private static byte[] image(int bytes) {
        return new byte[bytes];
    }
}
