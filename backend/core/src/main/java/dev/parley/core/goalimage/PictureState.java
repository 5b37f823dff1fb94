package dev.parley.core.goalimage;

/** Whether a picture may be shown to others and given to stations. Until it is passed only its uploader sees it. */
public enum PictureState {
    /** Nobody has looked at it. */
    PENDING,
    PASSED,
    /** Its pixels are gone; its digest stays, so that the same picture is not looked at twice. */
    REFUSED,
    /** Its uploader took it back; pixels and digest are gone. */
    WITHDRAWN
}
