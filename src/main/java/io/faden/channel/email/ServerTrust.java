package io.faden.channel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom a mail server must be to be trusted.
 *
 * <p>{@code system}: a certificate for its host name from an authority that the JDK knows. A
 * certificate in PEM instead: either the server shows exactly this one, then neither host name nor
 * dates matter, because the admin pointed at that very server; or it shows one that was issued
 * under it, then the host name must match. Several certificates may stand one after the other.
 */
final class ServerTrust {
  private static final String SYSTEM = "system";

  private ServerTrust() {}

  /** The factory for a pinned certificate; empty for the trust of the system. */
  static Optional<SSLSocketFactory> sockets(String trust) throws GeneralSecurityException {
    if (trust == null || trust.isBlank() || trust.strip().equals(SYSTEM)) {
      return Optional.empty();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {pinned(trust)}, null);
    return Optional.of(context.getSocketFactory());
  }

  private static Pinned pinned(String pem) throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes));
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no certificate in the text to trust");
    }
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    try {
      anchors.load(null, null);
    } catch (IOException neverWithoutAStream) {
      throw new IllegalStateException(neverWithoutAStream);
    }
    int number = 0;
    for (Certificate certificate : certificates) {
      anchors.setCertificateEntry("pinned-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    X509ExtendedTrustManager chains = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    return new Pinned(List.copyOf(certificates), chains);
  }

  /** Extended, because only then does the JDK leave the host name to it. */
  private static final class Pinned extends X509ExtendedTrustManager {
    private final List<Certificate> certificates;
    private final X509ExtendedTrustManager chains;

    Pinned(List<Certificate> certificates, X509ExtendedTrustManager chains) {
      this.certificates = certificates;
      this.chains = chains;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      if (!certificates.contains(chain[0])) {
        chains.checkServerTrusted(chain, type, socket);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      if (!certificates.contains(chain[0])) {
        chains.checkServerTrusted(chain, type, engine);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no connection to check the host name of");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chains.getAcceptedIssuers();
    }
  }
}
