package io.actionstream.operators.models;

import io.actionstream.model.console.Printable;
import io.actionstream.operators.metrics.CountersByValue;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts the models that can be used from the announcements that cannot, which go to {@link #REJECTED}. */
public final class SplitAnnouncements extends ProcessFunction<Announcement, Announcement> {

    /** The announcements of models that cannot be used. */
    public static final OutputTag<Rejected> REJECTED =
            new OutputTag<>("rejected-models", TypeInformation.of(Rejected.class));

    private static final Logger LOG = LoggerFactory.getLogger(SplitAnnouncements.class);

    private transient CountersByValue recordsRejected;

    @Override
    public void open(OpenContext context) {
        recordsRejected = CountersByValue.ofRejected(getRuntimeContext().getMetricGroup(), RejectReason.INVALID_MODEL);
    }

    @Override
    public void processElement(Announcement announcement, Context context, Collector<Announcement> out) {
        if (announcement.problem() == null) {
            LOG.info(
                    "model {} from {} is announced",
                    Printable.of(announcement.version()),
                    Printable.of(announcement.uri()));
            out.collect(announcement);
            return;
        }
        LOG.warn(
                "announced model cannot be used: {}; see {}",
                Printable.of(announcement.problem()),
                announcement.origin());
        recordsRejected.inc(RejectReason.INVALID_MODEL);
        context.output(
                REJECTED,
                new Rejected(
                        announcement.key(),
                        announcement.value(),
                        RejectReason.INVALID_MODEL,
                        announcement.problem(),
                        announcement.origin()));
    }
}
