package io.actionstream.jobs.publish;

/**
 * A video that a camera will play.
 *
 * @param address file or network address
 * @param label the true action in it; null when unknown
 */
public record PlannedVideo(String address, String label) {}
