package io.actionstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MallocTuningTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldRunThreadsThatAllocateFromTheMainArena() {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Boolean> inMainArena = new CompletableFuture<>();
            MallocTuning.thread("test", () -> inMainArena.complete(MallocTuning.inMainArena()));
            assertThat(inMainArena.join()).isTrue();
        }
    }

    @Test
    void shouldGiveWhatTheThreadComputed() {
        assertThat(MallocTuning.call("test", () -> 7)).isEqualTo(7);
    }

    @Test
    void shouldThrowWhatTheThreadThrew() {
        assertThatThrownBy(() -> MallocTuning.call("test", () -> {
                    throw new IllegalStateException("no memory");
                }))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no memory");
    }
}
