package dev.parley.media.object;

import dev.parley.media.protocol.KurentoError;
import dev.parley.media.protocol.KurentoException;
import dev.parley.media.protocol.Params;
import dev.parley.media.sdp.SdpException;
import dev.parley.media.sdp.VideoFormat;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which negotiation step an endpoint is at, and Kurento's error for each step out of turn. One at a time. */
final class SdpSession {

    private enum Step {
        NEW,
        OFFERED,
        NEGOTIATED,
        CLOSED
    }

    private static final Pattern CANDIDATE = Pattern.compile("(a=)?candidate:\\S+ \\d+ \\w+ \\d+ \\S+ \\d+ typ \\w+.*");

    private final Peer peer;
    private Step step = Step.NEW;
    private @Nullable String remote;

    SdpSession(Peer peer) {
        this.peer = peer;
    }

    synchronized String processOffer(String offer, Optional<VideoFormat> shown) {
        requireNew();
        try {
            String answer = peer.answer(offer, shown);
            remote = offer;
            step = Step.NEGOTIATED;
            return answer;
        } catch (SdpException e) {
            throw refused(KurentoError.SDP_END_POINT_PROCESS_OFFER_ERROR, "offer", e);
        }
    }

    synchronized String generateOffer() {
        requireNew();
        step = Step.OFFERED;
        return peer.offer();
    }

    synchronized String processAnswer(String answer) {
        if (step != Step.OFFERED) {
            throw step == Step.NEW
                    ? new KurentoException(
                            KurentoError.SDP_END_POINT_NOT_OFFER_GENERATED,
                            "an answer needs an offer; generateOffer first")
                    : new KurentoException(
                            KurentoError.SDP_END_POINT_ANSWER_ALREADY_PROCCESED, "this endpoint is negotiated already");
        }
        try {
            peer.accept(answer);
            remote = answer;
            step = Step.NEGOTIATED;
            return peer.localDescription();
        } catch (SdpException e) {
            throw refused(KurentoError.SDP_END_POINT_PROCESS_ANSWER_ERROR, "answer", e);
        }
    }

    synchronized String local() {
        requireLocal(KurentoError.SDP_END_POINT_NO_LOCAL_SDP_ERROR, "a local session descriptor");
        return peer.localDescription();
    }

    synchronized String remote() {
        if (remote == null) {
            throw new KurentoException(
                    KurentoError.SDP_END_POINT_NO_REMOTE_SDP_ERROR, "no offer or answer was processed yet");
        }
        return remote;
    }

    synchronized void gather() {
        requireLocal(KurentoError.ICE_GATHER_CANDIDATES_ERROR, "gathering candidates");
        try {
            peer.gather();
        } catch (IOException e) {
            throw new KurentoException(
                    KurentoError.ICE_GATHER_CANDIDATES_ERROR, "no socket for media: " + e.getMessage());
        }
    }

    synchronized void addCandidate(Params candidate) {
        String text = candidate.text("candidate");
        if (text.isEmpty()) {
            return; // the end of the other side's candidates: nothing to do
        }
        if (remote == null) {
            throw new KurentoException(
                    KurentoError.ICE_ADD_CANDIDATE_ERROR, "a candidate needs the session description it belongs to");
        }
        if (!CANDIDATE.matcher(text).matches()) {
            throw new KurentoException(
                    KurentoError.ICE_ADD_CANDIDATE_ERROR,
                    "a candidate is 'candidate:foundation component protocol priority address port typ type'");
        }
        // We only answer checks (ICE lite), so where they will come from need not be known.
        candidate.text("sdpMid");
        candidate.number("sdpMLineIndex");
    }

    synchronized void close() {
        step = Step.CLOSED;
        peer.close();
    }

    private void requireNew() {
        if (step != Step.NEW) {
            throw new KurentoException(
                    KurentoError.SDP_END_POINT_ALREADY_NEGOTIATED,
                    "an endpoint negotiates once; create another for a new session");
        }
    }

    private void requireLocal(KurentoError error, String what) {
        if (step != Step.OFFERED && step != Step.NEGOTIATED) {
            throw new KurentoException(error, what + " needs processOffer or generateOffer first");
        }
    }

    private static KurentoException refused(KurentoError error, String what, SdpException cause) {
        return new KurentoException(error, "the " + what + " was refused: " + cause.getMessage());
    }
}
