package io.actionstream.operators.sample;

import io.actionstream.model.clip.Sample;
import io.actionstream.model.clip.SampleOutput;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.SampledFrame;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;

/**
 * Sends on the samples of one camera.
 *
 * @param arrival when what now ends a session was read, in milliseconds
 * @param unconfirmed true when the subtask has read no record of the camera since the job was restored
 */
record SampleCollector(
        String camera, long arrival, boolean unconfirmed, Collector<StreamRecord<SampledFrame>> out, Counter sampled)
        implements SampleOutput<CameraFrame> {

    @Override
    public void sample(Sample<CameraFrame> sample) {
        sampled.inc();
        send(new SampledFrame(sample.frame(), sample.session(), sample.slot()));
    }

    @Override
    public void sessionEnded(long session, long timestamp) {
        send(SampledFrame.end(camera, session, timestamp, arrival));
    }

    private void send(SampledFrame frame) {
        out.collect(new StreamRecord<>(unconfirmed ? frame.asUnconfirmed() : frame));
    }
}
