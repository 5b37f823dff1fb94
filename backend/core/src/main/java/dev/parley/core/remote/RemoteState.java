package dev.parley.core.remote;

/** How a registered policy is: EXAMINING → READY | REFUSED; READY ↔ AWAY; examined anew from each of them; RETIRED* from all. */
public enum RemoteState {
    /** Nobody can ask for it yet, or for a while. */
    EXAMINING,
    /** It can be asked for. */
    READY,
    /** It cannot be used as it is. */
    REFUSED,
    /** Its server did not answer when it was looked after. */
    AWAY,
    /** Its owner or an admin took it out of use. */
    RETIRED
}
