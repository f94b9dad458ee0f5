package io.actionstream.training.commands;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * Says in a line how far something is: {@code epoch 1/20: 120 of 400 clips, 12.5 clips/s loss 1.234}.
 *
 * @param unit what is counted
 * @param unitSize how many steps make one
 */
record ProgressLine(String unit, long unitSize) implements ProgressBarRenderer {

    private static final double MILLIS_PER_SECOND = 1000;

    @Override
    public String render(ProgressState progress, int maxLength) {
        double done = (double) progress.getCurrent() / unitSize;
        double seconds = Math.max(1, progress.getTotalElapsed().toMillis()) / MILLIS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "%s: %.0f of %.0f %s, %.1f %s/s%s",
                progress.getTaskName(),
                done,
                (double) progress.getMax() / unitSize,
                unit,
                done / seconds,
                unit,
                progress.getExtraMessage());
    }
}
