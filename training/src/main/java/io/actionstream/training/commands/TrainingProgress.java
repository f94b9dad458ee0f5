package io.actionstream.training.commands;

import io.actionstream.training.fit.Epoch;
import io.actionstream.training.fit.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** A progress bar for each epoch and a line when it is done. */
final class TrainingProgress implements Progress, AutoCloseable {
    private final ProgressBars bars;
    private final PrintWriter err;
    private ProgressBar bar;
    private int epochs;

    TrainingProgress(ProgressBars bars, PrintWriter err) {
        this.bars = bars;
        this.err = err;
    }

    @Override
    public void epochStarted(int epoch, int ofEpochs, int clips) {
        epochs = ofEpochs;
        bar = bars.start("epoch " + epoch + "/" + ofEpochs, clips, "clips");
    }

    @Override
    public void stepDone(int clips, double loss, double accuracy) {
        bar.stepTo(clips);
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.3f accuracy %.3f", loss, accuracy));
    }

    @Override
    public void epochDone(Epoch epoch) {
        close();
        err.printf(
                Locale.ROOT,
                "epoch %d/%d: loss %.4f accuracy %.3f, validation loss %.4f accuracy %.3f, %.1f clips/s, %.0f s%n",
                epoch.epoch(),
                epochs,
                epoch.loss(),
                epoch.accuracy(),
                epoch.validationLoss(),
                epoch.validationAccuracy(),
                epoch.clipsPerSecond(),
                epoch.seconds());
        err.flush();
    }

    @Override
    public void problem(String message) {
        err.println(message);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
