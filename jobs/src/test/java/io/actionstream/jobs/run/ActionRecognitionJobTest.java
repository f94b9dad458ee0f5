package io.actionstream.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.testing.ColourClassifier;
import io.actionstream.model.clip.ClipSpec;
import java.util.List;
import org.apache.flink.runtime.jobgraph.JobEdge;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class ActionRecognitionJobTest {

    private final StreamExecutionEnvironment env = JobEnvironment.of(RunOptions.parse("--parallelism=2"));

    @Test
    void shouldNameEveryOperatorForGood() {
        assertThat(topology().getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContainNull()
                .contains("frames", "check", "sample", "assemble", "classify", "split", "scopes", "accuracy")
                .contains("build-events", "to-events")
                .contains("truth", "check-truth", "labelled", "join-truth")
                .contains("models", "check-models", "split-models", "assign-model");
    }

    @Test
    void shouldNotReadTruthsThatNothingWaitsFor() {
        assertThat(topology("--truth-wait=0s").getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .doesNotContainNull()
                .contains("scopes", "accuracy")
                .doesNotContain("truth", "check-truth", "join-truth");
    }

    @Test
    void shouldSampleInTheSourcesChainSoThatNoOtherFrameCrossesTheNetwork() {
        assertThat(topology().getJobGraph().getVertices())
                .extracting(JobVertex::getName)
                .anyMatch(chain -> chain.contains("frames") && chain.contains("check") && chain.contains("sample"));
    }

    @Test
    void shouldAssignModelsInTheClassifiersChainSoThatNoClipCrossesTheNetworkAgain() {
        StreamGraph topology = topology();
        JobGraph graph = topology.getJobGraph();
        JobVertex classify = vertex("classify", graph);

        assertThat(classify.getName()).contains("assign model", "split");
        assertThat(classify.getInputs())
                .extracting(JobEdge::getShipStrategyName)
                .containsExactlyInAnyOrder("FORWARD", "BROADCAST");
        assertThat(classify.getInputs())
                .filteredOn(edge -> edge.getShipStrategyName().equals("FORWARD"))
                .extracting(edge -> edge.getSource().getProducer().getName())
                .containsExactly(vertex("assemble", graph).getName());
        assertThat(topology.getStreamNodes())
                .filteredOn(node -> "assemble".equals(node.getTransformationUID()))
                .extracting(StreamNode::getBufferTimeout)
                .containsExactly(0L);
    }

    @Test
    void shouldTakeAnyTimeBetweenReports() {
        assertThat(topology("--report=100h").getStreamNodes())
                .extracting(StreamNode::getTransformationUID)
                .contains("accuracy");
    }

    @Test
    void shouldKeepAnnouncementsInOneOrder() {
        JobGraph graph = topology().getJobGraph();

        assertThat(vertex("check models", graph).getName()).contains("models", "split models");
        assertThat(vertex("check models", graph).getParallelism()).isEqualTo(1);
        assertThat(vertex("classify", graph).getParallelism()).isEqualTo(2);
    }

    @Test
    void shouldPassRecordsOfExplicitTypesOnWithoutCopying() {
        topology();

        assertThat(env.getConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
        assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
        assertThat(env.getCheckpointConfig().getCheckpointInterval()).isEqualTo(10_000);
        assertThat(env.getParallelism()).isEqualTo(2);
    }

    private static JobVertex vertex(String operator, JobGraph graph) {
        for (JobVertex vertex : graph.getVertices()) {
            if (vertex.getName().contains(operator)) {
                return vertex;
            }
        }
        throw new AssertionError("no operator " + operator);
    }

    private StreamGraph topology(String... arguments) {
        RunOptions options = RunOptions.parse(arguments);
        KafkaJob.define(env, options, ColourClassifier::new, ClipSpec.TUTORIAL, List.of());
        return env.getStreamGraph(false);
    }
}
