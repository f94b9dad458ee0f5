package io.actionstream.jobs.run;

import io.actionstream.jobs.options.Overload;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.model.events.EventOptions;
import io.actionstream.operators.check.ClockLimits;
import io.actionstream.operators.models.AnnouncedCheckpoints;
import io.actionstream.operators.models.CheckpointPlaces;
import io.actionstream.operators.sample.CameraBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The settings of the topology.
 *
 * @param clip the clips that the network takes
 * @param images limits on what arrives
 * @param rejectedBytes most bytes that are kept of a rejected image
 * @param clock limits on when it was captured
 * @param sampling how frames become samples
 * @param clips how samples become clips
 * @param idleTimeout silence after which a camera's session has ended
 * @param cameras most cameras, and bytes of their frames, held by one instance
 * @param sampleBytes most bytes of samples held by one instance
 * @param inFlight most clips being classified by one instance
 * @param inFlightBytes most bytes of their images
 * @param overload what becomes of clips beyond that
 * @param classifyTimeout longest time that a clip may take
 * @param top classes listed with an action
 * @param events how clips become events
 * @param window clips over which accuracy is counted
 * @param report shortest time between two accuracy records of a scope
 * @param truthWait how long clips and truths wait for each other; zero to read no truths
 * @param background labels of the network that are never events
 * @param device where announced networks are tried
 * @param models reads announced checkpoints
 */
public record JobSettings(
        ClipSpec clip,
        ImageLimits images,
        int rejectedBytes,
        ClockLimits clock,
        SamplingRules sampling,
        ClipRules clips,
        Duration idleTimeout,
        CameraBudget cameras,
        int sampleBytes,
        int inFlight,
        int inFlightBytes,
        Overload overload,
        Duration classifyTimeout,
        int top,
        EventOptions events,
        int window,
        Duration report,
        Duration truthWait,
        Set<String> background,
        String device,
        AnnouncedCheckpoints models) {

    /** Makes settings of the options, for the clips and background labels of a network. */
    public static JobSettings of(RunOptions options, ClipSpec clip, List<String> background) {
        return new JobSettings(
                clip,
                options.imageLimits(),
                options.maxRejectedBytes(),
                new ClockLimits(
                        options.clock().maxAhead().toMillis(),
                        options.clock().maxBehind().map(Duration::toMillis).orElse(ClockLimits.UNLIMITED)),
                new SamplingRules(
                        options.clips().maxGap(),
                        options.clips().outOfOrderness().toMillis()),
                new ClipRules(options.clips().hop(clip), options.clips().minFrames()),
                options.clips().idleTimeout(),
                new CameraBudget(
                        options.budgets().maxCameras(), options.budgets().maxHeldBytes()),
                options.budgets().maxSampleBytes(),
                options.classify().inFlight(),
                options.budgets().maxInFlightBytes(),
                options.classify().overload(),
                options.classify().timeout(),
                options.classify().top(),
                options.events().rules(),
                options.window(),
                options.report(),
                options.truthWait(),
                Set.copyOf(background),
                options.classify().device(),
                new AnnouncedCheckpoints(
                        new CheckpointPlaces(options.models().under()),
                        options.models().timeout(),
                        options.load().rules(options.models().timeout())));
    }
}
