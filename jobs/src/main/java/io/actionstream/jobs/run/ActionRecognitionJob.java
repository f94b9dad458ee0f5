package io.actionstream.jobs.run;

import io.actionstream.inference.LoadSheddingClassification;
import io.actionstream.jobs.options.Overload;
import io.actionstream.model.events.Event;
import io.actionstream.operators.accuracy.RollingAccuracy;
import io.actionstream.operators.accuracy.ScopeOutcomes;
import io.actionstream.operators.assemble.AssembleClips;
import io.actionstream.operators.assemble.AssembleWithinBudget;
import io.actionstream.operators.check.CheckFrames;
import io.actionstream.operators.check.CheckTruths;
import io.actionstream.operators.classify.ClassificationServiceFactory;
import io.actionstream.operators.classify.ClassifyClips;
import io.actionstream.operators.classify.ClassifyFactory;
import io.actionstream.operators.classify.ClassifyLimits;
import io.actionstream.operators.classify.SplitClassified;
import io.actionstream.operators.events.BuildEvents;
import io.actionstream.operators.models.AssignModel;
import io.actionstream.operators.models.CheckModels;
import io.actionstream.operators.models.SplitAnnouncements;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.LabelledClip;
import io.actionstream.operators.records.NextClip;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
import io.actionstream.operators.records.TrueAction;
import io.actionstream.operators.records.TruthRecord;
import io.actionstream.operators.sample.SampleFrames;
import io.actionstream.operators.truth.JoinTruths;
import io.actionstream.operators.truth.JudgeEvents;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The way of a frame to its label. */
public final class ActionRecognitionJob {

    /** The time that the figures of a camera outlive its last clip. */
    private static final Duration REMEMBER_CAMERA = Duration.ofHours(24);

    /** The number of clips, and of truths, of a camera that may wait: more than an hour's, though each slot starts a clip. */
    private static final int MOST_WAITING = 10_000;

    /** A sample or a clip is handed on at once: they are large, and few. */
    private static final long FLUSH_EACH = 0;

    /** The time that the check of an announced model may take beyond reading it. */
    private static final Duration CHECK_MODEL = Duration.ofMinutes(5);

    private static final int MODELS_AT_ONCE = 4;

    private ActionRecognitionJob() {}

    /**
     * Defines the topology. Capture times count per camera, inside the sampler: there are no watermarks, so that no
     * camera waits for another.
     */
    public static void defineWorkflow(
            StreamExecutionEnvironment env,
            Source<CameraFrame, ?, ?> cameras,
            Source<TruthRecord, ?, ?> annotators,
            Source<Announcement, ?, ?> announcements,
            ClassificationServiceFactory classifier,
            JobSettings settings,
            JobSinks sinks) {

        DataStream<CameraFrame> frames = env.fromSource(cameras, WatermarkStrategy.noWatermarks(), "frames")
                .uid("frames");

        SingleOutputStreamOperator<CameraFrame> usableFrames = frames.process(
                        new CheckFrames(settings.images(), settings.clip(), settings.clock(), settings.rejectedBytes()))
                .name("check")
                .uid("check");

        SingleOutputStreamOperator<SampledFrame> samples = usableFrames
                .transform(
                        "sample",
                        TypeInformation.of(SampledFrame.class),
                        new SampleFrames(
                                settings.clip().intervalMillis(),
                                settings.sampling(),
                                settings.idleTimeout(),
                                settings.cameras()))
                .uid("sample")
                .setBufferTimeout(FLUSH_EACH);

        SingleOutputStreamOperator<Clip> assembledClips = samples.keyBy(SampledFrame::camera)
                .transform("assemble", TypeInformation.of(Clip.class), assembler(settings))
                .uid("assemble")
                .setBufferTimeout(FLUSH_EACH);

        SingleOutputStreamOperator<Announcement> models = models(env, announcements, settings);

        DataStream<Clip> clips = assembledClips
                .connect(models.broadcast(AssignModel.MODELS))
                .process(new AssignModel())
                .name("assign model")
                .uid("assign-model");

        DataStream<Classified> classifiedClips = classified(clips, classifier, settings);

        SingleOutputStreamOperator<Action> actions = classifiedClips
                .process(new SplitClassified(settings.rejectedBytes()))
                .name("split")
                .uid("split");

        DataStream<Event> events = assembledClips
                .getSideOutput(AssembleWithinBudget.ORDER)
                .keyBy(NextClip::camera)
                .connect(actions.getSideOutput(SplitClassified.ANSWERS).keyBy(ClipAnswer::camera))
                .process(new BuildEvents(settings.events()))
                .name("build events")
                .uid("build-events");

        DataStream<LabelledClip> labelledClips =
                actions.map(LabelledClip::of).name("labelled").uid("labelled");

        DataStream<Rejected> rejected = usableFrames
                .getSideOutput(CheckFrames.REJECTED)
                .union(
                        samples.getSideOutput(SampleFrames.REJECTED),
                        assembledClips.getSideOutput(AssembleWithinBudget.REJECTED),
                        actions.getSideOutput(SplitClassified.REJECTED),
                        models.getSideOutput(SplitAnnouncements.REJECTED));

        DataStream<Outcome> eventOutcomes = null;
        if (!settings.truthWait().isZero()) {
            SingleOutputStreamOperator<TrueAction> truths = truths(env, annotators);
            labelledClips = joined(labelledClips, truths, settings);
            eventOutcomes = judged(events, truths, settings);
            rejected = rejected.union(truths.getSideOutput(CheckTruths.REJECTED));
        }

        DataStream<Outcome> clipOutcomes =
                labelledClips.flatMap(new ScopeOutcomes()).name("scopes").uid("scopes");
        DataStream<Outcome> outcomes = eventOutcomes == null ? clipOutcomes : clipOutcomes.union(eventOutcomes);

        DataStream<Accuracy> accuracy = outcomes.keyBy(Outcome::scope)
                .process(new RollingAccuracy(
                        settings.window(),
                        settings.report(),
                        remembered(settings.report()),
                        settings.cameras().remembered()))
                .name("accuracy")
                .uid("accuracy");

        actions.sinkTo(sinks.actions()).name("to actions").uid("to-actions");
        events.sinkTo(sinks.events()).name("to events").uid("to-events");
        accuracy.sinkTo(sinks.accuracy()).name("to accuracy").uid("to-accuracy");
        rejected.sinkTo(sinks.rejected()).name("to rejected").uid("to-rejected");
    }

    private static AssembleWithinBudget assembler(JobSettings settings) {
        Duration silence = settings.idleTimeout().multipliedBy(SampleFrames.PATIENCE + 2);
        return new AssembleWithinBudget(
                new AssembleClips(
                        settings.clip(),
                        settings.clips(),
                        settings.sampling(),
                        silence,
                        settings.cameras().remembered()),
                settings.sampleBytes());
    }

    /** A camera is not forgotten before it is reported on. */
    private static Duration remembered(Duration report) {
        return report.compareTo(REMEMBER_CAMERA) > 0 ? report : REMEMBER_CAMERA;
    }

    private static DataStream<Classified> classified(
            DataStream<Clip> clips, ClassificationServiceFactory classifier, JobSettings settings) {
        int inFlight = settings.inFlight();
        long bytes = settings.inFlightBytes();
        ClassificationServiceFactory dropping =
                () -> new LoadSheddingClassification(classifier.open(), inFlight, inFlight, bytes);
        boolean drops = settings.overload() == Overload.DROP_OLDEST;
        // With room for one more than can be on their way, the operator never waits for the classifier.
        ClassifyLimits limits = drops
                ? new ClassifyLimits(2 * inFlight + 1, Long.MAX_VALUE, settings.classifyTimeout())
                : new ClassifyLimits(inFlight, bytes, settings.classifyTimeout());
        var classify = new ClassifyClips(drops ? dropping : classifier, settings.top());
        return clips.transform("classify", TypeInformation.of(Classified.class), new ClassifyFactory(classify, limits))
                .uid("classify");
    }

    private static SingleOutputStreamOperator<TrueAction> truths(
            StreamExecutionEnvironment env, Source<TruthRecord, ?, ?> annotators) {
        return env.fromSource(annotators, WatermarkStrategy.noWatermarks(), "truth")
                .uid("truth")
                .process(new CheckTruths())
                .name("check truth")
                .uid("check-truth");
    }

    /** Moves nothing but the accuracy: a clip's action has gone out before. */
    private static DataStream<LabelledClip> joined(
            DataStream<LabelledClip> clips, DataStream<TrueAction> truths, JobSettings settings) {
        return clips.keyBy(LabelledClip::camera)
                .connect(truths.keyBy(TrueAction::camera))
                .process(new JoinTruths(
                        settings.truthWait(), MOST_WAITING, settings.cameras().remembered()))
                .name("join truth")
                .uid("join-truth");
    }

    /** Events and true actions, compared as segments of time. */
    private static DataStream<Outcome> judged(
            DataStream<Event> events, DataStream<TrueAction> truths, JobSettings settings) {
        return events.keyBy(Event::camera)
                .connect(truths.keyBy(TrueAction::camera))
                .process(new JudgeEvents(
                        settings.truthWait(), MOST_WAITING, settings.cameras().remembered(), settings.background()))
                .name("judge events")
                .uid("judge-events");
    }

    /** The models that clips can be classified with, in one order for all: nothing of it is parallel. */
    private static SingleOutputStreamOperator<Announcement> models(
            StreamExecutionEnvironment env, Source<Announcement, ?, ?> announcements, JobSettings settings) {
        DataStream<Announcement> announced = env.fromSource(announcements, WatermarkStrategy.noWatermarks(), "models")
                .uid("models")
                .setParallelism(1);

        return AsyncDataStream.orderedWait(
                        announced,
                        new CheckModels(
                                settings.models(),
                                settings.clip(),
                                settings.device(),
                                settings.models().rules()),
                        settings.models()
                                .patience()
                                .multipliedBy(2)
                                .plus(CHECK_MODEL)
                                .toMillis(),
                        TimeUnit.MILLISECONDS,
                        MODELS_AT_ONCE)
                .name("check models")
                .uid("check-models")
                .setParallelism(1)
                .process(new SplitAnnouncements())
                .name("split models")
                .uid("split-models")
                .setParallelism(1);
    }
}
