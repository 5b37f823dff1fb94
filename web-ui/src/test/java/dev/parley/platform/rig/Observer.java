package dev.parley.platform.rig;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at the database again and again while everything runs, for what may not be true even for a moment. */
public final class Observer implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 100;

    /** The relay's advisory lock, as PostgreSQL shows a key of 64 bits: its upper and its lower half. */
    private static final String RELAYS = """
            SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
            AND classid = %d AND objid = %d""".formatted(0x706172, 0x6C657901);

    private static final List<String> NEVER = List.of("""
            SELECT 'two leases on one slot', station_id, slot FROM assignment
            WHERE state IN ('OFFERED', 'LEASED') GROUP BY station_id, slot HAVING count(*) > 1""", """
            SELECT 'two open assignments of one turn', turn_id FROM assignment
            WHERE state IN ('OFFERED', 'LEASED') GROUP BY turn_id HAVING count(*) > 1""", """
            SELECT 'two episodes of one turn under way', turn_id FROM episode
            WHERE ended_at IS NULL GROUP BY turn_id HAVING count(*) > 1""");

    private final Database database;
    private final Set<String> violations = ConcurrentHashMap.newKeySet();
    private final Set<Long> relays = ConcurrentHashMap.newKeySet();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile int looks;

    /** Begins at once. */
    public Observer(Database database) {
        this.database = database;
        thread = Thread.ofVirtual().name("observer").start(this::watch);
    }

    private void watch() {
        try {
            while (!over.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (String never : NEVER) {
                violations.addAll(database.rows(never));
            }
            relays.add(database.number(RELAYS));
            looks++;
        } catch (SQLException e) {
            // PostgreSQL is away, and with it everything that could be wrong.
            System.getLogger(Observer.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    public List<String> violations() {
        return new ArrayList<>(violations);
    }

    /** Every number of relays that was ever seen at a time. */
    public Set<Long> relays() {
        return Set.copyOf(relays);
    }

    public int looks() {
        return looks;
    }

    @Override
    public void close() throws InterruptedException {
        over.countDown();
        thread.join();
    }
}
