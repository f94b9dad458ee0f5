package io.actionstream.jobs.options;

import java.util.Locale;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The guarantee for results when there is a failure. */
public enum Delivery {
    /** Results at once; after a failure some come twice, and are recognised by camera and start. */
    AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE),
    /** Each result once for readers of committed records, and only with the next checkpoint. */
    EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE);

    private final DeliveryGuarantee guarantee;

    Delivery(DeliveryGuarantee guarantee) {
        this.guarantee = guarantee;
    }

    /** The same for Flink's sinks. */
    public DeliveryGuarantee guarantee() {
        return guarantee;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
