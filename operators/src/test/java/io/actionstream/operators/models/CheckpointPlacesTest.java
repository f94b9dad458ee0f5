package io.actionstream.operators.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointPlacesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/etc/v2", "file:///etc/v2", "s3://models/v2", "s3://models/../v2"})
    void shouldLetAnythingThroughWhenNothingIsSaid(String uri) {
        assertThatCode(() -> CheckpointPlaces.ANYWHERE.require(CheckpointPlace.of(uri)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://models/released, s3://models/released/v2",
        "s3://models/released, s3://models/released/v2/",
        "s3://models/released, s3://models/released",
        "s3://models/released/, s3://models/released",
        "s3://models/released/, s3://models/released/2026/v2",
        "s3://models/released, S3://models/released/v2",
        "s3://models/released, s3://models//released//v2",
        "s3://models/released, s3://models/old/../released/./v2",
        "s3://models/old/../released, s3://models/released/v2",
        "s3://models, s3://models/v2",
        "s3://models/, s3://models/v2",
        "s3://models/my%20own, s3://models/my%20own/v2",
        "s3://models/released, s3://models/%72eleased/v2",
        "hdfs://name:8020/models, hdfs://name:8020/models/v2",
        "remote:/models, remote:/models/v2",
        "/srv/models, /srv/models/v2",
        "/srv/models/, file:///srv/models/v2",
        "file:///srv/models, /srv/models",
        "file:/srv/models, file:/srv/models/v2/",
        "/srv/my own, file:///srv/my%20own/v2",
        "/srv/models, /srv/old/../models/v2",
        "/, /srv/models",
    })
    void shouldLetThroughWhatIsUnderThePrefix(String prefix, String uri) {
        assertThatCode(() -> require(prefix, uri)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://models/released, s3://models/released-evil/v2",
        "s3://models/released, s3://models/releas",
        "s3://models/released, s3://models/Released/v2",
        "s3://models/released, s3://models/v2",
        "s3://models/released, s3://models",
        "s3://models/released, s3://models/released/../evil",
        "s3://models/released, s3://models/released/../../../released/v2",
        "s3://models/released, s3://models/released/%2e%2e/evil",
        "s3://models/released, s3://models/released/%2E./evil",
        "s3://models/released, s3://models/released/%252e%252e/evil",
        "s3://models/released, s3://models/released/..%252fevil",
        "s3://models/released, s3://models/released/..%5c..%5cevil",
        "s3://models/released, s3://models/released/..%255cevil",
        "s3://models/released, s3://models/released%2f..%2fevil/v2",
        "s3://models/released, s3://models/released%252fv2",
        "s3://models, s3://models/%2e%2e/v2",
        "s3://models/released, s3://evil/released/v2",
        "s3://models/released, s3://models.evil/released/v2",
        "s3://models/released, s3://models@evil/released/v2",
        "s3://models/released, s3://MODELS/released/v2",
        "s3://models/released, s3://models:80/released/v2",
        "s3://models/released, s3:///models/released/v2",
        "s3://models/released, s3:/models/released/v2",
        "s3://models/released, s3a://models/released/v2",
        "s3://models/released, s3://models/v2?/released/",
        "s3://models/released, s3://models/v2#/released/",
        "s3://models/released, /models/released/v2",
        "s3://models/released, file:///models/released/v2",
        "remote:/models, remote://models/v2",
        "/srv/models, /srv/models-evil/v2",
        "/srv/models, /srv",
        "/srv/models, /srv/models/../evil",
        "/srv/models, file:///srv/models/../evil",
        "/srv/models, file:///srv/models/%2e%2e/evil",
        "/srv/models, file:///srv/models%2f..%2fevil",
        "/srv/models, /srv/models/../../srv/evil/v2",
        "/srv/models, s3://srv/models/v2",
        "/srv/models, remote:/srv/models/v2",
    })
    void shouldRefuseWhatIsElsewhere(String prefix, String uri) {
        assertThatThrownBy(() -> require(prefix, uri))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(" is not under --models-under=" + prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:models/released/v2", "mailto:released", "file:models/v2", "file://elsewhere/models/v2"})
    void shouldRefuseWhatIsNoDirectory(String uri) {
        for (String prefix : List.of("s3://models/released", "/srv/models", "/")) {
            assertThatThrownBy(() -> require(prefix, uri)).isInstanceOf(CheckpointException.class);
        }
    }

    @Test
    void shouldLetThroughWhatIsUnderOneOfThePrefixes() {
        var places = new CheckpointPlaces(List.of("/srv/models", "s3://models/released"));

        assertThatCode(() -> places.require(CheckpointPlace.of("s3://models/released/v2")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> places.require(CheckpointPlace.of("s3://models/v2")))
                .hasMessage("s3://models/v2 is not under --models-under=/srv/models,s3://models/released");
    }

    @Test
    void shouldFollowLinksOfThisMachine() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Path evil = Files.createDirectory(folder.resolve("evil"));
        Files.createSymbolicLink(models.resolve("out"), evil);
        Files.createSymbolicLink(models.resolve("current"), Files.createDirectory(models.resolve("v2")));
        Files.createSymbolicLink(folder.resolve("link"), models);

        assertThatThrownBy(() -> require(models, models.resolve("out"))).hasMessageContaining("is not under");
        assertThatThrownBy(() -> require(models, models.resolve("out/v2"))).hasMessageContaining("is not under");
        assertThatThrownBy(() -> require(models, models.resolve("out/../v2"))).hasMessageContaining("is not under");
        assertThatCode(() -> require(models, models.resolve("current"))).doesNotThrowAnyException();
        assertThatCode(() -> require(models, folder.resolve("link/v2"))).doesNotThrowAnyException();
        assertThatCode(() -> require(folder.resolve("link"), models.resolve("v2")))
                .doesNotThrowAnyException();
        assertThatCode(() -> require(folder.resolve("link"), models.resolve("not-there")))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldFollowLinksOfTheFilesOfACheckpoint() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Path checkpoint = Files.createDirectory(models.resolve("v2"));
        Path secret = Files.writeString(folder.resolve("secret"), "{}");
        Files.createSymbolicLink(checkpoint.resolve("model.safetensors"), secret);

        assertThatThrownBy(() -> require(models, checkpoint)).hasMessageContaining("is not under");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "", "s p a c e", "s3:models", "file:models", "file://elsewhere/models"})
    void shouldRefuseAPrefixThatIsNoDirectory(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckpointPlaces(List.of(prefix)));
    }

    private static void require(Path prefix, Path directory) throws IOException {
        require(prefix.toString(), directory.toString());
    }

    private static void require(String prefix, String uri) throws IOException {
        new CheckpointPlaces(List.of(prefix)).require(CheckpointPlace.of(uri));
    }
}
