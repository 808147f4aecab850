package dev.furikomi.card.certificate;

/** The bytes are no certificate of the card's profile; the message says which part, never what it held. */
public final class MalformedCertificateException extends Exception {

    MalformedCertificateException(String message) {
        super(message);
    }
}
