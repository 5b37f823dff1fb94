package dev.parley.media.srtp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What protects the packets of one kind (RTP or RTCP) in one direction. One thread at a time. */
final class PacketCipher {

    static final int TAG_BYTES = 10;

    private static final int AUTHENTICATION_KEY_BYTES = 20;

    /** The labels of RTP's three session keys are 0, 1, 2; of RTCP's 3, 4, 5. */
    enum Kind {
        RTP(0),
        RTCP(3);

        private final int firstLabel;

        Kind(int firstLabel) {
            this.firstLabel = firstLabel;
        }
    }

    private final CounterMode encryption;
    private final byte[] salt;
    private final Mac mac;
    private final byte[] start = new byte[16];
    private final byte[] digest = new byte[20];

    PacketCipher(SrtpKey master, Kind kind) {
        encryption = new CounterMode(master.derive(kind.firstLabel, SrtpKey.KEY_BYTES));
        salt = master.derive(kind.firstLabel + 2, SrtpKey.SALT_BYTES);
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(master.derive(kind.firstLabel + 1, AUTHENTICATION_KEY_BYTES), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    /** En- or decrypts in place; the counter starts where RFC 3711, section 4.1.1 says. */
    void crypt(int ssrc, long index, byte[] data, int from, int to) {
        System.arraycopy(salt, 0, start, 0, salt.length);
        Arrays.fill(start, salt.length, start.length, (byte) 0);
        for (int i = 0; i < 4; i++) {
            start[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            start[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        encryption.apply(start, data, from, to - from);
    }

    /** Writes the tag over {@code data[0..length)} and, for RTP, the rollover counter, behind the data. */
    void tag(byte[] data, int length, int rollover) {
        digest(data, length);
        finish(rollover);
        System.arraycopy(digest, 0, data, length, TAG_BYTES);
    }

    void tag(byte[] data, int length) {
        digest(data, length);
        finish();
        System.arraycopy(digest, 0, data, length, TAG_BYTES);
    }

    boolean isTagged(byte[] data, int length, int rollover) {
        digest(data, length);
        finish(rollover);
        return matches(data, length);
    }

    boolean isTagged(byte[] data, int length) {
        digest(data, length);
        finish();
        return matches(data, length);
    }

    private void digest(byte[] data, int length) {
        mac.update(data, 0, length);
    }

    private void finish(int rollover) {
        mac.update((byte) (rollover >>> 24));
        mac.update((byte) (rollover >>> 16));
        mac.update((byte) (rollover >>> 8));
        mac.update((byte) rollover);
        finish();
    }

    private void finish() {
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA1 has 20 bytes", e);
        }
    }

    private boolean matches(byte[] data, int at) {
        return MessageDigest.isEqual(Arrays.copyOf(digest, TAG_BYTES), Arrays.copyOfRange(data, at, at + TAG_BYTES));
    }
}
