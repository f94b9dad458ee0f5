package io.actionstream.training.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipDirectoryTest {

    @Test
    void shouldListFilesWithTheirPlaces() throws IOException {
        byte[] archive = Zips.zip(Map.of("a/c01.avi", new byte[5000]));
        assertThat(read(archive)).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("a/c01.avi");
            assertThat(file.method()).isEqualTo(ArchivedFile.DEFLATED);
            assertThat(file.size()).isEqualTo(5000);
            assertThat(file.offset()).isZero();
            assertThat(file.span()).isBetween(file.compressedSize() + 30, (long) archive.length);
        });
    }

    @Test
    void shouldLeaveFoldersOut() throws IOException {
        byte[] archive = Zips.zip(Map.of("folder/", new byte[0], "folder/file", new byte[1]));
        assertThat(read(archive)).extracting(ArchivedFile::name).containsExactly("folder/file");
    }

    @Test
    void shouldListNothingOfAnEmptyZipThatIsServed() throws IOException {
        byte[] archive = Zips.zip(Map.of());
        try (ZipServer server = new ZipServer(archive, ZipServer.Behaviour.GOOD);
                ByteSource source =
                        HttpBytes.of(server.address().toString(), Retries.DEFAULT, Duration.ofSeconds(10))) {
            assertThat(ZipDirectory.read(source)).isEmpty();
        }
    }

    @Test
    void shouldFindTheEndBehindALongComment() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("long ".repeat(5000));
            zip.putNextEntry(new ZipEntry("file"));
        }
        assertThat(read(bytes.toByteArray())).hasSize(1);
    }

    @Test
    void shouldReadMoreFilesThanAPlainZipHolds() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 66_000; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
            }
        }
        assertThat(read(bytes.toByteArray())).hasSize(66_000);
    }

    @Test
    void shouldTakeSizesAndOffsetsFromAZip64Field() throws IOException {
        assertThat(read(zip64())).singleElement().satisfies(file -> {
            assertThat(file.size()).isEqualTo(7);
            assertThat(file.compressedSize()).isEqualTo(5);
            assertThat(file.offset()).isEqualTo(2);
        });
    }

    @Test
    void shouldSayThatAnArchiveIsCutOff() throws IOException {
        byte[] archive = Zips.zip(Zips.videos());
        byte[] cut = Arrays.copyOf(archive, archive.length / 2);
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no usable zip: it has no end-of-directory record");
        assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void shouldNotFollowADirectoryThatLiesOutside() throws IOException {
        byte[] archive = Zips.zip(Map.of("file", new byte[1]));
        wrap(archive).putInt(archive.length - 6, 1 << 30);
        assertThatThrownBy(() -> read(archive)).hasMessageContaining("its directory is said to lie outside of it");
    }

    @Test
    void shouldRefuseADamagedDirectory() throws IOException {
        byte[] archive = Zips.zip(Map.of("file", new byte[1]));
        int directory = wrap(archive).getInt(archive.length - 6);
        byte[] damaged = archive.clone();
        damaged[directory] ^= 1;
        assertThatThrownBy(() -> read(damaged)).hasMessageContaining("an entry of its directory is damaged");
        byte[] endless = archive.clone();
        wrap(endless).putShort(directory + 28, (short) 60_000);
        assertThatThrownBy(() -> read(endless)).hasMessageContaining("an entry of its directory is cut off");
    }

    @Test
    void shouldRefuseEntriesThatOverlap() throws IOException {
        byte[] archive = Zips.zip(Map.of("file", new byte[1]));
        int directory = wrap(archive).getInt(archive.length - 6);
        wrap(archive).putInt(directory + 20, 1_000_000);
        assertThatThrownBy(() -> read(archive)).hasMessageContaining("its entry file overlaps");
    }

    @Test
    void shouldRefuseAnEncryptedEntry() throws IOException {
        byte[] archive = Zips.zip(Map.of("file", new byte[1]));
        int directory = wrap(archive).getInt(archive.length - 6);
        archive[directory + 8] |= 1;
        assertThatThrownBy(() -> read(archive)).hasMessageContaining("its entry file is encrypted");
    }

    /** Only a directory, behind forty bytes of something, whose entry has every number in its zip64 field. */
    private static byte[] zip64() {
        ByteBuffer zip = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        zip.position(42);
        zip.putInt(0x02014b50).put(new byte[16]).putInt(-1).putInt(-1);
        zip.putShort((short) 1).putShort((short) 28).put(new byte[10]).putInt(-1);
        zip.put((byte) 'x')
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(7)
                .putLong(5)
                .putLong(2);
        int length = zip.position() - 42;
        int end64 = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .put(new byte[12])
                .putLong(1)
                .putLong(1)
                .putLong(length)
                .putLong(42);
        zip.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        zip.putInt(0x06054b50).put(new byte[4]).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
        return Arrays.copyOf(zip.array(), zip.position());
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<ArchivedFile> read(byte[] archive) throws IOException {
        return ZipDirectory.read(new Memory(archive));
    }

    private record Memory(byte[] archive) implements ByteSource {
        @Override
        public String name() {
            return "archive";
        }

        @Override
        public long size() {
            return archive.length;
        }

        @Override
        public byte[] read(long offset, int length) {
            return Arrays.copyOfRange(archive, (int) offset, (int) offset + length);
        }

        @Override
        public void close() {}
    }
}
