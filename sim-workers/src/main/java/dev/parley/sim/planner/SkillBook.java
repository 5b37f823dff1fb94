package dev.parley.sim.planner;

import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Phrasings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The skills of one scene and how well a clause asks for each: the cosine of the sentence encodings of the clause and of the nearest
 * sentence known to ask for the skill, less what the clause says otherwise. Encodings of sentences that differ only in who moves whom,
 * or in left and right, are nearly the same; therefore things named and sides named are compared by themselves. One thread at a time.
 */
final class SkillBook {

    private static final double OTHER_THINGS = 0.35;
    private static final double OTHER_ORDER = 0.12;
    private static final double OTHER_SIDE = 0.10;
    private static final double NEGATED = 0.40;

    /** Cosines lie close together: a difference of this much makes one skill e times as likely as another. */
    private static final double TEMPERATURE = 0.03;

    private static final Map<String, String> SIDES = Map.ofEntries(
            Map.entry("left", "left"),
            Map.entry("right", "right"),
            Map.entry("above", "behind"),
            Map.entry("beyond", "behind"),
            Map.entry("behind", "behind"),
            Map.entry("below", "front"),
            Map.entry("under", "front"),
            Map.entry("underneath", "front"),
            Map.entry("front", "front"),
            Map.entry("next", "near"),
            Map.entry("beside", "near"),
            Map.entry("near", "near"),
            Map.entry("close", "close"),
            Map.entry("shut", "close"),
            Map.entry("open", "open"),
            Map.entry("off", "off"),
            Map.entry("out", "off"),
            Map.entry("remove", "off"),
            Map.entry("on", "on"),
            Map.entry("onto", "on"),
            Map.entry("in", "in"),
            Map.entry("into", "in"),
            Map.entry("inside", "in"));

    private final NamedThings things;
    private final SentenceEncoder encoder;
    private final List<Skill> skills;
    private final Map<String, float[]> encoded = new HashMap<>();

    private SkillBook(NamedThings things, SentenceEncoder encoder, List<Skill> skills) {
        this.things = things;
        this.encoder = encoder;
        this.skills = List.copyOf(skills);
    }

    /**
     * Every task of the scene that is one thing to do; those made of several parts are what plans are for,
     * and of the others the network knows nothing.
     */
    static SkillBook of(
            SceneDescription scene, Phrasings phrasings, NamedThings things, SentenceEncoder encoder, SkillCode code) {
        List<Skill> skills = new ArrayList<>();
        for (Task task : single(scene)) {
            if (code.knows(task.predicate())) {
                Set<String> sentences = new LinkedHashSet<>();
                sentences.add(things.marked(task.instruction()));
                task.paraphrases().forEach(sentence -> sentences.add(things.marked(sentence)));
                phrasings
                        .trainingSentences(task, scene.vocabulary())
                        .forEach(sentence -> sentences.add(things.marked(sentence)));
                skills.add(new Skill(task, List.copyOf(sentences)));
            }
        }
        return new SkillBook(things, encoder, skills);
    }

    /** Tasks that are one thing to do. */
    static List<Task> single(SceneDescription scene) {
        return scene.tasks().stream()
                .filter(task -> task.predicate().parts().isEmpty())
                .filter(task -> scene.vocabulary()
                        .group(task.predicate().arguments().getOrDefault("object", ""))
                        .isEmpty())
                .toList();
    }

    /**
     * How well a clause asks for one skill.
     *
     * @param score the cosine less what is said otherwise, at most 1
     * @param match share of 1 among all skills
     */
    record Match(Skill skill, double score, double match) {}

    List<Skill> skills() {
        return skills;
    }

    /** One match a skill, in the order of {@link #skills()}. */
    List<Match> matches(String clause) {
        double negated = InstructionReader.isNegated(clause) ? NEGATED : 0;
        double[] scores = skills.stream()
                .mapToDouble(skill -> score(clause, skill) - negated)
                .toArray();
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            best = Math.max(best, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp((score - best) / TEMPERATURE);
        }
        List<Match> matches = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            matches.add(new Match(skills.get(i), scores[i], Math.exp((scores[i] - best) / TEMPERATURE) / sum));
        }
        return matches;
    }

    // Encoding takes 10 ms a sentence: beyond the plainest, only sentences are compared that name the same things.
    private double score(String clause, Skill skill) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < skill.sentences().size(); i++) {
            String sentence = skill.sentences().get(i);
            double otherwise = otherwise(clause, sentence);
            if (i == 0 || otherwise == 0) {
                best = Math.max(best, SentenceEncoder.likeness(encoding(clause), encoding(sentence)) - otherwise);
            }
        }
        return best;
    }

    private static double otherwise(String clause, String sentence) {
        List<String> said = NamedThings.things(clause);
        List<String> known = NamedThings.things(sentence);
        double sides = sides(clause).equals(sides(sentence)) ? 0 : OTHER_SIDE;
        if (said.equals(known)) {
            return sides;
        }
        return sides + (new HashSet<>(said).equals(new HashSet<>(known)) ? OTHER_ORDER : OTHER_THINGS);
    }

    private static Set<String> sides(String sentence) {
        Set<String> sides = new HashSet<>();
        for (String word : sentence.split("[ ,]+")) {
            String side = SIDES.get(word);
            if (side != null) {
                sides.add(side);
            }
        }
        return sides;
    }

    private float[] encoding(String marked) {
        // Nothing but signs is like nothing.
        return encoded.computeIfAbsent(
                marked,
                text -> text.isBlank() ? new float[SentenceEncoder.WIDTH] : encoder.encode(things.spoken(text)));
    }
}
