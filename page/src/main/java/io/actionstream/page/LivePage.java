package io.actionstream.page;

import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.Fit;
import io.actionstream.page.feed.FrameFeed;
import io.actionstream.page.feed.KafkaTruths;
import io.actionstream.page.feed.LagProbe;
import io.actionstream.page.feed.ResultFeed;
import io.actionstream.page.judge.Judgements;
import io.actionstream.page.judge.TruthSink;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.picture.Visibility;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Truth;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** The page and what feeds it: first it is served, then fed. */
public final class LivePage implements AutoCloseable {

    /** The largest size in which pictures are made, by which the memory of an image is judged. */
    private static final int LARGEST_PICTURE = 1280;

    private final LongSupplier clock = System::currentTimeMillis;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicReference<TruthSink> truths = new AtomicReference<>(LivePage::tooEarly);
    private final PageSettings settings;
    private final PageState state;
    private final PageServer server;

    private LivePage(PageSettings settings) {
        this.settings = settings;
        this.state = new PageState(settings.limits(), new PictureStore(settings.pictureBytes()), clock);
        Judgements judgements = new Judgements(
                state, (camera, truth) -> truths.get().write(camera, truth), settings.undoMillis(), clock);
        this.server = PageServer.start(settings, state, judgements, clock);
    }

    /**
     * Serves a page that knows nothing yet.
     *
     * @throws PageException when the address or the keystore cannot be used
     */
    public static LivePage serve(PageSettings settings) {
        return new LivePage(settings);
    }

    /**
     * Begins to read topics.
     *
     * @throws org.apache.kafka.common.KafkaException when settings of Kafka's clients are wrong
     */
    public void feed(FeedSettings feeds) {
        if (settings.allowLabels()) {
            truths.set(add(KafkaTruths.connect(feeds.client(), feeds.topics())));
        }
        add(ResultFeed.start(feeds.client(), feeds.topics(), state, clock));
        if (settings.visibility() != Visibility.NONE) {
            ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, LARGEST_PICTURE, LARGEST_PICTURE, Fit.LETTERBOX);
            add(FrameFeed.start(feeds.client(), feeds.topics(), state, check, feeds.pictureBytesPerSecond(), clock));
        }
        add(LagProbe.start(feeds.client(), feeds.group(), feeds.topics(), state));
    }

    /** The address at which a browser on this machine finds it. */
    public URI address() {
        return server.address();
    }

    /** The server, for its figures. */
    public PageServer server() {
        return server;
    }

    /** All that the page knows. */
    public PageState state() {
        return state;
    }

    /** Ends the page; judgements that wait are handed on. */
    @Override
    public void close() {
        server.close();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the page", e);
            }
        }
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    private static void tooEarly(String camera, Truth truth) {
        throw new IllegalStateException("the page does not know Kafka yet");
    }
}
