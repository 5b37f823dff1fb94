package dev.parley.core.prompt;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.text.Normalizer;

/** The words of a prompt: 1 to 500 characters of text in NFC, as they will be given to the policy. */
public record Instruction(String text) {
    public static final int LONGEST = 500;

    /** @throws ParleyException INSTRUCTION_MISSING, INSTRUCTION_TOO_LONG or INSTRUCTION_NOT_TEXT */
    public static Instruction of(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
        if (text.isEmpty()) {
            throw new ParleyException(
                    ErrorCode.INSTRUCTION_MISSING, "The instruction is empty; say what the robot should do.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST) {
            throw new ParleyException(
                    ErrorCode.INSTRUCTION_TOO_LONG,
                    "The instruction has %d characters; at most %d are allowed.".formatted(length, LONGEST));
        }
        text.codePoints().filter(Instruction::isNotText).findFirst().ifPresent(odd -> {
            throw new ParleyException(
                    ErrorCode.INSTRUCTION_NOT_TEXT,
                    "The instruction contains the character U+%04X; only printable text on one line is allowed."
                            .formatted(odd));
        });
        return new Instruction(text);
    }

    /** Control characters, lone surrogates, and marks that reorder or hide what people read. */
    private static boolean isNotText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // The joiner and non-joiner are needed by emoji and by several scripts.
            case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
            default -> false;
        };
    }
}
