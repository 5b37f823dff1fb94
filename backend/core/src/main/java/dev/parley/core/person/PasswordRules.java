package dev.parley.core.person;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a password must be: long, and none that everybody tries first (NIST SP 800-63B, section 5.1.1.2). No rule about
 * digits or signs: they make passwords alike, not strong.
 */
final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final int FEWEST_DIFFERENT = 5;
    private static final String LIST = "/person/common-passwords.txt";

    /** What people put behind and before a word to get past a rule. */
    private static final Pattern DECORATION = Pattern.compile("^[^a-z]+|[^a-z]+$");

    private static final Set<String> COMMON = read();

    private PasswordRules() {}

    /** @throws ParleyException PASSWORD_REFUSED saying why */
    static void check(String login, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw refused("A password has %d to %d characters; this one has %d.".formatted(SHORTEST, LONGEST, length));
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.contains(login)) {
            throw refused("A password does not have the login name in it.");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            throw refused("A password has %d different characters or more.".formatted(FEWEST_DIFFERENT));
        }
        if (COMMON.contains(lower) || COMMON.contains(DECORATION.matcher(lower).replaceAll(""))) {
            throw refused(
                    "This password is one of those that are tried first. Four words of your own make a good one.");
        }
    }

    private static ParleyException refused(String why) {
        return new ParleyException(ErrorCode.PASSWORD_REFUSED, why);
    }

    private static Set<String> read() {
        try (InputStream in = PasswordRules.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the list " + LIST + " is missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + LIST + " cannot be read", e);
        }
    }
}
