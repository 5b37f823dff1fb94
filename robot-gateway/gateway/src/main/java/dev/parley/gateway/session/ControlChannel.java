package dev.parley.gateway.session;

import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.gateway.work.Mailbox;
import dev.parley.gateway.work.RateLimit;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One control connection from opening to end: first a Hello, then a session. */
final class ControlChannel {
    private final StationData station;
    private final ShownKey key;
    private final ControlConnection connection;
    private final Mailbox mailbox;
    private final RateLimit rate;
    private final SessionDesk desk;
    private final AtomicBoolean greeted = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Optional<HeldStation> session = Optional.empty();

    ControlChannel(
            StationData station,
            ShownKey key,
            ControlConnection connection,
            Mailbox mailbox,
            RateLimit rate,
            SessionDesk desk) {
        this.station = station;
        this.key = key;
        this.connection = connection;
        this.mailbox = mailbox;
        this.rate = rate;
        this.desk = desk;
    }

    ControlConnection connection() {
        return connection;
    }

    boolean withinRate(long nowNs) {
        return rate.allows(nowNs);
    }

    void refuseAndClose(RefusalCode code, String detail) {
        connection.refuse(code, detail, "");
        connection.close(detail);
    }

    void received(StationFrame frame, long nowNs) {
        if (over.get()) {
            return;
        }
        if (frame.hasHello()) {
            hello(frame);
            return;
        }
        Optional<HeldStation> held = session;
        if (held.isEmpty()) {
            refuseAndClose(RefusalCode.REFUSAL_CODE_MALFORMED, "The first frame of a session is Hello.");
            return;
        }
        desk.received(held.get(), frame, nowNs);
    }

    private void hello(StationFrame frame) {
        if (!greeted.compareAndSet(false, true)) {
            refuseAndClose(RefusalCode.REFUSAL_CODE_MALFORMED, "A session has one Hello.");
            return;
        }
        boolean queued = mailbox.put(() -> {
            desk.open(station, key, frame.getHello(), connection, mailbox, opened -> session = Optional.of(opened));
            if (over.get()) {
                end("the connection was closed");
            }
        });
        if (!queued) {
            refuseAndClose(RefusalCode.REFUSAL_CODE_UNAVAILABLE, "The gateway cannot take this station now.");
        }
    }

    void closed(String why) {
        if (over.compareAndSet(false, true)) {
            if (!mailbox.put(() -> end(why))) {
                // Full of what waits for the database; the end of the session does not wait behind it.
                Thread.startVirtualThread(() -> end(why));
            }
            mailbox.close();
        }
    }

    private void end(String why) {
        session.ifPresent(held -> desk.closed(held, why));
        session = Optional.empty();
    }
}
