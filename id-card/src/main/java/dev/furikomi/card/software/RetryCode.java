package dev.furikomi.card.software;

import dev.furikomi.card.piv.Piv;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A PIN or PUK and its retry counter. */
record RetryCode(String value, int triesMax, int triesLeft) {

    static RetryCode fresh(String value, int triesMax) {
        return new RetryCode(value, triesMax, triesMax);
    }

    boolean isBlocked() {
        return triesLeft == 0;
    }

    RetryCode withTryTaken() {
        return new RetryCode(value, triesMax, triesLeft - 1);
    }

    RetryCode withTriesGivenBack() {
        return fresh(value, triesMax);
    }

    RetryCode changedTo(String newValue) {
        return fresh(newValue, triesMax);
    }

    /** Takes as long for a code that differs early as for one that differs late. */
    boolean is(byte[] padded) {
        byte[] own = Arrays.copyOf(value.getBytes(StandardCharsets.US_ASCII), Piv.PIN_LENGTH);
        Arrays.fill(own, value.length(), own.length, (byte) 0xFF);
        return MessageDigest.isEqual(own, padded);
    }

    /** Not the code. */
    @Override
    public String toString() {
        return "RetryCode[" + triesLeft + " of " + triesMax + "]";
    }
}
