package dev.furikomi.e2e.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.function.Consumer;

/** Requests that nobody would ever issue, made of genuine ones: with the issuer's key, a stranger's, or none. */
final class ChangedRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChangedRequests() {}

    static String signedWith(Path key, String request, Consumer<ObjectNode> change) {
        try {
            return sign(request, change, ECKey.parse(Files.readString(key)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    static String signedByAStranger(String request, Consumer<ObjectNode> change) {
        try {
            return sign(request, change, new ECKeyGenerator(Curve.P_256).generate());
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The signature stays as it was. */
    static String withClaimsChanged(String request, Consumer<ObjectNode> change) {
        try {
            JWSObject original = JWSObject.parse(request);
            return original.getHeader().toBase64URL() + "." + Base64URL.encode(changed(original, change)) + "."
                    + original.getSignature();
        } catch (ParseException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static String sign(String request, Consumer<ObjectNode> change, ECKey key) {
        try {
            JWSObject original = JWSObject.parse(request);
            JWSObject signed = new JWSObject(original.getHeader(), new Payload(changed(original, change)));
            signed.sign(new ECDSASigner(key));
            return signed.serialize();
        } catch (ParseException | JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String changed(JWSObject original, Consumer<ObjectNode> change) {
        try {
            ObjectNode claims = (ObjectNode) JSON.readTree(original.getPayload().toString());
            change.accept(claims);
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
