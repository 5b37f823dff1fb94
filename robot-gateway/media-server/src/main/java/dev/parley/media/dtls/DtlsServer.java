package dev.parley.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/** Our side of a handshake that the peer begins: the usual one. */
final class DtlsServer extends DefaultTlsServer {

    private final DtlsIdentity identity;
    private final Fingerprint expected;
    private final int limitMs;
    private SrtpExport.@Nullable Keys keys;

    DtlsServer(DtlsIdentity identity, Fingerprint expected, int limitMs) {
        super(identity.crypto());
        this.identity = identity;
        this.expected = expected;
        this.limitMs = limitMs;
    }

    SrtpExport.Keys keys() throws IOException {
        if (keys == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error, "the handshake left no keys");
        }
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return SrtpExport.CIPHER_SUITES.clone();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return limitMs;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                DtlsIdentity.acceptedSignatures(context),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate presented) throws IOException {
        SrtpExport.check(expected, presented);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        SrtpExport.require(extensions);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        Hashtable answered = extensions == null ? new Hashtable() : extensions;
        SrtpExport.offer(answered);
        return answered;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpExport.export(context);
    }
}
