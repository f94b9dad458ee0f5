package io.actionstream.page.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.model.events.Event;
import io.actionstream.model.label.Labels;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.Names;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Score;
import io.actionstream.page.state.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the state what a record says. Anybody may have written it: what is too large, or is not what its topic holds, is passed over.
 */
final class ResultReader {

    private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_BYTES_OF_FIGURES = 1 << 20;
    private static final int MOST_SCORES = 10;
    private static final int MOST_LABELS = 200;
    private static final int LONGEST_ID = 600; // camera, time and label
    private static final int LONGEST_REASON = 64;

    /** Reasons that are told of a camera's frames; the others concern clips, truths, models, or names that may be made up. */
    private static final Set<String> REASONS_OF_FRAMES = Set.of(
            "invalid-timestamp",
            "clock-ahead",
            "clock-behind",
            "empty",
            "too-many-bytes",
            "too-many-pixels",
            "too-much-memory",
            "too-many-scans",
            "unsupported",
            "unknown-format",
            "truncated",
            "malformed",
            "undecodable");

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final PageTopics topics;
    private final PageState state;
    private final LongSupplier clock;

    ResultReader(PageTopics topics, PageState state, LongSupplier clock) {
        this.topics = topics;
        this.state = state;
        this.clock = clock;
    }

    void read(ConsumerRecord<byte[], byte[]> result) {
        long at = Math.min(result.timestamp(), clock.getAsLong());
        try {
            if (result.topic().equals(topics.rejected())) {
                rejected(result, at);
            } else if (result.topic().equals(topics.accuracy())) {
                accuracy(result, at);
            } else if (result.value() != null && result.value().length <= MOST_BYTES) {
                small(result, at);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("passed over offset {} of {}-{}", result.offset(), result.topic(), result.partition(), e);
        }
    }

    private void small(ConsumerRecord<byte[], byte[]> result, long at) throws IOException {
        if (result.topic().equals(topics.actions())) {
            Clip clip = MAPPER.readValue(result.value(), Clip.class);
            if (clip != null && clip.label() != null && clip.end() >= clip.start()) {
                state.clip(clean(clip), at);
            }
        } else if (result.topic().equals(topics.events())) {
            Event event = MAPPER.readValue(result.value(), Event.class);
            if (event != null
                    && event.phase() != null
                    && event.id() != null
                    && event.id().length() <= LONGEST_ID) {
                state.event(event, at);
            }
        } else if (result.topic().equals(topics.truth())) {
            String camera = key(result);
            Truth truth = MAPPER.readValue(result.value(), Truth.class);
            if (camera != null && truth != null && truth.end() >= truth.start()) {
                state.truth(camera, new Truth(truth.start(), truth.end(), Labels.spelling(truth.label())));
            }
        } else if (result.topic().equals(topics.models())) {
            JsonNode version = MAPPER.readTree(result.value()).path("version");
            if (version.isTextual()) {
                state.announced(version.textValue());
            }
        }
    }

    private void accuracy(ConsumerRecord<byte[], byte[]> result, long at) throws IOException {
        if (result.value() == null) {
            String scope = key(result);
            if (scope != null) {
                state.forgottenFigures(scope);
            }
        } else if (result.value().length <= MOST_BYTES_OF_FIGURES) {
            Figures figures = MAPPER.readValue(result.value(), Figures.class);
            if (isSound(figures)) {
                state.figures(figures, at);
            }
        }
    }

    private void rejected(ConsumerRecord<byte[], byte[]> result, long at) {
        Header reason = result.headers().lastHeader("reason");
        if (reason != null && reason.value() != null && reason.value().length <= LONGEST_REASON) {
            String code = new String(reason.value(), UTF_8);
            state.rejected(key(result), code, REASONS_OF_FRAMES.contains(code), at);
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> result) {
        return result.key() == null || result.key().length > Names.MAX_BYTES ? null : new String(result.key(), UTF_8);
    }

    private static Clip clean(Clip clip) {
        List<Score> top = clip.top() == null
                ? List.of()
                : clip.top().stream()
                        .filter(score -> score != null && Names.isText(score.label()))
                        .limit(MOST_SCORES)
                        .toList();
        return new Clip(
                clip.camera(),
                clip.start(),
                clip.end(),
                Labels.spelling(clip.label()),
                clip.confidence(),
                top,
                Names.isText(clip.truth()) ? Labels.spelling(clip.truth()) : null,
                clip.model(),
                clip.latencyMillis());
    }

    private static boolean isSound(Figures figures) {
        if (figures == null
                || figures.scope() == null
                || figures.classes() == null
                || figures.confusion() == null
                || figures.confusion().labels() == null
                || figures.confusion().counts() == null) {
            return false;
        }
        int labels = figures.confusion().labels().size();
        return labels <= MOST_LABELS
                && figures.classes().size() <= MOST_LABELS
                && figures.classes().stream().allMatch(one -> one != null && one.label() != null)
                && figures.confusion().labels().stream().allMatch(label -> label != null)
                && figures.confusion().counts().size() == labels
                && figures.confusion().counts().stream()
                        .allMatch(row -> row != null && row.size() == labels && !row.contains(null));
    }
}
