package dev.furikomi.bridge.reader;

import dev.furikomi.card.certificate.SignatureAlgorithm;
import dev.furikomi.card.piv.PinStatus;
import dev.furikomi.card.piv.PivSlot;
import java.security.cert.X509Certificate;
import java.util.Locale;

/** A PIV card during a visit, as far as the bridge needs it. */
public interface PivCard {
    X509Certificate certificate(PivSlot slot) throws CardTroubleException;

    /** Signs a digest of the algorithm's length; the signature is in the protocol's form. */
    byte[] sign(PivSlot slot, SignatureAlgorithm algorithm, byte[] digest) throws CardTroubleException;

    /** Where the PIN stands. One that another program left verified is forgotten first, so it never counts here. */
    PinStatus pinStatus() throws CardTroubleException;

    /** Sends the PIN to the card, which takes a try when it is wrong; the caller wipes it. */
    PinAnswer verifyPin(byte[] pin) throws CardTroubleException;

    /** Whether the reader has keys of its own, so that the PIN need not pass this computer. */
    boolean hasPinPad() throws CardTroubleException;

    /** Has the reader ask for the PIN, in that language if it can; blocks until the person typed it there, cancelled, or the reader gave up. */
    PinAnswer verifyPinOnReader(Locale language) throws CardTroubleException;
}
