package dev.furikomi.card.software;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import javax.smartcardio.ATR;

/** The software card's answer to reset (ISO 7816-3 section 8): direct convention, T=1, "Furikomi" as historical bytes. */
final class AnswerToReset {

    private static final int DIRECT_CONVENTION = 0x3B;
    private static final int TD1_FOLLOWS = 0x80;
    private static final int PROTOCOL_T1 = 0x01;

    private AnswerToReset() {}

    static ATR atr() {
        byte[] historicalBytes = "Furikomi".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(DIRECT_CONVENTION);
        bytes.write(TD1_FOLLOWS | historicalBytes.length);
        bytes.write(PROTOCOL_T1);
        bytes.writeBytes(historicalBytes);
        // TCK: all bytes from T0 on, exclusive or, give 0.
        int check = 0;
        byte[] soFar = bytes.toByteArray();
        for (int i = 1; i < soFar.length; i++) {
            check ^= soFar[i];
        }
        bytes.write(check);
        return new ATR(bytes.toByteArray());
    }
}
