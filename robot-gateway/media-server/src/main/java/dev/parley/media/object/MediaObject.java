package dev.parley.media.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import dev.parley.media.protocol.Messages;
import dev.parley.media.protocol.Params;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Anything a client can hold an id of. Lives until it is released or no session refers to it any more. */
abstract sealed class MediaObject permits ServerManager, Pipeline, Endpoint {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String id;
    private final Environment environment;
    private final Instant created;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private volatile String name;

    /** What every object is given. */
    record Environment(Clock clock, EventSink events) {}

    private record Subscription(String sessionId, String eventType) {}

    MediaObject(String id, Environment environment) {
        this.id = id;
        this.environment = environment;
        created = environment.clock().instant();
        name = id;
    }

    final String id() {
        return id;
    }

    abstract String type();

    /** Qualified names of the supertypes, nearest first. */
    abstract List<String> hierarchy();

    abstract Set<String> eventTypes();

    abstract Optional<MediaObject> parent();

    /** Lets go of everything native. Called once. */
    abstract void close();

    /** Carries out one operation. Overridden for what a type adds; ends here with what all objects know. */
    JsonNode invoke(String operation, Params params) {
        return switch (operation) {
            case "getName" -> JSON.textNode(name);
            case "setName" -> {
                name = params.text("name");
                yield JSON.nullNode();
            }
            case "getCreationTime" -> JSON.numberNode(created.getEpochSecond());
            case "addTag" -> {
                tags.put(params.text("key"), params.text("value"));
                yield JSON.nullNode();
            }
            case "removeTag" -> {
                tags.remove(requireTag(params.text("key")));
                yield JSON.nullNode();
            }
            case "getTag" -> JSON.textNode(tags.get(requireTag(params.text("key"))));
            default ->
                throw new KurentoException(
                        KurentoError.MEDIA_OBJECT_METHOD_NOT_FOUND,
                        "Method '" + operation + "' not found in " + type());
        };
    }

    private String requireTag(String key) {
        if (!tags.containsKey(key)) {
            throw new KurentoException(KurentoError.MEDIA_OBJECT_TAG_KEY_NOT_FOUND, "Tag key '" + key + "' not found");
        }
        return key;
    }

    final void referTo(String sessionId) {
        sessions.add(sessionId);
    }

    /** True if no session refers to the object any more. */
    final boolean forget(String sessionId) {
        subscriptions.values().removeIf(subscription -> subscription.sessionId().equals(sessionId));
        sessions.remove(sessionId);
        return sessions.isEmpty();
    }

    final String subscribe(String sessionId, String eventType) {
        if (!eventTypes().contains(eventType)) {
            throw new KurentoException(
                    KurentoError.MEDIA_OBJECT_EVENT_NOT_SUPPORTED, "Event '" + eventType + "' not supported");
        }
        String subscriptionId = UUID.randomUUID().toString();
        subscriptions.put(subscriptionId, new Subscription(sessionId, eventType));
        return subscriptionId;
    }

    final void unsubscribe(String subscriptionId) {
        subscriptions.remove(subscriptionId);
    }

    /** Nobody hears of it any more: the client has forgotten an object once it released it. */
    final void silence() {
        subscriptions.clear();
    }

    final void emit(String eventType, ObjectNode details) {
        ObjectNode message =
                Messages.event(id, eventType, details, environment.clock().instant());
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.eventType().equals(eventType)) {
                environment.events().send(subscription.sessionId(), message);
            }
        }
    }
}
