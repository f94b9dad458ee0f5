package io.actionstream.training.commands;

import io.actionstream.training.download.Downloader;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar in megabytes. */
final class DownloadProgress implements Downloader.Progress, AutoCloseable {
    private static final int MEGABYTE = 1_000_000;

    private ProgressBar bar;

    @Override
    public void started(int videos, long bytes) {
        bar = new ProgressBarBuilder()
                .setTaskName("download " + videos + " videos")
                .setInitialMax(bytes)
                .setUnit(" MB", MEGABYTE)
                .showSpeed()
                .build();
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
