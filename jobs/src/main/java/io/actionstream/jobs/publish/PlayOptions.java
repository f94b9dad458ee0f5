package io.actionstream.jobs.publish;

import java.util.OptionalDouble;

/**
 * Settings of playing videos.
 *
 * @param pace of files; live sources have their own
 * @param loop begin again at the end
 * @param rate most frames sent for each second of video; empty for all
 */
public record PlayOptions(Pace pace, boolean loop, OptionalDouble rate) {}
