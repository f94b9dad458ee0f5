package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CoreSharesTest {
    private final CoreShares shares = new CoreShares(4);

    @Test
    void shouldGiveALoneClipAllCores() {
        shares.expect(1);
        assertThat(shares.take()).isEqualTo(4);
    }

    @Test
    void shouldGiveAllCoresToOneAfterTheOtherWhenFewWait() {
        shares.expect(3);
        assertThat(shares.take()).isEqualTo(4);
        shares.giveBack(4);
        assertThat(shares.take()).isEqualTo(4);
    }

    @Test
    void shouldGiveEachOfManyClipsACore() {
        shares.expect(9);
        for (int i = 0; i < 4; i++) {
            assertThat(shares.take()).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveAClipTheCoreThatAnotherLeftAsSoonAsItComes() {
        takeACoreEach();
        shares.giveBack(1);

        shares.expect(1);
        assertThat(shares.take()).isEqualTo(1);
    }

    @Test
    void shouldGiveAllCoresAgainWhenAllAreFree() {
        takeACoreEach();
        for (int i = 0; i < 4; i++) {
            shares.giveBack(1);
        }

        shares.expect(1);
        assertThat(shares.take()).isEqualTo(4);
    }

    private void takeACoreEach() {
        shares.expect(4);
        for (int i = 0; i < 4; i++) {
            assertThat(shares.take()).isEqualTo(1);
        }
    }

    @Test
    void shouldLetAClipWaitUntilCoresAreFree() {
        shares.expect(1);
        int all = shares.take();
        shares.expect(1);
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(shares::take);

        shares.giveBack(all);

        assertThat(waiting.join()).isEqualTo(4);
    }
}
