package dev.parley.platform.rig;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the scheduler keeps in Redis, read as it lies there. */
public final class QueueIndex {
    private static final String KEYS = "{parley-queue-1}:*";

    /** Fair round, ticket and turn: the place in the line. */
    private static final Pattern PLACE = Pattern.compile("[0-9a-f]{32}:[0-9a-f-]{36}");

    private QueueIndex() {}

    /** Every line with its waiting turns in their order; empty right after a flush. */
    public static SortedMap<String, List<String>> lines(RedisURI redis) {
        try (RedisClient client = RedisClient.create(redis);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            SortedMap<String, List<String>> lines = new TreeMap<>();
            for (String key : commands.keys(KEYS)) {
                if (commands.type(key).equals("zset")) {
                    List<String> members = commands.zrange(key, 0, -1);
                    if (!members.isEmpty() && PLACE.matcher(members.getFirst()).matches()) {
                        lines.put(key, members);
                    }
                }
            }
            return lines;
        }
    }
}
