package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import org.kurento.client.internal.server.KurentoServerException;
import org.kurento.commons.exception.KurentoException;
import org.kurento.jsonrpc.JsonRpcErrorException;

/** What a failure of the media server means to who asked. */
final class KurentoErrors {

    static final int NOT_ENOUGH_RESOURCES = 40009;
    private static final int MEDIA_OBJECT_NOT_FOUND = 40101;
    private static final int SDP_FIRST = 40200;
    private static final int SDP_LAST = 40299;

    private KurentoErrors() {}

    static ParleyException translated(KurentoException failure) {
        return switch (failure) {
            case KurentoServerException refusal -> refused(refusal.getCode(), refusal.getServerMessage());
            case JsonRpcErrorException refusal -> refused(refusal.getCode(), refusal.getServerMessage());
            default -> away();
        };
    }

    /** Whether the object does not exist any more, be it released or lost with its media server. */
    static boolean isGone(KurentoServerException refusal) {
        return refusal.getCode() == MEDIA_OBJECT_NOT_FOUND;
    }

    private static ParleyException refused(int code, String message) {
        if (code == NOT_ENOUGH_RESOURCES) {
            return placesTaken();
        }
        if (code >= SDP_FIRST && code <= SDP_LAST) {
            return new ParleyException(ErrorCode.BODY_MALFORMED, "the media server cannot use this offer: " + message);
        }
        if (code == MEDIA_OBJECT_NOT_FOUND) {
            return new ParleyException(
                    ErrorCode.SERVICE_AWAY, "the media server was restarted; the picture comes back in a moment");
        }
        return away();
    }

    private static ParleyException away() {
        return new ParleyException(
                ErrorCode.SERVICE_AWAY, "live video is away for a moment; the episode runs on and is recorded");
    }

    static ParleyException placesTaken() {
        return new ParleyException(
                ErrorCode.LIVE_PLACES_TAKEN, "the live places are taken; the poster and the replay are there");
    }
}
