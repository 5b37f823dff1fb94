package dev.parley.station.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConsoleSessionTest implements ConsoleDesk {
    private long nowNs;
    private final List<String> happened = new ArrayList<>();
    private final EnableCodes codes = new EnableCodes(RandomGenerator.of("L64X128MixRandom"), () -> nowNs);
    private final MotionEnable motion = new MotionEnable(codes);
    private final Operators operators = new Operators(() -> happened.add("the operator left"));
    private final ConsoleSession console = new ConsoleSession(codes, motion, operators, this);
    private String clearObstacle = "";

    @Test
    void motionIsOffAfterAStartAndIsEnabledByACodeOfThisConsole() {
        assertThat(motion.obstacle().orElseThrow()).contains("local console").contains("start");
        console.answer("present Ada");

        assertThat(console.answer("start 000000x Ada")).startsWith("no");
        assertThat(console.answer("start " + code("start") + " Ada")).isEqualTo("ok motion is enabled");

        assertThat(motion.obstacle()).isEmpty();
    }

    @Test
    void whatTheConsoleDoesNotKnowIsTheStationsOwnMatter() {
        assertThat(console.answer("table Ada")).isEqualTo("ok set by Ada");
        assertThat(console.answer("chair Ada")).startsWith("no: say").contains("status");
        assertThat(console.answer("help")).startsWith("ok ").endsWith("table NAME");
    }

    @Override
    public Optional<String> other(List<String> words) {
        return switch (words.getFirst()) {
            case "table" -> Optional.of("ok set by " + words.getLast());
            case "help" -> Optional.of("table NAME");
            default -> Optional.empty();
        };
    }

    @Test
    void codeIsGoodOnce() {
        console.answer("present Ada");
        String code = code("start");
        console.answer("start " + code + " Ada");
        motion.tripped("contact was lost");

        assertThat(console.answer("start " + code + " Ada")).contains("what is needed is reset");
        assertThat(console.answer("reset " + code + " Ada")).contains("not any more");
        assertThat(console.answer("reset " + code("reset") + " Ada")).startsWith("ok");
    }

    @Test
    void codeIsGoodForSixtySecondsOfTheStationsOwnTime() {
        console.answer("present Ada");
        String early = code("start");
        nowNs += Duration.ofSeconds(60).toNanos() + 1;
        assertThat(console.answer("start " + early + " Ada")).startsWith("no");

        String inTime = code("start");
        nowNs += Duration.ofSeconds(60).toNanos();
        assertThat(console.answer("start " + inTime + " Ada")).startsWith("ok");
    }

    @Test
    void codeIsGoodForItsOwnPurposeOnlyAndFiveWrongAttemptsSpoilIt() {
        console.answer("present Ada");
        String clear = code("clear");
        assertThat(console.answer("start " + clear + " Ada")).startsWith("no");

        String code = code("start");
        for (int i = 0; i < 5; i++) {
            console.answer("start wrong Ada");
        }
        assertThat(console.answer("start " + code + " Ada")).startsWith("no");
    }

    @Test
    void nobodyEnablesWhatNobodyStandsBy() {
        assertThat(console.answer("start " + code("start") + " Ada")).contains("nobody stands by");
    }

    @Test
    void whoLeavesTheConsoleDoesNotStandByAnyMore() {
        console.answer("present Ada");
        assertThat(operators.present()).contains("Ada");

        console.close();

        assertThat(operators.present()).isEmpty();
        assertThat(happened).containsExactly("the operator left");
    }

    @Test
    void stopNeedsNoCodeAndItsClearingDoes() {
        assertThat(console.answer("stop Ada the cloth burns")).isEqualTo("ok stopped");
        assertThat(console.answer("clear 123456 Ada it was steam")).startsWith("no");

        assertThat(console.answer("clear " + code("clear") + " Ada it was steam"))
                .startsWith("ok");

        assertThat(happened).containsExactly("stop Ada the cloth burns", "clear Ada it was steam");
    }

    @Test
    void clearingThatIsImpossibleDoesNotUseItsCodeUp() {
        String code = code("clear");
        clearObstacle = "no stop is latched";
        assertThat(console.answer("clear " + code + " Ada why")).isEqualTo("no: no stop is latched");

        clearObstacle = "";
        assertThat(console.answer("clear " + code + " Ada why")).startsWith("ok");
    }

    @Test
    void controlledStopNeedsAResetAndTheFirstReasonStays() {
        console.answer("present Ada");
        console.answer("start " + code("start") + " Ada");
        motion.tripped("contact was lost");
        motion.tripped("the operator left");

        assertThat(motion.obstacle().orElseThrow()).contains("contact was lost").contains("reset");
    }

    @Test
    void whatIsNotUnderstoodSaysWhatWouldBe() {
        assertThat(console.answer("go")).contains("present NAME");
        assertThat(console.answer("start 123456")).isEqualTo("no: say start CODE NAME");
        assertThat(console.answer("code fly")).contains("code start");
    }

    private String code(String purpose) {
        return console.answer("code " + purpose).split(" ", -1)[1];
    }

    @Override
    public String status() {
        return "fine";
    }

    @Override
    public void stop(String by, String reason) {
        happened.add("stop " + by + " " + reason);
    }

    @Override
    public String clearObstacle() {
        return clearObstacle;
    }

    @Override
    public boolean clear(String by, String reason) {
        happened.add("clear " + by + " " + reason);
        return true;
    }
}
