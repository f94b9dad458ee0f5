package io.actionstream.page.feed;

import java.util.List;

/** Names of the topics. */
public record PageTopics(
        String frames, String actions, String events, String accuracy, String rejected, String truth, String models) {

    List<String> results() {
        return List.of(actions, events, accuracy, rejected, truth, models);
    }
}
