package io.actionstream.jobs.run;

import io.actionstream.operators.AnnouncedCheckpoints;
import io.actionstream.operators.AssembleClips;
import io.actionstream.operators.AssignModel;
import io.actionstream.operators.CheckFrames;
import io.actionstream.operators.CheckModels;
import io.actionstream.operators.ClassificationServiceFactory;
import io.actionstream.operators.ClassifyClips;
import io.actionstream.operators.RollingAccuracy;
import io.actionstream.operators.SampleFrames;
import io.actionstream.operators.ScopeOutcomes;
import io.actionstream.operators.SplitAnnouncements;
import io.actionstream.operators.SplitClassified;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.Outcome;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.SampledFrame;
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

    /** How long the figures of a camera outlive its last clip. */
    private static final Duration REMEMBER_CAMERA = Duration.ofHours(24);

    /** A clip is handed on at once, for the next is seconds away. */
    private static final long FLUSH_EACH = 0;

    /** How long the checkpoint of an announced model may take to be read. */
    private static final Duration READ_MODEL = Duration.ofMinutes(5);

    private static final int MODELS_AT_ONCE = 4;

    private ActionRecognitionJob() {}

    /**
     * Defines the topology. Capture times count per camera, inside the sampler: there are no watermarks, so that no
     * camera waits for another.
     */
    public static void defineWorkflow(
            StreamExecutionEnvironment env,
            Source<CameraFrame, ?, ?> cameras,
            Source<Announcement, ?, ?> announcements,
            ClassificationServiceFactory classifier,
            JobSettings settings,
            JobSinks sinks) {

        DataStream<CameraFrame> frames = env.fromSource(cameras, WatermarkStrategy.noWatermarks(), "frames")
                .uid("frames");

        SingleOutputStreamOperator<CameraFrame> usableFrames =
                frames.process(new CheckFrames(settings.images())).name("check").uid("check");

        DataStream<SampledFrame> samples = usableFrames
                .transform(
                        "sample",
                        TypeInformation.of(SampledFrame.class),
                        new SampleFrames(settings.clip().intervalMillis(), settings.sampling(), settings.idleTimeout()))
                .uid("sample");

        SingleOutputStreamOperator<Clip> assembledClips = samples.keyBy(SampledFrame::camera)
                .process(new AssembleClips(
                        settings.clip(),
                        settings.clips(),
                        settings.idleTimeout().multipliedBy(2)))
                .name("assemble")
                .uid("assemble")
                .setBufferTimeout(FLUSH_EACH);

        SingleOutputStreamOperator<Announcement> models = models(env, announcements, settings);

        DataStream<Clip> clips = assembledClips
                .connect(models.broadcast(AssignModel.MODELS))
                .process(new AssignModel())
                .name("assign model")
                .uid("assign-model");

        DataStream<Classified> classifiedClips = AsyncDataStream.unorderedWait(
                        clips,
                        new ClassifyClips(classifier, settings.top()),
                        settings.classifyTimeout().toMillis(),
                        TimeUnit.MILLISECONDS,
                        settings.inFlight())
                .name("classify")
                .uid("classify");

        SingleOutputStreamOperator<Action> actions =
                classifiedClips.process(new SplitClassified()).name("split").uid("split");

        DataStream<Accuracy> accuracy = actions.flatMap(new ScopeOutcomes())
                .name("scopes")
                .uid("scopes")
                .keyBy(Outcome::scope)
                .process(new RollingAccuracy(settings.window(), settings.report(), REMEMBER_CAMERA))
                .name("accuracy")
                .uid("accuracy");

        DataStream<Rejected> rejected = usableFrames
                .getSideOutput(CheckFrames.REJECTED)
                .union(
                        actions.getSideOutput(SplitClassified.REJECTED),
                        models.getSideOutput(SplitAnnouncements.REJECTED));

        actions.sinkTo(sinks.actions()).name("to actions").uid("to-actions");
        accuracy.sinkTo(sinks.accuracy()).name("to accuracy").uid("to-accuracy");
        rejected.sinkTo(sinks.rejected()).name("to rejected").uid("to-rejected");
    }

    /** The models that clips can be classified with, in one order for all: nothing of it is parallel. */
    private static SingleOutputStreamOperator<Announcement> models(
            StreamExecutionEnvironment env, Source<Announcement, ?, ?> announcements, JobSettings settings) {
        DataStream<Announcement> announced = env.fromSource(announcements, WatermarkStrategy.noWatermarks(), "models")
                .uid("models")
                .setParallelism(1);

        return AsyncDataStream.orderedWait(
                        announced,
                        new CheckModels(AnnouncedCheckpoints::read, settings.clip()),
                        READ_MODEL.toMillis(),
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
