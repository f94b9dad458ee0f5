package io.actionstream.operators.classify;

import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;

/** Makes the operator that classifies clips within limits; its state is that of Flink's asynchronous operator. */
public final class ClassifyFactory extends AsyncWaitOperatorFactory<Clip, Classified> {

    private static final long serialVersionUID = 1;

    private final ClassifyClips clips;
    private final ClassifyLimits limits;

    public ClassifyFactory(ClassifyClips clips, ClassifyLimits limits) {
        super(clips, limits.timeout().toMillis(), limits.clips(), OutputMode.UNORDERED);
        this.clips = clips;
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("unchecked") // the interface leaves it to the caller what it asks for
    public <T extends StreamOperator<Classified>> T createStreamOperator(
            StreamOperatorParameters<Classified> parameters) {
        return (T) new ClassifyWithinBudget(parameters, clips, limits, processingTimeService, getMailboxExecutor());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ClassifyWithinBudget.class;
    }
}
