package io.actionstream.training.download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The division of the videos of a class. */
public enum Protocol {
    /** Shuffled, as in the tutorial: clips of one scene fall on both sides. */
    RANDOM {
        @Override
        void divide(List<SourceVideo> videos, Shares shares, Random random, Splits into) {
            List<SourceVideo> shuffled = new ArrayList<>(videos);
            Collections.shuffle(shuffled, random);
            int validation = shares.training() + shares.validation();
            into.training().addAll(shuffled.subList(0, shares.training()));
            into.validation().addAll(shuffled.subList(shares.training(), validation));
            into.test().addAll(shuffled.subList(validation, shares.total()));
        }
    },

    /** By group: no group of a class, hence no person or place, is in two splits. */
    GROUPS {
        @Override
        void divide(List<SourceVideo> videos, Shares shares, Random random, Splits into) throws IOException {
            Map<String, List<SourceVideo>> groups = videos.stream()
                    .collect(Collectors.groupingBy(SourceVideo::group, TreeMap::new, Collectors.toList()));
            List<List<SourceVideo>> shuffled = new ArrayList<>(groups.values());
            Collections.shuffle(shuffled, random);
            take(shuffled, shares.test(), into.test());
            take(shuffled, shares.validation(), into.validation());
            take(shuffled, shares.training(), into.training());
        }

        /** Takes whole groups until there are enough videos; what the last one has too many is left out. */
        private void take(List<List<SourceVideo>> groups, int wanted, List<SourceVideo> into) throws IOException {
            int missing = wanted;
            while (missing > 0) {
                if (groups.isEmpty()) {
                    throw new IOException("its groups can't be divided so that " + missing + " more videos are found");
                }
                List<SourceVideo> group = groups.remove(0);
                into.addAll(group.subList(0, Math.min(missing, group.size())));
                missing -= group.size();
            }
        }
    };

    abstract void divide(List<SourceVideo> videos, Shares shares, Random random, Splits into) throws IOException;

    /**
     * The first classes, by name, each divided.
     *
     * @param classes how many
     */
    public Division firstClasses(int classes, Shares shares, long seed) {
        if (classes < 1) {
            throw new IllegalArgumentException("classes must be at least 1, not " + classes);
        }
        return videos -> divide(videos, classes, shares, seed);
    }

    private Splits divide(List<SourceVideo> videos, int classes, Shares shares, long seed) throws IOException {
        Map<String, List<SourceVideo>> byLabel = videos.stream()
                .sorted(Comparator.comparing(SourceVideo::file))
                .collect(Collectors.groupingBy(SourceVideo::label, TreeMap::new, Collectors.toList()));
        if (byLabel.size() < classes) {
            throw new IOException("there are " + byLabel.size() + " classes, fewer than the " + classes + " asked for");
        }
        Splits splits = Splits.empty();
        for (String label : List.copyOf(byLabel.keySet()).subList(0, classes)) {
            List<SourceVideo> ofClass = byLabel.get(label);
            if (ofClass.size() < shares.total()) {
                throw new IOException("class " + label + " has " + ofClass.size() + " videos, fewer than the "
                        + shares.total() + " asked for");
            }
            try {
                divide(ofClass, shares, new Random(seed ^ label.hashCode()), splits);
            } catch (IOException e) {
                throw new IOException("class " + label + ": " + e.getMessage(), e);
            }
        }
        return splits;
    }
}
