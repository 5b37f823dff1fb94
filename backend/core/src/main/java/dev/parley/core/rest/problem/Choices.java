package dev.parley.core.rest.problem;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names in query strings of which there are a few, in lower case. */
public final class Choices {
    private Choices() {}

    /** @throws ParleyException BODY_MALFORMED, naming the parameter and what can be chosen */
    public static <E extends Enum<E>> E named(Class<E> type, String parameter, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> lower(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new ParleyException(
                        ErrorCode.BODY_MALFORMED,
                        "%s is one of %s."
                                .formatted(
                                        parameter,
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Choices::lower)
                                                .collect(Collectors.joining(", ")))));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
