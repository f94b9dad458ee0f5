package io.actionstream.model.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFilesTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(folder.resolve("videos"));
    }

    @Test
    void shouldLabelVideosWithTheirFolderInSortedOrder() throws IOException {
        Path jump = video("Jump/b.MP4");
        Path archery = video("Archery/v_Archery_g01_c01.avi");
        Path first = video("Jump/a.avi");

        assertThat(VideoFiles.below(root))
                .containsExactly(
                        new LabelledVideo(archery, "Archery"),
                        new LabelledVideo(first, "Jump"),
                        new LabelledVideo(jump, "Jump"));
    }

    @Test
    void shouldLabelFlatVideosByTheirUcf101NameOrNotAtAll() throws IOException {
        Path named = video("v_YoYo_g03_c02.avi");
        Path other = video("garden.mkv");

        assertThat(VideoFiles.below(root))
                .containsExactly(new LabelledVideo(other, null), new LabelledVideo(named, "YoYo"));
    }

    @Test
    void shouldTakeASingleFileAsItIs() throws IOException {
        Path file = video("Archery/v_Archery_g01_c01.avi");

        assertThat(VideoFiles.below(file)).containsExactly(new LabelledVideo(file, "Archery"));
    }

    @Test
    void shouldPassOverWhatIsNoVideo() throws IOException {
        video("Archery/notes.txt");
        video("Archery/.unfinished.avi");
        video("avi");
        Files.createDirectories(root.resolve("folder.avi"));

        assertThat(VideoFiles.below(root)).isEmpty();
    }

    @Test
    void shouldNameTheFolderThatIsMissing() {
        Path missing = folder.resolve("missing");

        assertThatIOException().isThrownBy(() -> VideoFiles.below(missing)).withMessageContaining(missing.toString());
    }

    @Test
    void shouldReadAListInItsOrder() throws IOException {
        Path yoyo = video("YoYo/v_YoYo_g01_c01.avi");
        Path archery = video("Archery/v_Archery_g01_c01.avi");
        Path list = list("YoYo/v_YoYo_g01_c01.avi 101\r\n\r\nArchery/v_Archery_g01_c01.avi\n");

        assertThat(VideoFiles.listed(list, root))
                .containsExactly(new LabelledVideo(yoyo, "YoYo"), new LabelledVideo(archery, "Archery"));
    }

    @Test
    void shouldNameTheLineWhoseVideoIsMissing() throws IOException {
        Path list = list("\nArchery/missing.avi\n");

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root))
                .isInstanceOf(NoSuchFileException.class)
                .withMessageContaining("missing.avi")
                .withMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.avi", "/etc/hostname", "Archery/../../outside.avi", ".", "../videos2/a.avi"})
    void shouldNotLeaveTheRoot(String path) throws IOException {
        Files.createFile(folder.resolve("outside.avi"));
        Path list = list(path);

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root))
                .withMessageContaining("line 1")
                .withMessageContaining("is not below");
    }

    @ParameterizedTest
    @CsvSource({
        "v_Archery_g12_c03.avi, Archery, g12",
        "v_Tai_Chi_g01_c10.mp4, Tai_Chi, g01",
    })
    void shouldReadLabelAndGroupFromAUcf101Name(String name, String label, String group) {
        assertThat(Ucf101Name.of(Path.of("any", name))).contains(new Ucf101Name(label, group));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garden.avi", "v_Archery_c03.avi", "Archery_g12_c03.avi", "v__g12.avi"})
    void shouldReadNothingFromAnotherName(String name) {
        assertThat(Ucf101Name.of(Path.of(name))).isEmpty();
    }

    private Path video(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private Path list(String content) throws IOException {
        return Files.writeString(folder.resolve("list.txt"), content);
    }
}
