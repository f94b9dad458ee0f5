package io.actionstream.inference.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Torch;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeBatchTest {

    /** What a GPU does: all clips in one tensor. */
    @Test
    void shouldGiveAWholeBatchWhatEachClipGetsAlone() {
        List<byte[]> clips = SmallBuiltIn.clips(3);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            R2Plus1d network =
                    R2Plus1d.frozen(manager, SmallBuiltIn.checkpoint().weights(), Precision.FLOAT32);
            WholeBatch batch = new WholeBatch(network, manager, SmallBuiltIn.SPEC, SmallBuiltIn.LABELS.size());
            float[][] together = batch.of(clips);
            assertThat(together).hasNumberOfRows(3);
            for (int i = 0; i < clips.size(); i++) {
                float[] alone = batch.of(List.of(clips.get(i)))[0];
                assertThat(together[i]).containsExactly(alone, within(1e-5f));
            }
        }
    }
}
