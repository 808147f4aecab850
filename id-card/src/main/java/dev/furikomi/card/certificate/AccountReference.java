package dev.furikomi.card.certificate;

import java.util.regex.Pattern;

/** The form of an account reference: 1 to 64 of the characters that every directory string and escape rule leaves alone. */
public final class AccountReference {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._:-]{1," + CertificateProfile.ACCOUNT_REFERENCE_LENGTH_MAX + "}");

    private AccountReference() {}

    public static boolean isWellFormed(String reference) {
        return FORM.matcher(reference).matches();
    }
}
