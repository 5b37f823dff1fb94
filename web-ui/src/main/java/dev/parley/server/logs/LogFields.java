package dev.parley.server.logs;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives a line that names a prompt, turn, episode or station the id as a field of its own, so that JSON logs can be
 * searched by it, and takes out what no log may hold: tokens, signatures of addresses, and network addresses of people.
 */
@LoggingFilter(name = "parley")
public final class LogFields implements Filter {
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern NAMED = Pattern.compile(
            "\\b(prompt|turn|episode|assignment|station)s?[ =/:]+(" + UUID + ")", Pattern.CASE_INSENSITIVE);
    /** An assignment's id is its episode's. */
    private static final Map<String, String> FIELDS = Map.of(
            "prompt", "promptId",
            "turn", "turnId",
            "episode", "episodeId",
            "assignment", "episodeId",
            "station", "stationId");

    private static final Pattern SECRET = Pattern.compile(
            "(?<=Bearer )[A-Za-z0-9._~+/=-]{8,}|pl[a-z]1\\.[A-Za-z0-9_-]+|(?<=X-Amz-Signature=)[0-9a-fA-F]+");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.])(?!127\\.)(?!0\\.0\\.0\\.0)(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.])|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){5,7}[0-9a-fA-F]{1,4}(?![\\w:])");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record) {
            String said = record.getFormattedMessage();
            if (said != null) {
                name(record, said);
                hide(record, said);
            }
        }
        return true;
    }

    private static void name(ExtLogRecord record, String said) {
        Matcher named = NAMED.matcher(said);
        while (named.find()) {
            String field = FIELDS.getOrDefault(named.group(1).toLowerCase(java.util.Locale.ROOT), "id");
            if (record.getMdc(field) == null) {
                record.putMdc(field, named.group(2));
            }
        }
    }

    private static void hide(ExtLogRecord record, String said) {
        String clean =
                ADDRESS.matcher(SECRET.matcher(said).replaceAll("(hidden)")).replaceAll("(address)");
        if (!clean.equals(said)) {
            record.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
            record.setParameters(new Object[0]);
        }
    }
}
