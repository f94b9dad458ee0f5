package io.actionstream.jobs.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** What everything in this process logs, from INFO up, until this is closed. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private CapturedLog() {
        super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    public static CapturedLog begin() {
        var log = new CapturedLog();
        log.start();
        Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.INFO);
        log.context.getRootLogger().addAppender(log);
        return log;
    }

    public List<String> lines() {
        return lines;
    }

    @Override
    public void append(LogEvent event) {
        lines.add(event.getLoggerName() + " " + event.getMessage().getFormattedMessage() + " " + event.getThrown());
    }

    @Override
    public void close() {
        context.getRootLogger().removeAppender(this);
        context.reconfigure();
        stop();
    }
}
