package io.actionstream.page.state;

import java.util.List;

/**
 * The state at a moment, for any number of readers.
 *
 * @param now the moment, in milliseconds
 * @param tiles of all cameras, by name
 * @param queue clips to judge, the least certain first
 * @param labels all that are known, by name
 */
public record Snapshot(long now, List<Tile> tiles, Overview overview, List<Uncertain> queue, List<String> labels) {}
