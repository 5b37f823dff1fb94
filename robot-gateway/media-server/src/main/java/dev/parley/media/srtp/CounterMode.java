package dev.parley.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in counter mode under one key. One thread at a time. */
final class CounterMode {

    private final Cipher cipher;
    private final SecretKeySpec key;

    CounterMode(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** Encrypts or decrypts, which is the same, in place. */
    void apply(byte[] start, byte[] data, int from, int length) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
            cipher.doFinal(data, from, length, data, from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused " + length + " bytes", e);
        }
    }
}
