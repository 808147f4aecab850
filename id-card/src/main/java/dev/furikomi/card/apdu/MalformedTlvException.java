package dev.furikomi.card.apdu;

/** The bytes are not the BER-TLV data objects that they should be; the message never holds any of them. */
public final class MalformedTlvException extends Exception {

    public MalformedTlvException(String message) {
        super(message);
    }
}
