package dev.parley.platform.rig;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What the scheduler keeps in Redis, read as it lies there. */
public final class QueueIndex {
    private static final String LINES = "{parley-queue-4}:line:*";

    /** Characters of fair round and ticket, then of the turn: six bits each, eleven for 64 bits. */
    private static final int PLACE = 22;

    private static final int HALF = 11;
    private static final int BITS = 6;
    private static final String ALPHABET = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    private QueueIndex() {}

    /** The entries of every line in their order, lines by their first entries; none right after a flush. */
    public static List<List<String>> lines(RedisURI redis) {
        try (RedisClient client = RedisClient.create(redis);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            return commands.keys(LINES).stream()
                    .map(key -> commands.zrange(key, 0, -1))
                    .filter(line -> !line.isEmpty())
                    .sorted(Comparator.comparing(List::getFirst))
                    .toList();
        }
    }

    /** Whose entry it is. */
    public static UUID turn(String entry) {
        return new UUID(number(entry, PLACE), number(entry, PLACE + HALF));
    }

    private static long number(String entry, int from) {
        long number = 0;
        for (int i = from; i < from + HALF; i++) {
            number = number << BITS | ALPHABET.indexOf(entry.charAt(i));
        }
        return number;
    }
}
