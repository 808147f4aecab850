package dev.furikomi.quickstart.card;

import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.card.piv.PivSlot;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** A card's certificates on their way into the bank's register. */
record Registration(OperatorBank bank, String cardId, Map<String, String> certificates) {

    static Registration of(OperatorBank bank, Map<PivSlot, X509Certificate> certificates) {
        Map<String, String> bySlot = new TreeMap<>();
        certificates.forEach((slot, certificate) -> bySlot.put(slot.hex(), KeyFiles.pem(certificate)));
        String cardId = Survey.cardId(certificates)
                .orElseThrow(() -> new CardRefusedException(
                        "no-certificate", "a card is known by its certificate in 9E or 9A, and there is none"));
        return new Registration(bank, cardId, bySlot);
    }

    /** The bank's own card, whose certificate names its account. */
    void register() {
        bank.put("cards/" + cardId, Map.of("certificates", certificates));
    }

    /** A card of another authority, whose account is ours to name. */
    void registerFor(String account, boolean move) {
        Map<String, Object> content = new HashMap<>(accountContent(account, move));
        content.put("certificates", certificates);
        putForAccount(bank, "cards/" + cardId, content);
    }

    /** Lets the reference on a card of the bank's own stand for an account; only a move takes it from another. */
    static void point(OperatorBank bank, String reference, String account, boolean move) {
        putForAccount(bank, "account-references/" + reference, accountContent(account, move));
    }

    private static Map<String, Object> accountContent(String account, boolean move) {
        return move ? Map.of("account", account, "replace", true) : Map.of("account", account);
    }

    private static void putForAccount(OperatorBank bank, String path, Map<String, Object> content) {
        try {
            bank.put(path, content);
        } catch (CardRefusedException refused) {
            if (!refused.reason().equals("account-reference-taken")) {
                throw refused;
            }
            throw new CardRefusedException(
                    refused.reason(),
                    bank.name() + " has this card's account reference for another account;"
                            + " --move moves it, and each card that has it, to this one",
                    refused);
        }
    }

    /** Whether the bank has this card already. */
    boolean isKnown() {
        try {
            bank.get("cards/" + cardId);
            return true;
        } catch (CardRefusedException refused) {
            if (refused.reason().equals("card-unknown")) {
                return false;
            }
            throw refused;
        }
    }

    /** Blocks a card whose key was overwritten; one that the bank never knew needs no blocking. */
    static void retire(OperatorBank bank, String cardId) {
        try {
            bank.put("cards/" + cardId + "/state", Map.of("state", "blocked"));
        } catch (CardRefusedException refused) {
            if (!refused.reason().equals("card-unknown")) {
                throw refused;
            }
        }
    }
}
