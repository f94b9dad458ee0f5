package io.actionstream.jobs.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.label.Labels;
import io.actionstream.page.FeedSettings;
import io.actionstream.page.LivePage;
import io.actionstream.page.PageException;
import io.actionstream.page.PageSettings;
import io.actionstream.page.feed.PageTopics;
import io.actionstream.page.http.Access;
import io.actionstream.page.picture.Visibility;
import io.actionstream.page.state.Names;
import io.actionstream.page.state.StateLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The page as the options describe it. */
public final class PageStart {

    /** The environment variable of the page's password. */
    static final String PASSWORD = "ACTIONSTREAM_PAGE_PASSWORD";

    /** The environment variable of the keystore's password. */
    static final String KEYSTORE_PASSWORD = "ACTIONSTREAM_PAGE_KEYSTORE_PASSWORD";

    private static final int MAX_PORT = 65535;

    private final KafkaOptions kafka;
    private final TopicOptions topics;
    private final PageOptions options;
    private final String suffix;
    private final Optional<CheckpointConfig> checkpoint;
    private final PageSettings settings;

    /**
     * Reads what the options name, and looks at them before anything starts.
     *
     * @throws LaunchException when they do not fit together
     */
    PageStart(KafkaOptions kafka, TopicOptions topics, PageOptions options, String suffix) {
        this.kafka = kafka;
        this.topics = topics;
        this.options = options;
        this.suffix = suffix;
        this.checkpoint = checkpoint(options.checkpoint);
        this.settings = settings();
    }

    /** The label of nothing of interest. */
    String nothing() {
        return settings.nothing();
    }

    /** The topics that the page reads. */
    List<String> topics() {
        return pageTopics(topics).all();
    }

    /** Serves the page until the result is closed. */
    ServedPage serve() {
        LivePage page = serve(settings);
        try {
            checkpoint.ifPresent(config -> page.state().labels(config.labels()));
            page.feed(feeds());
            return new ServedPage(page.address(), page::close);
        } catch (RuntimeException e) {
            page.close();
            throw e;
        }
    }

    private static LivePage serve(PageSettings settings) {
        try {
            return LivePage.serve(settings);
        } catch (PageException e) {
            throw new LaunchException(e.getMessage(), e);
        }
    }

    private PageSettings settings() {
        return new PageSettings(
                access(),
                options.allowLabels,
                options.undo.toMillis(),
                nothingLabel(),
                visibility(),
                options.pictureMemory,
                limits(),
                options.maxViewers,
                PageSettings.WRITE_TIMEOUT_MILLIS);
    }

    private Visibility visibility() {
        return options.noPictures
                ? Visibility.NONE
                : switch (options.pictures) {
                    case full -> Visibility.FULL;
                    case pixelated -> Visibility.PIXELATED;
                    case none -> Visibility.NONE;
                };
    }

    /** The names of topics, for the page. */
    public static PageTopics pageTopics(TopicOptions topics) {
        return new PageTopics(
                topics.frames(),
                topics.actions(),
                topics.events(),
                topics.accuracy(),
                topics.rejected(),
                topics.truth(),
                topics.models());
    }

    private FeedSettings feeds() {
        return new FeedSettings(
                kafka.clientProperties(), pageTopics(topics), options.groupId + suffix, options.pictureBytesPerSecond);
    }

    private StateLimits limits() {
        try {
            return new StateLimits(options.maxCameras, options.silentAfter.toMillis(), options.forgetAfter.toMillis());
        } catch (IllegalArgumentException e) {
            throw new LaunchException("--forget-after must not be less than --silent-after", e);
        }
    }

    private Access access() {
        try {
            if (options.port < 0 || options.port > MAX_PORT) {
                throw new LaunchException("--port must be from 0 to " + MAX_PORT + ", not " + options.port);
            }
            InetAddress bind = InetAddress.getByName(options.bind);
            Optional<String> password = secret("--password-file", options.passwordFile, PASSWORD);
            if (password.isEmpty() && !bind.isLoopbackAddress()) {
                throw new LaunchException(
                        "--bind=" + options.bind + " is reached by others, and needs --password-file or " + PASSWORD);
            }
            return new Access(bind, options.port, Set.copyOf(options.hostNames), password, keystore());
        } catch (UnknownHostException e) {
            throw new LaunchException("--bind=" + options.bind + " is no address of this machine", e);
        } catch (IllegalArgumentException e) {
            throw new LaunchException("--password-file or " + PASSWORD + ": " + e.getMessage(), e);
        }
    }

    private Optional<Access.Keystore> keystore() {
        if (options.keystore == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(options.keystore)) {
            throw new LaunchException("--keystore: cannot read " + options.keystore);
        }
        String password = secret("--keystore-password-file", options.keystorePasswordFile, KEYSTORE_PASSWORD)
                .orElseThrow(
                        () -> new LaunchException("--keystore needs --keystore-password-file or " + KEYSTORE_PASSWORD));
        return Optional.of(new Access.Keystore(options.keystore, password));
    }

    /** The first line of a file, else what the environment holds. */
    private static Optional<String> secret(String option, Path file, String variable) {
        if (file == null) {
            return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isEmpty());
        }
        try {
            String line = Files.readString(file, UTF_8).lines().findFirst().orElse("");
            if (line.isEmpty()) {
                throw new LaunchException(option + ": there is nothing in the first line of " + file);
            }
            return Optional.of(line);
        } catch (IOException e) {
            throw new LaunchException(option + ": cannot read " + file, e);
        }
    }

    private String nothingLabel() {
        String label = options.nothing != null
                ? options.nothing
                : checkpoint
                        .flatMap(config -> config.background().stream().findFirst())
                        .orElse(Labels.NOTHING);
        if (!Names.isTruth(label)) {
            throw new LaunchException("--nothing-label: '" + label + "' is no label");
        }
        return label;
    }

    private static Optional<CheckpointConfig> checkpoint(String nameOrDirectory) {
        try {
            return nameOrDirectory == null ? Optional.empty() : Optional.of(Checkpoint.readConfig(nameOrDirectory));
        } catch (IOException e) {
            throw new LaunchException("--checkpoint: " + e.getMessage(), e);
        }
    }
}
