package dev.furikomi.card.piv;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;

/**
 * What satisfies the card's access rules, from its discovery object (SP 800-73-5 part 1, section 3.3.2).
 *
 * @param applicationPin the PIV card application PIN, key reference 80; the only one that is used here
 * @param globalPin the global PIN, key reference 00, does so too
 * @param onCardComparison a fingerprint does so too
 * @param globalPinPreferred the cardholder knows the global PIN rather than the application's
 */
public record PinUsagePolicy(
        boolean applicationPin, boolean globalPin, boolean onCardComparison, boolean globalPinPreferred) {

    private static final int APPLICATION_PIN = 0x40;
    private static final int GLOBAL_PIN = 0x20;
    private static final int ON_CARD_COMPARISON = 0x10;
    private static final int PREFERS_GLOBAL_PIN = 0x20;

    /** A card without a discovery object knows the application PIN only. */
    static final PinUsagePolicy WITHOUT_DISCOVERY = new PinUsagePolicy(true, false, false, false);

    static PinUsagePolicy read(byte[] discoveryObject) throws MalformedTlvException {
        byte[] policy =
                DataObject.readOnly(Piv.OBJECT_DISCOVERY, discoveryObject).part(Piv.TAG_PIN_USAGE_POLICY);
        if (policy.length != 2) {
            throw new MalformedTlvException("A PIN usage policy has 2 bytes.");
        }
        boolean global = (policy[0] & GLOBAL_PIN) != 0;
        return new PinUsagePolicy(
                (policy[0] & APPLICATION_PIN) != 0,
                global,
                (policy[0] & ON_CARD_COMPARISON) != 0,
                global && policy[1] == PREFERS_GLOBAL_PIN);
    }
}
