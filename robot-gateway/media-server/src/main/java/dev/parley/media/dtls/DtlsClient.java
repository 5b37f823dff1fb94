package dev.parley.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/** Our side of a handshake with a peer that insists on being asked ({@code a=setup:passive} in its offer). */
final class DtlsClient extends DefaultTlsClient {

    private final DtlsIdentity identity;
    private final Fingerprint expected;
    private final int limitMs;
    private SrtpExport.@Nullable Keys keys;

    DtlsClient(DtlsIdentity identity, Fingerprint expected, int limitMs) {
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
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedSignatureAlgorithms() {
        return DtlsIdentity.acceptedSignatures(context);
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return limitMs;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        Hashtable offered = extensions == null ? new Hashtable() : extensions;
        SrtpExport.offer(offered);
        return offered;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        SrtpExport.require(extensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate presented) throws IOException {
                SrtpExport.check(expected, presented.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = SrtpExport.export(context);
    }
}
