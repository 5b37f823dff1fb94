package dev.parley.core.rest.problem;

import dev.parley.core.problem.ErrorCode;
import java.util.Locale;

/**
 * What went wrong, for people and programs (RFC 9457).
 *
 * @param code stable, lower case with hyphens
 */
public record Problem(String type, String title, int status, String detail, String code) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return of(code.wireName(), code.status(), detail);
    }

    /** For refusals of HTTP itself, which have no code of the domain. */
    public static Problem of(String code, int status, String detail) {
        String words = code.replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return new Problem("urn:parley:problem:" + code, title, status, detail, code);
    }
}
