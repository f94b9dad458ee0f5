package io.actionstream.operators.classify;

import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.retryable.AsyncRetryStrategies;

/**
 * Runs {@link ClassifyClips} with so many clips in flight, and so many bytes of their images. Until there is room for the
 * next clip its input waits, as Flink's operator has it wait for the number of clips; a clip larger than all that goes
 * alone.
 */
final class ClassifyWithinBudget extends AsyncWaitOperator<Clip, Classified> {

    private static final long serialVersionUID = 1;

    private final transient MailboxExecutor mailbox;
    private final ClassifyClips clips;
    private final long mostBytes;

    @SuppressWarnings("unchecked") // of no retries, which Flink gives no type
    ClassifyWithinBudget(
            StreamOperatorParameters<Classified> parameters,
            ClassifyClips clips,
            ClassifyLimits limits,
            ProcessingTimeService time,
            MailboxExecutor mailbox) {
        super(
                parameters,
                clips,
                limits.timeout().toMillis(),
                limits.clips(),
                OutputMode.UNORDERED,
                AsyncRetryStrategies.NO_RETRY_STRATEGY,
                time,
                mailbox);
        this.mailbox = mailbox;
        this.clips = clips;
        this.mostBytes = limits.bytes();
    }

    @Override
    public void open() throws Exception {
        super.open();
        getMetricGroup().gauge("clipsInFlight", clips::clips);
        getMetricGroup().gauge("inFlightBytes", clips::bytes);
    }

    @Override
    public void processElement(StreamRecord<Clip> element) throws Exception {
        while (!hasRoomFor(element.getValue())) {
            mailbox.yield(); // an answer is a mail, and makes room before that
        }
        super.processElement(element);
    }

    private boolean hasRoomFor(Clip clip) {
        long inFlight = clips.bytes();
        return inFlight == 0 || inFlight + ClassifyClips.bytesOf(clip) <= mostBytes;
    }
}
