package io.actionstream.operators.models;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Announcements and small checkpoints. */
final class ModelFixture {

    private static final List<String> LABELS = List.of("Archery", "Biking");

    private ModelFixture() {}

    static Announcement announcement(String version) {
        return announcement(version, "file:/models/" + version);
    }

    static Announcement announcement(String version, String uri) {
        byte[] value = (version + " " + uri).getBytes(StandardCharsets.UTF_8);
        return new Announcement(Announcement.CURRENT, version, uri, null, value, new Origin("models", 0, 7));
    }

    static Checkpoint checkpoint(String version, ClipSpec clip) {
        var config = new CheckpointConfig(
                CheckpointConfig.FORMAT, CheckpointConfig.ARCHITECTURE, version, clip, LABELS, null, null);
        return new Checkpoint(config, Layout.of(LABELS.size()).initialise(1));
    }
}
