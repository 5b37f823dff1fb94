package dev.parley.rosbridge.commissioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.standin.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommissioningBookTest {
    private static final Fingerprint ARM = new Fingerprint("d", "u", "g", "s");
    private static final Set<Check> NEEDED = EnumSet.complementOf(EnumSet.of(Check.POWER_CUT));

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private CommissioningBook book;

    @BeforeEach
    void open() throws IOException {
        book = open(ARM);
    }

    private CommissioningBook open(Fingerprint arm) throws IOException {
        return CommissioningBook.open(folder.resolve("commissioning.json"), arm, NEEDED, clock);
    }

    private void passAll() throws IOException {
        for (Check check : NEEDED) {
            book.keep(result(check, true));
        }
    }

    private CheckResult result(Check check, boolean passed) {
        return new CheckResult(check, passed, clock.instant(), "Ada", List.of(1.5), "seen");
    }

    @Test
    void robotThatNobodyExaminedTakesNoWork() {
        assertThat(book.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("10 of 10").contains("stops"));
    }

    @Test
    void oneMissingCheckIsEnough() throws IOException {
        passAll();
        assertThat(book.obstacle()).isEmpty();
        book.keep(result(Check.FACE_MIN_Z, false));
        assertThat(book.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("face-min-z"));
    }

    @Test
    void recordOutlivesTheProgram() throws IOException {
        passAll();
        CommissioningBook reborn = open(ARM);
        assertThat(reborn.obstacle()).isEmpty();
        assertThat(reborn.result(Check.STOPS)).contains(result(Check.STOPS, true));
        assertThat(reborn.goodUntil()).contains(clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void itIsOverAfterThirtyDays() throws IOException {
        passAll();
        clock.pass(Duration.ofDays(30).minusSeconds(1));
        assertThat(book.obstacle()).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(book.obstacle()).isPresent();
        assertThat(book.goodUntil()).isEmpty();
    }

    @Test
    void itIsOverWithAnyChangeOfDriverUrdfGripperOrSettings() throws IOException {
        passAll();
        for (Fingerprint other : List.of(
                new Fingerprint("x", "u", "g", "s"),
                new Fingerprint("d", "x", "g", "s"),
                new Fingerprint("d", "u", "x", "s"),
                new Fingerprint("d", "u", "g", "x"))) {
            assertThat(open(other).obstacle())
                    .as("%s", other)
                    .hasValueSatisfying(why -> assertThat(why).contains("changed"));
        }
        assertThat(open(new Fingerprint("x", "u", "x", "s")).obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("driver, gripper"));
    }

    @Test
    void checkOfAnotherArmCountsForNothingAfterTheFirstOfThisOne() throws IOException {
        passAll();
        CommissioningBook other = open(new Fingerprint("x", "u", "g", "s"));
        other.keep(result(Check.STOPS, true));
        assertThat(other.missing()).hasSize(9).doesNotContain(Check.STOPS);
        assertThat(open(new Fingerprint("x", "u", "g", "s")).missing()).hasSize(9);
        assertThat(open(ARM).obstacle()).isPresent();
    }

    @Test
    void checkFromTheFutureCountsForNothing() throws IOException {
        passAll();
        clock.pass(Duration.ofHours(-1));
        assertThat(book.obstacle()).isPresent();
    }

    @Test
    void powerCutIsOfferedOnlyWhereItWasTested() throws IOException {
        passAll();
        assertThat(book.holds(Check.POWER_CUT)).isFalse();
        book.keep(result(Check.POWER_CUT, true));
        assertThat(book.holds(Check.POWER_CUT)).isTrue();
    }

    @Test
    void recordThatCannotBeReadIsNotTakenForNone() throws IOException {
        Files.writeString(folder.resolve("commissioning.json"), "{\"arm\":");
        assertThatThrownBy(() -> open(ARM))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("examine the arm anew");
        Files.writeString(
                folder.resolve("commissioning.json"),
                "{\"arm\":{\"driver\":\"d\",\"urdf\":\"u\",\"gripper\":\"g\",\"settings\":\"s\"},\"checks\":[{\"check\":\"dance\"}]}");
        assertThatThrownBy(() -> open(ARM)).isInstanceOf(IOException.class).hasMessageContaining("dance");
    }

    @Test
    void fingerprintFollowsEveryByteAndName() throws IOException {
        Path one = Files.writeString(folder.resolve("a.launch"), "x");
        Path same = Files.writeString(folder.resolve("b.launch"), "x");
        String before = Fingerprint.of(List.of(one), List.of("1.0"));
        assertThat(Fingerprint.of(List.of(one), List.of("1.0")))
                .isEqualTo(before)
                .hasSize(64);
        assertThat(Fingerprint.of(List.of(same), List.of("1.0"))).isNotEqualTo(before);
        assertThat(Fingerprint.of(List.of(one), List.of("1.1"))).isNotEqualTo(before);
        Files.writeString(one, "y");
        assertThat(Fingerprint.of(List.of(one), List.of("1.0"))).isNotEqualTo(before);
    }
}
