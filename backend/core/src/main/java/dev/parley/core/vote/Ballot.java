package dev.parley.core.vote;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a person sends, made tidy or refused. */
record Ballot(Vote.Success success, OptionalDouble progress, Set<String> tags, Optional<String> comment) {
    static final int MAX_TAGS = 8;
    static final int MAX_TAG_LENGTH = 40;
    static final int MAX_COMMENT_LENGTH = 1_000;

    /** @throws ParleyException VOTE_MALFORMED */
    static Ballot of(Vote.Success success, OptionalDouble progress, Set<String> tags, Optional<String> comment) {
        if (progress.isPresent() && !(progress.getAsDouble() >= 0 && progress.getAsDouble() <= 1)) {
            throw malformed("progress is a number from 0 to 1, not " + progress.getAsDouble() + ".");
        }
        if (tags.size() > MAX_TAGS) {
            throw malformed("A vote carries at most " + MAX_TAGS + " tags; these are " + tags.size() + ".");
        }
        Set<String> tidy = new LinkedHashSet<>();
        for (String tag : tags) {
            tidy.add(text("A tag", tag, MAX_TAG_LENGTH));
        }
        Optional<String> said =
                comment.filter(words -> !words.isBlank()).map(words -> text("The comment", words, MAX_COMMENT_LENGTH));
        return new Ballot(success, progress, tidy, said);
    }

    private static String text(String noun, String raw, int maxLength) {
        String text = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC);
        if (text.isEmpty()) {
            throw malformed(noun + " is empty.");
        }
        if (text.length() > maxLength) {
            throw malformed("%s has %,d characters; at most %,d are taken.".formatted(noun, text.length(), maxLength));
        }
        // Line breaks are how people write comments; every other control character is not text.
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r')) {
            throw malformed(noun + " contains control characters; send plain text.");
        }
        return text;
    }

    private static ParleyException malformed(String detail) {
        return new ParleyException(ErrorCode.VOTE_MALFORMED, detail);
    }
}
