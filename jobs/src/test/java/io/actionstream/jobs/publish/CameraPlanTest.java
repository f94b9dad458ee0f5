package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraPlanTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "auto, v_Archery_g01_c02.avi, Archery",
                "auto, holiday.mp4, null",
                "auto, v_HandStandPushups_g01_c02.avi, HandstandPushups",
                "HandStandPushups, holiday.mp4, HandstandPushups",
                "none, v_Archery_g01_c02.avi, null",
                "Diving, v_Archery_g01_c02.avi, Diving",
                "Diving, holiday.mp4, Diving",
            })
    void shouldLabelAFile(String setting, String file, String label) {
        assertThat(plan("gate", file, new LabelRule(setting)).videos()).containsExactly(new PlannedVideo(file, label));
    }

    @Test
    void shouldPlayAFoldersVideosInOrderLabelledByTheirFolders() throws IOException {
        Path biking = video("Biking/any.avi");
        Path archery = video("Archery/any.mp4");
        video("Archery/readme.txt");

        CameraPlan plan = plan("gate", folder.toString(), LabelRule.AUTO);

        assertThat(plan.live()).isFalse();
        assertThat(plan.videos())
                .containsExactly(
                        new PlannedVideo(archery.toString(), "Archery"), new PlannedVideo(biking.toString(), "Biking"));
    }

    @Test
    void shouldTellWhatOfAFolderIsNotPlayed() throws IOException {
        Path archery = video("Archery/any.mp4");
        video("@eaDir/any.mp4");
        List<String> warnings = new ArrayList<>();

        CameraPlan plan = CameraPlan.of("gate", folder.toString(), LabelRule.AUTO, warnings::add);

        assertThat(plan.videos()).containsExactly(new PlannedVideo(archery.toString(), "Archery"));
        assertThat(warnings).containsExactly("left out of " + folder + ": hidden or made by a system: @eaDir");
    }

    @Test
    void shouldSayThatAFolderHasNoVideos() {
        assertThatThrownBy(() -> plan("gate", folder.toString(), LabelRule.AUTO))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://user:secret@host/stream", "/dev/video0", "http://host/live.mjpeg"})
    void shouldTakeDevicesAndAddressesAsLive(String source) {
        CameraPlan plan = plan("gate", source, new LabelRule("Archery"));

        assertThat(plan.live()).isTrue();
        assertThat(plan.videos()).containsExactly(new PlannedVideo(source, "Archery"));
    }

    @Test
    void shouldTakeAnyCharacterDeviceForAWebcamByWhicheverName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("front-door"), Path.of("/dev/null"));

        assertThat(plan("gate", link.toString(), LabelRule.AUTO).live()).isTrue();
        assertThat(plan("gate", "file://" + link, LabelRule.AUTO).live()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/v4l/by-id/usb-Maker_Camera-index0", "/dev/front-door", "/dev/../dev/video99"})
    void shouldTakeADeviceThatIsNotPluggedInForAWebcam(String source) {
        assertThat(plan("gate", source, LabelRule.AUTO).live()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/shm/v_Archery_g01_c01.avi", "file:///dev/shm/v_Archery_g01_c01.avi"})
    void shouldTakeAFileInMemoryForAFile(String source) {
        CameraPlan plan = plan("gate", source, LabelRule.AUTO);

        assertThat(plan.live()).isFalse();
        assertThat(plan.videos()).containsExactly(new PlannedVideo(source, "Archery"));
    }

    @Test
    void shouldPlayAFolderByItsAddress() throws IOException {
        Path video = video("my videos/Archery/any.avi");

        CameraPlan plan = plan("gate", "file://" + folder + "/my%20videos/", LabelRule.AUTO);

        assertThat(plan.live()).isFalse();
        assertThat(plan.videos()).containsExactly(new PlannedVideo(video.toString(), "Archery"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file://server/videos/a.avi", "file:///a%00.avi"})
    void shouldRefuseWhatCannotBeAnAddress(String source) {
        assertThatThrownBy(() -> plan("gate", source, LabelRule.AUTO)).isInstanceOf(LaunchException.class);
        assertThatThrownBy(() -> CameraNames.name(Map.of(), List.of(source))).isInstanceOf(LaunchException.class);
    }

    @Test
    void shouldNameCamerasAfterWhatTheyPlay() {
        Map<String, String> named = CameraNames.name(
                Map.of("gate", "a.avi"),
                List.of("b.c.avi", "/videos/", "x/gate.avi", "rtsp://host/s", "file:///x/north%20gate.avi"));

        assertThat(named)
                .containsExactly(
                        Map.entry("gate", "a.avi"),
                        Map.entry("b.c", "b.c.avi"),
                        Map.entry("videos", "/videos/"),
                        Map.entry("camera-3", "x/gate.avi"),
                        Map.entry("camera-4", "rtsp://host/s"),
                        Map.entry("north gate", "file:///x/north%20gate.avi"));
    }

    @Test
    void shouldGiveNoTwoSourcesTheSameName() {
        Map<String, String> named =
                CameraNames.name(Map.of("camera-1", "a.avi"), List.of("rtsp://host/s", "camera-2.avi", "*.avi"));

        assertThat(named)
                .containsExactly(
                        Map.entry("camera-1", "a.avi"),
                        Map.entry("camera-2", "rtsp://host/s"),
                        Map.entry("camera-3", "camera-2.avi"),
                        Map.entry("camera-4", "*.avi"));
    }

    private Path video(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private static CameraPlan plan(String camera, String source, LabelRule labels) {
        return CameraPlan.of(camera, source, labels, warning -> {});
    }
}
