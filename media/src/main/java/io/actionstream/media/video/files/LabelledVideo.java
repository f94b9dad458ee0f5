package io.actionstream.media.video.files;

import java.nio.file.Path;

/**
 * A video and the action that it shows.
 *
 * @param file the video
 * @param label the true action; null when unknown
 */
public record LabelledVideo(Path file, String label) {}
