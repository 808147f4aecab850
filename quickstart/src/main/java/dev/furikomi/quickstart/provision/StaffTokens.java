package dev.furikomi.quickstart.provision;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/** The staff's bearer tokens, new at each start; the services know only their digests. */
public final class StaffTokens {
    /** In a bank's directory of keys: the running bank's token, for {@code ./furikomi card}. */
    public static final String FILE = "staff.token";

    private final String merchant = random();
    private final Map<DemoBank, String> banks = new EnumMap<>(DemoBank.class);

    public StaffTokens() {
        for (DemoBank bank : DemoBank.values()) {
            banks.put(bank, random());
        }
    }

    /** For catalogue and order file. */
    public String merchant() {
        return merchant;
    }

    public String of(DemoBank bank) {
        return banks.getOrDefault(bank, "");
    }

    /** What a service is told of a token. */
    static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 32 random bytes in base64url. */
    public static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "StaffTokens";
    }
}
