package dev.parley.ui.family;

import dev.parley.core.episode.EpisodeData;
import dev.parley.core.family.FamilyData;
import dev.parley.core.family.Phrasing;
import dev.parley.core.family.Tries;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.explore.TileLook;
import dev.parley.ui.parts.FamilyRow;
import dev.parley.ui.parts.Rate;
import dev.parley.ui.words.PolicyWords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One family as its page shows it.
 *
 * @param clips its newest episodes that have ended
 * @param alike families that mean the like
 */
public record FamilyLook(
        FamilyData family,
        List<Phrasing> said,
        List<EpisodeData> clips,
        List<FamilyRow> alike,
        Names.Known names,
        boolean hide) {

    /** One policy version on one kind of body. */
    public record Row(String policy, String version, Rate rate) {
        public String address() {
            return "/policies/" + rate.tries().policyName();
        }
    }

    public String words() {
        return "“" + family.words() + "”";
    }

    public String scene() {
        return names.scene(family.sceneId());
    }

    /** "Asked 12 times in 3 ways, in Blocks and bowls." */
    public String sentence() {
        String asked = family.asked() == 1 ? "Asked once" : "Asked %,d times".formatted(family.asked());
        String ways = family.phrasings() == 1 ? "" : " in %,d ways".formatted(family.phrasings());
        return asked + ways + ", in “" + scene() + "”.";
    }

    /** What makes these prompts the same ask. */
    public String gathered() {
        return family.taskId().isPresent()
                ? "All of these mean the same task to the scene’s judge"
                        + reading()
                                .map(reading -> ", who looks for this: " + reading)
                                .orElse("") + "."
                : "No judge knows these words. They stand together because they mean the like, by a measure that can be wrong.";
    }

    private Optional<String> reading() {
        return clips.stream().flatMap(clip -> clip.taskReading().stream()).findFirst();
    }

    public String judged() {
        return family.taskId().isPresent()
                ? "Counted by the verdict of the scene’s own judge"
                : "Counted by people’s votes, since no judge knows these words";
    }

    public List<Row> rows() {
        return family.tries().stream().map(this::row).toList();
    }

    private Row row(Tries tries) {
        return new Row(
                names.policy(tries.policyName()), PolicyWords.shortDigest(tries.policyDigest()), new Rate(tries, hide));
    }

    public List<TileLook> tiles() {
        return clips.stream()
                .map(clip -> new TileLook(clip, names.policy(clip.policyName()), !hide))
                .toList();
    }

    /** The Ask page with these words in these surroundings. */
    public String ask() {
        return "/?scene=" + encode(family.sceneId()) + "&text=" + encode(family.words());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
