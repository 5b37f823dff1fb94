package dev.parley.media.ice;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What the checks of one ICE session are named and signed with.
 *
 * @param fragment the user name fragment, 4 to 256 characters
 * @param password 22 to 256 characters
 */
public record IceCredentials(String fragment, String password) {

    private static final int FRAGMENT_BYTES = 9;
    private static final int PASSWORD_BYTES = 18;

    public IceCredentials {
        require(fragment, 4, "ice-ufrag");
        require(password, 22, "ice-pwd");
    }

    /** Fresh ones nobody guesses. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(characters(random, FRAGMENT_BYTES), characters(random, PASSWORD_BYTES));
    }

    private static String characters(SecureRandom random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return Base64.getEncoder().encodeToString(raw);
    }

    private static void require(String text, int least, String what) {
        if (text.length() < least || text.length() > 256 || !text.matches("[A-Za-z0-9+/_=-]+")) {
            throw new IllegalArgumentException(what + " must be " + least + " to 256 letters, digits, + or /");
        }
    }

    @Override
    public String toString() {
        return fragment;
    }
}
