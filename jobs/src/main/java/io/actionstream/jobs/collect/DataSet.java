package io.actionstream.jobs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.collect.CollectedClip.CameraDay;
import io.actionstream.jobs.collect.StoredClip.Side;
import io.actionstream.jobs.command.LaunchException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder of collected clips. Labelled ones are videos in UCF101's layout below {@code videos}, uncertain ones lie in
 * {@code uncertain}; {@code clips.csv} has a row for each as soon as it is whole. A later run adds to it.
 */
final class DataSet {

    static final String VIDEOS = "videos";
    static final String UNCERTAIN = "uncertain";
    static final String TABLE = "clips.csv";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final Path table;
    private final SafeNames labels = new SafeNames();
    private final SafeNames cameraNames = new SafeNames();
    private final Map<CameraDay, Integer> groups = new HashMap<>();
    private final Set<String> pictures = new HashSet<>(); // hashes of what the videos show
    private final Map<String, TreeMap<Long, StoredClip>> cameras = new HashMap<>(); // by start
    private final Map<String, StoredClip> clips = new TreeMap<>(); // by file

    private DataSet(Path folder) {
        this.folder = folder;
        this.table = folder.resolve(TABLE);
    }

    /**
     * Opens a data set; makes nothing yet where there is none.
     *
     * @throws LaunchException when the folder holds something else, or the table cannot be read
     */
    static DataSet open(Path folder) throws IOException {
        var data = new DataSet(folder);
        if (Files.exists(data.table)) {
            data.readTable();
        } else if (Files.exists(folder) && !isEmpty(folder)) {
            throw new LaunchException("--out=" + folder + " holds something else than a data set of this command");
        }
        return data;
    }

    /** All clips, by file. */
    List<StoredClip> clips() {
        return List.copyOf(clips.values());
    }

    /** The bytes of all videos. */
    long bytes() {
        return clips.values().stream().mapToLong(clip -> clip.video().bytes()).sum();
    }

    /** Tells whether a clip shows a time of a camera. */
    boolean shows(String camera, long time) {
        TreeMap<Long, StoredClip> ofCamera = cameras.get(camera);
        Map.Entry<Long, StoredClip> before = ofCamera == null ? null : ofCamera.floorEntry(time);
        return before != null && before.getValue().clip().end() >= time;
    }

    /** Tells whether a video has frames of this hash. */
    boolean hasPictures(String sha256) {
        return pictures.contains(sha256);
    }

    /** The folder for files that are no videos yet, empty. */
    Path emptyUnfinished() throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        Files.createDirectories(unfinished);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(unfinished)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
        return unfinished;
    }

    /** Takes the video of a clip in. */
    void add(CollectedClip clip, Path video, int frames, String sha256) throws IOException {
        int group = groups.computeIfAbsent(clip.cameraDay(), cameraDay -> nextGroup());
        long bytes = Files.size(video);
        String file = newFile(clip, group);
        move(video, file);
        var stored = new StoredClip(clip, file, group, Side.NONE, new StoredClip.Video(frames, bytes, sha256));
        append(stored);
        hold(stored);
    }

    /** Gives a clip the action that its judgement says by now; does nothing when it has that. */
    void judge(StoredClip stored, String label) throws IOException {
        if (label.equals(stored.clip().label())) {
            return;
        }
        CollectedClip judged = stored.clip().judged(label);
        String file = newFile(judged, stored.group());
        move(folder.resolve(stored.file()), file);
        clips.remove(stored.file());
        hold(stored.as(judged, file));
        writeTable();
    }

    /** Divides the clips anew, and writes the lists and the table. */
    void writeLists() throws IOException {
        CameraDaySplit.divide(clips()).forEach(this::hold);
        for (Side side : Side.values()) {
            if (side != Side.NONE) {
                Path below = Path.of(VIDEOS);
                replace(
                        side.list(),
                        clips.values().stream()
                                .filter(clip -> clip.side() == side)
                                .map(clip -> below.relativize(Path.of(clip.file())) + "\n")
                                .reduce("", String::concat));
            }
        }
        writeTable();
        Files.deleteIfExists(folder.resolve(UNFINISHED));
    }

    /** Replaces a file of the folder. */
    void replace(String name, String text) throws IOException {
        Files.createDirectories(folder);
        Path next = folder.resolve("." + name + ".next");
        Files.writeString(next, text, UTF_8);
        Files.move(next, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeTable() throws IOException {
        var rows = new StringBuilder(Csv.row(StoredClip.COLUMNS));
        clips.values().forEach(clip -> rows.append(Csv.row(clip.cells())));
        replace(TABLE, rows.toString());
    }

    private void append(StoredClip stored) throws IOException {
        if (!Files.exists(table)) {
            writeTable();
        }
        long before = Files.size(table);
        try {
            Files.writeString(table, Csv.row(stored.cells()), UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            try (var whole = FileChannel.open(table, StandardOpenOption.WRITE)) {
                whole.truncate(before);
            }
            throw e;
        }
    }

    private void readTable() throws IOException {
        try {
            for (List<String> row : Csv.read(table).stream().skip(1).toList()) {
                StoredClip stored = StoredClip.of(row);
                if (isBelow(stored.file()) && Files.isRegularFile(folder.resolve(stored.file()))) { // else deleted
                    hold(stored);
                    if (stored.isLabelled()) {
                        labels.remember(stored.clip().label(), folder(stored.file()));
                    }
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new LaunchException("cannot go on with --out=" + folder + ": " + e.getMessage(), e);
        }
    }

    private void hold(StoredClip stored) {
        CollectedClip clip = stored.clip();
        clips.put(stored.file(), stored);
        cameras.computeIfAbsent(clip.camera(), name -> new TreeMap<>()).put(clip.start(), stored);
        groups.put(clip.cameraDay(), stored.group());
        pictures.add(stored.video().sha256());
    }

    private int nextGroup() {
        return groups.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /** A place that no clip has: {@code videos/Label/v_Label_g01_c01.mp4}. */
    private String newFile(CollectedClip clip, int group) {
        if (clip.label() == null) {
            return UNCERTAIN + "/" + cameraNames.of(clip.camera()) + "_" + clip.start() + ".mp4";
        }
        String name = labels.of(clip.label());
        String start = String.format(Locale.ROOT, "%s/%s/v_%s_g%02d_c", VIDEOS, name, name, group);
        int number = 1;
        while (clips.containsKey(file(start, number))) {
            number++;
        }
        return file(start, number);
    }

    private static String file(String start, int number) {
        return String.format(Locale.ROOT, "%s%02d.mp4", start, number);
    }

    private void move(Path video, String file) throws IOException {
        Path place = folder.resolve(file);
        Files.createDirectories(place.getParent());
        Files.move(video, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        } catch (NotDirectoryException e) {
            return false;
        }
    }

    /** The folder's name of each label, which is what training calls it. */
    Map<String, String> labelNames() {
        return labels.all();
    }

    private boolean isBelow(String file) {
        Path base = folder.toAbsolutePath().normalize();
        return base.resolve(file).normalize().startsWith(base);
    }

    private static String folder(String file) {
        return Path.of(file).getParent().getFileName().toString();
    }
}
