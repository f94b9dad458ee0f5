package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.TopicSuffixConverter;
import picocli.CommandLine.Option;

/** Results beside those of another job. */
public final class OutputOptions {

    @Option(
            names = "--output-suffix",
            paramLabel = "SUFFIX",
            defaultValue = "",
            converter = TopicSuffixConverter.class,
            description =
                    "Appended to the names of the topics of results and of models, such as -try; run appends it to"
                            + " the group id and to the prefix of transactional ids, too. Default: nothing")
    private String suffix;

    public String suffix() {
        return suffix;
    }
}
