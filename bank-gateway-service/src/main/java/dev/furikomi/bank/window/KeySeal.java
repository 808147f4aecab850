package dev.furikomi.bank.window;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what the database keeps of a bridge session, so that any replica can open it and a reader of the database
 * cannot: AES-256-GCM, bound to the session id, under a key derived from the configured secret.
 */
@ApplicationScoped
class KeySeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_CHARACTERS_MIN = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    KeySeal(WindowConfig config) {
        if (config.secret().length() < SECRET_CHARACTERS_MIN) {
            throw new IllegalStateException(
                    "bank.window.secret needs at least " + SECRET_CHARACTERS_MIN + " characters.");
        }
        try {
            Mac derivation = Mac.getInstance("HmacSHA256");
            derivation.init(new SecretKeySpec(config.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            key = new SecretKeySpec(
                    derivation.doFinal("furikomi/1/window-key-seal".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException bug) {
            throw new IllegalStateException(bug);
        }
    }

    byte[] seal(String sid, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, sid, plain, 0);
        byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
        return all;
    }

    /** Opens what this secret sealed for this session; anything else is broken infrastructure and throws. */
    byte[] open(String sid, byte[] sealed) {
        return run(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), sid, sealed, NONCE_BYTES);
    }

    private byte[] run(int mode, byte[] nonce, String sid, byte[] input, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(sid.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("A sealed session key cannot be opened: is bank.window.secret the same?");
        }
    }
}
