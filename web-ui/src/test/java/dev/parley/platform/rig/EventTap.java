package dev.parley.platform.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on the channel of the events like one replica more, and counts. */
public final class EventTap implements AutoCloseable {
    private static final String CHANNEL = "parley:events";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RedisClient client;
    private final Map<Long, Integer> heard = new ConcurrentHashMap<>();

    /** Hears everything that is published from now on, as long as Redis lives. */
    public EventTap(RedisURI redis) {
        client = RedisClient.create(redis);
        var connection = client.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                heard.merge(sequence(message), 1, Integer::sum);
            }
        });
        connection.sync().subscribe(CHANNEL);
    }

    private static long sequence(String message) {
        try {
            return JSON.readTree(message).path("sequence").asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is not JSON: " + message, e);
        }
    }

    public boolean heard(long sequence) {
        return heard.containsKey(sequence);
    }

    /** Sequence numbers that came more than once. */
    public List<Long> twice() {
        return heard.entrySet().stream()
                .filter(event -> event.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
