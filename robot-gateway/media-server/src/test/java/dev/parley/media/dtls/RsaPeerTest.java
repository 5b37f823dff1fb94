package dev.parley.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.srtp.SrtpKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.junit.jupiter.api.Test;

/** A peer with an RSA certificate, as GStreamer makes: it signs in a way that this Java can check, because no other is on offer. */
class RsaPeerTest {
    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<byte[]> toPeer = new ArrayBlockingQueue<>(64);

    @Test
    void peerWithAnRsaCertificateIsTakenAndAskedForNoSignatureThatNobodyCanCheck() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, random);
        KeyPair keys = generator.generateKeyPair();
        byte[] certificate = selfSigned(keys);
        CompletableFuture<SrtpKey> secured = new CompletableFuture<>();
        DtlsSession session = new DtlsSession(
                DtlsIdentity.create(random, Instant.now()),
                DtlsSession.Role.SERVER,
                Fingerprint.of(certificate),
                new DtlsSession.Peer() {
                    @Override
                    public void send(byte[] datagram) {
                        toPeer.add(datagram);
                    }

                    @Override
                    public void secured(SrtpKey ours, SrtpKey theirs) {
                        secured.complete(theirs);
                    }

                    @Override
                    public void ended(String reason) {
                        secured.completeExceptionally(new IOException(reason));
                    }
                });
        RsaClient client = new RsaClient(new JcaTlsCryptoProvider().create(random), keys, certificate);
        session.start();
        try (session) {
            new DTLSClientProtocol().connect(client, new Wire(session));
            assertThat(secured.get(60, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(client.asked)
                .isNotEmpty()
                .allMatch(one -> List.of(SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa)
                        .contains(one.getSignature()));
    }

    private byte[] selfSigned(KeyPair keys) throws Exception {
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        body.setIssuer(new X500Name("CN=peer"));
        body.setSubject(new X500Name("CN=peer"));
        body.setStartDate(new Time(Date.from(Instant.now().minus(Duration.ofDays(1)))));
        body.setEndDate(new Time(Date.from(Instant.now().plus(Duration.ofDays(1)))));
        body.setSignature(algorithm);
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        TBSCertificate unsigned = body.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate(), random);
        signature.update(unsigned.getEncoded(ASN1Encoding.DER));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(unsigned);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    }

    private static final class RsaClient extends DefaultTlsClient {
        private final JcaTlsCrypto crypto;
        private final KeyPair keys;
        private final byte[] certificate;
        private List<SignatureAndHashAlgorithm> asked = List.of();

        RsaClient(JcaTlsCrypto crypto, KeyPair keys, byte[] certificate) {
            super(crypto);
            this.crypto = crypto;
            this.keys = keys;
            this.certificate = certificate;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.DTLSv12.only();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            SrtpExport.offer(extensions);
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate presented) {}

                @Override
                @SuppressWarnings({"unchecked", "JdkObsolete"}) // Bouncy Castle has a Vector.
                public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                    asked = List.copyOf((Vector<SignatureAndHashAlgorithm>) request.getSupportedSignatureAlgorithms());
                    return new JcaDefaultTlsCredentialedSigner(
                            new TlsCryptoParameters(context),
                            crypto,
                            keys.getPrivate(),
                            new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)}),
                            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
                }
            };
        }
    }

    private final class Wire implements DatagramTransport {
        private final DtlsSession session;

        Wire(DtlsSession session) {
            this.session = session;
        }

        @Override
        public int getReceiveLimit() {
            return 2048;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            try {
                byte[] datagram = toPeer.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
                if (datagram == null) {
                    return -1;
                }
                System.arraycopy(datagram, 0, buffer, offset, datagram.length);
                return datagram.length;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            session.received(datagram, datagram.length);
        }

        @Override
        public void close() {}
    }
}
