package io.actionstream.page;

import io.actionstream.media.image.ImageLimits;
import io.actionstream.page.http.Access;
import io.actionstream.page.http.Guard;
import io.actionstream.page.http.LiveStream;
import io.actionstream.page.http.Routes;
import io.actionstream.page.judge.Judgements;
import io.actionstream.page.picture.ScaledPictures;
import io.actionstream.page.picture.Visibility;
import io.actionstream.page.state.PageState;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves the live page of a state, until it is closed. */
public final class PageServer implements AutoCloseable {

    private static final int PICTURE_CACHE_BYTES = 32 << 20;
    private static final int THREADS_BESIDE_VIEWERS = 24;
    private static final int SEND_BUFFER_BYTES = 128 << 10;

    private final Access access;
    private final LiveStream live;
    private final ScaledPictures pictures;
    private final Judgements judgements;
    private final Javalin server;

    private PageServer(PageSettings settings, PageState state, Judgements judgements, LongSupplier clock) {
        this.access = settings.access();
        this.judgements = judgements;
        this.live = new LiveStream(state, settings.maxViewers());
        this.pictures = new ScaledPictures(
                state.pictures(),
                ImageLimits.DEFAULT,
                settings.visibility() != Visibility.FULL,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                PICTURE_CACHE_BYTES);
        Routes routes = new Routes(
                new Guard(access),
                live,
                pictures,
                judgements,
                settings.allowLabels(),
                settings.visibility(),
                PageSettings.PICTURE_WIDTH,
                settings.nothing(),
                clock);
        this.server = Javalin.create(config -> configure(config, settings, routes));
    }

    /**
     * Serves the page; returns when it can be reached.
     *
     * @param judgements of viewers; closed with the server
     * @param clock the time now, in milliseconds since 1970
     * @throws PageException when the address or the keystore cannot be used
     */
    public static PageServer start(PageSettings settings, PageState state, Judgements judgements, LongSupplier clock) {
        PageServer page = new PageServer(settings, state, judgements, clock);
        try {
            page.server.start();
            return page;
        } catch (JavalinException e) {
            page.close();
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new PageException(
                    "cannot serve the page at " + settings.access().bind().getHostAddress() + ":"
                            + settings.access().port() + ": " + root.getMessage(),
                    e);
        }
    }

    /** The address at which a browser on this machine finds the page. */
    public URI address() {
        String host =
                access.bind().isAnyLocalAddress() ? "localhost" : access.bind().getHostAddress();
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((access.secure() ? "https://" : "http://") + name + ":" + server.port() + "/");
    }

    /** The number of viewers. */
    public int viewers() {
        return live.viewers();
    }

    /** Bytes of live events that were sent so far, pictures not counted. */
    public long sentBytes() {
        return live.sentBytes();
    }

    /** The number of pictures that were scaled so far. */
    public long scaledPictures() {
        return pictures.made();
    }

    @Override
    public void close() {
        live.close();
        server.stop();
        judgements.close();
    }

    private static void configure(JavalinConfig config, PageSettings settings, Routes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = 8192;
        config.jetty.threadPool = threads(settings);
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        routes.addTo(config.routes);
    }

    private static QueuedThreadPool threads(PageSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool(settings.maxViewers() + THREADS_BESIDE_VIEWERS);
        threads.setName("page");
        threads.setDaemon(true);
        return threads;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, PageSettings settings) {
        http.setSendServerVersion(false);
        Access access = settings.access();
        ServerConnector connector = new ServerConnector(server, 1, 1, factories(http, access));
        connector.setHost(access.bind().getHostAddress());
        connector.setPort(access.port());
        connector.setIdleTimeout(settings.writeTimeoutMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
        return connector;
    }

    private static ConnectionFactory[] factories(HttpConfiguration http, Access access) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        if (access.keystore().isEmpty()) {
            return new ConnectionFactory[] {plain};
        }
        Access.Keystore keystore = access.keystore().get();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(keystore.file().toString());
        tls.setKeyStorePassword(keystore.password());
        SecureRequestCustomizer customizer = new SecureRequestCustomizer();
        customizer.setSniHostCheck(false); // the Host header is checked by the guard
        http.addCustomizer(customizer);
        return new ConnectionFactory[] {new SslConnectionFactory(tls, plain.getProtocol()), plain};
    }
}
