package dev.furikomi.bank.customer;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with the server-side secret as its key K (RFC 9106, section 3.1), stored as
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
public final class PasswordHash {

    private static final Pattern STORED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int SECRET_BYTES_MIN = 32;

    private final byte[] secret;
    private final int memoryKibibytes;
    private final int iterations;
    private final SecureRandom random = new SecureRandom();
    private final String dummy;

    PasswordHash(PasswordConfig config) {
        this(Base64.getUrlDecoder().decode(config.secret()), config.memoryKibibytes(), config.iterations());
    }

    /** See {@link PasswordConfig}; the secret has at least 32 bytes. */
    public PasswordHash(byte[] secret, int memoryKibibytes, int iterations) {
        if (secret.length < SECRET_BYTES_MIN) {
            throw new IllegalStateException("bank.password.secret is shorter than 32 bytes.");
        }
        this.secret = secret.clone();
        this.memoryKibibytes = memoryKibibytes;
        this.iterations = iterations;
        this.dummy = hash(randomBytes(SALT_BYTES));
    }

    public String hash(byte[] password) {
        byte[] salt = randomBytes(SALT_BYTES);
        byte[] hash = argon2id(password, salt, memoryKibibytes, iterations, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKibibytes + ",t=" + iterations + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    public boolean verify(byte[] password, String stored) {
        Matcher parts = STORED.matcher(stored);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash cannot be read.");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(4));
        byte[] actual = argon2id(
                password,
                Base64.getDecoder().decode(parts.group(3)),
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                expected.length);
        return MessageDigest.isEqual(actual, expected);
    }

    /** A hash that no password has, for doing the same work when there is nothing to compare with. */
    String dummy() {
        return dummy;
    }

    private byte[] argon2id(byte[] password, byte[] salt, int memory, int passes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .withSecret(secret)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
