package dev.furikomi.bridge.session;

import java.util.Arrays;

/** The card's PIN, held as the bytes that the card gets, so that they can be wiped; closing wipes them. */
public final class Pin implements Secret {
    private static final int LENGTH_MIN = 6;
    private static final int LENGTH_MAX = 8;

    private final byte[] bytes;

    private Pin(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes what was typed, in UTF-8, and wipes it. */
    public static Pin of(byte[] utf8) {
        byte[] bytes = utf8.clone();
        Arrays.fill(utf8, (byte) 0);
        return new Pin(bytes);
    }

    /** For the card alone. */
    byte[] bytes() {
        return bytes;
    }

    /** PIV demands 6 to 8 digits (SP 800-73-5 part 1); some cards take other ASCII as well, none takes more bytes. */
    boolean isWellFormed() {
        if (bytes.length < LENGTH_MIN || bytes.length > LENGTH_MAX) {
            return false;
        }
        for (byte each : bytes) {
            if (each <= ' ' || each == 0x7F) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Pin[not shown]";
    }
}
