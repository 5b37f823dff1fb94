package dev.parley.core.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.goalimage.PictureState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges by the rules of moderation/rules.txt and of the installation's own file. */
@ApplicationScoped
class RuleModeration implements Moderation {
    private static final String BUILT_IN = "/moderation/rules.txt";
    /** Stands where an innocent phrase or a random id was: a word that no rule knows. */
    private static final String INNOCENT = "-";
    /** UUIDs and digests. By chance some of them have a telephone number or a word in them. */
    private static final Pattern RANDOM_ID = Pattern.compile(
            "\\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{40}|[0-9a-f]{64})\\b",
            Pattern.CASE_INSENSITIVE);

    private final boolean enabled;
    private final boolean byLikeness;
    private final boolean picturesByPerson;
    private final ModerationRules rules = new ModerationRules();
    private final Set<String> slurs;
    private final Set<String> sexual;
    private final HarmRule harm;

    @Inject
    RuleModeration(ModerationConfig config) {
        enabled = config.enabled();
        byLikeness = config.likeness().enabled();
        picturesByPerson = config.pictures() == ModerationConfig.Pictures.PERSON;
        rules.read(BUILT_IN, builtIn());
        config.rules().ifPresent(own -> rules.read(own, ownRules(Path.of(own))));
        slurs = HarmRule.plurals(rules.list("slur", "word"));
        sexual = HarmRule.plurals(rules.list("sexual", "word"));
        harm = new HarmRule(rules);
    }

    @Override
    public Screening first(boolean words, Optional<PictureState> picture) {
        boolean wordsUnseen = words && byLikeness;
        boolean pictureUnseen =
                picture.filter(state -> state == PictureState.PENDING).isPresent() && picturesByPerson;
        return enabled && (wordsUnseen || pictureUnseen) ? Screening.PENDING : Screening.PASSED;
    }

    @Override
    public Optional<Rejection> judge(String instruction) {
        if (!enabled) {
            return Optional.empty();
        }
        String text = RANDOM_ID
                .matcher(Normalizer.normalize(instruction, Normalizer.Form.NFKC))
                .replaceAll(INNOCENT);
        String kept = withoutPersonalData(text);
        if (!kept.equals(text)) {
            return rejected(Rejection.Reason.PERSONAL_DATA, kept);
        }
        List<String> words = withoutInnocentPhrases(PlainWords.of(text));
        if (!Collections.disjoint(words, slurs) || says(words, "slur")) {
            return rejected(Rejection.Reason.SLUR, instruction);
        }
        if (!Collections.disjoint(words, sexual) || says(words, "sexual")) {
            return rejected(Rejection.Reason.SEXUAL, instruction);
        }
        if (harm.found(words) || says(words, "harm")) {
            return rejected(Rejection.Reason.HARM, instruction);
        }
        return Optional.empty();
    }

    private String withoutPersonalData(String text) {
        String kept = text;
        for (Pattern pattern : rules.personalData()) {
            Matcher found = pattern.matcher(kept);
            kept = found.find() ? found.replaceAll("[left out]") : kept;
        }
        return kept;
    }

    private List<String> withoutInnocentPhrases(List<String> words) {
        List<String> left = new ArrayList<>(words);
        for (List<String> phrase : rules.phrases("allow")) {
            int at = Collections.indexOfSubList(left, phrase);
            while (at >= 0) {
                Collections.fill(left.subList(at, at + phrase.size()), INNOCENT);
                at = Collections.indexOfSubList(left, phrase);
            }
        }
        return left;
    }

    private boolean says(List<String> words, String section) {
        return rules.phrases(section).stream().anyMatch(phrase -> Collections.indexOfSubList(words, phrase) >= 0);
    }

    private static Optional<Rejection> rejected(Rejection.Reason reason, String kept) {
        return Optional.of(new Rejection(reason, reason.sentence(), kept));
    }

    private static List<String> builtIn() {
        try (InputStream in = RuleModeration.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the rules " + BUILT_IN + " are missing from the class path");
            }
            return new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the rules " + BUILT_IN + " cannot be read", e);
        }
    }

    private static List<String> ownRules(Path file) {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "parley.moderation.rules names %s, which cannot be read; give a UTF-8 file in the form of %s"
                            .formatted(file.toAbsolutePath(), BUILT_IN),
                    e);
        }
    }
}
