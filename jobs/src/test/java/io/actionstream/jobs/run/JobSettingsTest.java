package io.actionstream.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.sample.CameraBudget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobSettingsTest {

    @Test
    void shouldHaveTheBudgetsThatTheOptionsSay() {
        RunOptions options = RunOptions.parse(
                "--max-image-bytes=11",
                "--max-image-pixels=12",
                "--max-decoding-bytes=13",
                "--max-scan-blocks=14",
                "--max-rejected-bytes=15",
                "--max-cameras=16",
                "--max-held-bytes=17",
                "--max-sample-bytes=18",
                "--in-flight=19",
                "--max-in-flight-bytes=20",
                "--classify-timeout=21s");

        JobSettings settings = JobSettings.of(options, ClipSpec.TUTORIAL, List.of("Idle"));

        assertThat(settings.images()).isEqualTo(new ImageLimits(11, 12, 13, 14));
        assertThat(settings.rejectedBytes()).isEqualTo(15);
        assertThat(settings.cameras()).isEqualTo(new CameraBudget(16, 17));
        assertThat(settings.sampleBytes()).isEqualTo(18);
        assertThat(settings.inFlight()).isEqualTo(19);
        assertThat(settings.inFlightBytes()).isEqualTo(20);
        assertThat(settings.classifyTimeout()).isEqualTo(Duration.ofSeconds(21));
        assertThat(settings.background()).containsExactly("Idle");
    }
}
