package dev.parley.sim.worker;

import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One line per record on standard error, causes included, so that the server can pass each on as it is. */
final class SingleLineFormatter extends Formatter {

    /** Looks for graphics cards, which nothing here uses, and warns when there are none. Kept: a logger nobody holds forgets its level. */
    private static final Logger TEXT_ENCODER = Logger.getLogger("ai.djl");

    /** Makes every logger of this process write to standard error in this form. */
    static void install() {
        LogManager.getLogManager().reset();
        ConsoleHandler handler = new ConsoleHandler();
        handler.setFormatter(new SingleLineFormatter());
        handler.setLevel(Level.INFO);
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(handler);
        TEXT_ENCODER.setLevel(Level.SEVERE);
    }

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder()
                .append(record.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(record.getLevel().getName())
                .append(' ')
                .append(simpleName(record.getLoggerName()))
                .append(": ")
                .append(formatMessage(record));
        Throwable cause = record.getThrown();
        while (cause != null) {
            line.append(" | ").append(cause);
            StackTraceElement[] trace = cause.getStackTrace();
            if (trace.length > 0) {
                line.append(" at ").append(trace[0]);
            }
            cause = cause.getCause();
        }
        return line.toString().replaceAll("\\R", " / ") + System.lineSeparator();
    }

    private static String simpleName(@Nullable String logger) {
        return logger == null ? "root" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
