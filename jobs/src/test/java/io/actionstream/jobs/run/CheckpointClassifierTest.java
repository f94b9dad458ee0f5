package io.actionstream.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.RunOptions;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CheckpointClassifierTest {

    @Test
    void shouldBeTheSameAfterItsWayToATaskSoThatAllOfAProcessShareOne() throws Exception {
        CheckpointClassifier classifier = CheckpointClassifier.of(RunOptions.parse("--models-under=/models"));

        assertThat(InstantiationUtil.clone(classifier))
                .isEqualTo(classifier)
                .isEqualTo(CheckpointClassifier.of(RunOptions.parse("--models-under=/models")))
                .isNotEqualTo(CheckpointClassifier.of(RunOptions.parse()));
    }
}
