package dev.parley.station.console;

import static java.lang.System.Logger.Level.INFO;

import java.util.List;
import java.util.Optional;

/** One connection to the local console: a line asks, a line answers. One thread. */
final class ConsoleSession implements AutoCloseable {
    static final String HELP =
            "status | present NAME | away | code start|reset|clear | start CODE NAME | reset CODE NAME |"
                    + " clear CODE NAME REASON | stop NAME REASON";

    private static final System.Logger LOG = System.getLogger(ConsoleSession.class.getName());

    private final EnableCodes codes;
    private final MotionEnable motion;
    private final Operators operators;
    private final ConsoleDesk desk;

    ConsoleSession(EnableCodes codes, MotionEnable motion, Operators operators, ConsoleDesk desk) {
        this.codes = codes;
        this.motion = motion;
        this.operators = operators;
        this.desk = desk;
    }

    /** The answer to one line: begins with "ok" or, where nothing was done, with "no". */
    String answer(String line) {
        List<String> words = List.of(line.strip().split("\\s+", -1));
        return switch (words.getFirst()) {
            case "status" -> "ok " + desk.status();
            case "help", "" ->
                "ok " + HELP
                        + desk.other(List.of("help")).map(more -> " | " + more).orElse("");
            case "present" -> words.size() == 2 ? present(words.get(1)) : wrong("present NAME");
            case "away" -> away();
            case "code" -> words.size() == 2 ? code(words.get(1)) : wrong("code start, code reset or code clear");
            case "start" -> words.size() == 3 ? enable(Purpose.START, words) : wrong("start CODE NAME");
            case "reset" -> words.size() == 3 ? enable(Purpose.RESET, words) : wrong("reset CODE NAME");
            case "clear" -> words.size() >= 4 ? clear(words) : wrong("clear CODE NAME REASON");
            case "stop" -> words.size() >= 3 ? stop(words) : wrong("stop NAME REASON");
            default -> desk.other(words).orElseGet(() -> wrong(HELP));
        };
    }

    private static String wrong(String right) {
        return "no: say " + right;
    }

    private String present(String name) {
        operators.came(this, name);
        LOG.log(INFO, "{0} stands by", name);
        return "ok " + name + " stands by until this console is left";
    }

    private String away() {
        operators.went(this);
        return "ok nobody stands by at this console";
    }

    private String code(String word) {
        Optional<Purpose> purpose = Purpose.named(word);
        return purpose.map(this::issued).orElse(wrong("code start, code reset or code clear"));
    }

    private String issued(Purpose purpose) {
        String code = codes.issue(purpose);
        return "ok " + code + " is good once, within " + EnableCodes.GOOD_FOR.toSeconds() + " s: say " + purpose.word()
                + " " + code + (purpose == Purpose.CLEAR ? " NAME REASON" : " NAME");
    }

    private String enable(Purpose purpose, List<String> words) {
        Optional<Purpose> needed = motion.needed();
        if (needed.isEmpty()) {
            return "no: motion is enabled already";
        }
        if (needed.get() != purpose) {
            return "no: what is needed is " + needed.get().word() + ", not " + purpose.word();
        }
        if (operators.present().isEmpty()) {
            return "no: nobody stands by; say present NAME first";
        }
        if (!motion.enable(purpose, words.get(1))) {
            return "no: that code is not good for this, or not any more; ask for a new one with code " + purpose.word();
        }
        LOG.log(INFO, "motion enabled ({0}) by {1}", purpose, words.get(2));
        return "ok motion is enabled";
    }

    private String clear(List<String> words) {
        String obstacle = desk.clearObstacle();
        if (!obstacle.isEmpty()) {
            return "no: " + obstacle;
        }
        if (!codes.redeem(Purpose.CLEAR, words.get(1))) {
            return "no: that code is not good for this, or not any more; ask for a new one with code clear";
        }
        return desk.clear(words.get(2), rest(words, 3))
                ? "ok the stop is cleared; what it ended stays ended"
                : "no: the stop stays; the station's log says why";
    }

    private String stop(List<String> words) {
        desk.stop(words.get(1), rest(words, 2));
        return "ok stopped";
    }

    private static String rest(List<String> words, int from) {
        return String.join(" ", words.subList(from, words.size()));
    }

    /** Whoever leaves the console does not stand by any more. */
    @Override
    public void close() {
        operators.went(this);
    }
}
