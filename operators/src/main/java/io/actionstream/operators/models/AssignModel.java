package io.actionstream.operators.models;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.operators.records.AnnouncedModel;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Clip;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Writes on each clip which model was announced last. The state is that model alone; it stays for the life of the job, so
 * that a restart goes on with it whatever the topic holds by then. Announcements come to all subtasks in the same order,
 * and get the same numbers.
 */
public final class AssignModel extends BroadcastProcessFunction<Clip, Announcement, Clip> {

    /** The model announced last. */
    public static final MapStateDescriptor<String, AnnouncedModel> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(AnnouncedModel.class));

    @Override
    public void processElement(Clip clip, ReadOnlyContext context, Collector<Clip> out) throws Exception {
        out.collect(clip.withModel(context.getBroadcastState(MODELS).get(Announcement.CURRENT)));
    }

    @Override
    public void processBroadcastElement(Announcement announcement, Context context, Collector<Clip> out)
            throws Exception {
        BroadcastState<String, AnnouncedModel> models = context.getBroadcastState(MODELS);
        AnnouncedModel present = models.get(Announcement.CURRENT);
        long number = present == null ? 1 : present.release().number() + 1;
        models.put(
                Announcement.CURRENT,
                new AnnouncedModel(
                        new ModelRelease(number, announcement.version(), announcement.uri()), announcement.origin()));
    }
}
