package io.actionstream.jobs.collect;

import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.watch.ResultFeed;
import io.actionstream.jobs.wire.AnnouncementJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a data set for training out of the topics. */
@Command(
        name = "collect",
        description =
                "Cut clips with a known true action, and uncertain ones, out of the frames topic as videos to train"
                        + " with. Reads what the topics hold when it starts; given the same folder again, it adds what is new.")
public final class CollectCommand implements Callable<Integer> {

    private static final int MOST_JUDGEMENTS = 1_000_000;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final String MODEL_FILE = "current-model.txt";

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder of the data set.")
    private Path out;

    @Mixin
    private SelectionOptions wanted;

    @Option(
            names = "--dry-run",
            description = "Only show which clips would be cut; reads no frames and writes nothing. Default: cut them")
    private boolean dryRun;

    private long told = System.nanoTime();

    @Override
    public Integer call() throws Exception {
        wanted.stretch();
        Topics.require(kafka, List.of(topics.frames(), topics.actions()));
        return GracefulStop.call(this::collect);
    }

    private int collect() throws InterruptedException {
        try {
            DataSet data = DataSet.open(out);
            var judgements = new Judgements(MOST_JUDGEMENTS);
            var chosen =
                    new ChosenClips(Math.max(0, wanted.maxClips() - data.clips().size()));
            var selection = new Selection(
                    judgements, wanted.stretch(), wanted.labels(), wanted.uncertain(), data::shows, chosen);
            readResults(selection);
            var report = new Report(command.commandLine().getOut());
            if (dryRun) {
                report.chosen(chosen.all());
                tellLeftOut(report, selection, chosen);
                return ExitCode.OK;
            }
            for (StoredClip stored : data.clips()) {
                judge(data, stored, judgements);
            }
            var cutter = new ClipCutter(data, chosen.all(), wanted.maxBytes());
            cut(cutter, chosen);
            data.writeLists();
            report.stored(data.clips());
            tellLeftOut(report, selection, chosen);
            tellFates(report, cutter);
            tellNames(report, data);
            tellNext(report, data);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new LaunchException("cannot write to --out=" + out + ": " + e, e);
        }
    }

    private void readResults(Selection selection) throws InterruptedException {
        if (Topics.missing(kafka, List.of(topics.truth())).isEmpty()) {
            read(topics.truth(), selection);
        }
        read(topics.actions(), selection);
    }

    private void read(String topic, Selection selection) throws InterruptedException {
        try (var feed = ResultFeed.connect(kafka.consumerProperties(), topics, List.of(topic), true)) {
            while (!feed.atEnd()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                feed.poll(selection, Long.MAX_VALUE);
                tell("reading %s", topic);
            }
        }
    }

    /** Gives a clip the action that it was judged to have since it was cut. */
    private static void judge(DataSet data, StoredClip stored, Judgements judgements) throws IOException {
        CollectedClip clip = stored.clip();
        if (clip.labelledBy() != LabelSource.FRAMES) {
            Optional<String> label = judgements.of(clip.camera(), clip.start(), clip.end());
            if (label.isPresent()) {
                data.judge(stored, label.get());
            }
        }
    }

    private void cut(ClipCutter cutter, ChosenClips chosen) throws IOException, InterruptedException {
        long from = chosen.all().stream().mapToLong(CollectedClip::start).min().orElse(Long.MAX_VALUE);
        if (cutter.waiting() == 0) {
            return;
        }
        try (var frames = TopicContents.open(kafka.consumerProperties(), topics.frames(), from)) {
            while (frames.left() > 0 && cutter.waiting() > 0) {
                for (ConsumerRecord<byte[], byte[]> frame : frames.poll()) {
                    cutter.frame(frame);
                }
                tell(
                        "%,d of %,d frames read, %,d clips cut, %,d to come",
                        frames.total() - frames.left(), frames.total(), cutter.count(Fate.CUT), cutter.waiting());
            }
        }
        cutter.finish();
    }

    private void tell(String format, Object... values) {
        if (System.nanoTime() - told > PROGRESS_NANOS) {
            told = System.nanoTime();
            PrintWriter messages = command.commandLine().getErr();
            messages.println(String.format(Locale.ROOT, format, values));
            messages.flush();
        }
    }

    private static void tellLeftOut(Report report, Selection selection, ChosenClips chosen) {
        report.leftOut(selection.unreadable(), "records that are no results");
        report.leftOut(chosen.overlapping(), "clips that overlap others");
        report.leftOut(chosen.beyondLimit(), "clips beyond --max-clips");
    }

    private void tellFates(Report report, ClipCutter cutter) {
        report.leftOut(cutter.count(Fate.GONE), "clips with frames that topic " + topics.frames() + " does not have");
        report.leftOut(cutter.count(Fate.SAME_FRAMES), "clips with the same frames as another");
        report.leftOut(cutter.count(Fate.BROKEN), "clips without a frame that can be decoded");
        report.leftOut(cutter.count(Fate.BEYOND_BYTES), "clips beyond --max-bytes");
    }

    private static void tellNames(Report report, DataSet data) {
        data.labelNames().forEach((label, name) -> {
            if (!label.equals(name)) {
                report.say("the label %s is called %s in the data set", label, name);
            }
        });
    }

    private void tellNext(Report report, DataSet data) throws IOException, InterruptedException {
        Optional<AnnouncementJson> model =
                Topics.missing(kafka, List.of(topics.models())).isEmpty()
                        ? CurrentModel.read(kafka, topics.models())
                        : Optional.empty();
        if (model.isPresent()) {
            data.replace(MODEL_FILE, CurrentModel.place(model.get()) + "\n");
            report.say("the current model is %s, from %s", model.get().version(), CurrentModel.place(model.get()));
        } else {
            report.say("no model has been announced: jobs use their --checkpoint");
        }
        report.say("%s", out.resolve(DataSet.TABLE));
    }
}
