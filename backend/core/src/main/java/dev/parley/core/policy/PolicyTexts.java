package dev.parley.core.policy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.regex.Pattern;

/** What those who bring a policy may call it and say of it. What breaks a rule is BODY_MALFORMED and names the field. */
public final class PolicyTexts {
    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_DESCRIPTION = 500;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private PolicyTexts() {}

    /** Whether a policy can have this name at all. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws ParleyException BODY_MALFORMED */
    public static String name(String name) {
        require(
                isName(name),
                "name has 1 to 64 lower-case letters, digits and hyphens, and begins with a letter or digit.");
        return name;
    }

    /** @throws ParleyException BODY_MALFORMED */
    public static String title(String text) {
        return line("title", text, 1, LONGEST_TITLE);
    }

    /** @throws ParleyException BODY_MALFORMED */
    public static String description(String text) {
        return line("description", text, 0, LONGEST_DESCRIPTION);
    }

    private static String line(String field, String text, int least, int most) {
        String shown = text.strip();
        require(
                shown.length() >= least
                        && shown.length() <= most
                        && shown.codePoints().noneMatch(PolicyTexts::unseen),
                "%s has %d to %d characters in one line.".formatted(field, least, most));
        return shown;
    }

    /** Controls, and halves of characters. */
    private static boolean unseen(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, otherwise);
        }
    }
}
