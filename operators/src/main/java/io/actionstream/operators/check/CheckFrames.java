package io.actionstream.operators.check;

import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.model.clip.CaptureTime;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets pass the frames and end markers that can be used; the others go to {@link #REJECTED} with the reason, cut here to
 * what is kept of them, so that the rest does not cross the network.
 */
public final class CheckFrames extends ProcessFunction<CameraFrame, CameraFrame> {

    /** The frames that failed the check. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-frames", TypeInformation.of(Rejected.class));

    private static final String[] REASONS = {
        RejectReason.INVALID_CAMERA,
        RejectReason.INVALID_TIMESTAMP,
        RejectReason.CLOCK_AHEAD,
        RejectReason.CLOCK_BEHIND,
        RejectReason.EMPTY,
        RejectReason.TOO_MANY_BYTES,
        RejectReason.TOO_MANY_PIXELS,
        RejectReason.UNKNOWN_FORMAT,
        RejectReason.TRUNCATED,
        RejectReason.MALFORMED,
        RejectReason.UNSUPPORTED,
        RejectReason.TOO_MUCH_MEMORY,
        RejectReason.TOO_MANY_SCANS
    };

    private final ImageLimits limits;
    private final ClipSpec clip;
    private final ClockLimits clock;
    private final int keptBytes;
    private transient ImageCheck images;
    private transient CountersByValue recordsRejected;

    /**
     * Checks against limits.
     *
     * @param clip the size of its samples says how much memory decoding takes
     * @param keptBytes the most bytes of a rejected image that are kept
     */
    public CheckFrames(ImageLimits limits, ClipSpec clip, ClockLimits clock, int keptBytes) {
        this.limits = limits;
        this.clip = clip;
        this.clock = clock;
        this.keptBytes = keptBytes;
    }

    @Override
    public void open(OpenContext context) {
        images = new ImageCheck(limits, clip.height(), clip.width(), clip.fit());
        recordsRejected = CountersByValue.ofRejected(getRuntimeContext().getMetricGroup(), REASONS);
    }

    @Override
    public void processElement(CameraFrame frame, Context context, Collector<CameraFrame> out) {
        problemWith(frame)
                .ifPresentOrElse(
                        problem -> {
                            recordsRejected.inc(problem.reason());
                            context.output(REJECTED, rejected(frame, problem).cutTo(keptBytes));
                        },
                        () -> out.collect(frame));
    }

    private Optional<ImageProblem> problemWith(CameraFrame frame) {
        Optional<ImageProblem> problem = CameraId.problemWith(frame.camera())
                .map(detail -> new ImageProblem(RejectReason.INVALID_CAMERA, detail));
        if (problem.isPresent()) {
            return problem;
        }
        problem = problemWithTime(frame);
        if (problem.isPresent() || frame.endsSession()) {
            return problem;
        }
        return images.problemIn(frame.image());
    }

    private Optional<ImageProblem> problemWithTime(CameraFrame frame) {
        Optional<String> invalid = CaptureTime.problemWith(frame.timestamp());
        if (invalid.isPresent()) {
            return Optional.of(new ImageProblem(
                    RejectReason.INVALID_TIMESTAMP,
                    "the time of capture, " + frame.timestamp() + ", " + invalid.get()));
        }
        long ahead = frame.timestamp() - frame.arrival();
        if (ahead > clock.aheadMillis()) {
            return Optional.of(new ImageProblem(
                    RejectReason.CLOCK_AHEAD,
                    "captured " + ahead + " ms ahead of the clock, more than " + clock.aheadMillis()));
        }
        if (-ahead > clock.behindMillis()) {
            return Optional.of(new ImageProblem(
                    RejectReason.CLOCK_BEHIND,
                    "captured " + -ahead + " ms behind the clock, more than " + clock.behindMillis()));
        }
        return Optional.empty();
    }

    private static Rejected rejected(CameraFrame frame, ImageProblem problem) {
        return new Rejected(frame.camera(), frame.image(), problem.reason(), problem.detail(), frame.origin());
    }
}
