package io.actionstream.model.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.reference.EventScript;
import io.actionstream.model.reference.EventScript.Item;
import io.actionstream.model.reference.ReferenceEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventRulesPropertyTest {

    private static final String CAMERA = "gate";

    @Property(tries = 10_000)
    void shouldMakeTheEventsOfTheReference(@ForAll("scripts") EventScript script) {
        assertThat(byId(eventsOf(script, false))).isEqualTo(byId(ReferenceEvents.of(CAMERA, script)));
    }

    @Property(tries = 2000)
    void shouldMakeTheSameEventsInTheSameOrderWhenRestoredAfterEveryClip(@ForAll("scripts") EventScript script) {
        assertThat(eventsOf(script, true)).isEqualTo(eventsOf(script, false));
    }

    @Property(tries = 2000)
    void shouldTellEachEventFromItsStartToItsEnd(@ForAll("scripts") EventScript script) {
        assertThat(byId(eventsOf(script, false)).values()).allSatisfy(event -> {
            List<Event.Phase> phases = event.stream().map(Event::phase).toList();
            assertThat(phases).startsWith(Event.Phase.START).endsWith(Event.Phase.END);
            assertThat(phases.subList(1, phases.size() - 1)).allMatch(phase -> phase == Event.Phase.UPDATE);
        });
    }

    @Property(tries = 2000)
    void shouldHoldNoMoreThanTheClipsAndOneEventOfALabel(@ForAll("scripts") EventScript script) {
        var rules = new EventRules(CAMERA, script.options(), event -> {});
        for (Item item : script.items()) {
            give(rules, item);
            assertThat(rules.state().window())
                    .hasSizeLessThanOrEqualTo(script.options().smooth());
            assertThat(rules.state().events())
                    .extracting(EventSoFar::label)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(4);
        }
        assertThat(rules.state()).isEqualTo(EventState.EMPTY);
    }

    @Provide
    Arbitrary<EventScript> scripts() {
        return EventScript.any();
    }

    private static List<Event> eventsOf(EventScript script, boolean restoring) {
        List<Event> events = new ArrayList<>();
        var rules = new EventRules(CAMERA, script.options(), events::add);
        for (Item item : script.items()) {
            give(rules, item);
            if (restoring) {
                rules = new EventRules(CAMERA, script.options(), rules.state(), events::add);
            }
        }
        return events;
    }

    private static void give(EventRules rules, Item item) {
        if (item.endsSession()) {
            rules.sessionEnded();
        } else if (item.clip() != null) {
            assertThat(rules.clip(item.clip())).isTrue();
        }
    }

    private static Map<String, List<Event>> byId(List<Event> events) {
        return events.stream().collect(Collectors.groupingBy(Event::id));
    }
}
