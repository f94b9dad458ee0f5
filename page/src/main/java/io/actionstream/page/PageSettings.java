package io.actionstream.page;

import io.actionstream.page.http.Access;
import io.actionstream.page.picture.Visibility;

/**
 * How the page is served.
 *
 * @param access who may reach it
 * @param allowLabels whether viewers may judge
 * @param visibility how much of the pictures they see
 * @param pictureWidth of pictures in tiles, in pixels
 * @param nothing the label of "nothing of interest"
 * @param maxViewers the most viewers at once
 * @param writeTimeoutMillis a viewer that takes nothing for so long is cut
 */
public record PageSettings(
        Access access,
        boolean allowLabels,
        Visibility visibility,
        int pictureWidth,
        String nothing,
        int maxViewers,
        int writeTimeoutMillis) {

    /** On a port of this machine's own, for nobody else: with pictures, without judgements. */
    public static PageSettings local(int port) {
        return new PageSettings(Access.local(port), false, Visibility.FULL, 320, "Nothing", 50, 20_000);
    }

    /** The same, with viewers who may judge. */
    public PageSettings withLabels() {
        return new PageSettings(access, true, visibility, pictureWidth, nothing, maxViewers, writeTimeoutMillis);
    }

    /** The same, with other pictures. */
    public PageSettings with(Visibility other) {
        return new PageSettings(access, allowLabels, other, pictureWidth, nothing, maxViewers, writeTimeoutMillis);
    }

    /** The same, for others. */
    public PageSettings with(Access other) {
        return new PageSettings(other, allowLabels, visibility, pictureWidth, nothing, maxViewers, writeTimeoutMillis);
    }
}
