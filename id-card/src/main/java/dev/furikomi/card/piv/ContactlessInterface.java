package dev.furikomi.card.piv;

import javax.smartcardio.ATR;

/** Tells a card that is held near a reader from one that is in it. Slot 9E is refused over the air, where relaying is easy. */
public final class ContactlessInterface {

    private ContactlessInterface() {}

    /** PC/SC part 3 section 3.1.3.2.3: readers make up the ATR {@code 3B 8n 80 01 …} for contactless cards. */
    public static boolean isContactless(ATR atr) {
        byte[] bytes = atr.getBytes();
        return bytes.length >= 4
                && bytes[0] == 0x3B
                && (bytes[1] & 0xF0) == 0x80
                && bytes[2] == (byte) 0x80
                && bytes[3] == 0x01;
    }
}
