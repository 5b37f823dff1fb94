package dev.parley.core.rest.problem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.regex.Pattern;

/** Seeds in bodies: unsigned 64 bits, which many readers of JSON cannot hold as a number. */
public final class Seeds {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}");

    private Seeds() {}

    /**
     * @param seed a number or a decimal string
     * @throws ParleyException SEED_OUT_OF_RANGE
     */
    public static long unsigned(JsonNode seed) {
        if ((seed.isIntegralNumber() || seed.isTextual())
                && DECIMAL.matcher(seed.asText()).matches()) {
            try {
                return Long.parseUnsignedLong(seed.asText());
            } catch (NumberFormatException e) {
                throw outOfRange();
            }
        }
        throw outOfRange();
    }

    private static ParleyException outOfRange() {
        return new ParleyException(
                ErrorCode.SEED_OUT_OF_RANGE,
                "The seed is a whole number from 0 to 18446744073709551615, as a number or a decimal string.");
    }
}
