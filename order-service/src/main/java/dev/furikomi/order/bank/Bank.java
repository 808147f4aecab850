package dev.furikomi.order.bank;

import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** A bank of the signed bank list. */
public record Bank(String bic, Name name, String icon, String windowUrl, Map<String, ECPublicKey> eventKeys) {

    /** The bank's name in both languages of the pages. */
    public record Name(String en, String ja) {

        public String in(String language) {
            return language.equals("ja") ? ja : en;
        }
    }
}
