package dev.furikomi.card.software;

import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.Piv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PIN and PUK: VERIFY, CHANGE REFERENCE DATA and RESET RETRY COUNTER (SP 800-73-5 part 2, sections 3.2.1 to 3.2.3). A try is
 * taken, and on disk, before the code is looked at: pulling the card out gives none back. What cannot be a code takes none.
 */
final class ReferenceData {

    private static final int RESET_SECURITY_STATUS = 0xFF;

    private final CardMemory memory;
    private final SecurityStatus status;

    ReferenceData(CardMemory memory, SecurityStatus status) {
        this.memory = memory;
        this.status = status;
    }

    Answer verify(int p1, int reference, byte[] pin) throws IOException {
        if (reference != Piv.PIN_REFERENCE) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        if (p1 == RESET_SECURITY_STATUS && pin.length == 0) {
            status.pinIsForgotten();
            return Answer.of(StatusWord.NO_ERROR);
        }
        if (p1 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (pin.length == 0) {
            return Answer.of(
                    status.isPinVerified()
                            ? StatusWord.NO_ERROR
                            : standing(memory.fresh().pin()));
        }
        if (pin.length != Piv.PIN_LENGTH) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        int comparison = comparePin(pin);
        if (comparison != StatusWord.NO_ERROR) {
            return Answer.of(comparison);
        }
        memory.change(card -> card.withPin(card.pin().withTriesGivenBack()));
        status.pinIsVerified();
        return Answer.of(StatusWord.NO_ERROR);
    }

    Answer change(int p1, int reference, byte[] data) throws IOException {
        if (p1 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        return switch (reference) {
            case Piv.PIN_REFERENCE -> changePin(data);
            case Piv.PUK_REFERENCE -> changePuk(data);
            default -> Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        };
    }

    private Answer changePin(byte[] data) throws IOException {
        Optional<String> newPin = second(data, CardJson.PIN);
        if (newPin.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        int comparison = comparePin(first(data));
        if (comparison != StatusWord.NO_ERROR) {
            return Answer.of(comparison);
        }
        memory.change(card -> card.withPin(card.pin().changedTo(newPin.get())));
        return Answer.of(StatusWord.NO_ERROR);
    }

    private Answer changePuk(byte[] data) throws IOException {
        Optional<String> newPuk = second(data, CardJson.PUK);
        if (newPuk.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        int comparison = comparePuk(first(data));
        if (comparison != StatusWord.NO_ERROR) {
            return Answer.of(comparison);
        }
        memory.change(card -> card.withPuk(card.puk().orElseThrow().changedTo(newPuk.get())));
        return Answer.of(StatusWord.NO_ERROR);
    }

    Answer resetRetryCounter(int p1, int reference, byte[] data) throws IOException {
        if (p1 != 0) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        if (reference != Piv.PIN_REFERENCE) {
            return Answer.of(StatusWord.REFERENCED_DATA_NOT_FOUND);
        }
        Optional<String> newPin = second(data, CardJson.PIN);
        if (newPin.isEmpty()) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        int comparison = comparePuk(first(data));
        if (comparison != StatusWord.NO_ERROR) {
            return Answer.of(comparison);
        }
        memory.change(card -> card.withPuk(card.puk().orElseThrow().withTriesGivenBack())
                .withPin(card.pin().changedTo(newPin.get())));
        // Who unblocks knows the PUK, which is not the PIN.
        status.pinIsForgotten();
        return Answer.of(StatusWord.NO_ERROR);
    }

    private int comparePin(byte[] given) throws IOException {
        int comparison = StatusWord.AUTHENTICATION_METHOD_BLOCKED;
        if (!memory.fresh().pin().isBlocked()) {
            memory.change(card -> card.withPin(card.pin().withTryTaken()));
            comparison = compare(memory.content().pin(), given);
        }
        if (comparison != StatusWord.NO_ERROR) {
            status.pinIsForgotten();
        }
        return comparison;
    }

    private int comparePuk(byte[] given) throws IOException {
        if (memory.fresh().puk().map(RetryCode::isBlocked).orElse(true)) {
            return StatusWord.AUTHENTICATION_METHOD_BLOCKED;
        }
        memory.change(card -> card.withPuk(card.puk().orElseThrow().withTryTaken()));
        return compare(memory.content().puk().orElseThrow(), given);
    }

    private static int compare(RetryCode code, byte[] given) {
        return code.is(given) ? StatusWord.NO_ERROR : StatusWord.withTriesLeft(code.triesLeft());
    }

    private static int standing(RetryCode code) {
        return code.isBlocked() ? StatusWord.AUTHENTICATION_METHOD_BLOCKED : StatusWord.withTriesLeft(code.triesLeft());
    }

    private static byte[] first(byte[] data) {
        return Arrays.copyOf(data, Piv.PIN_LENGTH);
    }

    /** The new code without its padding; empty when the data are not two codes of 8 bytes, the second of this form. */
    private static Optional<String> second(byte[] data, Pattern form) {
        if (data.length != 2 * Piv.PIN_LENGTH) {
            return Optional.empty();
        }
        int end = data.length;
        while (end > Piv.PIN_LENGTH && data[end - 1] == (byte) 0xFF) {
            end--;
        }
        String code = new String(data, Piv.PIN_LENGTH, end - Piv.PIN_LENGTH, StandardCharsets.ISO_8859_1);
        return Optional.of(code).filter(form.asMatchPredicate());
    }
}
