package dev.parley.core.person;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Signing in and out. */
public interface SignIns {
    /** @param cookieValue what shows it from now on; told to nobody but the browser */
    record Opened(SignedIn person, String cookieValue) {
        @Override
        public String toString() {
            return "a session of " + person.login();
        }
    }

    /**
     * What fails fails alike, and after the same time, whether there is such a login or not.
     *
     * @param before the session that this browser had; it ends
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_REFUSED, RATE_LIMITED or SERVICE_AWAY in the Uni
     */
    Uni<Opened> signIn(String login, String password, String network, Optional<String> before);

    /**
     * Signs in somebody whom another service vouches for; the first time makes their account.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_REFUSED for a closed account, in the Uni
     */
    Uni<Opened> signInElsewhere(Proven proven, String network, Optional<String> before);

    /** Ends one session; idempotent. */
    Uni<Void> signOut(String cookieValue);

    /** Ends all sessions of somebody, this one too; none of their browsers is told anything any more. */
    Uni<Void> signOutEverywhere(SignedIn person, String network);

    /**
     * Ends all their sessions and opens a new one.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_REFUSED for a wrong present password, PASSWORD_REFUSED for the
     *     new one, RATE_LIMITED or SERVICE_AWAY in the Uni
     */
    Uni<Opened> changePassword(SignedIn person, String present, String next, String network);
}
