package dev.parley.gateway.chain;

/** Where a station's process dies, around the first motion and the end of an episode. */
enum KillPoint {
    /** It lives. */
    NEVER,
    /** The Start was taken; the at-most-once journal does not have the episode. */
    BEFORE_JOURNAL,
    /** The journal has it; the platform does not know that it begins. */
    JOURNALLED,
    /** The platform has recorded that it begins, motion is permitted, nothing has moved. */
    BEFORE_MOTION,
    /** Some actions were carried out. */
    MOVING,
    /** The body has returned; nothing of the end is on disk. */
    ENDED,
    /** The report is on disk and was not sent. */
    REPORT_KEPT,
    /** The report was sent and is not acknowledged. */
    REPORT_SENT
}
