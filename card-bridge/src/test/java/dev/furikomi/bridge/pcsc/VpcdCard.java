package dev.furikomi.bridge.pcsc;

import dev.furikomi.card.software.SoftwareCardProvider;
import dev.furikomi.card.software.SoftwareReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.CommandAPDU;
import javax.smartcardio.TerminalFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * A software card in a slot of the virtual reader, until it is closed; connects again when the daemon was restarted. Speaks
 * vpicc: two bytes of length, then a control byte or a command.
 */
public final class VpcdCard implements AutoCloseable {
    private static final int POWER_OFF = 0;
    private static final int POWER_ON = 1;
    private static final int RESET = 2;
    private static final int GET_ATR = 4;
    private static final byte[] WRONG_LENGTH = {0x67, 0x00};
    private static final byte[] NOT_FOUND = {0x6A, (byte) 0x82};

    private final int port;
    private final CardTerminal terminal;
    private final Predicate<byte[]> pulledAt;
    private final Answers answers;
    private volatile boolean inserted = true;
    private volatile Socket socket;
    private Card powered;

    private VpcdCard(int port, CardTerminal terminal, Predicate<byte[]> pulledAt, Answers answers) {
        this.port = port;
        this.terminal = terminal;
        this.pulledAt = pulledAt;
        this.answers = answers;
        Thread thread = new Thread(this::run, "virtual card");
        thread.setDaemon(true);
        thread.start();
    }

    public static VpcdCard insert(int port, Path readerDirectory, Path cardFile) throws Exception {
        return insert(port, readerDirectory, cardFile, command -> false);
    }

    /** Pulled out in the middle of the first command that the predicate names. */
    public static VpcdCard insert(int port, Path readerDirectory, Path cardFile, Predicate<byte[]> pulledAt)
            throws Exception {
        return new VpcdCard(port, terminal(readerDirectory, cardFile), pulledAt, Answers.PIV);
    }

    /** A card that says nothing at all to any command. */
    public static VpcdCard insertMute(int port, Path readerDirectory, Path cardFile) throws Exception {
        return new VpcdCard(port, terminal(readerDirectory, cardFile), command -> false, Answers.NONE);
    }

    /** A card of another application, which it does not find. */
    public static VpcdCard insertWithoutPiv(int port, Path readerDirectory, Path cardFile) throws Exception {
        return new VpcdCard(port, terminal(readerDirectory, cardFile), command -> false, Answers.NOT_FOUND);
    }

    @Override
    public void close() {
        inserted = false;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Closed is closed.
            }
        }
    }

    private static CardTerminal terminal(Path readerDirectory, Path cardFile) throws Exception {
        SoftwareReader reader = SoftwareReader.create(readerDirectory, 1);
        reader.insert(0, cardFile);
        return TerminalFactory.getInstance(SoftwareCardProvider.TYPE, reader.directory(), new SoftwareCardProvider())
                .terminals()
                .list()
                .get(0);
    }

    private void run() {
        while (inserted) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket = connected;
                connected.setTcpNoDelay(true);
                serve(connected);
            } catch (IOException | CardException daemonGone) {
                powered = null;
            }
            pause();
        }
    }

    private void serve(Socket connected) throws IOException, CardException {
        DataInputStream in = new DataInputStream(connected.getInputStream());
        DataOutputStream out = new DataOutputStream(connected.getOutputStream());
        while (inserted) {
            byte[] message = new byte[readLength(connected, in)];
            in.readFully(message);
            if (message.length == 1) {
                control(message[0], out);
            } else if (pulledAt.test(message)) {
                close();
            } else if (answers != Answers.NONE) {
                send(out, answers == Answers.PIV ? answer(message) : NOT_FOUND);
            }
        }
    }

    /** Without the quick acknowledgement, which does not last, each command takes 44 ms. */
    private static int readLength(Socket connected, DataInputStream in) throws IOException {
        connected.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        return in.readUnsignedShort();
    }

    private void control(int code, DataOutputStream out) throws IOException, CardException {
        switch (code) {
            case POWER_OFF, RESET -> {
                if (powered != null) {
                    powered.disconnect(true);
                    powered = null;
                }
            }
            case GET_ATR -> send(out, card().getATR().getBytes());
            case POWER_ON -> card();
            default -> throw new IOException("Unknown control code " + code);
        }
    }

    private byte[] answer(byte[] command) throws CardException {
        try {
            return card().getBasicChannel().transmit(new CommandAPDU(command)).getBytes();
        } catch (IllegalArgumentException malformed) {
            return WRONG_LENGTH;
        }
    }

    private Card card() throws CardException {
        if (powered == null) {
            powered = terminal.connect("*");
        }
        return powered;
    }

    private static void send(DataOutputStream out, byte[] message) throws IOException {
        byte[] framed = new byte[2 + message.length];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        out.write(framed);
        out.flush();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private enum Answers {
        PIV,
        NOT_FOUND,
        NONE
    }
}
