package io.actionstream.page;

import io.actionstream.page.feed.PageTopics;
import java.util.Properties;

/**
 * The sources of what the page shows.
 *
 * @param client settings of Kafka's clients
 * @param group the consumer group of the job, whose lag is shown
 * @param pictureBytesPerSecond the most bytes of frames that are read, about
 */
public record FeedSettings(Properties client, PageTopics topics, String group, long pictureBytesPerSecond) {

    /** The rate at which frames are read, unless said otherwise. */
    public static final long PICTURE_BYTES_PER_SECOND = 8_000_000;
}
