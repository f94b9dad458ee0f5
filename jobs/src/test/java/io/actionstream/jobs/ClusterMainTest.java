package io.actionstream.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import org.junit.jupiter.api.Test;

class ClusterMainTest {

    @Test
    void shouldThrowRatherThanEndTheProcessOnAWrongOption() {
        assertThatThrownBy(() -> ClusterMain.main("run", "--hop=ten"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("--hop")
                .hasMessageContaining("'ten'");
    }

    @Test
    void shouldThrowRatherThanEndTheProcessOnAMissingCheckpoint() {
        assertThatThrownBy(() -> ClusterMain.main("run", "--checkpoint=nowhere"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("--checkpoint")
                .hasMessageContaining("nowhere");
    }

    @Test
    void shouldReturnWhenAllIsWell() {
        assertThatCode(() -> ClusterMain.main("--help")).doesNotThrowAnyException();
    }
}
