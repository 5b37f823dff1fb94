package dev.parley.core.problem;

/** Every error that leaves the platform. The name in lower case with hyphens is its stable code on the wire. */
public enum ErrorCode {
    INSTRUCTION_MISSING(ErrorKind.USER, 400),
    INSTRUCTION_TOO_LONG(ErrorKind.USER, 400),
    INSTRUCTION_NOT_TEXT(ErrorKind.USER, 400),
    BODY_MALFORMED(ErrorKind.USER, 400),
    ID_MALFORMED(ErrorKind.USER, 400),
    SEED_OUT_OF_RANGE(ErrorKind.USER, 400),
    SCENE_UNKNOWN(ErrorKind.USER, 422),
    POLICY_UNKNOWN(ErrorKind.USER, 422),
    POLICY_EXISTS(ErrorKind.CONFLICT, 409),
    MAPPING_REFUSED(ErrorKind.USER, 422),
    REMOTE_ADDRESS_REFUSED(ErrorKind.USER, 422),
    CERTIFICATE_UNKNOWN(ErrorKind.USER, 404),
    POLICY_DOES_NOT_FIT(ErrorKind.USER, 422),
    BODY_NOT_OFFERED(ErrorKind.USER, 422),
    PREVIEW_REFUSED(ErrorKind.CONFLICT, 409),
    TASK_UNKNOWN(ErrorKind.USER, 422),
    CONDITION_REFUSED(ErrorKind.USER, 422),
    INSTRUCTION_REFUSED(ErrorKind.USER, 422),
    GOAL_IMAGE_UNKNOWN(ErrorKind.USER, 422),
    GOAL_OF_ANOTHER_SCENE(ErrorKind.USER, 422),
    GOAL_MEANS_NOTHING(ErrorKind.USER, 422),
    GOAL_RELATION_UNKNOWN(ErrorKind.USER, 422),
    GOAL_TOLERANCE_REFUSED(ErrorKind.USER, 422),
    GOAL_ALREADY_SO(ErrorKind.USER, 422),
    PLACEMENT_REFUSED(ErrorKind.USER, 422),
    IMAGE_NOT_RECOGNISED(ErrorKind.USER, 415),
    IMAGE_REFUSED(ErrorKind.USER, 422),
    COMMENT_REFUSED(ErrorKind.USER, 422),
    STUDY_REFUSED(ErrorKind.USER, 422),
    IMAGE_TOO_LARGE(ErrorKind.USER, 413),
    PROMPT_UNKNOWN(ErrorKind.USER, 404),
    EPISODE_UNKNOWN(ErrorKind.USER, 404),
    RECORDING_UNKNOWN(ErrorKind.USER, 404),
    STATION_UNKNOWN(ErrorKind.USER, 404),
    STATION_EXISTS(ErrorKind.CONFLICT, 409),
    TURN_UNKNOWN(ErrorKind.USER, 404),
    STUDY_UNKNOWN(ErrorKind.USER, 404),
    COMPARISON_UNKNOWN(ErrorKind.USER, 404),
    COMPARISON_SEALED(ErrorKind.CONFLICT, 409),
    COMPARISON_VOTED(ErrorKind.CONFLICT, 409),
    FAMILY_UNKNOWN(ErrorKind.USER, 404),
    STUDY_TOO_LARGE(ErrorKind.USER, 413),
    NOT_YOURS(ErrorKind.USER, 403),
    KEY_REUSED(ErrorKind.USER, 422),
    OWN_POLICY(ErrorKind.USER, 403),
    CONSENT_NEEDED(ErrorKind.USER, 403),
    CONSENT_INCOMPLETE(ErrorKind.USER, 422),
    CONSENT_STALE(ErrorKind.CONFLICT, 409),
    WITHDRAWN(ErrorKind.USER, 410),
    WITHDRAWAL_UNKNOWN(ErrorKind.USER, 404),
    CASE_UNKNOWN(ErrorKind.USER, 404),
    CASE_DECIDED(ErrorKind.CONFLICT, 409),
    REVIEW_UNKNOWN(ErrorKind.USER, 404),
    REVIEW_MALFORMED(ErrorKind.USER, 400),
    REVIEW_TOO_EARLY(ErrorKind.CONFLICT, 409),
    REVIEW_LAPSED(ErrorKind.CONFLICT, 409),
    PERSON_UNKNOWN(ErrorKind.USER, 404),
    PERSON_EXISTS(ErrorKind.CONFLICT, 409),
    LAB_UNKNOWN(ErrorKind.USER, 422),
    LAB_EXISTS(ErrorKind.CONFLICT, 409),
    DATASET_UNKNOWN(ErrorKind.USER, 404),
    DATASET_EMPTY(ErrorKind.USER, 422),
    DATASET_TOO_LARGE(ErrorKind.USER, 413),
    DATASET_RUNNING(ErrorKind.CONFLICT, 409),
    DATASET_NOT_READY(ErrorKind.CONFLICT, 409),
    DATASET_GONE(ErrorKind.USER, 410),
    TOKEN_UNKNOWN(ErrorKind.USER, 404),
    TOKENS_FULL(ErrorKind.CONFLICT, 409),
    SCOPE_MISSING(ErrorKind.USER, 403),
    SIGN_IN_NEEDED(ErrorKind.USER, 401),
    SIGN_IN_REFUSED(ErrorKind.USER, 401),
    PASSWORD_CHANGE_NEEDED(ErrorKind.USER, 403),
    PASSWORD_REFUSED(ErrorKind.USER, 422),
    NOT_ALLOWED(ErrorKind.USER, 403),
    FOREIGN_ORIGIN(ErrorKind.USER, 403),
    TOKEN_REFUSED(ErrorKind.USER, 401),
    PUSH_REFUSED(ErrorKind.USER, 422),
    RATE_LIMITED(ErrorKind.UNAVAILABLE, 429),
    QUEUE_FULL(ErrorKind.UNAVAILABLE, 429),
    LINE_CLOSED(ErrorKind.UNAVAILABLE, 503),
    VOTE_TOO_EARLY(ErrorKind.CONFLICT, 409),
    VOTE_MALFORMED(ErrorKind.USER, 400),
    PROMPT_ENDED(ErrorKind.CONFLICT, 409),
    PROMPT_NOT_OPEN(ErrorKind.USER, 403),
    STUDY_EXISTS(ErrorKind.CONFLICT, 409),
    STALE_FENCE(ErrorKind.CONFLICT, 409),
    STATE_CONFLICT(ErrorKind.CONFLICT, 409),
    START_UNLIKE(ErrorKind.CONFLICT, 409),
    STATION_STOPPED(ErrorKind.SAFETY, 409),
    LIVE_PLACES_TAKEN(ErrorKind.UNAVAILABLE, 503),
    NOT_LIVE(ErrorKind.CONFLICT, 409),
    LIVE_SESSION_UNKNOWN(ErrorKind.USER, 404),
    ENTITY_TAG_MISSING(ErrorKind.USER, 428),
    ENTITY_TAG_STALE(ErrorKind.CONFLICT, 412),
    ICE_RESTART_UNSUPPORTED(ErrorKind.USER, 422),
    UPLOAD_MISMATCH(ErrorKind.CONFLICT, 409),
    UPLOAD_TOO_LARGE(ErrorKind.USER, 413),
    RECORDING_WITH_SOUND(ErrorKind.USER, 422),
    STORAGE_FULL(ErrorKind.UNAVAILABLE, 507),
    SERVICE_AWAY(ErrorKind.UNAVAILABLE, 503),
    INTERNAL(ErrorKind.INTERNAL, 500);

    private final ErrorKind kind;
    private final int status;

    ErrorCode(ErrorKind kind, int status) {
        this.kind = kind;
        this.status = status;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The HTTP status that goes with this code. */
    public int status() {
        return status;
    }

    /** As written on the wire, for example {@code instruction-too-long}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
