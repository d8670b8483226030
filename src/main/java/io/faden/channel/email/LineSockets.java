package io.faden.channel.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/**
 * Knows the sockets under a connection of the mail library, so that another thread can break it
 * off: a thread that waits in the library hears no interrupt.
 */
final class LineSockets {
  private final List<Socket> sockets = new ArrayList<>();
  private boolean broken;

  /** Puts itself under the connections that these settings will open. */
  void under(Properties properties, String protocol) throws NoSuchAlgorithmException {
    String mail = "mail." + protocol;
    boolean implicit = Boolean.parseBoolean(properties.getProperty(mail + ".ssl.enable"));
    if (implicit) {
      Object pinned = properties.get(mail + ".ssl.socketFactory");
      SSLSocketFactory tls =
          pinned instanceof SSLSocketFactory own ? own : SSLContext.getDefault().getSocketFactory();
      properties.put(mail + ".ssl.socketFactory", new Tls(tls));
    } else {
      properties.put(mail + ".socketFactory", new Plain());
    }
  }

  /** Breaks off what is open and what is being opened. From any thread. */
  synchronized void breakOff() {
    broken = true;
    sockets.forEach(LineSockets::close);
    sockets.clear();
  }

  private synchronized Socket known(Socket socket) {
    sockets.add(socket);
    if (broken) {
      close(socket);
    }
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // That is what was wanted.
    }
  }

  /** The library creates a socket here before it connects it. */
  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() {
      return known(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }

  /** The library wraps a connected socket here. */
  private final class Tls extends SSLSocketFactory {
    private final SSLSocketFactory tls;

    Tls(SSLSocketFactory tls) {
      this.tls = tls;
    }

    @Override
    public Socket createSocket(Socket line, String host, int port, boolean close)
        throws IOException {
      return tls.createSocket(known(line), host, port, close);
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
      throw new UnsupportedOperationException();
    }
  }
}
