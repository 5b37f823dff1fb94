package dev.parley.station.webrtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The offer/answer calls of one peer connection as plain blocking calls. Not for libwebrtc's own callback threads: they
 * are the ones that complete these calls.
 */
public final class Negotiation {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RTCPeerConnection connection;

    public Negotiation(RTCPeerConnection connection) {
        this.connection = connection;
    }

    /** Creates an offer and makes it the local description; returns its SDP without waiting for candidates. */
    public String offer() {
        RTCSessionDescription offer = created(observer -> connection.createOffer(new RTCOfferOptions(), observer));
        set(observer -> connection.setLocalDescription(offer, observer));
        return offer.sdp;
    }

    /** Answers the remote offer set before, and makes the answer the local description. */
    public String answer() {
        RTCSessionDescription answer = created(observer -> connection.createAnswer(new RTCAnswerOptions(), observer));
        set(observer -> connection.setLocalDescription(answer, observer));
        return answer.sdp;
    }

    public void remote(RTCSdpType type, String sdp) {
        set(observer -> connection.setRemoteDescription(new RTCSessionDescription(type, sdp), observer));
    }

    /** A candidate of the other side that came by itself, after its description. */
    public void candidate(RTCIceCandidate candidate) {
        translated(() -> connection.addIceCandidate(candidate));
    }

    private static RTCSessionDescription created(Call<CreateSessionDescriptionObserver> call) {
        CompletableFuture<RTCSessionDescription> result = new CompletableFuture<>();
        CreateSessionDescriptionObserver observer = new CreateSessionDescriptionObserver() {
            @Override
            public void onSuccess(RTCSessionDescription description) {
                result.complete(description);
            }

            @Override
            public void onFailure(String error) {
                result.completeExceptionally(new NegotiationException(error));
            }
        };
        translated(() -> call.with(observer));
        return await(result);
    }

    private static void set(Call<SetSessionDescriptionObserver> call) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        SetSessionDescriptionObserver observer = new SetSessionDescriptionObserver() {
            @Override
            public void onSuccess() {
                result.complete(true);
            }

            @Override
            public void onFailure(String error) {
                result.completeExceptionally(new NegotiationException(error));
            }
        };
        translated(() -> call.with(observer));
        await(result);
    }

    /** The binding throws plain Errors for text it cannot parse: they are the caller's fault, not the machine's. */
    private static void translated(Runnable call) {
        try {
            call.run();
        } catch (Error e) {
            if (e.getClass() != Error.class) {
                throw e;
            }
            throw new NegotiationException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> T await(CompletableFuture<T> result) {
        try {
            return result.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new NegotiationException(String.valueOf(cause == null ? e : cause.getMessage()));
        } catch (TimeoutException e) {
            throw new NegotiationException("no answer from libwebrtc in " + LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NegotiationException("interrupted");
        }
    }

    private interface Call<O> {
        void with(O observer);
    }
}
