package dev.parley.core.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.core.secret.SecretKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the keys of policy servers: AES-256-GCM, bound to the policy's name and address, so that a sealed key that is copied to
 * another row opens nothing there. Source: NIST SP 800-38D.
 */
@ApplicationScoped
class KeySeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    @Inject
    KeySeal(SecretKeys keys, SecureRandom random) {
        key = new SecretKeySpec(keys.keyFor("remote-policy-key"), "AES");
        this.random = random;
    }

    byte[] seal(String secret, String policy, String url) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(UTF_8), policy, url);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException where it was sealed for another policy or address, or by another installation */
    String open(byte[] kept, String policy, String url) {
        ByteBuffer in = ByteBuffer.wrap(kept);
        byte[] nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        byte[] sealed = new byte[in.remaining()];
        in.get(sealed);
        return new String(run(Cipher.DECRYPT_MODE, nonce, sealed, policy, url), UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] data, String policy, String url) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((policy + "\n" + url).getBytes(UTF_8));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the key of policy " + policy + " cannot be " + (mode == Cipher.ENCRYPT_MODE ? "sealed" : "opened"),
                    e);
        }
    }
}
