package dev.parley.sim.evaluate;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of {@code evaluate}.
 *
 * @param policy a carried policy's name, or the path of an ONNX file
 * @param scenes ids or folders; empty for the policy's own scene
 * @param tasks what to ask, see {@link TaskSelection}
 * @param episodes how many in all; episode n has seed {@code firstSeed + n} and the tasks come in turn
 * @param cores that run batches side by side
 * @param worlds in the batch of each core
 * @param out folder for what is kept; absent to keep nothing
 * @param json whether the outcome is printed as JSON instead of a table
 * @param submission where it runs as a study instead of here
 */
record EvaluateOptions(
        String policy,
        List<String> scenes,
        List<String> tasks,
        int episodes,
        long firstSeed,
        Wording wording,
        Optional<Path> instructions,
        Optional<Path> conditions,
        PromptBy promptBy,
        int cores,
        int worlds,
        Optional<Path> out,
        boolean json,
        Optional<Submission> submission) {

    static final String USAGE =
            "evaluate --policy NAME|FILE.onnx [--scene ID,ID|FOLDER|all] [--tasks ID,KIND,PATTERN*|all] --episodes N"
                    + " --seed S [--phrasings train|held-out|plain] [--instructions FILE] [--conditions FILE] [--prompt-by"
                    + " words|picture] [--out DIR] [--json] [--cores N] [--worlds N]\n"
                    + "or, instead of --out, --cores and --worlds, to run it on a platform's stations: --submit URL --name STUDY";

    static final String ALL = "all";

    private static final String JSON = "--json";
    private static final List<String> NAMES = List.of(
            "--policy",
            "--scene",
            "--tasks",
            "--episodes",
            "--seed",
            "--phrasings",
            "--instructions",
            "--conditions",
            "--prompt-by",
            "--out",
            "--cores",
            "--worlds",
            "--submit",
            "--name");
    private static final int MOST_EPISODES = 1_000_000;
    private static final int MOST_CORES = 256;
    private static final int MOST_WORLDS = 256;
    private static final int USUAL_WORLDS = 8;
    private static final int LONGEST_NAME = 120;

    /** Which sentences ask for the tasks. */
    enum Wording {
        /** Those that policies were trained on. */
        TRAIN("train"),
        /** Those kept back from all training. */
        HELD_OUT("held-out"),
        /** The plainest sentence of each task. */
        PLAIN("plain");

        private final String word;

        Wording(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What the policy is given. */
    enum PromptBy {
        WORDS,
        /** A picture of the wanted end state, and no words. */
        PICTURE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Where an evaluation runs as a study.
     *
     * @param platform its address
     * @param name of the study; the same items under the same name are the same study
     */
    record Submission(URI platform, String name) {}

    /** Throws {@link IllegalArgumentException} naming the argument that is wrong. */
    static EvaluateOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals(JSON)) {
                json = true;
                continue;
            }
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("Unknown argument " + name + ". Usage: " + USAGE);
            }
            i++;
            if (i == arguments.size() || arguments.get(i).isBlank()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            if (given.put(name, arguments.get(i)) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
        if (given.containsKey("--phrasings") && given.containsKey("--instructions")) {
            throw new IllegalArgumentException("--phrasings and --instructions exclude each other");
        }
        PromptBy promptBy = promptBy(given.getOrDefault("--prompt-by", "words"));
        if (promptBy == PromptBy.PICTURE && (given.containsKey("--phrasings") || given.containsKey("--instructions"))) {
            throw new IllegalArgumentException(
                    "--prompt-by picture gives no words: leave out --phrasings and --instructions");
        }
        return new EvaluateOptions(
                required(given, "--policy"),
                list(given.get("--scene")),
                list(given.getOrDefault("--tasks", ALL)),
                (int) number("--episodes", required(given, "--episodes"), 1, MOST_EPISODES),
                number("--seed", required(given, "--seed"), 0, Long.MAX_VALUE - MOST_EPISODES),
                promptBy == PromptBy.PICTURE
                        ? Wording.PLAIN
                        : wording(given.getOrDefault("--phrasings", Wording.TRAIN.word())),
                Optional.ofNullable(given.get("--instructions")).map(Path::of),
                Optional.ofNullable(given.get("--conditions")).map(Path::of),
                promptBy,
                (int) number(
                        "--cores",
                        given.getOrDefault(
                                "--cores", String.valueOf(Runtime.getRuntime().availableProcessors())),
                        1,
                        MOST_CORES),
                (int) number("--worlds", given.getOrDefault("--worlds", String.valueOf(USUAL_WORLDS)), 1, MOST_WORLDS),
                Optional.ofNullable(given.get("--out"))
                        .map(out -> Path.of(out).toAbsolutePath().normalize()),
                json,
                submission(given));
    }

    private static Optional<Submission> submission(Map<String, String> given) {
        if (!given.containsKey("--submit")) {
            if (given.containsKey("--name")) {
                throw new IllegalArgumentException("--name names a study: it needs --submit");
            }
            return Optional.empty();
        }
        for (String here : List.of("--out", "--cores", "--worlds")) {
            if (given.containsKey(here)) {
                throw new IllegalArgumentException(
                        here + " is for evaluations on this machine; leave it out with --submit");
            }
        }
        String name = required(given, "--name").strip();
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new IllegalArgumentException("--name has at most " + LONGEST_NAME + " characters");
        }
        return Optional.of(new Submission(platform(required(given, "--submit")), name));
    }

    private static URI platform(String text) {
        try {
            URI address = new URI(text);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null && address.getUserInfo() == null && address.getQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Said below, with what would be right.
        }
        throw new IllegalArgumentException(
                "--submit is the address of a platform such as https://parley.example, without a key in it");
    }

    private static List<String> list(@org.jspecify.annotations.Nullable String value) {
        return value == null ? List.of() : List.of(value.split("\\s*,\\s*"));
    }

    private static String required(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing. Usage: " + USAGE));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with what would be right.
        }
        throw new IllegalArgumentException(name + " is a whole number from " + least + " to " + most + ", not " + text);
    }

    private static Wording wording(String word) {
        for (Wording wording : Wording.values()) {
            if (wording.word().equals(word)) {
                return wording;
            }
        }
        throw new IllegalArgumentException("--phrasings must be train, held-out or plain, not " + word);
    }

    private static PromptBy promptBy(String word) {
        for (PromptBy promptBy : PromptBy.values()) {
            if (promptBy.word().equals(word)) {
                return promptBy;
            }
        }
        throw new IllegalArgumentException("--prompt-by must be words or picture, not " + word);
    }
}
