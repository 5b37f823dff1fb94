package dev.parley.media.protocol;

/** The errors a client can meet, with the codes of a Kurento media server (KurentoException.hpp, 7.x) and of JSON-RPC 2.0. */
public enum KurentoError {
    INVALID_REQUEST(-32600),
    METHOD_NOT_FOUND(-32601),
    INVALID_PARAMS(-32602),

    /** A parameter is missing or of the wrong type. */
    MARSHALL_ERROR(40001),
    UNEXPECTED_ERROR(40003),
    /** The session of a {@code connect} is not known, or no longer. */
    INVALID_SESSION(40007),
    /** Every viewer place, or every endpoint, is taken. */
    NOT_ENOUGH_RESOURCES(40009),

    MEDIA_OBJECT_TYPE_NOT_FOUND(40100),
    MEDIA_OBJECT_NOT_FOUND(40101),
    MEDIA_OBJECT_METHOD_NOT_FOUND(40105),
    MEDIA_OBJECT_EVENT_NOT_SUPPORTED(40106),
    MEDIA_OBJECT_ILLEGAL_PARAM_ERROR(40107),
    MEDIA_OBJECT_TAG_KEY_NOT_FOUND(40110),

    SDP_END_POINT_NO_LOCAL_SDP_ERROR(40202),
    SDP_END_POINT_NO_REMOTE_SDP_ERROR(40203),
    SDP_END_POINT_GENERATE_OFFER_ERROR(40204),
    SDP_END_POINT_PROCESS_OFFER_ERROR(40205),
    SDP_END_POINT_PROCESS_ANSWER_ERROR(40206),
    SDP_END_POINT_ALREADY_NEGOTIATED(40208),
    SDP_END_POINT_NOT_OFFER_GENERATED(40209),
    SDP_END_POINT_ANSWER_ALREADY_PROCCESED(40210),

    ICE_GATHER_CANDIDATES_ERROR(40400),
    ICE_ADD_CANDIDATE_ERROR(40401);

    private final int code;

    KurentoError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
