package io.actionstream.jobs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables of RFC 4180, whose cells may hold anything. A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\r'";
    private static final Pattern QUOTABLE = Pattern.compile("[\",\r\n]");
    private static final Pattern CELL =
            Pattern.compile("\\G(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^\",\r\n]*+))(,|\r?\n|\\z)");

    private Csv() {}

    /** A row with its line end. */
    static String row(List<?> cells) {
        List<String> quoted = cells.stream().map(Csv::cell).toList();
        return String.join(",", quoted) + "\n";
    }

    /**
     * Reads the rows of a file.
     *
     * @throws IOException when it cannot be read or is no such table; says where
     */
    static List<List<String>> read(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        Matcher cell = CELL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!cell.find(end)) {
                throw new IOException(file + " is damaged behind row " + rows.size());
            }
            row.add(text(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\"")));
            end = cell.end();
            if (!cell.group(3).equals(",")) {
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        boolean isFormula = value instanceof String && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String plain = isFormula ? "'" + text : text;
        return QUOTABLE.matcher(plain).find() ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    private static String text(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }
}
