package io.actionstream.page.feed;

import java.util.List;
import java.util.stream.Stream;

/** Names of the topics. */
public record PageTopics(
        String frames, String actions, String events, String accuracy, String rejected, String truth, String models) {

    /** All of them. */
    public List<String> all() {
        return Stream.concat(Stream.of(frames), results().stream()).toList();
    }

    List<String> results() {
        return List.of(actions, events, accuracy, rejected, truth, models);
    }
}
