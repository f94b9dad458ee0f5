package io.actionstream.jobs.compare;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.Stretch;
import io.actionstream.jobs.watch.ResultListener;
import io.actionstream.model.events.Event;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.TrueAction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Collects the results of two jobs over a stretch of time, each clip and each event once, whatever was delivered again; of
 * several records the last counts.
 */
final class Results {

    private final Stretch stretch;
    private final long most;
    private final Map<String, TreeMap<Long, ComparedClip>> clips = new TreeMap<>(); // by camera and start
    private final Side left = new Side(ComparedClip::ofLeft);
    private final Side right = new Side(ComparedClip::ofRight);
    private final KnownTruths truths = new KnownTruths();
    private long held;
    private long unreadable;

    /**
     * Begins with none.
     *
     * @param stretch clips that start in it count, and events and truths that it has a part of
     * @param most how many different clips, events and truths there may be
     */
    Results(Stretch stretch, long most) {
        this.stretch = stretch;
        this.most = most;
    }

    /** The results of one of the jobs. */
    final class Side implements ResultListener {

        private final Function<Action, ComparedClip> clip;
        private final Map<String, Event> events = new HashMap<>(); // by id
        private final Set<String> models = new TreeSet<>();

        private Side(Function<Action, ComparedClip> clip) {
            this.clip = clip;
        }

        @Override
        public void action(Action action) {
            if (action.label() == null) {
                unreadable("an action without a label");
            } else if (stretch.contains(action.start())) {
                TreeMap<Long, ComparedClip> camera = clips.computeIfAbsent(action.camera(), name -> new TreeMap<>());
                int before = camera.size();
                camera.merge(action.start(), clip.apply(action), ComparedClip::with);
                hold(camera.size() - before);
                if (action.model() != null) {
                    models.add(action.model());
                }
            }
        }

        @Override
        public void event(Event event) {
            if (event.label() == null) {
                unreadable("an event without a label");
            } else if (stretch.overlaps(event.start(), event.end())) {
                int before = events.size();
                events.merge(event.id(), event, (one, other) -> other.end() < one.end() ? one : other);
                hold(events.size() - before);
            }
        }

        @Override
        public void truth(TrueAction truth) {
            if (truth.camera() != null
                    && truth.start() >= 0
                    && truth.end() >= truth.start()
                    && stretch.overlaps(truth.start(), truth.end())) {
                truths.add(truth);
                hold(1);
            }
        }

        @Override
        public void unreadable(String problem) {
            unreadable++;
        }

        /** The events, by id. */
        Map<String, Event> events() {
            return events;
        }

        /** The versions of the checkpoints that classified the clips. */
        Set<String> models() {
            return models;
        }
    }

    Side left() {
        return left;
    }

    Side right() {
        return right;
    }

    /** The clips, by camera and start. */
    Map<String, TreeMap<Long, ComparedClip>> clips() {
        return clips;
    }

    /** The true action of a clip: what came with the frames, else what the topic says of most of its time. */
    Optional<String> truth(String camera, long start, ComparedClip clip) {
        return clip.truth() != null ? Optional.of(clip.truth()) : truths.of(camera, start, clip.end());
    }

    /** The number of records that were no results. */
    long unreadable() {
        return unreadable;
    }

    private void hold(int more) {
        held += more;
        if (held > most) {
            throw new LaunchException("there are more clips, events and truths than --max-records=" + most
                    + ": choose a shorter stretch with --start and --stop-at, or give a larger number");
        }
    }
}
