package dev.parley.sim.evaluate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Instructions that others bring, one {@code task-id<TAB>instruction} a line; empty lines and those that begin with {@code #} are
 * left out.
 */
final class InstructionsFile {

    static final int MOST_LINES = 10_000;
    static final int MOST_CHARACTERS = 500;
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private InstructionsFile() {}

    /** One line of the file. */
    record Line(int number, String taskId, String instruction) {}

    /** Throws {@link IllegalArgumentException} naming the file and the line that is wrong. */
    static List<Line> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + " of instructions");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + " is larger than the " + MOST_BYTES + " bytes that are read");
        }
        String[] texts = text(file).split("\\R", -1);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isBlank() && !texts[i].startsWith("#")) {
                lines.add(line(file, i + 1, texts[i]));
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " has no instruction");
        }
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException(
                    file + " has " + lines.size() + " instructions, more than " + MOST_LINES);
        }
        return List.copyOf(lines);
    }

    private static String text(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not text in UTF-8", e);
        }
    }

    private static Line line(Path file, int number, String text) {
        int tab = text.indexOf('\t');
        if (tab < 1) {
            throw new IllegalArgumentException(file + ", line " + number
                    + ": a line is a task's id, a tab and the instruction, not: " + shown(text));
        }
        String instruction = text.substring(tab + 1).strip();
        if (instruction.isEmpty() || instruction.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(file + ", line " + number + ": an instruction has 1 to "
                    + MOST_CHARACTERS + " characters, not " + instruction.length());
        }
        if (instruction.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(file + ", line " + number + ": the instruction has a control character");
        }
        return new Line(number, text.substring(0, tab).strip(), instruction);
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
