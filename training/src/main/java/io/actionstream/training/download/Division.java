package io.actionstream.training.download;

import java.io.IOException;
import java.util.List;

/** Chooses which videos to fetch, and divides them. */
@FunctionalInterface
public interface Division {

    /**
     * Chooses and divides.
     *
     * @throws IOException when there are too few videos, or not those asked for; says which
     */
    Splits of(List<SourceVideo> videos) throws IOException;
}
