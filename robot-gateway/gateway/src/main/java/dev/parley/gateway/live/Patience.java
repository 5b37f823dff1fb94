package dev.parley.gateway.live;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long whoever asks would rather wait than be refused: {@code Prefer: wait=10} (RFC 7240, section 4.3), in seconds. */
final class Patience {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,5})\"?\\s*(?=$|[,;])");
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Patience() {}

    /** At most 20 s; empty when nothing is said about waiting. */
    static Optional<Duration> from(@Nullable String prefer) {
        if (prefer == null) {
            return Optional.empty();
        }
        Matcher wait = WAIT.matcher(prefer);
        if (!wait.find()) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
    }
}
