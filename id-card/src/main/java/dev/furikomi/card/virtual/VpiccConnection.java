package dev.furikomi.card.virtual;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * A card's connection to vpcd: messages with two bytes of length before them, of which vpcd always sends the first. That the
 * connection is there is that the card is in.
 */
final class VpiccConnection implements AutoCloseable {

    /** What two bytes of length can say. */
    static final int LENGTH_MAX = 0xFFFF;

    private static final int CONNECT_TIMEOUT_MILLISECONDS = 2_000;
    private static final int LENGTH_BYTES = 2;
    private static final SocketOption<Boolean> QUICK_ACKNOWLEDGEMENT = ExtendedSocketOptions.TCP_QUICKACK;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean quick;

    private VpiccConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.quick = socket.supportedOptions().contains(QUICK_ACKNOWLEDGEMENT);
    }

    static VpiccConnection to(InetSocketAddress vpcd) throws IOException {
        Socket socket = new Socket();
        try {
            // Resolved at each connection; a name may have moved between two.
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(vpcd.getHostString()), vpcd.getPort()),
                    CONNECT_TIMEOUT_MILLISECONDS);
            socket.setTcpNoDelay(true);
            return new VpiccConnection(socket);
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Waits for the next message; without an end, because a reader that nobody uses says nothing. */
    byte[] receive() throws IOException {
        acknowledgeQuickly();
        int length = in.readUnsignedShort();
        acknowledgeQuickly();
        byte[] message = new byte[length];
        in.readFully(message);
        return message;
    }

    /** In one piece, so that the other side need not wait for a second one. */
    void send(byte[] message) throws IOException {
        byte[] framed = new byte[LENGTH_BYTES + message.length];
        framed[0] = (byte) (message.length >> Byte.SIZE);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, LENGTH_BYTES, message.length);
        out.write(framed);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Closed is what it is to be.
        }
    }

    /** vpcd writes length and message one after the other; the second waits 40 ms for our acknowledgement if that is delayed. */
    private void acknowledgeQuickly() throws IOException {
        if (quick) {
            socket.setOption(QUICK_ACKNOWLEDGEMENT, true);
        }
    }
}
