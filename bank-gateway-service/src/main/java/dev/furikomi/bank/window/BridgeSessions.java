package dev.furikomi.bank.window;

import com.github.f4b6a3.uuid.UuidCreator;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.bank.customer.Secret;
import dev.furikomi.bank.identity.BankConfig;
import dev.furikomi.bank.identity.BankIdentity;
import dev.furikomi.card.jose.Digests;
import dev.furikomi.card.jose.SigningKeys;
import dev.furikomi.card.token.PasswordEnvelope;
import dev.furikomi.card.token.PasswordEnvelopeOutcome;
import dev.furikomi.card.token.PasswordSecret;
import dev.furikomi.card.token.SessionRequest;
import dev.furikomi.card.token.SigningContext;
import dev.furikomi.card.token.Transfer;
import dev.furikomi.card.trust.TrustedCardAuthority;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What bank and bridge share for a few minutes: a signed request, a nonce and an ephemeral key. CPU-bound. */
@ApplicationScoped
class BridgeSessions {

    private final BankConfig bank;
    private final BankIdentity identity;
    private final WindowConfig config;
    private final KeySeal seal;
    private final SecureRandom random = new SecureRandom();

    BridgeSessions(BankConfig bank, BankIdentity identity, WindowConfig config, KeySeal seal) {
        this.bank = bank;
        this.identity = identity;
        this.config = config;
        this.seal = seal;
    }

    BridgeSession create(Window window, Instant now) {
        UUID sid = UuidCreator.getTimeOrderedEpoch();
        byte[] nonce = new byte[SessionRequest.NONCE_LENGTH];
        random.nextBytes(nonce);
        ECKey key = SigningKeys.generateForEncryption();
        SessionRequest request = new SessionRequest(
                bank.bic(),
                bank.origin().toString(),
                sid,
                window.id(),
                nonce,
                now,
                now.plus(config.sessionLifetime()),
                key,
                institutions(),
                bank.cardPolicy(),
                window.procedure(),
                transfer(window));
        byte[] sealedKey = seal.seal(sid.toString(), key.toJSONString().getBytes(StandardCharsets.UTF_8));
        return new BridgeSession(
                sid.toString(),
                request.sign(identity.requestKey()),
                request.policy(),
                Buffer.buffer(nonce),
                Buffer.buffer(sealedKey),
                request.expiresAt(),
                false);
    }

    /** The institutions whose cards this bank takes: the SHA-256 of the public key of each of its card authorities. */
    List<String> institutions() {
        return identity.cardAuthorities().stream()
                .map(TrustedCardAuthority::spkiSha256)
                .toList();
    }

    /** What the card's signature must be bound to, from the bank's own state. */
    SigningContext context(Window window, byte[] secretSha256) {
        BridgeSession session = window.requireSession();
        return new SigningContext(
                bank.bic(),
                bank.origin().toString(),
                window.id(),
                UUID.fromString(session.sid()),
                bytes(session.nonce()),
                Digests.sha256(session.request()),
                secretSha256);
    }

    static Transfer transfer(Window window) {
        Terms terms = window.terms();
        return new Transfer(
                window.transferId(),
                terms.merchant(),
                terms.creditor(),
                terms.instructedAmount(),
                terms.orderNumber(),
                terms.requestId(),
                terms.expiresAt());
    }

    /** Opens the password JWE of this session; empty when it is not one. */
    Optional<Secret> open(Window window, String jwe) {
        BridgeSession session = window.requireSession();
        Buffer sealedKey = session.sealedKey();
        if (sealedKey == null) {
            throw new IllegalStateException("The key of this session is erased.");
        }
        byte[] key = seal.open(session.sid(), bytes(sealedKey));
        try {
            PasswordEnvelopeOutcome outcome = PasswordEnvelope.open(
                    jwe,
                    ECKey.parse(new String(key, StandardCharsets.UTF_8)),
                    window.id(),
                    UUID.fromString(session.sid()),
                    bytes(session.nonce()));
            return outcome instanceof PasswordEnvelopeOutcome.Opened opened
                    ? Optional.of(secret(opened.secret()))
                    : Optional.empty();
        } catch (ParseException bug) {
            throw new IllegalStateException("A sealed key is no key.");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Secret secret(PasswordSecret opened) {
        try (opened) {
            ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(opened.password()));
            byte[] password = Arrays.copyOf(encoded.array(), encoded.limit());
            Arrays.fill(encoded.array(), (byte) 0);
            return new Secret(opened.accountReference(), password);
        }
    }

    static byte[] bytes(Buffer buffer) {
        return buffer.getDelegate().getBytes();
    }
}
