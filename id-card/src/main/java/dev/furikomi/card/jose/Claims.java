package dev.furikomi.card.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.events.Money;
import dev.furikomi.events.Party;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A JSON object read claim by claim, strictly: present, of the right type, in canonical form; names never twice. */
public final class Claims {

    private static final int TEXT_LENGTH_MAX = 2048;
    private static final long NUMERIC_DATE_MAX = 253_402_300_799L;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(16).build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode object;

    private Claims(JsonNode object) {
        this.object = object;
    }

    public static Claims parse(byte[] json) throws MalformedClaimsException {
        try {
            return of(MAPPER.readTree(new String(json, StandardCharsets.UTF_8)));
        } catch (IOException malformed) {
            throw new MalformedClaimsException("Not a JSON object.");
        }
    }

    private static Claims of(JsonNode node) throws MalformedClaimsException {
        if (!node.isObject()) {
            throw new MalformedClaimsException("Not a JSON object.");
        }
        return new Claims(node);
    }

    /** An empty object to put claims into; {@link #bytes(ObjectNode)} writes it. */
    public static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("A tree of JSON nodes can always be written.", bug);
        }
    }

    /** Money as the wire has it, {@code {"currency","amount"}}. */
    public static ObjectNode money(Money money) {
        return newObject().put("currency", money.currencyCode()).put("amount", money.amount());
    }

    public static ObjectNode party(Party party) {
        return newObject().put("name", party.name()).put("agent", party.agent()).put("account", party.account());
    }

    /** The public part of a key, as JSON. */
    public static ObjectNode publicKey(ECKey key) {
        ObjectNode node = newObject();
        key.toPublicJWK().toJSONObject().forEach((name, value) -> node.put(name, String.valueOf(value)));
        return node;
    }

    /** A key with its private part, as JSON; for files of the owner's alone. */
    public static ObjectNode privateKey(ECKey key) {
        ObjectNode node = newObject();
        key.toJSONObject().forEach((name, value) -> node.put(name, String.valueOf(value)));
        return node;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Text of 1 to 2048 characters that may be shown and signed. */
    public String text(String name) throws MalformedClaimsException {
        return text(name, TEXT_LENGTH_MAX);
    }

    public String text(String name, int lengthMax) throws MalformedClaimsException {
        JsonNode node = object.path(name);
        if (!node.isTextual()
                || node.textValue().isEmpty()
                || node.textValue().length() > lengthMax
                || !PlainText.isPlain(node.textValue())) {
            throw new MalformedClaimsException("Not a text: " + name);
        }
        return node.textValue();
    }

    /** The text, which must be one of those the protocol names. */
    public String oneOf(String name, List<String> permitted) throws MalformedClaimsException {
        String text = text(name);
        if (!permitted.contains(text)) {
            throw new MalformedClaimsException("Not one of the protocol's values: " + name);
        }
        return text;
    }

    public boolean truth(String name) throws MalformedClaimsException {
        JsonNode node = object.path(name);
        if (!node.isBoolean()) {
            throw new MalformedClaimsException("Not true or false: " + name);
        }
        return node.booleanValue();
    }

    public long number(String name) throws MalformedClaimsException {
        JsonNode node = object.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedClaimsException("Not a whole number: " + name);
        }
        return node.longValue();
    }

    /** Seconds since 1970 (RFC 7519 section 2), whole ones only. */
    public Instant numericDate(String name) throws MalformedClaimsException {
        long seconds = number(name);
        if (seconds < 0 || seconds > NUMERIC_DATE_MAX) {
            throw new MalformedClaimsException("Not a NumericDate: " + name);
        }
        return Instant.ofEpochSecond(seconds);
    }

    /** A UUID in its canonical lower-case form, so that its text and its value are one. */
    public UUID uuid(String name) throws MalformedClaimsException {
        String text = text(name);
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, without the parser's message.
        }
        throw new MalformedClaimsException("Not a UUID: " + name);
    }

    public byte[] bytes(String name, int length) throws MalformedClaimsException {
        Optional<byte[]> value = Base64Url.decode(text(name));
        if (value.isEmpty() || value.get().length != length) {
            throw new MalformedClaimsException("Not " + length + " bytes in base64url: " + name);
        }
        return value.get();
    }

    public Claims object(String name) throws MalformedClaimsException {
        return of(object.path(name));
    }

    public List<Claims> objects(String name) throws MalformedClaimsException {
        List<Claims> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(of(element));
        }
        return objects;
    }

    public List<String> texts(String name) throws MalformedClaimsException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual() || element.textValue().isEmpty() || !PlainText.isPlain(element.textValue())) {
                throw new MalformedClaimsException("Not an array of texts: " + name);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    public Money money(String name) throws MalformedClaimsException {
        Claims money = object(name);
        try {
            return Money.parse(money.text("amount"), money.text("currency"));
        } catch (IllegalArgumentException malformed) {
            throw new MalformedClaimsException("Not an amount of money: " + name);
        }
    }

    public Party party(String name) throws MalformedClaimsException {
        Claims party = object(name);
        return new Party(party.text("name", 140), party.text("agent", 11), party.text("account", 34));
    }

    /** A public key on P-256 (RFC 7518 section 6.2); a private one has no business here and is refused. */
    public ECKey publicKey(String name) throws MalformedClaimsException {
        return object(name).asPublicKey();
    }

    public List<ECKey> publicKeys(String name) throws MalformedClaimsException {
        List<ECKey> keys = new ArrayList<>();
        for (Claims key : objects(name)) {
            keys.add(key.asPublicKey());
        }
        return keys;
    }

    /** A key with its private part, from a file of the owner's alone. */
    public ECKey privateKey(String name) throws MalformedClaimsException {
        return object(name).asPrivateKey();
    }

    /** As {@link #privateKey(String)}, when this object itself is the key. */
    public ECKey asPrivateKey() throws MalformedClaimsException {
        return asKey(true, Set.of(Curve.P_256));
    }

    /** A card authority's private key, which may be on P-384 too. */
    public ECKey asAuthorityKey() throws MalformedClaimsException {
        return asKey(true, Set.of(Curve.P_256, Curve.P_384));
    }

    /** As {@link #publicKey(String)}, when this object itself is the key. */
    public ECKey asPublicKey() throws MalformedClaimsException {
        return asKey(false, Set.of(Curve.P_256));
    }

    private ECKey asKey(boolean isPrivate, Set<Curve> curves) throws MalformedClaimsException {
        try {
            ECKey key = ECKey.parse(object.toString());
            if (curves.contains(key.getCurve()) && key.isPrivate() == isPrivate) {
                return key;
            }
        } catch (ParseException | RuntimeException malformed) {
            // Said below: the parser's message may quote the input.
        }
        throw new MalformedClaimsException(
                "Not a " + (isPrivate ? "private" : "public") + " key on a curve that is permitted here.");
    }

    private JsonNode array(String name) throws MalformedClaimsException {
        JsonNode node = object.path(name);
        if (!node.isArray()) {
            throw new MalformedClaimsException("Not an array: " + name);
        }
        return node;
    }
}
