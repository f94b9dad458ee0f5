package io.actionstream.jobs.options;

import java.util.List;

/** Lets {@code --kafka.NAME=VALUE} and {@code --flink.NAME=VALUE} be written for any setting of Kafka or Flink. */
public final class PassThrough {

    private static final List<String> PREFIXES = List.of("--kafka", "--flink");

    private PassThrough() {}

    /** The arguments with {@code --kafka.NAME=VALUE} as {@code --kafka=NAME=VALUE}, a key and a value of a map option. */
    public static String[] expand(String... arguments) {
        String[] expanded = arguments.clone();
        for (int i = 0; i < expanded.length; i++) {
            for (String prefix : PREFIXES) {
                if (expanded[i].startsWith(prefix + ".")) {
                    expanded[i] = prefix + "=" + expanded[i].substring(prefix.length() + 1);
                }
            }
        }
        return expanded;
    }
}
