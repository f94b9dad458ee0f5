package io.actionstream.operators.models;

import static io.actionstream.operators.models.ModelFixture.announcement;
import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.operators.records.AnnouncedModel;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Clip;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.util.BroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignModelTest {

    private BroadcastOperatorTestHarness<Clip, Announcement, Clip> harness;

    @BeforeEach
    void openHarness() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    void closeHarness() throws Exception {
        harness.close();
    }

    @Test
    void shouldLeaveClipsToTheFirstModelUntilAnotherIsAnnounced() throws Exception {
        clip(1000);

        announce("v1");
        clip(7000);

        assertThat(models()).containsExactly(null, model(1, "v1"));
    }

    @Test
    void shouldChangeNothingElseOfAClip() throws Exception {
        announce("v1");
        Clip clip = clip(1000);

        Clip assigned = harness.extractOutputValues().get(0);

        assertThat(assigned.withModel(null)).usingRecursiveComparison().isEqualTo(clip);
    }

    @Test
    void shouldNumberModelsInTheOrderOfTheirAnnouncements() throws Exception {
        announce("v1");
        announce("v2");
        clip(1000);
        announce("v1");
        clip(7000);

        assertThat(models()).containsExactly(model(2, "v2"), model(3, "v1"));
    }

    @Test
    void shouldLeaveAListedClipListed() throws Exception {
        announce("v1");
        clip(1000);

        assertThat(harness.extractOutputValues()).singleElement().matches(Clip::listed);
    }

    @Test
    void shouldGoOnWithTheModelAfterARestore() throws Exception {
        announce("v1");
        announce("v2");
        OperatorSubtaskState state = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(state);
        harness.open();
        clip(1000);
        announce("v3");
        clip(7000);

        assertThat(models()).containsExactly(model(2, "v2"), model(3, "v3"));
    }

    private void announce(String version) throws Exception {
        harness.processBroadcastElement(announcement(version), 0);
    }

    private Clip clip(long start) throws Exception {
        Clip clip = new Clip(GATE, start, start, List.of(frame(GATE, start)), new int[] {0}, null, start + 5);
        harness.processElement(clip, 0);
        return clip;
    }

    private List<AnnouncedModel> models() {
        return harness.extractOutputValues().stream().map(Clip::model).toList();
    }

    private static AnnouncedModel model(long number, String version) {
        Announcement announcement = announcement(version);
        return new AnnouncedModel(new ModelRelease(number, version, announcement.uri()), announcement.origin());
    }

    private static BroadcastOperatorTestHarness<Clip, Announcement, Clip> harness() throws Exception {
        return new BroadcastOperatorTestHarness<>(
                new CoBroadcastWithNonKeyedOperator<>(new AssignModel(), List.of(AssignModel.MODELS)), 1, 1, 0);
    }
}
