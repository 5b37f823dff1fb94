package dev.parley.core.uploaded;

/** How far an uploaded policy is. */
public enum UploadedState {
    /** Its file is not here yet, or not all of it. */
    RECEIVING,
    /** A simulator worker is to try it. */
    TRYING,
    /** Everybody can ask for it. */
    READY,
    /** It cannot be used. */
    REFUSED,
    /** Taken out of use for good. */
    RETIRED
}
