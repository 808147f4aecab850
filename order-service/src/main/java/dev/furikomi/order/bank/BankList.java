package dev.furikomi.order.bank;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bank list whose signature by the scheme root has been verified; there is no other way to get one. */
record BankList(Instant issuedAt, Instant expiresAt, Map<String, Bank> banks) {

    private static final String TYPE = "furikomi-bank-list+jws";
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new JavaTimeModule());

    /**
     * Verifies and reads.
     *
     * @throws UntrustedBankListException when it is not signed by the root or not of the list's shape
     */
    static BankList verify(String compact, ECKey schemeRoot) throws UntrustedBankListException {
        try {
            JWSObject jws = JWSObject.parse(compact.strip());
            if (!JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
                    || jws.getHeader().getType() == null
                    || !TYPE.equals(jws.getHeader().getType().getType())
                    || !jws.verify(new ECDSAVerifier(schemeRoot.toPublicJWK()))) {
                throw new UntrustedBankListException("The bank list is not signed by the scheme root.");
            }
            return read(MAPPER.readValue(jws.getPayload().toString(), Wire.class));
        } catch (ParseException | JOSEException | JsonProcessingException | IllegalArgumentException malformed) {
            throw new UntrustedBankListException("The bank list is malformed: " + malformed.getMessage());
        }
    }

    Optional<Bank> find(String bic) {
        return Optional.ofNullable(banks.get(bic));
    }

    private static BankList read(Wire wire) throws UntrustedBankListException, ParseException, JOSEException {
        if (wire.version() != 1 || wire.issuedAt() == null || wire.expiresAt() == null || wire.banks() == null) {
            throw new UntrustedBankListException("The bank list is not of version 1.");
        }
        Map<String, Bank> banks = new LinkedHashMap<>();
        for (WireBank bank : wire.banks()) {
            if (bank.bic() == null || bank.name() == null || bank.windowUrl() == null || bank.eventKeys() == null) {
                throw new UntrustedBankListException("A bank of the list is incomplete.");
            }
            banks.put(
                    bank.bic(),
                    new Bank(bank.bic(), bank.name(), bank.icon(), bank.windowUrl(), keys(bank.eventKeys())));
        }
        return new BankList(wire.issuedAt(), wire.expiresAt(), Collections.unmodifiableMap(banks));
    }

    private static Map<String, ECPublicKey> keys(List<Map<String, Object>> jwks) throws ParseException, JOSEException {
        Map<String, ECPublicKey> keys = new LinkedHashMap<>();
        for (Map<String, Object> jwk : jwks) {
            ECKey key = ECKey.parse(jwk);
            if (key.getKeyID() == null || !Curve.P_256.equals(key.getCurve())) {
                throw new IllegalArgumentException("An event key is not P-256 or has no kid.");
            }
            keys.put(key.getKeyID(), key.toECPublicKey());
        }
        return Map.copyOf(keys);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Wire(int version, Instant issuedAt, Instant expiresAt, List<WireBank> banks) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireBank(String bic, Bank.Name name, String icon, String windowUrl, List<Map<String, Object>> eventKeys) {}
}
