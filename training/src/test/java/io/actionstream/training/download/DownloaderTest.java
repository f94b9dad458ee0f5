package io.actionstream.training.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.training.download.ZipServer.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DownloaderTest {
    private static final Retries FOUR_AT_ONCE = new Retries(4, Duration.ZERO);
    private static final int PIECE = 8192;
    private static final Division TWO_CLASSES = Protocol.GROUPS.firstClasses(2, new Shares(4, 2, 2), 1);

    @TempDir
    private Path folder;

    private final Map<String, byte[]> videos = Zips.videos();
    private final Counter progress = new Counter();

    @Test
    void shouldTransferOnlyWhatIsChosen() throws Exception {
        try (ZipServer server = serve(Behaviour.GOOD)) {
            Splits splits = download(server);
            assertThat(splits.all()).hasSize(16);
            assertFetched(splits);
            assertThat(server.bytes()).isLessThan(packed(splits) * 11 / 10);
            assertThat(progress.done).isEqualTo(progress.total).isEqualTo(packed(splits));
        }
    }

    @Test
    void shouldWriteTheLists() throws Exception {
        try (ZipServer server = serve(Behaviour.GOOD)) {
            download(server);
        }
        assertThat(Files.readAllLines(data("trainlist.txt")))
                .hasSize(8)
                .allMatch(line -> line.matches("(Archery|Bowling)/v_\\1_g\\d\\d_c\\d\\d\\.avi"))
                .allMatch(line -> Files.isRegularFile(data(line)));
        assertThat(Files.readAllLines(data("vallist.txt"))).hasSize(4);
        assertThat(Files.readAllLines(data("testlist.txt"))).hasSize(4);
    }

    @Test
    void shouldTryAgainWhenConnectionsBreak() throws Exception {
        try (ZipServer server = serve(Behaviour.CUTS)) {
            Splits splits = download(server);
            assertFetched(splits);
            assertThat(server.bytes()).isLessThan(packed(splits) * 5 / 4);
        }
    }

    @Test
    void shouldTryAgainWhenTheServerIsBusy() throws Exception {
        try (ZipServer server = serve(Behaviour.STUMBLES)) {
            assertFetched(download(server));
        }
    }

    @Test
    void shouldGoOnWhereAnInterruptedRunWas() throws Exception {
        long first;
        try (ZipServer server = serve(Behaviour.FAILS_LATER)) {
            assertThatThrownBy(() -> download(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answered 503, 4 times in a row");
            first = server.bytes();
            assertThat(first).isGreaterThan(PIECE);
        }
        try (ZipServer server = serve(Behaviour.GOOD)) {
            Splits splits = download(server);
            assertFetched(splits);
            assertThat(first + server.bytes()).isLessThan(packed(splits) * 11 / 10);
        }
    }

    @Test
    void shouldFetchNothingTwice() throws Exception {
        try (ZipServer server = serve(Behaviour.GOOD)) {
            Splits splits = download(server);
            Files.writeString(data(splits.training().get(0).path()), "damaged since");
            long before = server.bytes();
            download(server);
            assertFetched(splits);
            assertThat(server.bytes() - before).isLessThan(60_000);
        }
    }

    @Test
    void shouldStartAPartOfSomethingElseAfresh() throws Exception {
        String path = "Archery/v_Archery_g01_c01.avi";
        Files.createDirectories(data("Archery"));
        Files.writeString(data(path + ".part"), "of another archive");
        Path list = Files.writeString(folder.resolve("list.txt"), path);
        try (ZipServer server = serve(Behaviour.GOOD)) {
            assertFetched(download(server, new GivenLists(list, null, null)));
        }
    }

    @Test
    void shouldSayThatAServerHasNoRangesWithoutReadingTheWhole() throws Exception {
        try (ZipServer server = serve(Behaviour.IGNORES_RANGES)) {
            assertThatThrownBy(() -> download(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(server.address() + " does not serve parts of a file");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldNameAnAddressWhereNothingIs() throws Exception {
        try (ZipServer server = serve(Behaviour.NOT_FOUND)) {
            assertThatThrownBy(() -> download(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(server.address().toString(), "answered 404");
        }
    }

    @Test
    void shouldNotTakeOtherBytesThanItAskedFor() throws Exception {
        try (ZipServer server = serve(Behaviour.SENDS_OTHER_BYTES)) {
            assertThatThrownBy(() -> download(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("asked for bytes=0-0 but answered 206 with bytes 1-1/");
        }
    }

    @Test
    void shouldNameADamagedVideoAndKeepTheOthers() throws Exception {
        byte[] archive = Zips.zip(videos);
        String damaged = "v_Archery_g03_c02.avi";
        // the content of a stored entry follows its name in the local header
        int at = new String(archive, StandardCharsets.ISO_8859_1).indexOf(damaged) + damaged.length();
        archive[at + 1000] ^= 1;
        Path list =
                Files.write(folder.resolve("list.txt"), List.of("Archery/v_Archery_g02_c01.avi", "Archery/" + damaged));
        try (ZipServer server = new ZipServer(archive, Behaviour.GOOD)) {
            assertThatThrownBy(() -> download(server, new GivenLists(list, null, null)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(damaged, "is damaged", "CRC");
        }
        assertThat(data("Archery")).isDirectoryContaining("glob:**/v_Archery_g02_c01.avi");
        assertThat(data("Archery")).isDirectoryNotContaining("glob:**" + damaged + "*");
    }

    @Test
    void shouldNeverLeaveTheFolder() throws Exception {
        Map<String, byte[]> hostile = new LinkedHashMap<>(videos);
        byte[] content = {1, 2, 3};
        for (String name : List.of(
                "../../v_Evil_g01_c01.avi",
                "/tmp/v_Evil_g02_c01.avi",
                "UCF101/v_.._g01_c01.avi",
                "UCF101/v_../../x_g01_c01.avi",
                "UCF101\\v_..\\..\\y_g01_c01.avi",
                "UCF101/v_\0_g01_c01.avi")) {
            hostile.put(name, content);
        }
        Division everything = found -> new Splits(found, List.of(), List.of());
        try (ZipServer server = new ZipServer(Zips.zip(hostile), Behaviour.GOOD)) {
            Splits splits = download(server, everything);
            assertThat(splits.training()).extracting(SourceVideo::label).doesNotContain("..");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(folder.resolve("data")));
        }
        assertThat(data("Evil")).isDirectoryContaining("glob:**/v_Evil_g01_c01.avi");
    }

    @Test
    void shouldTakeALocalZip() throws Exception {
        Path zip = Files.write(folder.resolve("UCF101.zip"), Zips.zip(videos));
        try (Downloader downloader = Downloader.of(zip.toString(), warning -> {})) {
            assertFetched(downloader.download(TWO_CLASSES, folder.resolve("data"), 2, progress));
        }
    }

    @Test
    void shouldTakeALocalFolder() throws Exception {
        for (Map.Entry<String, byte[]> video : videos.entrySet()) {
            Path file = folder.resolve(video.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, video.getValue());
        }
        try (Downloader downloader = Downloader.of(folder.resolve("UCF101").toString(), warning -> {})) {
            assertFetched(downloader.download(TWO_CLASSES, folder.resolve("data"), 2, progress));
        }
        assertThat(progress.done).isEqualTo(progress.total);
    }

    @ParameterizedTest
    @EnumSource(names = {"IGNORES_RANGES", "NOT_FOUND", "STUMBLES", "SENDS_OTHER_BYTES", "REDIRECTS_NOWHERE", "HANGS"})
    void shouldNotShowWhatAnAddressKeepsSecret(Behaviour behaviour) throws Exception {
        try (ZipServer server = serve(behaviour)) {
            URI signed = URI.create(server.address() + "?signature=secret");
            HttpBytes bytes = new HttpBytes(signed, new Retries(1, Duration.ZERO), Duration.ofSeconds(1));
            assertThatThrownBy(bytes::size)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(server.address() + "?...")
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void shouldNotShowWhatADamagedArchivesAddressKeepsSecret() throws Exception {
        try (ZipServer server = new ZipServer(new byte[100], Behaviour.GOOD);
                Downloader downloader = Downloader.of(server.address() + "?signature=secret", warning -> {})) {
            assertThatThrownBy(() -> downloader.download(TWO_CLASSES, folder.resolve("data"), 2, progress))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(server.address() + "?... is no usable zip");
        }
    }

    @Test
    void shouldNotShowWhatTheAddressOfAnArchiveWithoutVideosKeepsSecret() throws Exception {
        byte[] archive = Zips.zip(Map.of("readme.txt", new byte[] {1}));
        try (ZipServer server = new ZipServer(archive, Behaviour.GOOD);
                Downloader downloader = Downloader.of(server.address() + "?signature=secret", warning -> {})) {
            assertThatThrownBy(() -> downloader.download(TWO_CLASSES, folder.resolve("data"), 2, progress))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith(" in " + server.address() + "?...");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@127.0.0.1/a b.zip, http://127.0.0.1/a b.zip is no address",
        "http://127.0.0.1/a.zip?signature=secret|, http://127.0.0.1/a.zip?... is no address",
        "http:///a.zip?signature=secret, http:///a.zip?... is no address",
        "http://user:secret@no_host_/a.zip, http://no_host_/a.zip is no address",
        "ftp://user:secret@127.0.0.1/a.zip, there is none: ftp://127.0.0.1/a.zip",
    })
    void shouldNotShowWhatAnUnusableAddressKeepsSecret(String source, String complaint) {
        assertThatThrownBy(() -> Downloader.of(source, warning -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void shouldSayThatASourceDoesNotExist() {
        assertThatThrownBy(() -> Downloader.of("/no/such.zip", warning -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/no/such.zip");
    }

    @Test
    void shouldSayThatASourceHasNoVideos() throws Exception {
        try (Downloader downloader = Downloader.of(folder.toString(), warning -> {})) {
            assertThatThrownBy(() -> downloader.download(TWO_CLASSES, folder.resolve("data"), 2, progress))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no videos named as UCF101's");
        }
    }

    private ZipServer serve(Behaviour behaviour) throws IOException {
        return new ZipServer(Zips.zip(videos), behaviour);
    }

    private Splits download(ZipServer server) throws Exception {
        return download(server, TWO_CLASSES);
    }

    private Splits download(ZipServer server, Division division) throws Exception {
        HttpBytes bytes = new HttpBytes(server.address(), FOUR_AT_ONCE, Duration.ofSeconds(20));
        try (Downloader downloader = new Downloader("the server", new ZipVideos(bytes, PIECE))) {
            return downloader.download(division, folder.resolve("data"), 2, progress);
        }
    }

    private void assertFetched(Splits splits) {
        assertThat(splits.all()).isNotEmpty().allSatisfy(video -> {
            assertThat(data(video.path())).hasBinaryContent(videos.get("UCF101/" + video.file()));
            assertThat(data(video.path() + ".part")).doesNotExist();
        });
    }

    private static long packed(Splits splits) {
        return splits.all().stream().mapToLong(SourceVideo::bytes).sum();
    }

    private Path data(String path) {
        return folder.resolve("data").resolve(path);
    }

    private static final class Counter implements Downloader.Progress {
        private long total;
        private long done;

        @Override
        public void started(int videos, long bytes) {
            total = bytes;
            done = 0;
        }

        @Override
        public void done(long bytes) {
            done += bytes;
        }
    }
}
