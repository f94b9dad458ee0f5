package io.actionstream.operators.testing;

import java.util.Map;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** Metrics that a test can read. */
public final class MetricsFixture {

    private MetricsFixture() {}

    /** An environment whose operator registers its metrics in a group. */
    public static MockEnvironment environment(InterceptingOperatorMetricGroup metrics) {
        var task = new InterceptingTaskMetricGroup() {
            @Override
            public InternalOperatorMetricGroup getOrAddOperator(
                    OperatorID id, String name, Map<String, String> variables) {
                return metrics;
            }
        };
        return new MockEnvironmentBuilder().setMetricGroup(task).build();
    }
}
