package io.actionstream.operators;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.operators.assemble.AssembleClips;
import io.actionstream.operators.check.CheckFrames;
import io.actionstream.operators.check.ClockLimits;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.sample.CameraBudget;
import io.actionstream.operators.sample.SampleFrames;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

class OperatorChainTest {

    @Test
    void shouldCheckAndSampleInTheSourcesOwnChain() {
        Configuration withoutKryo = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, withoutKryo);
        env.fromData(frame(GATE, 1000))
                .process(new CheckFrames(ImageLimits.DEFAULT, ClipSpec.TUTORIAL, ClockLimits.DEFAULT, 1000))
                .name("check")
                .transform(
                        "sample",
                        TypeInformation.of(SampledFrame.class),
                        new SampleFrames(600, SamplingRules.DEFAULT, Duration.ofMinutes(1), CameraBudget.DEFAULT))
                .keyBy(SampledFrame::camera)
                .process(new AssembleClips(
                        ClipSpec.TUTORIAL, ClipRules.DEFAULT, SamplingRules.DEFAULT, Duration.ofMinutes(10), 100))
                .name("assemble")
                .sinkTo(new DiscardingSink<>())
                .name("sink");

        assertThat(env.getStreamGraph().getJobGraph().getVerticesSortedTopologicallyFromSources())
                .extracting(JobVertex::getName)
                .satisfiesExactly(
                        first -> assertThat(first).contains("Source", "check", "sample"),
                        second -> assertThat(second).contains("assemble", "sink"));
    }
}
