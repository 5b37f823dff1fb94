package dev.parley.core.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Message encryption for Web Push (RFC 8291): one record of aes128gcm (RFC 8188) that the one browser can read. */
final class PushEncryption {
    static final int SALT_BYTES = 16;
    static final int AUTH_BYTES = 16;
    private static final int RECORD_BYTES = 4096;
    private static final int TAG_BITS = 128;

    private PushEncryption() {}

    /**
     * @param browser the point of the browser's key
     * @param auth what the browser shared beside it
     * @param sender a pair for this message alone
     * @param salt random, for this message alone
     * @param paddedTo the length up to which zeros are added, so that the length tells nothing
     */
    static byte[] encrypt(byte[] text, byte[] browser, byte[] auth, KeyPair sender, byte[] salt, int paddedTo)
            throws GeneralSecurityException {
        byte[] own = P256.bytes(sender.getPublic());
        byte[] shared = P256.agree(sender.getPrivate(), P256.point(browser));
        byte[] keying = derive(shared, auth, join("WebPush: info\0".getBytes(US_ASCII), browser, own), 32);
        byte[] key = derive(keying, salt, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = derive(keying, salt, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        byte[] padded = Arrays.copyOf(text, Math.max(text.length, paddedTo) + 1);
        // The last record ends its text by 2; zeros follow.
        padded[text.length] = 2;
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = cipher.doFinal(padded);
        return ByteBuffer.allocate(salt.length + 4 + 1 + own.length + sealed.length)
                .put(salt)
                .putInt(RECORD_BYTES)
                .put((byte) own.length)
                .put(own)
                .put(sealed)
                .array();
    }

    private static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt(salt)
                        .thenExpand(info, length));
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
