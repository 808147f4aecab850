package dev.furikomi.quickstart.card;

import dev.furikomi.card.piv.ManagementKey;
import dev.furikomi.card.piv.PivSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All secrets that issuing needs, asked for before the card is touched and wiped at the end. */
final class CardSecrets implements AutoCloseable {
    private final ManagementKey managementKey;
    private final byte @Nullable [] pin;
    private final byte @Nullable [] newPin;
    private final byte @Nullable [] puk;
    private final byte @Nullable [] newPuk;

    private CardSecrets(
            ManagementKey managementKey,
            byte @Nullable [] pin,
            byte @Nullable [] newPin,
            byte @Nullable [] puk,
            byte @Nullable [] newPuk) {
        this.managementKey = managementKey;
        this.pin = pin;
        this.newPin = newPin;
        this.puk = puk;
        this.newPuk = newPuk;
    }

    /**
     * Reads what is needed.
     *
     * @param file of a software card, which holds its management key itself
     */
    static CardSecrets read(PersonalOptions options, Secrets secrets, boolean needsPin, Optional<Path> file) {
        return new CardSecrets(
                options.managementKey(secrets, file),
                needsPin || options.setsPin() ? options.pin(secrets) : null,
                options.setsPin() ? options.newPin(secrets) : null,
                options.setsPuk() ? options.puk(secrets) : null,
                options.setsPuk() ? options.newPuk(secrets) : null);
    }

    ManagementKey managementKey() {
        return managementKey;
    }

    byte @Nullable [] pin() {
        return pin;
    }

    /** Gives the card its new PIN and PUK, where there are any. */
    void change(PivSession card) {
        if (pin != null && newPin != null) {
            OpenCard.answered(card.changePin(pin, newPin));
        }
        if (puk != null && newPuk != null) {
            OpenCard.answered(card.changePuk(puk, newPuk));
        }
    }

    @Override
    public void close() {
        managementKey.close();
        for (byte @Nullable [] secret : new byte @Nullable [][] {pin, newPin, puk, newPuk}) {
            if (secret != null) {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }
}
