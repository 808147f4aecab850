package dev.furikomi.card.software;

import dev.furikomi.card.piv.ManagementKeyAlgorithm;
import java.security.SecureRandom;

/** What a new software card is made with. Codes and keys that are not given are random, as an issuer's would be. */
public final class CardSettings {

    private static final int TRIES = 5;
    private static final int TRIES_OF_YUBIKEYS = 3;
    private static final int RANDOM_DIGITS = 8;

    private final RetryCode pin;
    private final RetryCode puk;
    private final StoredManagementKey managementKey;
    private final boolean yubiKey;
    private final boolean blank;

    private CardSettings(
            RetryCode pin, RetryCode puk, StoredManagementKey managementKey, boolean yubiKey, boolean blank) {
        this.pin = pin;
        this.puk = puk;
        this.managementKey = managementKey;
        this.yubiKey = yubiKey;
        this.blank = blank;
    }

    /** {@link SoftwareCardFile#PIN_OF_NEW_CARDS}, a random PUK, a random management key (AES-256), a key in slot 9E. */
    public static CardSettings standard() {
        return new CardSettings(
                RetryCode.fresh(SoftwareCardFile.PIN_OF_NEW_CARDS, TRIES),
                RetryCode.fresh(randomDigits(), TRIES),
                StoredManagementKey.random(),
                false,
                false);
    }

    /** As a YubiKey comes from its maker: PIN, PUK and management key are the ones that everybody knows, all slots empty. */
    public static CardSettings yubiKey() {
        return new CardSettings(
                RetryCode.fresh(SoftwareCardFile.PIN_OF_NEW_CARDS, TRIES_OF_YUBIKEYS),
                RetryCode.fresh("12345678", TRIES_OF_YUBIKEYS),
                StoredManagementKey.yubiKeyDefault(),
                true,
                true);
    }

    /** 6 to 8 digits. */
    public CardSettings withPin(String digits) {
        if (!CardJson.PIN.matcher(digits).matches()) {
            throw new IllegalArgumentException("A PIN has 6 to 8 digits.");
        }
        return new CardSettings(RetryCode.fresh(digits, pin.triesMax()), puk, managementKey, yubiKey, blank);
    }

    /** 6 to 8 characters; PIV has 8. */
    public CardSettings withPuk(String characters) {
        if (!CardJson.PUK.matcher(characters).matches()) {
            throw new IllegalArgumentException("A PUK has 6 to 8 characters.");
        }
        return new CardSettings(pin, RetryCode.fresh(characters, puk.triesMax()), managementKey, yubiKey, blank);
    }

    /** How many wrong ones in a row block PIN and PUK. */
    public CardSettings withTries(int tries) {
        if (tries < 1 || tries > 15) {
            throw new IllegalArgumentException("A retry counter counts from 1 to 15.");
        }
        return new CardSettings(
                RetryCode.fresh(pin.value(), tries),
                RetryCode.fresh(puk.value(), tries),
                managementKey,
                yubiKey,
                blank);
    }

    public CardSettings withManagementKey(ManagementKeyAlgorithm algorithm, byte[] key) {
        if (key.length != algorithm.keyLength()) {
            throw new IllegalArgumentException("The management key has not its algorithm's length.");
        }
        return new CardSettings(pin, puk, new StoredManagementKey(algorithm, key.clone()), yubiKey, blank);
    }

    /** The management key that everybody knows: for cards that show personalisation, never for one that is given out. */
    public CardSettings withDemonstrationManagementKey() {
        return new CardSettings(pin, puk, StoredManagementKey.yubiKeyDefault(), yubiKey, blank);
    }

    /** Without any key, to be personalised by commands. */
    public CardSettings blank() {
        return new CardSettings(pin, puk, managementKey, yubiKey, true);
    }

    RetryCode pin() {
        return pin;
    }

    RetryCode puk() {
        return puk;
    }

    StoredManagementKey managementKey() {
        return managementKey;
    }

    boolean isYubiKey() {
        return yubiKey;
    }

    boolean isBlank() {
        return blank;
    }

    private static String randomDigits() {
        return new SecureRandom()
                .ints(RANDOM_DIGITS, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
