package io.actionstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;

class TorchTest {

    @Test
    void shouldGiveCoresToTheCallingThreadAlone() {
        int usual = Torch.cores();

        int used = MallocTuning.call("uses", () -> {
            Torch.useCores(usual + 1);
            return JniUtils.getNumThreads();
        });

        assertThat(used).isEqualTo(usual + 1);
        assertThat(MallocTuning.call("comes-later", JniUtils::getNumThreads)).isEqualTo(usual);
    }

    @Test
    void shouldChangeItsMind() {
        int used = MallocTuning.call("uses", () -> {
            Torch.useCores(1);
            Torch.useCores(3);
            Torch.useCores(2);
            return JniUtils.getNumThreads();
        });

        assertThat(used).isEqualTo(2);
    }
}
