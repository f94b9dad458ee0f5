package io.actionstream.page.live;

import io.actionstream.page.state.CameraCondition;
import io.actionstream.page.state.Tile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A viewer's wish.
 *
 * @param parts what is wanted
 * @param camera the only camera that is wanted; null for those that match the rest
 * @param search a part of the camera's name, in any case; empty for all
 * @param label the action that is seen; empty for all
 * @param condition how the camera fares; null for all
 * @param sort which come first
 * @param from the first tile that is on the screen
 * @param count the number of tiles on the screen
 */
public record View(
        Set<Part> parts,
        String camera,
        String search,
        String label,
        CameraCondition condition,
        Sort sort,
        int from,
        int count) {

    /** The most tiles that a viewer is sent. */
    public static final int MOST_TILES = 60;

    private static final int DEFAULT_TILES = 24;
    private static final int LONGEST_TEXT = 255;

    /** A part of what a page shows. */
    public enum Part {
        OVERVIEW,
        TILES,
        ACCURACY,
        QUEUE
    }

    /** Orders of tiles. */
    public enum Sort {
        /** Rejected cameras, then those with the least accuracy, then those with the least confidence. */
        WORST(Comparator.<Tile>comparingInt(tile -> tile.condition() == CameraCondition.REJECTED ? 0 : 1)
                .thenComparingDouble(View::share)
                .thenComparingDouble(tile -> tile.label() == null ? 1 : tile.confidence())),
        /** Those whose label changed last. */
        NEWEST(Comparator.comparingLong(Tile::labelSince).reversed()),
        NAME((one, other) -> 0);

        private final Comparator<Tile> order;

        Sort(Comparator<Tile> order) {
            this.order = order;
        }
    }

    /**
     * Reads a query; parameters that are missing have defaults.
     *
     * @param parameters the value of a parameter, or null
     * @throws IllegalArgumentException with a sentence for people when a parameter has no such value
     */
    public static View of(Function<String, String> parameters) {
        return new View(
                parts(parameters.apply("views")),
                blankToNull(text(parameters, "camera")),
                text(parameters, "q").toLowerCase(Locale.ROOT),
                text(parameters, "label"),
                one("state", CameraCondition.class, text(parameters, "state"), null),
                one("sort", Sort.class, text(parameters, "sort"), Sort.NAME),
                number("from", text(parameters, "from"), 0, 0, Integer.MAX_VALUE),
                number("count", text(parameters, "count"), DEFAULT_TILES, 0, MOST_TILES));
    }

    boolean wants(Part part) {
        return parts.contains(part);
    }

    /** The tiles that match, in order. */
    List<Tile> matching(List<Tile> byName) {
        Predicate<Tile> matches = camera != null
                ? tile -> tile.camera().equals(camera)
                : tile -> (search.isEmpty()
                                || tile.camera().toLowerCase(Locale.ROOT).contains(search))
                        && (label.isEmpty() || label.equals(tile.label()))
                        && (condition == null || condition == tile.condition());
        return byName.stream().filter(matches).sorted(sort.order).toList();
    }

    private static double share(Tile tile) {
        return tile.accuracy() == null || tile.accuracy().clips() == 0
                ? 1
                : (double) tile.accuracy().correct() / tile.accuracy().clips();
    }

    private static Set<Part> parts(String names) {
        if (names == null || names.isBlank()) {
            return EnumSet.of(Part.OVERVIEW, Part.TILES);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names.split(",", Part.values().length + 1)) {
            parts.add(value("views", Part.class, name));
        }
        return parts;
    }

    private static String text(Function<String, String> parameters, String name) {
        String text = parameters.apply(name);
        if (text != null && text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(name + " is longer than " + LONGEST_TEXT + " characters");
        }
        return text == null ? "" : text;
    }

    private static String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static <E extends Enum<E>> E one(String parameter, Class<E> type, String name, E otherwise) {
        return name.isEmpty() ? otherwise : value(parameter, type, name);
    }

    private static <E extends Enum<E>> E value(String parameter, Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(parameter + " has no such value"));
    }

    private static int number(String parameter, String text, int otherwise, int least, int most) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(parameter + " must be a number from " + least + " to " + most);
    }
}
