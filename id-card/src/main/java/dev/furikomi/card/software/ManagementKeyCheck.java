package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.StatusWord;
import dev.furikomi.card.piv.Piv;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GENERAL AUTHENTICATE with key 9B (SP 800-73-5 part 2, appendix A.1). The card never encrypts a challenge for a host that has
 * not proven the key, or it would answer its own challenges.
 */
final class ManagementKeyCheck {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final CardMemory memory;
    private final SecurityStatus status;
    private byte @Nullable [] witness;
    private byte @Nullable [] challenge;

    ManagementKeyCheck(CardMemory memory, SecurityStatus status) {
        this.memory = memory;
        this.status = status;
    }

    /** A challenge is answered by the very next command, or not at all. */
    void forgetChallenges() {
        witness = null;
        challenge = null;
    }

    Answer authenticate(int algorithm, AuthenticationTemplate template) {
        byte[] pendingWitness = witness;
        byte[] pendingChallenge = challenge;
        forgetChallenges();
        Optional<StoredManagementKey> stored = memory.content().managementKey();
        if (stored.isEmpty() || stored.get().algorithm().pivAlgorithm() != algorithm) {
            return Answer.of(StatusWord.INCORRECT_P1_P2);
        }
        StoredManagementKey key = stored.get();
        if (template.asksFor(Piv.TAG_WITNESS)) {
            byte[] fresh = random(key);
            witness = fresh;
            return answer(Piv.TAG_WITNESS, key.encrypt(fresh));
        }
        if (template.asksFor(Piv.TAG_CHALLENGE)) {
            byte[] fresh = random(key);
            challenge = fresh;
            return answer(Piv.TAG_CHALLENGE, fresh);
        }
        Optional<byte[]> decrypted = template.value(Piv.TAG_WITNESS);
        Optional<byte[]> hostChallenge = template.value(Piv.TAG_CHALLENGE);
        Optional<byte[]> response = template.value(Piv.TAG_RESPONSE);
        if (decrypted.isPresent() && hostChallenge.isPresent()) {
            return checkWitness(key, pendingWitness, decrypted.get(), hostChallenge.get());
        }
        return response.isPresent() && decrypted.isEmpty() && hostChallenge.isEmpty()
                ? checkResponse(key, pendingChallenge, response.get())
                : Answer.of(StatusWord.INCORRECT_DATA);
    }

    private Answer checkWitness(
            StoredManagementKey key, byte @Nullable [] pending, byte[] decrypted, byte[] hostChallenge) {
        if (hostChallenge.length != key.algorithm().blockLength()) {
            return Answer.of(StatusWord.INCORRECT_DATA);
        }
        boolean proven = pending != null && MessageDigest.isEqual(pending, decrypted);
        status.managementKeyIsAuthenticated(proven);
        return proven
                ? answer(Piv.TAG_RESPONSE, key.encrypt(hostChallenge))
                : Answer.of(StatusWord.SECURITY_STATUS_NOT_SATISFIED);
    }

    private Answer checkResponse(StoredManagementKey key, byte @Nullable [] pending, byte[] response) {
        boolean proven = pending != null && MessageDigest.isEqual(key.encrypt(pending), response);
        status.managementKeyIsAuthenticated(proven);
        return Answer.of(proven ? StatusWord.NO_ERROR : StatusWord.SECURITY_STATUS_NOT_SATISFIED);
    }

    private static byte[] random(StoredManagementKey key) {
        byte[] block = new byte[key.algorithm().blockLength()];
        RANDOM.nextBytes(block);
        return block;
    }

    private static Answer answer(int tag, byte[] value) {
        DataObject template = DataObject.of(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, DataObject.of(tag, value));
        return new Answer(template.toBytes(), StatusWord.NO_ERROR);
    }
}
