package dev.furikomi.bank.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.EventJson;
import dev.furikomi.events.MalformedEventException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scheme's signed list of banks, as far as a bank looks at it: who may sign events for whom. */
record BankList(Instant expiresAt, List<Bank> banks) {

    private static final String TYPE = "furikomi-bank-list+jws";

    /** A bank of the scheme and the public keys that sign its events. */
    record Bank(String bic, List<ECKey> eventKeys) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Wire(Instant expiresAt, List<WireBank> banks) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireBank(String bic, List<JsonNode> eventKeys) {}

    /**
     * Reads a list that the scheme root signed.
     *
     * @throws IllegalArgumentException when it is not that
     */
    static BankList verified(String compact, ECKey schemeRoot) {
        try {
            JWSObject jws = JWSObject.parse(compact.strip());
            boolean rightKind = JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
                    && jws.getHeader().getType() != null
                    && TYPE.equals(jws.getHeader().getType().getType());
            if (!rightKind || !jws.verify(new ECDSAVerifier(schemeRoot.toECPublicKey()))) {
                throw new IllegalArgumentException("The bank list is not signed by the scheme root.");
            }
            Wire wire = EventJson.read(jws.getPayload().toBytes(), Wire.class);
            List<Bank> banks = new ArrayList<>();
            for (WireBank bank : wire.banks()) {
                banks.add(bank(bank));
            }
            return new BankList(wire.expiresAt(), banks);
        } catch (ParseException | JOSEException | MalformedEventException malformed) {
            throw new IllegalArgumentException("The bank list cannot be read.", malformed);
        }
    }

    /** The key with which this bank signs events, while the list is valid. */
    Optional<ECKey> eventKey(String bic, String keyId, Instant now) {
        if (!now.isBefore(expiresAt)) {
            return Optional.empty();
        }
        return banks.stream()
                .filter(bank -> bank.bic().equals(bic))
                .flatMap(bank -> bank.eventKeys().stream())
                .filter(key -> keyId.equals(key.getKeyID()))
                .findFirst();
    }

    private static Bank bank(WireBank bank) throws ParseException {
        List<ECKey> keys = new ArrayList<>();
        for (JsonNode key : bank.eventKeys()) {
            keys.add(ECKey.parse(key.toString()));
        }
        return new Bank(bank.bic(), keys);
    }
}
