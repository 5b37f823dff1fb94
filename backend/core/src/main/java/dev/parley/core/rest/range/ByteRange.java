package dev.parley.core.rest.range;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One satisfiable range of a file (RFC 9110, section 14). */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** What a Range header asks for. */
    sealed interface Asked {
        /** No header, or one that may be ignored: several ranges, another unit, or nonsense. */
        record Whole() implements Asked {}

        record Part(ByteRange range) implements Asked {}

        /** Beyond the end: 416. */
        record Unsatisfiable() implements Asked {}
    }

    long length() {
        return last - first + 1;
    }

    static Asked asked(Optional<String> header, long size) {
        Matcher matcher = SINGLE.matcher(header.map(String::strip).orElse(""));
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Asked.Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            return suffix == 0 || size == 0
                    ? new Asked.Unsatisfiable()
                    : new Asked.Part(new ByteRange(Math.max(0, size - suffix), size - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
            return new Asked.Whole();
        }
        return first >= size ? new Asked.Unsatisfiable() : new Asked.Part(new ByteRange(first, last));
    }
}
