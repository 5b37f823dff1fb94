package dev.parley.station;

import dev.parley.station.console.ConsoleDesk;
import dev.parley.station.console.EnableCodes;
import dev.parley.station.console.LocalConsole;
import dev.parley.station.console.MotionEnable;
import dev.parley.station.console.Operators;
import dev.parley.station.console.Purpose;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.StationKind;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * What holds at a real robot, and in a rehearsal of one, beside the lease: a person stands by, and motion is enabled at the
 * local console only. Simulators have none of it. Thread-safe.
 */
final class RealRules implements AutoCloseable {
    private final StationBody body;
    private final boolean apply;
    private final Operators operators;
    private final EnableCodes codes;
    private final MotionEnable motion;
    private Optional<LocalConsole> console = Optional.empty();

    /** @param operatorLeft called when the last person who stood by has gone */
    RealRules(StationConfig config, StationBody body, Runnable operatorLeft) {
        this.body = body;
        apply = apply(body.capabilities());
        operators = new Operators(operatorLeft);
        codes = new EnableCodes(new SecureRandom(), config.nanoTime());
        motion = new MotionEnable(codes);
    }

    static boolean apply(Capabilities capabilities) {
        return capabilities.getKind() == StationKind.STATION_KIND_REAL_ROBOT
                || capabilities.getKind() == StationKind.STATION_KIND_REHEARSAL;
    }

    /** @throws IOException if the console cannot be opened: then nobody could ever enable motion */
    void open(StationConfig config, ConsoleDesk desk) throws IOException {
        if (apply) {
            console = Optional.of(LocalConsole.open(config.dataDirectory(), codes, motion, operators, desk));
        }
    }

    boolean apply() {
        return apply;
    }

    /** Why nothing may move here now, a sentence. */
    Optional<String> obstacle() {
        if (!apply) {
            return Optional.empty();
        }
        if (body.hardwareStopPressed()) {
            return Optional.of("The stop button at the station is pressed.");
        }
        return operatorPresent()
                ? motion.obstacle()
                : Optional.of("Nobody stands by at the station; a person has to be present at its local console.");
    }

    boolean operatorPresent() {
        return body.operatorPresent() || operators.present().isPresent();
    }

    Optional<String> operator() {
        return operators.present();
    }

    /** A controlled stop happened: enabling again is up to a person. */
    void tripped(String why) {
        motion.tripped(why);
    }

    /** Whether a clearing that comes from far away carries a code of this console. */
    boolean clearAllowed(String code) {
        return !apply || (operatorPresent() && !body.hardwareStopPressed() && codes.redeem(Purpose.CLEAR, code));
    }

    @Override
    public void close() {
        console.ifPresent(LocalConsole::close);
    }
}
