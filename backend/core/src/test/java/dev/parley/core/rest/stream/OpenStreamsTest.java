package dev.parley.core.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
    private final OpenStreams streams = new OpenStreams(2, 3, 2, 3);

    @Test
    void placesAreLimitedPerGuestAndPerNetworkAndComeBackOnce() {
        Runnable first = streams.open("a", "n");
        streams.open("a", "n");
        refused("a", "n");
        streams.open("b", "n");
        refused("c", "n");
        first.run();
        first.run();
        streams.open("c", "n");
        refused("c", "n");
    }

    @Test
    void watchersAreLimitedInAllAndTakeNoPlaceFromThoseWhoAsk() {
        Runnable first = streams.openWatcher("n");
        streams.openWatcher("n");
        refused(() -> streams.openWatcher("n"));
        streams.openWatcher("m");
        refused(() -> streams.openWatcher("o"));
        streams.open("a", "n");
        first.run();
        streams.openWatcher("n");
    }

    private void refused(String guest, String network) {
        refused(() -> streams.open(guest, network));
    }

    private static void refused(Runnable open) {
        assertThatThrownBy(open::run)
                .isInstanceOfSatisfying(
                        ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RATE_LIMITED));
    }
}
