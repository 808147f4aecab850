package dev.furikomi.bridge.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Native-messaging frames: four bytes of length in the machine's byte order, then so many bytes of JSON. */
final class Frames {
    static final int LENGTH_MAX = 64 * 1024;

    private static final int HEADER = 4;

    private final InputStream in;
    private final OutputStream out;

    Frames(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Waits for the next frame. A frame that is too long is read past, so that the next one is found. */
    Frame next() throws IOException {
        byte[] header = new byte[HEADER];
        if (!fill(header)) {
            return new Frame.End();
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(header).order(ByteOrder.nativeOrder()).getInt());
        if (length > LENGTH_MAX) {
            return skip(length) ? new Frame.TooLong() : new Frame.End();
        }
        byte[] content = new byte[(int) length];
        return fill(content) ? new Frame.Whole(content) : new Frame.End();
    }

    /** False when the frame may not be sent for its length; nothing went out then. */
    boolean send(byte[] content) throws IOException {
        if (content.length > LENGTH_MAX) {
            return false;
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + content.length).order(ByteOrder.nativeOrder());
        frame.putInt(content.length).put(content);
        synchronized (out) {
            out.write(frame.array());
            out.flush();
        }
        return true;
    }

    /** Not readNBytes: a file stream's own version of it asks for the position, which a pipe does not have. */
    private boolean fill(byte[] bytes) throws IOException {
        int filled = 0;
        while (filled < bytes.length) {
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    private boolean skip(long length) throws IOException {
        byte[] unread = new byte[8192];
        long left = length;
        while (left > 0) {
            int read = in.read(unread, 0, (int) Math.min(unread.length, left));
            if (read < 0) {
                return false;
            }
            left -= read;
        }
        return true;
    }

    /** What came in. */
    sealed interface Frame {
        /** One message. */
        record Whole(byte[] content) implements Frame {}

        /** A message over {@link #LENGTH_MAX}. */
        record TooLong() implements Frame {}

        /** The browser closed the port, perhaps in the middle of a frame. */
        record End() implements Frame {}
    }
}
