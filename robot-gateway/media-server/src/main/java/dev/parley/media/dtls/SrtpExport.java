package dev.parley.media.dtls;

import dev.parley.media.srtp.SrtpKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/** What a DTLS server and a DTLS client do alike for SRTP: agree on the profile, export the keys (RFC 5764, section 4). */
final class SrtpExport {

    /** WebRTC asks of everybody the first (RFC 8827, section 6.5); the others are what peers without fast AES like better. */
    static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    };

    private static final int PROFILE = SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;

    private SrtpExport() {}

    /** Keys of the two directions. */
    record Keys(SrtpKey client, SrtpKey server) {}

    static void offer(Hashtable<?, ?> extensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {PROFILE}, TlsUtils.EMPTY_BYTES));
    }

    /** @throws TlsFatalAlert if the other side does not have our profile */
    static void require(Hashtable<?, ?> extensions) throws IOException {
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (offered == null || Arrays.stream(offered.getProtectionProfiles()).noneMatch(one -> one == PROFILE)) {
            throw new TlsFatalAlert(
                    AlertDescription.handshake_failure, "SRTP with AES_CM_128_HMAC_SHA1_80 is not on offer");
        }
    }

    /** @throws TlsFatalAlert unless the certificate is the one the session description named */
    static void check(Fingerprint expected, org.bouncycastle.tls.Certificate presented) throws IOException {
        if (presented == null
                || presented.isEmpty()
                || !expected.matches(presented.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate, "the certificate is not the one of the session description");
        }
    }

    static Keys export(TlsContext context) {
        byte[] material = context.exportKeyingMaterial(
                ExporterLabel.dtls_srtp, null, 2 * (SrtpKey.KEY_BYTES + SrtpKey.SALT_BYTES));
        int salts = 2 * SrtpKey.KEY_BYTES;
        return new Keys(
                new SrtpKey(
                        Arrays.copyOf(material, SrtpKey.KEY_BYTES),
                        Arrays.copyOfRange(material, salts, salts + SrtpKey.SALT_BYTES)),
                new SrtpKey(
                        Arrays.copyOfRange(material, SrtpKey.KEY_BYTES, salts),
                        Arrays.copyOfRange(material, salts + SrtpKey.SALT_BYTES, material.length)));
    }
}
