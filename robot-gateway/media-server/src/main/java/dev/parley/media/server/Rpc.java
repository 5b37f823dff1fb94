package dev.parley.media.server;

import static java.lang.System.Logger.Level.WARNING;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import dev.parley.media.protocol.Messages;
import dev.parley.media.protocol.Params;
import java.util.Optional;
import java.util.UUID;

/**
 * JSON-RPC 2.0 as a Kurento media server speaks it. A request without a session id belongs to the session of its
 * connection; the first such request opens one, except a ping, which is answered without.
 */
final class Rpc {

    private static final System.Logger LOG = System.getLogger(Rpc.class.getName());
    private static final String SESSION_ID = "sessionId";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Sessions sessions;
    private final Methods methods;

    Rpc(Sessions sessions, Methods methods) {
        this.sessions = sessions;
        this.methods = methods;
    }

    /**
     * Handles one text frame.
     *
     * @return the reply
     * @throws NotJsonException if it is no JSON at all: Kurento drops the connection then
     */
    ObjectNode handle(ClientConnection connection, String text) throws NotJsonException {
        JsonNode request = parse(text);
        JsonNode id = request.path("id");
        JsonNode method = request.path("method");
        if (!request.path("jsonrpc").asText().equals("2.0") || !method.isTextual() || !id.isValueNode()) {
            return Messages.error(NullNode.getInstance(), KurentoError.INVALID_REQUEST, "Invalid JSON-RPC request.");
        }
        Params params = new Params(request.path("params"));
        try {
            return handle(connection, id, method.textValue(), params);
        } catch (KurentoException e) {
            return Messages.error(id, e.error(), String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode handle(ClientConnection connection, JsonNode id, String method, Params params) {
        Optional<String> sessionId =
                params.optionalText(SESSION_ID).or(connection::sessionId).filter(text -> !text.isEmpty());
        if (method.equals("ping")) {
            return pong(connection, id, sessionId);
        }
        if (params.node().isMissingNode() && !method.equals("connect")) {
            throw new KurentoException(KurentoError.INVALID_PARAMS, "'params' is required");
        }
        Session session = session(method, sessionId);
        session.reachedThrough(connection);
        connection.belongsTo(session.id());
        return session.replies().find(id).orElseGet(() -> {
            ObjectNode reply = reply(session, id, method, params);
            session.replies().put(id, reply);
            return reply;
        });
    }

    private Session session(String method, Optional<String> sessionId) {
        if (method.equals("connect") && sessionId.isPresent()) {
            return sessions.find(sessionId.get())
                    .orElseThrow(() -> new KurentoException(
                            KurentoError.INVALID_SESSION, "Session '" + sessionId.get() + "' is not known here"));
        }
        return sessions.findOrOpen(sessionId.orElseGet(() -> UUID.randomUUID().toString()));
    }

    private ObjectNode pong(ClientConnection connection, JsonNode id, Optional<String> sessionId) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        sessionId.flatMap(sessions::find).ifPresent(session -> {
            session.reachedThrough(connection);
            result.put(SESSION_ID, session.id());
        });
        result.put("value", "pong");
        return Messages.result(id, result);
    }

    private ObjectNode reply(Session session, JsonNode id, String method, Params params) {
        try {
            JsonNode result = methods.call(session, method, params);
            if (result instanceof ObjectNode fields) {
                fields.put(SESSION_ID, session.id());
            }
            return Messages.result(id, result);
        } catch (KurentoException e) {
            return Messages.error(id, e.error(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(WARNING, "request " + method + " of session " + session.id() + " failed", e);
            return Messages.error(id, KurentoError.UNEXPECTED_ERROR, "the media server failed to carry this out");
        }
    }

    private static JsonNode parse(String text) throws NotJsonException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new NotJsonException();
        }
    }

    /** The text is no JSON. */
    static final class NotJsonException extends Exception {}
}
