package io.actionstream.jobs.demo;

import io.actionstream.jobs.watch.ResultFeed;
import io.actionstream.jobs.watch.ResultListener;
import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.ClipId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Shows the results while they come, on a thread of its own, and keeps each clip's action and the names of events. */
final class DemoResults {

    private final ResultFeed feed;
    private final ResultListener view;
    private final Map<ClipId, Action> actions = new LinkedHashMap<>();
    private final Set<String> events = new HashSet<>();
    private final CompletableFuture<Void> read;
    private final int refreshAfter;
    private final Runnable refresh;
    private volatile boolean complete;

    /**
     * Begins to read.
     *
     * @param refreshAfter so many clips
     * @param refresh is run once, between two results
     */
    DemoResults(ResultFeed feed, ResultListener view, int refreshAfter, Runnable refresh) {
        this.feed = feed;
        this.view = view;
        this.refreshAfter = refreshAfter;
        this.refresh = refresh;
        this.read = CompletableFuture.runAsync(this::read, task -> new Thread(task, "results").start());
    }

    /** All actions, once everything that the topics hold has been shown; no more results may come. */
    List<Action> toTheEnd() throws InterruptedException, ExecutionException {
        complete = true;
        read.get();
        return List.copyOf(actions.values());
    }

    /** The number of events, once all actions are there. */
    int events() {
        return events.size();
    }

    private void read() {
        try (feed) {
            while (!(complete && feed.atEnd())) {
                feed.poll(new Keeper(), Long.MAX_VALUE);
            }
        }
    }

    private final class Keeper implements ResultListener {

        @Override
        public void action(Action action) {
            boolean isNew = actions.putIfAbsent(new ClipId(action.camera(), action.start()), action) == null;
            view.action(action);
            if (isNew && actions.size() == refreshAfter) {
                refresh.run();
            }
        }

        @Override
        public void event(Event event) {
            events.add(event.id());
            view.event(event);
        }

        @Override
        public void accuracy(Accuracy accuracy) {
            view.accuracy(accuracy);
        }

        @Override
        public void forgotten(String scope) {
            view.forgotten(scope);
        }

        @Override
        public void unreadable(String problem) {
            view.unreadable(problem);
        }
    }
}
