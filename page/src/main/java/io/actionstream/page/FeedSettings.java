package io.actionstream.page;

import io.actionstream.page.feed.PageTopics;
import io.actionstream.page.state.StateLimits;
import java.util.List;
import java.util.Properties;

/**
 * Where the page gets what it shows from, and how much of it.
 *
 * @param client settings of Kafka's clients
 * @param group the consumer group of the job, whose lag is shown
 * @param limits of what is remembered
 * @param pictureBytes memory for pictures as they arrived
 * @param pictureBytesPerSecond the most bytes of frames that are read
 * @param undoMillis how long a judgement can be undone
 * @param labels that may be chosen from the start
 */
public record FeedSettings(
        Properties client,
        PageTopics topics,
        String group,
        StateLimits limits,
        long pictureBytes,
        long pictureBytesPerSecond,
        long undoMillis,
        List<String> labels) {}
