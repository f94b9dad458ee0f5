package io.actionstream.media.video.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
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
    private final List<String> warnings = new ArrayList<>();

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
    void shouldLeaveOutWhatSystemsAndToolsMakeAndNameItInALine() throws IOException {
        Path kept = video("Archery/a.avi");
        video(".ipynb_checkpoints/a.avi");
        video("@eaDir/a.avi");
        video("Archery/@eaDir/a.avi");
        video("__MACOSX/Archery/a.avi");
        video("lost+found/a.avi");
        video("#recycle/a.avi");
        video("$RECYCLE.BIN/a.avi");
        video("System Volume Information/a.avi");
        video("Archery/._a.avi");
        video("Archery/._b.avi");
        video("Archery/Thumbs.db");
        video(".DS_Store");

        assertThat(VideoFiles.below(root, warnings::add)).containsExactly(new LabelledVideo(kept, "Archery"));
        assertThat(warnings)
                .containsExactly(
                        "left out of " + root + ": hidden or made by a system: #recycle, $RECYCLE.BIN, .DS_Store,"
                                + " ._* (2), .ipynb_checkpoints, @eaDir (2), System Volume Information, Thumbs.db,"
                                + " __MACOSX, lost+found");
    }

    @Test
    void shouldNameFoldersWithoutVideos() throws IOException {
        video("UCF-101/Archery/a.avi");
        video("UCF-101/Notes/readme.txt");
        video("annotations/xml/a.xml");
        Files.createDirectories(root.resolve("Empty"));

        assertThat(VideoFiles.below(root, warnings::add)).hasSize(1);
        assertThat(warnings)
                .containsExactly("left out of " + root + ": without videos: Empty, UCF-101/Notes, annotations");
    }

    @Test
    void shouldNameLinksThatLeadNowhere() throws IOException {
        Path kept = video("Archery/a.avi");
        Files.createSymbolicLink(root.resolve("Archery/b.avi"), root.resolve("gone.avi"));
        Files.createSymbolicLink(root.resolve("Biking"), root.resolve("gone"));
        Files.createSymbolicLink(root.resolve("Self"), root.resolve("Self"));
        Files.createSymbolicLink(root.resolve("Archery/up"), root);

        assertThat(VideoFiles.below(root, warnings::add)).containsExactly(new LabelledVideo(kept, "Archery"));
        assertThat(warnings)
                .containsExactly("left out of " + root + ": cannot be read: Archery/b.avi (a link to nothing),"
                        + " Archery/up (a link to a folder around it), Biking (a link to nothing),"
                        + " Self (a link to nothing)");
    }

    @Test
    void shouldNameWhatThereIsNoPermissionFor() throws IOException {
        VideoFinder finder = new VideoFinder(root);

        finder.visitFileFailed(root.resolve("Locked"), new AccessDeniedException("Locked"));

        assertThat(finder.leftOut()).contains("left out of " + root + ": cannot be read: Locked (no permission)");
    }

    @Test
    void shouldShortenALongLineOfWhatIsLeftOut() throws IOException {
        for (int i = 10; i < 25; i++) {
            Files.createDirectories(root.resolve("c" + i));
        }

        VideoFiles.below(root, warnings::add);

        assertThat(warnings)
                .containsExactly("left out of " + root
                        + ": without videos: c10, c11, c12, c13, c14, c15, c16, c17, c18, c19 and 5 more");
    }

    @Test
    void shouldTakeARootWhateverItIsCalled() throws IOException {
        Path file = video(".cache/@eaDir/Archery/a.avi");

        assertThat(VideoFiles.below(root.resolve(".cache/@eaDir"), warnings::add))
                .containsExactly(new LabelledVideo(file, "Archery"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void shouldLabelHandstandPushupsInOneWay() throws IOException {
        Path inFolder = video("HandstandPushups/v_HandStandPushups_g01_c01.avi");
        Path inOther = video("HandStandPushups/v_HandStandPushups_g02_c01.avi");
        Path flat = video("v_HandStandPushups_g03_c01.avi");

        assertThat(VideoFiles.below(root))
                .containsExactlyInAnyOrder(
                        new LabelledVideo(inFolder, "HandstandPushups"),
                        new LabelledVideo(inOther, "HandstandPushups"),
                        new LabelledVideo(flat, "HandstandPushups"));
        assertThat(VideoFiles.listed(list("HandStandPushups/v_HandstandPushups_g01_c01.avi 37"), root, warnings::add))
                .containsExactly(new LabelledVideo(inFolder, "HandstandPushups"));
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

        assertThat(VideoFiles.listed(list, root, warnings::add))
                .containsExactly(new LabelledVideo(yoyo, "YoYo"), new LabelledVideo(archery, "Archery"));
    }

    @Test
    void shouldNameTheFirstLineWhoseVideoIsMissing() throws IOException {
        video("Archery/there.avi");
        Path list = list("\nArchery/missing.avi 3\nArchery/there.avi\nBiking/x.avi\n");

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
                .withMessage(list + ", line 2: Archery/missing.avi 3 is not below " + root
                        + ": no such video there; expected is a path from there, such as"
                        + " Archery/v_Archery_g01_c01.avi (and so do 1 more of 3 lines)");
    }

    @Test
    void shouldNameAVideoOfThatNameThatLiesElsewhere() throws IOException {
        video("UCF-101/Archery/v_Archery_g01_c01.avi");
        Path list = list("Archery/v_Archery_g01_c01.avi");

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
                .withMessageEndingWith("; there is UCF-101/Archery/v_Archery_g01_c01.avi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void shouldReadAListThatBeginsWithAByteOrderMark(String charset) throws IOException {
        Path first = video("Épée/é.avi");
        Path second = video("Épée/b.avi");
        Path list = folder.resolve("list.txt");
        Files.write(list, "\ufeffÉpée/é.avi 1\r\nÉpée/b.avi 1\r\n".getBytes(charset));

        assertThat(VideoFiles.listed(list, root, warnings::add))
                .containsExactly(new LabelledVideo(first, "Épée"), new LabelledVideo(second, "Épée"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void shouldReadUtf16WithoutAMark(String charset) throws IOException {
        Path file = video("体操/Ā.avi");
        Path list = folder.resolve("list.txt");
        Files.write(list, "体操/Ā.avi\n".getBytes(charset));

        assertThat(VideoFiles.listed(list, root, warnings::add)).containsExactly(new LabelledVideo(file, "体操"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Archery/v_Archery_g01_c01.avi",
                "Archery/v_Archery_g01_c01.avi 3",
                "Archery/v_Archery_g01_c01.avi\t3",
                "Archery/v_Archery_g01_c01.avi,3",
                "Archery/v_Archery_g01_c01.avi;Archery;3",
                "Archery/v_Archery_g01_c01.avi 3 # blurred",
                "\"Archery/v_Archery_g01_c01.avi\" 3",
                "'Archery/v_Archery_g01_c01.avi'",
                "  ./Archery//v_Archery_g01_c01.avi  ",
                "Archery\\v_Archery_g01_c01.avi 3",
                ".\\Archery\\v_Archery_g01_c01.avi",
                "C:\\data\\UCF-101\\Archery\\v_Archery_g01_c01.avi",
                "/another/machine/UCF-101/Archery/v_Archery_g01_c01.avi 3",
                "UCF-101/Archery/v_Archery_g01_c01.avi",
                "../UCF-101/Archery/v_Archery_g01_c01.avi",
                "archery/V_ARCHERY_G01_C01.AVI",
                "# a comment\nArchery/v_Archery_g01_c01.avi",
                "\ufeffArchery/v_Archery_g01_c01.avi",
                "\rArchery/v_Archery_g01_c01.avi\r",
            })
    void shouldUnderstandALine(String line) throws IOException {
        Path file = video("Archery/v_Archery_g01_c01.avi");
        video("Biking/v_Biking_g01_c01.avi");

        assertThat(VideoFiles.listed(list(line), root, warnings::add))
                .containsExactly(new LabelledVideo(file, "Archery"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void shouldTakeANameAsItStandsBeforeItTakesAPartOfIt() throws IOException {
        video("Archery/take");
        Path file = video("Archery/take 2");

        assertThat(VideoFiles.listed(list("Archery/take 2"), root, warnings::add))
                .extracting(LabelledVideo::file)
                .containsExactly(file);
    }

    @Test
    void shouldUnderstandPathsWithoutAndThroughALink() throws IOException {
        Path file = video("Archery/a.avi");
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);

        assertThat(VideoFiles.listed(list(file.toString()), link, warnings::add))
                .containsExactly(new LabelledVideo(link.resolve("Archery/a.avi"), "Archery"));
        assertThat(VideoFiles.listed(list(link.resolve("Archery/a.avi").toString()), root, warnings::add))
                .containsExactly(new LabelledVideo(file, "Archery"));
    }

    @Test
    void shouldTakeAVideoThatIsListedAgainOnce() throws IOException {
        Path file = video("Archery/a.avi");
        Path list = list("Archery/a.avi\nArchery/a.avi 1\nArchery\\a.avi\n");

        assertThat(VideoFiles.listed(list, root, warnings::add)).containsExactly(new LabelledVideo(file, "Archery"));
        assertThat(warnings)
                .containsExactly(list + ", line 2: Archery/a.avi 1 is named before, and so are those of 1 more lines:"
                        + " each video counts once");
    }

    @Test
    void shouldNotChooseBetweenTwoLetterCases() throws IOException {
        video("Archery/a.avi");
        video("Archery/A.avi");

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list("archery/a.avi"), root, warnings::add))
                .withMessageContaining("line 1: archery/a.avi may be ")
                .withMessageContaining("write it as one of them");
    }

    @Test
    void shouldFindANameInAnotherUnicodeForm() throws IOException {
        Path file = video(Normalizer.normalize("Épée/é.avi", Normalizer.Form.NFD));

        assertThat(VideoFiles.listed(list("Épée/é.avi"), root, warnings::add))
                .containsExactly(new LabelledVideo(file, "Épée"));
    }

    @Test
    void shouldSayThatAListOfClassesIsNoListOfVideos() throws IOException {
        Path list = list("1 ApplyEyeMakeup\r\n2 ApplyLipstick\r\n");

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
                .withMessageContaining(
                        list + ", line 1: 1 ApplyEyeMakeup is a class, not a video: give a list of videos")
                .withMessageEndingWith("(and so do 1 more of 2 lines)");
    }

    @Test
    void shouldNameTheLineThatIsNoUtf8() throws IOException {
        Path list = folder.resolve("list.txt");
        Files.write(list, "a.avi\nÉpée/b.avi\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
                .withMessage(list + ", line 2: not UTF-8 text: save the list as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF\u0001\u0002\u0000AVI ", "\u0000\u0000\u0000 ftypisom"})
    void shouldSayThatABinaryFileIsNoList(String content) throws IOException {
        Path list = list(content);

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
                .withMessageStartingWith(list.toString())
                .withMessageContaining("list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.avi", "/etc/hostname", "Archery/../../outside.avi", ".", "../videos2/a.avi"})
    void shouldNotLeaveTheRoot(String path) throws IOException {
        Files.createFile(folder.resolve("outside.avi"));
        Path list = list(path);

        assertThatIOException()
                .isThrownBy(() -> VideoFiles.listed(list, root, warnings::add))
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
