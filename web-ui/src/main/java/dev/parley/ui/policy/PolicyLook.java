package dev.parley.ui.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import dev.parley.core.analysis.prompting.Diversity;
import dev.parley.core.family.Ability;
import dev.parley.core.family.Attempted;
import dev.parley.core.family.Expressivity;
import dev.parley.core.family.Expressivity.Success;
import dev.parley.core.family.Tries;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationKind;
import dev.parley.ui.parts.Rate;
import dev.parley.ui.words.BodyWords;
import dev.parley.ui.words.PolicyWords;
import dev.parley.ui.words.TaskWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One policy as its page shows it: its newest version, by what was tried of it.
 *
 * @param attempted families that any of its versions was tried on
 * @param pictures how its versions did where a goal picture was shown
 * @param scenes all there are
 * @param place "Place 1 to 2 by 40 blind votes"; empty where nobody compared this version
 * @param owner the lab it belongs to, as people read it; empty where it is none's
 * @param failures clips of what was not done, for a reader who asked for them
 * @param offered whether it can be asked now: what runs on its maker's server cannot always
 * @param bodies kinds of stations that may run it
 */
public record PolicyLook(
        PolicyData policy,
        List<Attempted> attempted,
        List<Tries> pictures,
        List<SceneData> scenes,
        boolean hide,
        String place,
        String owner,
        Optional<List<Clip>> failures,
        boolean offered,
        Set<StationKind> bodies) {
    private static final int HEADLINE = 5;
    private static final int MOST_FAILED = 3;
    private static final int TELLING = 3;

    /** One kind of task on one kind of body. */
    public record Row(String name, Rate rate) {}

    public String what() {
        String kind = PolicyWords.kind(policy.kind());
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + ". " + policy.description();
    }

    /** Whether it knows what no camera shows, and so has no place among others. */
    public boolean told() {
        return policy.privileged();
    }

    /** Whether it runs on its maker's server. */
    public boolean elsewhere() {
        return policy.kind().equals("remote");
    }

    public String version() {
        return PolicyWords.shortDigest(policy.digest());
    }

    /** Results belong to a version: those of others are elsewhere. */
    public int olderTries() {
        return attempted.stream()
                .map(Attempted::tries)
                .filter(tries -> !tries.policyDigest().equals(policy.digest()))
                .mapToInt(Tries::judged)
                .sum();
    }

    public List<Row> kinds() {
        Map<String, List<Attempted>> byKind = own().stream().collect(groupingBy(this::kind, TreeMap::new, toList()));
        List<Row> rows = new ArrayList<>();
        byKind.forEach((kind, families) -> rates(families).forEach(rate -> rows.add(new Row(kind, rate))));
        return rows;
    }

    private List<Attempted> own() {
        return attempted.stream()
                .filter(family -> family.tries().policyDigest().equals(policy.digest()))
                .toList();
    }

    private List<Rate> rates(List<Attempted> families) {
        List<Tries> tries = families.stream().map(Attempted::tries).toList();
        return List.of(StationKind.values()).stream()
                .filter(kind -> tries.stream().anyMatch(one -> one.stationKind() == kind))
                .map(kind -> new Rate(Tries.sum(kind, tries), hide))
                .toList();
    }

    private String kind(Attempted family) {
        return family.taskId()
                .map(task -> scenes.stream()
                        .filter(scene -> scene.id().equals(family.sceneId()))
                        .flatMap(scene -> scene.tasks().stream())
                        .filter(known -> known.id().equals(task))
                        .findFirst()
                        .map(known -> TaskWords.kind(known.predicate().getOrDefault("kind", "other")))
                        .orElse(TaskWords.kind("other")))
                .orElse(TaskWords.IN_OWN_WORDS);
    }

    /** Where and how it was tried. */
    public List<Row> scenesTried() {
        Map<String, List<Attempted>> byScene =
                own().stream().collect(groupingBy(family -> title(family.sceneId()), TreeMap::new, toList()));
        List<Row> rows = new ArrayList<>();
        byScene.forEach((scene, families) -> rates(families).forEach(rate -> rows.add(new Row(scene, rate))));
        return rows;
    }

    private String title(String sceneId) {
        return scenes.stream()
                .filter(scene -> scene.id().equals(sceneId))
                .map(SceneData::title)
                .findFirst()
                .orElse(sceneId);
    }

    /** What it can do by the evidence, and before the last line what it moves by its own word. */
    public List<Claim> checklist() {
        List<Claim> claims = new ArrayList<>(abilities().stream().map(Claim::of).toList());
        claims.add(claims.size() - 1, Claim.declared("Bodies", BodyWords.label(policy.embodiment()) + ", " + where()));
        return claims;
    }

    /** "offered in simulation and on a real robot". */
    private String where() {
        return bodies.isEmpty()
                ? "offered nowhere now"
                : bodies.stream().sorted().map(PolicyLook::on).collect(joining(" and ", "offered ", ""));
    }

    private static String on(StationKind kind) {
        return switch (kind) {
            case SIMULATOR -> "in simulation";
            case REAL_ROBOT -> "on a real robot";
            case REHEARSAL -> "in rehearsal";
        };
    }

    private List<Ability> abilities() {
        return Ability.of(policy, attempted, pictures, bodies);
    }

    private Expressivity expressivity() {
        return Expressivity.of(simulated().stream()
                .map(tries -> new Success(tries.done(), tries.judged()))
                .toList());
    }

    private List<Tries> simulated() {
        return own().stream()
                .map(Attempted::tries)
                .filter(tries -> tries.stationKind() == StationKind.SIMULATOR)
                .toList();
    }

    /** Whether there is a number to show: from five families on that were tried. */
    public boolean expressive() {
        return expressivity().tried() >= HEADLINE && expressivity().softBits().isPresent();
    }

    /** "3.1 bits (2.8 to 3.4)". */
    public String bits() {
        Expressivity measured = expressivity();
        return String.format(
                Locale.ROOT,
                "%.1f bits (%.1f to %.1f)",
                Math.max(0, measured.softBits().orElse(0)),
                measured.lowBits(),
                measured.highBits());
    }

    public String bitsMean() {
        Expressivity measured = expressivity();
        return String.format(
                Locale.ROOT,
                "Asked in so many ways that can be told apart, it does more than half: about %.0f of %,d asks tried"
                        + " three times or more in simulation. %,d are certain (95 %% on one side).",
                Math.pow(2, Math.max(0, measured.softBits().orElse(0))),
                measured.tried(),
                measured.solved());
    }

    /** Why there is none, and what there is. */
    public String noBits() {
        return "%,d asks were tried three times or more; a number is shown from %d on."
                .formatted(expressivity().tried(), HEADLINE);
    }

    public String coverage() {
        List<Integer> asked = simulated().stream()
                .map(tries -> tries.judged() + tries.unjudged())
                .filter(count -> count > 0)
                .toList();
        if (asked.stream().mapToInt(Integer::intValue).sum() < 2) {
            return "How much of what people ask of it was tried cannot be told yet.";
        }
        return String.format(
                Locale.ROOT,
                "Of what people ask of it, %.0f %% is of a kind that was tried before (estimated; Chao and Jost).",
                100 * Diversity.coverage(asked));
    }

    /** How many bits there could be: all that it was asked often enough. */
    private double mostBits() {
        return Math.log(Math.max(2, expressivity().tried())) / Math.log(2);
    }

    public String mostBitsText() {
        return String.format(Locale.ROOT, "%.1f: every one", mostBits());
    }

    /** Where the bits are on their ruler, per cent. */
    public double bitsAt() {
        return 100 * Math.max(0, expressivity().softBits().orElse(0)) / mostBits();
    }

    public double bitsLow() {
        return 100 * expressivity().lowBits() / mostBits();
    }

    public double bitsHigh() {
        return 100 * expressivity().highBits() / mostBits();
    }

    /** How firm the first answer of the list is; empty while there is none to change. */
    public Optional<FlipMeter> flips() {
        return FlipMeter.of(abilities().getFirst());
    }

    /** What it fails at most often, where one failure alone is not told. */
    public List<Failed> fails() {
        return own().stream()
                .filter(family -> family.tries().judged() >= TELLING
                        && family.tries().done() < family.tries().judged())
                .sorted(Comparator.comparingInt((Attempted family) ->
                                family.tries().done() - family.tries().judged())
                        .thenComparing(family -> family.family().text()))
                .limit(MOST_FAILED)
                .map(Failed::new)
                .toList();
    }

    /** What was asked, and how often it was not done. */
    public record Failed(Attempted family) {
        public String words() {
            return family.words();
        }

        public String address() {
            return "/families/" + family.family().text();
        }

        public String often() {
            return String.format(
                    Locale.ROOT,
                    "not done in %,d of %,d",
                    family.tries().judged() - family.tries().done(),
                    family.tries().judged());
        }
    }

    public boolean failuresShown() {
        return failures.isPresent();
    }

    public List<Clip> clips() {
        return failures.orElse(List.of());
    }

    public String showFailures() {
        return "/policies/" + policy.name() + "?failures=shown#failures";
    }

    /** Explore, with its failures; whoever follows it asked to see outcomes. */
    public String allFailures() {
        return "/explore?policy=" + policy.name() + "&outcome=failure";
    }

    public String successes() {
        return "/explore?policy=" + policy.name() + "&outcome=success";
    }

    public String ask() {
        return "/?policy=" + policy.name()
                + policy.sceneIds().stream()
                        .findFirst()
                        .map(scene -> "&scene=" + scene)
                        .orElse("");
    }
}
