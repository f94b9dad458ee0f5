package io.actionstream.page;

import io.actionstream.model.label.Labels;
import io.actionstream.page.http.Access;
import io.actionstream.page.picture.Visibility;
import io.actionstream.page.state.StateLimits;

/**
 * Settings of serving the page, and limits of what it remembers.
 *
 * @param access who may reach it
 * @param allowLabels whether viewers may judge
 * @param undoMillis how long a judgement can be undone
 * @param nothing the label of "nothing of interest"
 * @param visibility how much of the pictures viewers see
 * @param pictureBytes memory for pictures as they arrived
 * @param limits of what is remembered of cameras
 * @param maxViewers the most viewers at once
 * @param writeTimeoutMillis a viewer that takes nothing for so long is cut
 */
public record PageSettings(
        Access access,
        boolean allowLabels,
        long undoMillis,
        String nothing,
        Visibility visibility,
        long pictureBytes,
        StateLimits limits,
        int maxViewers,
        int writeTimeoutMillis) {

    /** The width of pictures in tiles, in pixels. */
    public static final int PICTURE_WIDTH = 320;

    /** A viewer that takes nothing for so long is cut, unless said otherwise. */
    public static final int WRITE_TIMEOUT_MILLIS = 20_000;

    private static final long UNDO_MILLIS = 10_000;
    private static final long PICTURE_BYTES = 128_000_000;
    private static final int MAX_VIEWERS = 50;

    /** On a port of this machine, for nobody else: with pictures, and with judgements if so wished. */
    public static PageSettings local(int port, boolean allowLabels) {
        return new PageSettings(
                Access.local(port),
                allowLabels,
                UNDO_MILLIS,
                Labels.NOTHING,
                Visibility.FULL,
                PICTURE_BYTES,
                StateLimits.DEFAULT,
                MAX_VIEWERS,
                WRITE_TIMEOUT_MILLIS);
    }

    /** The same, with another label of nothing of interest. */
    public PageSettings withNothing(String label) {
        return new PageSettings(
                access,
                allowLabels,
                undoMillis,
                label,
                visibility,
                pictureBytes,
                limits,
                maxViewers,
                writeTimeoutMillis);
    }

    /** The same, with other pictures. */
    public PageSettings with(Visibility other) {
        return new PageSettings(
                access, allowLabels, undoMillis, nothing, other, pictureBytes, limits, maxViewers, writeTimeoutMillis);
    }

    /** The same, for others. */
    public PageSettings with(Access other) {
        return new PageSettings(
                other,
                allowLabels,
                undoMillis,
                nothing,
                visibility,
                pictureBytes,
                limits,
                maxViewers,
                writeTimeoutMillis);
    }

    /** The same, for fewer viewers or less patience with them. */
    public PageSettings with(int viewers, int timeoutMillis) {
        return new PageSettings(
                access, allowLabels, undoMillis, nothing, visibility, pictureBytes, limits, viewers, timeoutMillis);
    }
}
