package io.actionstream.media.video.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads lists of videos: on each line a path, perhaps in quotes, perhaps followed by a class number, other columns or a
 * comment. Blank lines and lines that begin with {@code #} are skipped. A list is UTF-8, or UTF-16 or UTF-32 if it begins
 * with their byte order mark; UTF-16 is known without one.
 */
public final class VideoList {
    private static final int MAX_BYTES = 64 << 20;
    private static final int MOST_SHOWN = 200;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    /** The rest of a line that may follow a path, from the end. */
    private static final List<Pattern> TAILS = List.of(
            Pattern.compile("\\s+#.*$"), Pattern.compile("[\\s,;]+[+-]?\\d+$"), Pattern.compile("\\s*[\\t,;].*$"));

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final Pattern CLASS = Pattern.compile("\\d+[\\s,;]+[^\\s./\\\\]+");

    private VideoList() {}

    /**
     * A line that names a video.
     *
     * @param number counted from 1
     * @param text without the blanks around it
     */
    public record Line(int number, String text) {

        /** The paths that it may mean, the longest first, with {@code /} for a back-slash where that is another. */
        public Set<String> paths() {
            Set<String> paths = new LinkedHashSet<>();
            String rest = text;
            paths.add(unquoted(rest));
            for (Pattern tail : TAILS) {
                rest = tail.matcher(rest).replaceFirst("");
                paths.add(unquoted(rest));
            }
            List.copyOf(paths).forEach(path -> paths.add(path.replace('\\', '/')));
            paths.remove("");
            return paths;
        }

        /** True for {@code 1 ApplyEyeMakeup}, as in UCF101's classInd.txt. */
        public boolean isClass() {
            return CLASS.matcher(text).matches();
        }

        /** Its text, cut where it is too long to show. */
        public String shown() {
            return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
        }

        private static String unquoted(String text) {
            return QUOTED.matcher(text).matches() ? text.substring(1, text.length() - 1) : text;
        }
    }

    /**
     * Reads the lines of a list that name videos.
     *
     * @throws IOException when it can't be read or is no text; the message says what to do
     */
    public static List<Line> read(Path list) throws IOException {
        if (Files.size(list) > MAX_BYTES) {
            throw notAList(list);
        }
        String text = text(list, Files.readAllBytes(list));
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            // a mark stands in the middle where lists were put together
            String stripped = line.replace(BYTE_ORDER_MARK, ' ').strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                lines.add(new Line(number, stripped));
            }
        }
        return lines;
    }

    private static String text(Path list, byte[] bytes) throws IOException {
        Charset charset = charset(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
            throw notAList(list);
        }
        if (result.isError()) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            throw new IOException(list + ", line " + line + ": not " + charset + " text: save the list as UTF-8");
        }
        return text.toString();
    }

    private static IOException notAList(Path list) {
        return new IOException(list + ": not a list of videos: expected a text file with one path a line");
    }

    private static Charset charset(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
            return Charset.forName("UTF-32LE");
        }
        if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return Charset.forName("UTF-32BE");
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return UTF_16LE;
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return UTF_16BE;
        }
        return withoutMark(bytes);
    }

    /** In UTF-16, the separators, dots and line ends of paths have a zero before or behind them, in UTF-8 never. */
    private static Charset withoutMark(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                zeros[i % 2]++;
            }
        }
        if (zeros[0] == zeros[1]) {
            return UTF_8;
        }
        return zeros[0] > zeros[1] ? UTF_16BE : UTF_16LE;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
