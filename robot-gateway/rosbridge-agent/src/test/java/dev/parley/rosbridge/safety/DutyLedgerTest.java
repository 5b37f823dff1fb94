package dev.parley.rosbridge.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.standin.SetClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DutyLedgerTest {
    private static final DutyLimits LIMITS = new DutyLimits(3, Duration.ofMinutes(10), Duration.ofMinutes(5));

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private DutyLedger ledger;

    @BeforeEach
    void open() throws IOException {
        ledger = DutyLedger.open(folder.resolve("duty.log"), LIMITS, clock);
    }

    @Test
    void threeEpisodesOfAnHourAreThreeAndTheFourthWaits() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(ledger.obstacle()).isEmpty();
            ledger.began();
            clock.pass(Duration.ofMinutes(10));
        }
        assertThat(ledger.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("3 episodes"));
        clock.pass(Duration.ofMinutes(29));
        assertThat(ledger.obstacle()).isPresent();
        clock.pass(Duration.ofMinutes(1));
        assertThat(ledger.obstacle()).isEmpty();
    }

    @Test
    void robotRestsAfterItHasMovedForLong() throws IOException {
        clock.pass(Duration.ofMinutes(6));
        ledger.moved(Duration.ofMinutes(6));
        assertThat(ledger.obstacle()).isEmpty();
        clock.pass(Duration.ofMinutes(5));
        ledger.moved(Duration.ofMinutes(4));
        assertThat(ledger.obstacle()).hasValueSatisfying(why -> assertThat(why).contains("rests"));
        clock.pass(Duration.ofMinutes(4));
        assertThat(ledger.obstacle()).isPresent();
        clock.pass(Duration.ofMinutes(1));
        assertThat(ledger.obstacle()).isEmpty();
    }

    @Test
    void pauseAsLongAsARestIsOne() throws IOException {
        clock.pass(Duration.ofMinutes(9));
        ledger.moved(Duration.ofMinutes(9));
        clock.pass(Duration.ofMinutes(6));
        ledger.moved(Duration.ofMinutes(1));
        assertThat(ledger.obstacle()).isEmpty();
    }

    @Test
    void restartIsNoRest() throws IOException {
        for (int i = 0; i < 3; i++) {
            ledger.began();
        }
        ledger = DutyLedger.open(folder.resolve("duty.log"), LIMITS, clock);
        assertThat(ledger.obstacle()).isPresent();
    }

    @Test
    void clockThatIsSetBackGivesNoMoreWork() throws IOException {
        for (int i = 0; i < 3; i++) {
            ledger.began();
        }
        clock.pass(Duration.ofDays(-2));
        assertThat(ledger.obstacle()).isPresent();
        ledger = DutyLedger.open(folder.resolve("duty.log"), LIMITS, clock);
        assertThat(ledger.obstacle()).isPresent();
    }

    @Test
    void ledgerThatCannotBeReadIsNotTakenForAnEmptyOne() throws IOException {
        Files.writeString(folder.resolve("duty.log"), "yesterday a lot\n");
        assertThatThrownBy(() -> DutyLedger.open(folder.resolve("duty.log"), LIMITS, clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("yesterday");
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new DutyLimits(0, Duration.ofMinutes(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DutyLimits(1001, Duration.ofMinutes(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new DutyLimits(1000, Duration.ofMinutes(1), Duration.ZERO).episodesPerHour())
                .isEqualTo(1000);
    }
}
