package io.actionstream.model.classify;

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
    void shouldDivideTheCoresAmongClipsThatComeTogether() {
        shares.expect(2);
        assertThat(shares.take()).isEqualTo(2);
        assertThat(shares.take()).isEqualTo(2);
    }

    @Test
    void shouldGiveManyClipsACoreEach() {
        shares.expect(9);
        for (int i = 0; i < 4; i++) {
            assertThat(shares.take()).isEqualTo(1);
        }
    }

    @Test
    void shouldGiveAClipWhatOthersLeftAsSoonAsItComes() {
        shares.expect(4);
        int first = shares.take();
        shares.take();
        shares.take();
        shares.take();
        shares.giveBack(first);

        shares.expect(1);
        assertThat(shares.take()).isEqualTo(1);
    }

    @Test
    void shouldGiveTheLastClipsMore() {
        shares.expect(3);
        assertThat(shares.take()).isEqualTo(1);
        assertThat(shares.take()).isEqualTo(1);
        shares.giveBack(1);
        assertThat(shares.take()).isEqualTo(2);
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
