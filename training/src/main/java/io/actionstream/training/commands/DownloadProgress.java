package io.actionstream.training.commands;

import io.actionstream.training.download.Downloader;
import me.tongfei.progressbar.ProgressBar;

/** A progress bar in megabytes. */
final class DownloadProgress implements Downloader.Progress, AutoCloseable {
    private static final int MEGABYTE = 1_000_000;

    private final ProgressBars bars;
    private ProgressBar bar;

    DownloadProgress(ProgressBars bars) {
        this.bars = bars;
    }

    @Override
    public void started(int videos, long bytes) {
        bar = bars.start("download " + videos + " videos", bytes, "MB", MEGABYTE);
    }

    @Override
    public void done(long bytes) {
        bar.stepBy(bytes);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
