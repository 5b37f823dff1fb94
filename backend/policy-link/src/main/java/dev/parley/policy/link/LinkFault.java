package dev.parley.policy.link;

import java.util.regex.Pattern;

/** The connection to a policy server is over, and why. The message is for people and holds nothing that would tell a server's secrets. */
public final class LinkFault extends Exception {
    private static final int LONGEST = 500;

    /** Also what turns the direction of writing, ends lines elsewhere than here, or is half a character. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final Kind kind;

    /** Who caused it decides whether the policy is blamed. */
    public enum Kind {
        /** It is not connected to at all. */
        ADDRESS_REFUSED(false),
        UNREACHABLE(false),
        /** Something answers there that is no policy server. */
        NO_POLICY_SERVER(true),
        TIMED_OUT(true),
        /** It said in words that it failed. */
        SAID_ERROR(true),
        /** What it said is no answer. */
        MALFORMED(true),
        TOO_LARGE(true),
        /** It spoke without being asked: which observation an answer belongs to is unknown from then on. */
        UNASKED(true),
        /** It, or the network, ended the connection. */
        CLOSED(false),
        /** This side asked too much. */
        REFUSED_HERE(false);

        private final boolean policyCaused;

        Kind(boolean policyCaused) {
            this.policyCaused = policyCaused;
        }

        /** Whether an episode that ends by it counts as not done. Otherwise it says nothing about the policy. */
        public boolean policyCaused() {
            return policyCaused;
        }
    }

    public LinkFault(Kind kind, String message) {
        super(plain(message));
        this.kind = kind;
    }

    public LinkFault(Kind kind, String message, Throwable cause) {
        super(plain(message), cause);
        this.kind = kind;
    }

    /** A server's words are in it: one line, so that they forge none in a log, and not more than anybody reads. */
    private static String plain(String message) {
        String line = CONTROLS.matcher(message).replaceAll(" ");
        return line.length() <= LONGEST
                ? line
                : line.substring(0, Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST)
                        + "...";
    }

    public Kind kind() {
        return kind;
    }
}
