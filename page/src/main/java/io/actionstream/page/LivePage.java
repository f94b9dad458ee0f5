package io.actionstream.page;

import io.actionstream.media.frame.ImageCheck;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.page.feed.FrameFeed;
import io.actionstream.page.feed.KafkaTruths;
import io.actionstream.page.feed.LagProbe;
import io.actionstream.page.feed.ResultFeed;
import io.actionstream.page.judge.Judgements;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.picture.Visibility;
import io.actionstream.page.state.PageState;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** The page and the topics that feed it. */
public final class LivePage implements AutoCloseable {

    /** What memory an image may take is judged by the largest size in which pictures are made. */
    private static final int LARGEST_PICTURE = 1280;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final PageState state;
    private PageServer server;

    private LivePage(PageState state) {
        this.state = state;
    }

    /**
     * Serves the page, and begins to read.
     *
     * @throws io.javalin.util.JavalinException when the address cannot be used
     * @throws org.apache.kafka.common.KafkaException when settings of Kafka's clients are wrong
     */
    public static LivePage start(PageSettings settings, FeedSettings feeds) {
        LongSupplier clock = System::currentTimeMillis;
        PageState state = new PageState(feeds.limits(), new PictureStore(feeds.pictureBytes()), clock);
        state.labels(feeds.labels());
        LivePage page = new LivePage(state);
        try {
            page.open(settings, feeds, clock);
            return page;
        } catch (RuntimeException e) {
            page.close();
            throw e;
        }
    }

    /** Where a browser on this machine finds it. */
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
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the page", e);
            }
        }
    }

    private void open(PageSettings settings, FeedSettings feeds, LongSupplier clock) {
        KafkaTruths truths = settings.allowLabels() ? add(KafkaTruths.connect(feeds.client(), feeds.topics())) : null;
        Judgements judgements = add(new Judgements(
                state, truths == null ? (camera, truth) -> {} : truths, feeds.undoMillis(), clock));
        server = add(PageServer.start(settings, state, judgements, clock));
        add(ResultFeed.start(feeds.client(), feeds.topics(), state, clock));
        if (settings.visibility() != Visibility.NONE) {
            ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, LARGEST_PICTURE, LARGEST_PICTURE);
            add(FrameFeed.start(
                    feeds.client(), feeds.topics(), state, check, feeds.pictureBytesPerSecond(), clock));
        }
        add(LagProbe.start(feeds.client(), feeds.group(), feeds.topics(), state));
    }

    private <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }
}
