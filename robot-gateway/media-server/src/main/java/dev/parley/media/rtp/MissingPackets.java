package dev.parley.media.rtp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which packets of a stream did not come, and when to ask for each (again). Bounded; one thread at a time. */
final class MissingPackets {

    private static final int MOST = 256;
    private static final int TRIES = 8;

    /** A packet that merely came late is not asked for. */
    private static final long PATIENCE_NS = 5_000_000;

    private static final long AGAIN_NS = 60_000_000;

    private final Map<Long, Wanted> missing = new TreeMap<>();
    private boolean lost;

    private record Wanted(long askNs, int tries) {}

    /** Packets from..to (without) were skipped. */
    void skipped(long from, long to, long nowNs) {
        if (to - from > MOST || missing.size() > MOST) {
            missing.clear();
            lost = true;
            return;
        }
        for (long number = from; number < to; number++) {
            missing.put(number, new Wanted(nowNs + PATIENCE_NS, 0));
        }
    }

    void arrived(long number) {
        if (!missing.isEmpty()) {
            missing.remove(number);
        }
    }

    /** Numbers to ask for now. */
    List<Long> due(long nowNs) {
        if (missing.isEmpty()) {
            return List.of();
        }
        List<Long> due = new ArrayList<>();
        Iterator<Map.Entry<Long, Wanted>> all = missing.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Wanted> one = all.next();
            Wanted wanted = one.getValue();
            if (nowNs - wanted.askNs() < 0) {
                continue;
            }
            if (wanted.tries() == TRIES) {
                all.remove();
                lost = true;
            } else {
                due.add(one.getKey());
                one.setValue(new Wanted(nowNs + AGAIN_NS, wanted.tries() + 1));
            }
        }
        return due;
    }

    /** True once after something was given up: the picture is broken until the next key frame. */
    boolean takeLost() {
        boolean was = lost;
        lost = false;
        return was;
    }
}
