package dev.furikomi.card.jose;

/** The claims are not of the shape that the protocol gives them; the message names the claim, never its value. */
public final class MalformedClaimsException extends Exception {

    public MalformedClaimsException(String message) {
        super(message);
    }
}
