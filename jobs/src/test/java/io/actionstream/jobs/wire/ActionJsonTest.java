package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Action;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ActionJsonTest {

    @Test
    void shouldSpellTheLabelsOfAnOlderJobAsEverywhere() throws IOException {
        String json = "{\"camera\":\"gate-1\",\"label\":\"HandStandPushups\",\"truth\":\"HandstandPushups\"}";

        Action action = ActionJson.read(json.getBytes(UTF_8));

        assertThat(action.label()).isEqualTo("HandstandPushups");
        assertThat(action.truth()).isEqualTo("HandstandPushups");
    }
}
