package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.Instruction;
import dev.furikomi.card.pinpad.PinPad;
import javax.smartcardio.CardException;
import javax.smartcardio.CommandAPDU;

/** VERIFY with the PIN from the reader's keypad; reader and card answer in one status word. */
final class PinPadVerification {

    private PinPadVerification() {}

    static PivOutcome<PinVerified> verify(PinPad pinPad) {
        CommandAPDU verify = new CommandAPDU(
                Instruction.CLASS_INTERINDUSTRY,
                Instruction.VERIFY,
                0,
                Piv.PIN_REFERENCE,
                PinVerification.padded(new byte[0]));
        try {
            int statusWord = pinPad.verify(verify);
            return switch (statusWord) {
                case PinPad.TIMED_OUT -> refused(PivRefusal.Reason.PIN_ENTRY_TIMED_OUT, statusWord);
                case PinPad.CANCELLED -> refused(PivRefusal.Reason.PIN_ENTRY_CANCELLED, statusWord);
                case PinPad.ENTRY_LENGTH_WRONG -> refused(PivRefusal.Reason.PIN_MALFORMED, statusWord);
                case PinPad.PROMPT_REFUSED -> refused(PivRefusal.Reason.READER_FAILED, statusWord);
                default -> PinVerification.verified(statusWord);
            };
        } catch (CardException failed) {
            return refused(reason(failed), 0);
        } catch (IllegalStateException disconnected) {
            return refused(PivRefusal.Reason.CARD_REMOVED, 0);
        }
    }

    /** Some drivers say it with PC/SC's codes instead. */
    private static PivRefusal.Reason reason(CardException failed) {
        if (PcscCode.REMOVED.isSaidBy(failed)) {
            return PivRefusal.Reason.CARD_REMOVED;
        }
        if (PcscCode.CANCELLED.isSaidBy(failed)) {
            return PivRefusal.Reason.PIN_ENTRY_CANCELLED;
        }
        return PcscCode.TIMED_OUT.isSaidBy(failed)
                ? PivRefusal.Reason.PIN_ENTRY_TIMED_OUT
                : PivRefusal.Reason.READER_FAILED;
    }

    private static PivOutcome<PinVerified> refused(PivRefusal.Reason reason, int statusWord) {
        return new PivOutcome.Refused<>(new PivRefusal(reason, statusWord));
    }
}
