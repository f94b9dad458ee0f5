package io.actionstream.training.commands;

import io.actionstream.model.console.Terminal;
import java.io.PrintWriter;
import java.util.function.Consumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Makes progress bars on standard error, or a line once in a while when it is no terminal that can draw one. */
final class ProgressBars {

    private static final int BAR_MILLIS = 500;
    private static final int LINE_MILLIS = 10_000;

    private final Terminal terminal;
    private final Consumer<String> lines;

    private ProgressBars(Terminal terminal, Consumer<String> lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    /**
     * For standard error.
     *
     * @param err takes what stands in place of a bar
     */
    static ProgressBars ofErrors(PrintWriter err) {
        return new ProgressBars(Terminal.ofErrors(), line -> {
            err.println(line);
            err.flush();
        });
    }

    /** Starts one that counts single things. */
    ProgressBar start(String task, long max, String unit) {
        return start(task, max, unit, 1);
    }

    /**
     * Starts one.
     *
     * @param unit what is counted
     * @param unitSize how many steps make one
     */
    ProgressBar start(String task, long max, String unit, long unitSize) {
        var builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setUnit(" " + unit, unitSize)
                .showSpeed();
        if (!terminal.movesCursor()) {
            return builder.setUpdateIntervalMillis(LINE_MILLIS)
                    .setRenderer(new ProgressLine(unit, unitSize))
                    .setConsumer(new DelegatingProgressBarConsumer(lines))
                    .build();
        }
        return builder.setUpdateIntervalMillis(BAR_MILLIS)
                .setStyle(terminal.hasColours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .build();
    }
}
