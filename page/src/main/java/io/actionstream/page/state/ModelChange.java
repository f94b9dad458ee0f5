package io.actionstream.page.state;

/**
 * A model that came into use.
 *
 * @param version the checkpoint's version
 * @param since when its first clip was classified, in milliseconds
 */
public record ModelChange(String version, long since) {}
