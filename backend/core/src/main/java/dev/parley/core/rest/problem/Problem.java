package dev.parley.core.rest.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.core.problem.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for people and programs (RFC 9457).
 *
 * @param code stable, lower case with hyphens
 * @param link where what is missing can be read; only for some codes
 * @param version of what is missing; only for some codes
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String version) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return of(code.wireName(), code.status(), detail);
    }

    /** For refusals of HTTP itself, which have no code of the domain. */
    public static Problem of(String code, int status, String detail) {
        String words = code.replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return new Problem("urn:parley:problem:" + code, title, status, detail, code, null, null);
    }

    /** The same with where what is missing can be read, and in which version. */
    public Problem with(String where, String which) {
        return new Problem(type, title, status, detail, code, where, which);
    }
}
