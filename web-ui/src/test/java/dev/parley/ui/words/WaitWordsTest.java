package dev.parley.ui.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.prompt.WaitEstimates.Range;
import dev.parley.core.prompt.WaitEstimates.Reason;
import dev.parley.core.prompt.WaitEstimates.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WaitWordsTest {
    @Test
    void placeIsSaidAsPeopleSayIt() {
        assertThat(WaitWords.place(at(1), true)).isEqualTo("You are next");
        assertThat(WaitWords.place(at(3), true)).isEqualTo("You are third in line");
        assertThat(WaitWords.place(at(12), true)).isEqualTo("You are number 12 in line");
        assertThat(WaitWords.place(at(3), false)).isEqualTo("This one is third in line");
    }

    @Test
    void unknownPlaceIsNotMadeUp() {
        assertThat(WaitWords.place(without(Reason.STATION_OFFLINE), true)).isEqualTo("You are in line");
        assertThat(WaitWords.place(without(Reason.STARTING), true)).isEqualTo("Yours is starting");
    }

    @Test
    void rulerIsReadOutAsOneSentence() {
        assertThat(WaitWords.sentence(new Range(Duration.ofSeconds(130), Duration.ofSeconds(340))))
                .isEqualTo("Likely 2 min 10 s, nine in ten under 5 min 40 s");
    }

    private static Wait at(int position) {
        return new Wait(OptionalInt.of(position), Optional.empty(), Reason.OTHERS_AHEAD, "");
    }

    private static Wait without(Reason reason) {
        return new Wait(OptionalInt.empty(), Optional.empty(), reason, "");
    }
}
