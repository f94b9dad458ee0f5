package io.actionstream.page.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.actionstream.page.live.View.Part;
import io.actionstream.page.state.AccuracyView;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.Overview;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.ShownEvent;
import io.actionstream.page.state.Snapshot;
import io.actionstream.page.state.Tile;
import io.actionstream.page.state.Uncertain;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rounds of one viewer: what has changed since the one before, as server-sent events. Remembers what the viewer has, which is {@value
 * View#MOST_TILES} tiles at most, and nothing of what it might have missed: a round is of now. For one thread.
 */
public final class Rounds {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** An overview is told anew after so long, if only for its clock. */
    private static final long OVERVIEW_MILLIS = 10_000;

    private final PageState state;
    private final View view;
    private Map<String, Tile> sent = new HashMap<>();
    private Object sentOrder;
    private Overview sentOverview;
    private AccuracyView sentAccuracy;
    private List<Uncertain> sentQueue;
    private List<String> sentLabels;
    private List<Long> sentStrip;
    private ByteArrayOutputStream round;
    private long now;

    /** A viewer that has nothing yet. */
    public Rounds(PageState state, View view) {
        this.state = state;
        this.view = view;
    }

    /** The next round, as bytes to send; empty when nothing has changed. */
    public byte[] next() {
        Snapshot snapshot = state.snapshot();
        round = new ByteArrayOutputStream();
        now = snapshot.now();
        if (view.wants(Part.OVERVIEW)) {
            overview(snapshot.overview());
        }
        if (!snapshot.labels().equals(sentLabels)) {
            sentLabels = snapshot.labels();
            event("labels", sentLabels);
        }
        if (view.wants(Part.TILES)) {
            tiles(snapshot.tiles());
        }
        if (view.wants(Part.TILES) && view.camera() != null) {
            strip();
        }
        if (view.wants(Part.ACCURACY)) {
            accuracy();
        }
        if (view.wants(Part.QUEUE) && !snapshot.queue().equals(sentQueue)) {
            sentQueue = snapshot.queue();
            event("queue", sentQueue);
        }
        return round.toByteArray();
    }

    private void overview(Overview overview) {
        boolean same = sentOverview != null && overview.at(sentOverview.now()).equals(sentOverview);
        if (!same || overview.now() - sentOverview.now() >= OVERVIEW_MILLIS) {
            sentOverview = overview;
            event("overview", overview);
        }
    }

    private void tiles(List<Tile> all) {
        List<Tile> matching = view.matching(all);
        int from = Math.min(view.from(), matching.size());
        List<Tile> shown = matching.subList(from, Math.min(matching.size(), from + view.count()));
        Order order = new Order(
                all.size(),
                matching.size(),
                from,
                shown.stream().map(Tile::camera).toList());
        if (!order.equals(sentOrder)) {
            sentOrder = order;
            event("tiles", order);
        }
        Map<String, Tile> present = new HashMap<>();
        for (Tile tile : shown) {
            Tile had = sent.get(tile.camera());
            present.put(tile.camera(), tile);
            if (had != tile) {
                event("tile", json(tile, had == null ? null : had.events()));
            }
        }
        sent = present;
    }

    /** Leaves out the events of the last hour when the viewer has them. */
    private static ObjectNode json(Tile tile, List<ShownEvent> hadEvents) {
        ObjectNode json = JSON.valueToTree(tile);
        if (!tile.events().equals(hadEvents)) {
            json.set("events", JSON.valueToTree(tile.events()));
        }
        return json;
    }

    private void strip() {
        List<Long> times = state.pictures().times(view.camera());
        if (!times.equals(sentStrip)) {
            sentStrip = times;
            event("strip", new Strip(view.camera(), times));
        }
    }

    private void accuracy() {
        AccuracyView latest = state.accuracy(view.camera() == null ? Figures.ALL : view.camera())
                .orElse(null);
        if (latest != null && !latest.equals(sentAccuracy)) {
            sentAccuracy = latest;
            event("accuracy", latest);
        }
    }

    private void event(String name, Object data) {
        // JSON has no line ends of its own, so that one line of data is enough
        String text = "id: " + now + "\nevent: " + name + "\ndata: " + JSON.valueToTree(data) + "\n\n";
        round.writeBytes(text.getBytes(UTF_8));
    }

    private record Order(int total, int matching, int from, List<String> cameras) {}

    private record Strip(String camera, List<Long> pictures) {}
}
