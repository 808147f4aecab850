package dev.furikomi.card.certificate;

/** The names and limits of the card certificate's profile; {@code docs/card.md} has the whole of it. */
public final class CertificateProfile {

    /** Subject {@code serialNumber} (X.520): the account reference, opaque and scoped to the bank. */
    public static final String SERIAL_NUMBER = "2.5.4.5";

    /** {@code organizationIdentifier} (X.520) in the card authority's subject; the JDK has no name for it. */
    public static final String ORGANIZATION_IDENTIFIER = "2.5.4.97";

    /** Extended key usage TLS client authentication (RFC 5280 section 4.2.1.12). */
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    /**
     * Certificate policy of a key that accepts transfers after a fresh PIN (slot 9C). An arc of its own below 2.25
     * (X.667), from the UUID 7447c1eb-0831-5bc7-b258-dab501d722f7.
     */
    public static final String ACCEPTANCE_POLICY = "2.25.154563033714213460505813591727151719159";

    static final String CERTIFICATE_POLICIES = "2.5.29.32";
    static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    /** Longer than any certificate of the profile, short enough to be read by anyone from anyone. */
    public static final int LENGTH_MAX = 4096;

    public static final int ACCOUNT_REFERENCE_LENGTH_MAX = 64;

    private CertificateProfile() {}
}
