package io.actionstream.operators.models;

import static io.actionstream.operators.models.ModelFixture.announcement;
import static io.actionstream.operators.models.ModelFixture.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.classify.ReleaseReader;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.testing.TestNetworks;
import io.actionstream.operators.records.Announcement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CheckModelsTest {

    private static final Announcement GOOD = announcement("v1");
    private static final ReleaseReader CHECKPOINTS =
            new AnnouncedCheckpoints(CheckpointPlaces.ANYWHERE, Duration.ofMinutes(1), LoadRules.DEFAULT);

    @Test
    void shouldPassAModelThatCanBeRead() throws Exception {
        assertThat(check(GOOD, (release, running) -> {
                    assertThat(release.version()).isEqualTo("v1");
                    assertThat(release.uri()).isEqualTo(GOOD.uri());
                    assertThat(running).isEqualTo(ClipSpec.TUTORIAL);
                    return checkpoint("v1", running);
                }))
                .isEqualTo(GOOD);
    }

    @Test
    void shouldSayWhatIsWrongWithACheckpoint() throws Exception {
        Announcement checked = check(GOOD, (release, running) -> {
            throw new CheckpointException("model.safetensors is missing");
        });

        assertThat(checked).isEqualTo(GOOD.unusable("model.safetensors is missing"));
    }

    @Test
    void shouldSurviveAFileSystemThatFailsBadly() throws Exception {
        Announcement checked = check(GOOD, (release, running) -> {
            throw new NoClassDefFoundError("org/example/S3");
        });

        assertThat(checked.problem()).isEqualTo("java.lang.NoClassDefFoundError: org/example/S3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.pt", "bcthw.onnx"})
    void shouldPassANetworkThatAnswersAsDeclared(String file) throws Exception {
        assertThat(check(GOOD, (release, running) -> TestNetworks.checkpoint(file)))
                .isEqualTo(GOOD);
    }

    @Test
    void shouldSayWhatIsWrongWithANetworksAnswer() throws Exception {
        Announcement checked = check(GOOD, (release, running) -> TestNetworks.checkpoint("nan.onnx"));

        assertThat(checked.problem())
                .isEqualTo(
                        "model.onnx: the output must be finite, but for a clip of noise it is NaN for label Archery");
    }

    @Test
    void shouldNotReadWhatIsMalformedAnyway() throws Exception {
        Announcement malformed = GOOD.unusable("not JSON");

        assertThat(check(malformed, (release, running) -> {
                    throw new AssertionError("must not be read");
                }))
                .isEqualTo(malformed);
    }

    @Test
    void shouldRejectAModelThatTakesTooLongToRead() throws Exception {
        var result = new Result();

        new CheckModels(CHECKPOINTS, ClipSpec.TUTORIAL, "cpu", LoadRules.DEFAULT).timeout(GOOD, result);

        assertThat(result.only.get().problem()).contains("time allowed");
    }

    @Test
    void shouldCloseUnopened() {
        new CheckModels(CHECKPOINTS, ClipSpec.TUTORIAL, "cpu", LoadRules.DEFAULT).close();
    }

    private static Announcement check(Announcement announcement, ReleaseReader reader) throws Exception {
        var check = new CheckModels(reader, ClipSpec.TUTORIAL, "cpu", LoadRules.DEFAULT);
        var result = new Result();
        check.open(DefaultOpenContext.INSTANCE);
        try {
            check.asyncInvoke(announcement, result);
            return result.only.get();
        } finally {
            check.close();
        }
    }

    private static final class Result implements ResultFuture<Announcement> {

        private final CompletableFuture<Announcement> only = new CompletableFuture<>();

        @Override
        public void complete(Collection<Announcement> result) {
            only.complete(List.copyOf(result).get(0));
        }

        @Override
        public void completeExceptionally(Throwable error) {
            only.completeExceptionally(error);
        }

        @Override
        public void complete(CollectionSupplier<Announcement> supplier) {
            throw new UnsupportedOperationException();
        }
    }
}
