package io.actionstream.jobs.page;

/** The values of {@code --pictures}. */
enum ShownPictures {
    full,
    pixelated,
    none
}
