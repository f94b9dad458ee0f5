package io.actionstream.operators.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.model.clip.CaptureTime;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.records.TruthRecord;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets pass the truths that can be used; the others go to {@link #REJECTED} with the reason. */
public final class CheckTruths extends ProcessFunction<TruthRecord, TrueAction> {

    /** The records that hold no usable truth. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-truths", TypeInformation.of(Rejected.class));

    private transient CountersByValue recordsRejected;

    @Override
    public void open(OpenContext context) {
        recordsRejected = CountersByValue.ofRejected(
                getRuntimeContext().getMetricGroup(), RejectReason.INVALID_CAMERA, RejectReason.INVALID_TRUTH);
    }

    @Override
    public void processElement(TruthRecord arrived, Context context, Collector<TrueAction> out) {
        Optional<String> invalidCamera = CameraId.problemWith(arrived.camera());
        Optional<String> invalidTruth = problemWith(arrived);
        if (invalidCamera.isPresent()) {
            reject(arrived, RejectReason.INVALID_CAMERA, invalidCamera.get(), context);
        } else if (invalidTruth.isPresent()) {
            reject(arrived, RejectReason.INVALID_TRUTH, invalidTruth.get(), context);
        } else {
            out.collect(arrived.truth());
        }
    }

    private static Optional<String> problemWith(TruthRecord arrived) {
        TrueAction truth = arrived.truth();
        if (truth == null) {
            return Optional.of(arrived.problem());
        }
        Optional<String> invalidTime = problemWith("start", truth.start()).or(() -> problemWith("end", truth.end()));
        if (invalidTime.isPresent()) {
            return invalidTime;
        }
        if (truth.end() < truth.start()) {
            return Optional.of("the end, " + truth.end() + ", is before the start, " + truth.start());
        }
        return problemWith(truth.label());
    }

    private static Optional<String> problemWith(String name, long time) {
        return CaptureTime.problemWith(time).map(problem -> "the " + name + ", " + time + ", " + problem);
    }

    private static Optional<String> problemWith(String label) {
        if (label.isBlank()) {
            return Optional.of("the label is blank");
        }
        if (!UTF_8.newEncoder().canEncode(label)) {
            return Optional.of("the label contains half a character");
        }
        int bytes = label.getBytes(UTF_8).length;
        return bytes <= TrueAction.MAX_LABEL_BYTES
                ? Optional.empty()
                : Optional.of("the label has " + bytes + " bytes, more than " + TrueAction.MAX_LABEL_BYTES);
    }

    private void reject(TruthRecord arrived, String reason, String detail, Context context) {
        recordsRejected.inc(reason);
        context.output(REJECTED, new Rejected(arrived.camera(), arrived.bytes(), reason, detail, arrived.origin()));
    }
}
