package dev.parley.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Vector;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** Who this server is to its peers: a P-256 key and a certificate signed by itself, new at each start. Thread-safe. */
public final class DtlsIdentity {

    private static final Duration EARLIER = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(365);

    private final JcaTlsCrypto crypto;
    private final KeyPair keys;
    private final byte[] certificate;

    private DtlsIdentity(JcaTlsCrypto crypto, KeyPair keys, byte[] certificate) {
        this.crypto = crypto;
        this.keys = keys;
        this.certificate = certificate;
    }

    public static DtlsIdentity create(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            return new DtlsIdentity(new JcaTlsCryptoProvider().create(random), keys, selfSigned(keys, random, now));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot make a P-256 certificate", e);
        }
    }

    private static byte[] selfSigned(KeyPair keys, SecureRandom random, Instant now)
            throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=parley");
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(64, random).add(BigInteger.ONE)));
        body.setIssuer(name);
        body.setSubject(name);
        body.setStartDate(new Time(Date.from(now.minus(EARLIER))));
        body.setEndDate(new Time(Date.from(now.plus(VALID))));
        body.setSignature(algorithm);
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        TBSCertificate unsigned = body.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(unsigned.getEncoded(ASN1Encoding.DER));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        TlsCertificate[] chain = {crypto.createCertificate(certificate)};
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                keys.getPrivate(),
                new Certificate(chain),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /**
     * ECDSA and RSA certificates of the other side are both fine: only their fingerprints count. Without RSA-PSS, which OpenSSL
     * prefers where it is accepted: its name in the JDK is none that Bouncy Castle asks for.
     */
    @SuppressWarnings("JdkObsolete") // Bouncy Castle wants a Vector.
    static Vector<SignatureAndHashAlgorithm> acceptedSignatures(TlsContext context) {
        Vector<SignatureAndHashAlgorithm> accepted = new Vector<>();
        for (Object each : TlsUtils.getDefaultSupportedSignatureAlgorithms(context)) {
            SignatureAndHashAlgorithm algorithm = (SignatureAndHashAlgorithm) each;
            if (algorithm.getSignature() == SignatureAlgorithm.ecdsa
                    || algorithm.getSignature() == SignatureAlgorithm.rsa) {
                accepted.add(algorithm);
            }
        }
        return accepted;
    }
}
