package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.INFO;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.motion.Rest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the local console of a robot knows beside every station's. Any thread. */
final class ConsoleWords {
    static final String HELP = "hold | table NAME | looked NAME | hand on|off | checks | check WHICH NAME [NOTE] | why";

    private static final System.Logger LOG = System.getLogger(ConsoleWords.class.getName());

    private final Rig rig;
    private final TableSet table;
    private final ExaminationDesk examinations;

    ConsoleWords(Rig rig, TableSet table, ExaminationDesk examinations) {
        this.rig = rig;
        this.table = table;
        this.examinations = examinations;
    }

    /** Empty for what is not known here either. */
    Optional<String> answer(List<String> words) {
        return Optional.ofNullable(
                switch (words.getFirst()) {
                    case "help" -> HELP;
                    case "hold" -> hold();
                    case "table" -> words.size() == 2 ? table(words.get(1)) : "no: say table NAME";
                    case "looked" -> words.size() == 2 ? looked(words.get(1)) : "no: say looked NAME";
                    case "hand" -> words.size() == 2 ? hand(words.get(1)) : "no: say hand on or hand off";
                    case "checks" -> "ok " + examinations.told();
                    case "check" -> words.size() >= 3 ? check(words) : "no: say check WHICH NAME, of " + checks();
                    case "why" -> "ok " + why();
                    default -> null;
                });
    }

    private String hold() {
        rig.hold().beat();
        return "ok held";
    }

    private String table(String name) {
        return table.set(name) ? "ok the table is set, says " + name : "no: no episode waits for it";
    }

    private String looked(String name) {
        if (rig.local().operator().isEmpty()) {
            return "no: nobody stands by; say present NAME first";
        }
        if (rig.drive().arm().history().rest(rig.time().nowNs()) != Rest.STILL) {
            return "no: the arm is not seen to stand";
        }
        try {
            rig.journal().looked();
        } catch (IOException e) {
            return "no: it could not be kept: " + e.getMessage();
        }
        rig.foreign().looked();
        LOG.log(INFO, "{0} has looked at the robot", name);
        return "ok noted";
    }

    private String hand(String word) {
        if (!word.equals("on") && !word.equals("off")) {
            return "no: say hand on or hand off";
        }
        if (word.equals("on") && rig.drive().inUse()) {
            return "no: the arm is in use";
        }
        rig.foreign().handGuided(word.equals("on"));
        return word.equals("on") ? "ok the arm is yours; nothing else moves it" : "ok";
    }

    private String check(List<String> words) {
        Optional<Check> check = Check.named(words.get(1));
        return check.isEmpty()
                ? "no: there is no check " + words.get(1) + ", but " + checks()
                : examinations.start(check.get(), words.get(2), String.join(" ", words.subList(3, words.size())));
    }

    private static String checks() {
        return String.join(", ", Arrays.stream(Check.values()).map(Check::word).toList());
    }

    private String why() {
        return rig.local()
                        .motionObstacle()
                        .or(rig.interlocks()::obstacle)
                        .or(() -> rig.journal().interrupted().map(open -> open.words()))
                        .or(rig.book()::obstacle)
                        .or(rig.duty()::obstacle)
                        .orElse("nothing is in the way")
                + (table.isWanted() ? "; an episode waits for the table: say table NAME" : "");
    }
}
