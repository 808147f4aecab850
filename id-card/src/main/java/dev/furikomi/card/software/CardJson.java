package dev.furikomi.card.software;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.piv.ManagementKeyAlgorithm;
import dev.furikomi.card.piv.PivSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The JSON form of a software card; {@code docs/card.md} describes it. What is absent, the card has not. */
final class CardJson {

    static final Pattern PIN = Pattern.compile("[0-9]{6,8}");
    static final Pattern PUK = Pattern.compile("[!-~]{6,8}");

    private static final String FORMAT = "furikomi-software-card:1";
    private static final int OBJECT_LENGTH_MAX = 64 * 1024;
    private static final int HEXADECIMAL = 16;
    private static final int TRIES_MAX = 15;

    private CardJson() {}

    static byte[] write(CardContent card) {
        ObjectNode json = Claims.newObject().put("format", FORMAT).put("label", card.label());
        ObjectNode objects = json.putObject("objects");
        new TreeMap<>(card.objects()).forEach((tag, object) -> objects.put(hex(tag), Base64Url.encode(object)));
        ObjectNode keys = json.putObject("keys");
        new TreeMap<>(card.keys()).forEach((slot, key) -> {
            ObjectNode jwk = keys.putObject(slot.hex());
            key.members().forEach((name, value) -> jwk.put(name, String.valueOf(value)));
        });
        json.set("pin", code(card.pin()));
        card.puk().ifPresent(puk -> json.set("puk", code(puk)));
        card.managementKey().ifPresent(key -> json.putObject("managementKey")
                .put("algorithm", key.algorithm().name())
                .put("value", Base64Url.encode(key.value())));
        if (card.yubiKey()) {
            json.put("yubikey", true).put("serialNumber", card.serialNumber());
        }
        ArrayNode faults = json.putArray("faults");
        card.faults().forEach(fault -> faults.addObject()
                .put("instruction", hex(fault.instruction()))
                .put("occurrence", fault.occurrence())
                .put("effect", fault.effect().wireName())
                .put("argument", fault.argument()));
        return Claims.bytes(json);
    }

    static CardContent read(byte[] bytes) throws MalformedClaimsException {
        Claims json = Claims.parse(bytes);
        json.oneOf("format", List.of(FORMAT));
        return new CardContent(
                json.text("label", 140),
                readObjects(json.object("objects")),
                readKeys(json.object("keys")),
                readCode(json.object("pin"), PIN),
                json.has("puk") ? Optional.of(readCode(json.object("puk"), PUK)) : Optional.empty(),
                json.has("managementKey")
                        ? Optional.of(readManagementKey(json.object("managementKey")))
                        : Optional.empty(),
                json.has("yubikey") && json.truth("yubikey"),
                json.has("serialNumber") ? smallNumber(json, "serialNumber", Integer.MAX_VALUE) : 0,
                json.has("faults") ? readFaults(json.objects("faults")) : List.of());
    }

    private static ObjectNode code(RetryCode code) {
        return Claims.newObject()
                .put("value", code.value())
                .put("triesMax", code.triesMax())
                .put("triesLeft", code.triesLeft());
    }

    private static RetryCode readCode(Claims code, Pattern pattern) throws MalformedClaimsException {
        int triesMax = smallNumber(code, "triesMax", TRIES_MAX);
        String value = code.text("value");
        if (!pattern.matcher(value).matches()) {
            throw new MalformedClaimsException("Not a PIN or PUK of 6 to 8 characters: value");
        }
        return new RetryCode(value, triesMax, smallNumber(code, "triesLeft", triesMax));
    }

    private static StoredManagementKey readManagementKey(Claims key) throws MalformedClaimsException {
        String name = key.text("algorithm");
        ManagementKeyAlgorithm algorithm = Arrays.stream(ManagementKeyAlgorithm.values())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new MalformedClaimsException("Not a management key's algorithm: algorithm"));
        return new StoredManagementKey(algorithm, key.bytes("value", algorithm.keyLength()));
    }

    private static Map<Integer, byte[]> readObjects(Claims objects) throws MalformedClaimsException {
        Map<Integer, byte[]> byTag = new TreeMap<>();
        for (String tag : objects.names()) {
            byte[] object = Base64Url.decode(objects.text(tag, OBJECT_LENGTH_MAX))
                    .orElseThrow(() -> new MalformedClaimsException("Not base64url: objects"));
            byTag.put(number(tag), object);
        }
        return byTag;
    }

    private static Map<PivSlot, CardKey> readKeys(Claims keys) throws MalformedClaimsException {
        Map<PivSlot, CardKey> bySlot = new EnumMap<>(PivSlot.class);
        for (String reference : keys.names()) {
            PivSlot slot = PivSlot.ofKeyReference(number(reference))
                    .orElseThrow(() -> new MalformedClaimsException("Not a PIV key reference: keys"));
            Claims jwk = keys.object(reference);
            Map<String, Object> members = new HashMap<>();
            for (String name : jwk.names()) {
                members.put(name, jwk.text(name));
            }
            bySlot.put(
                    slot,
                    CardKey.parse(members).orElseThrow(() -> new MalformedClaimsException("Not a card's key: keys")));
        }
        return bySlot;
    }

    private static List<CardFault> readFaults(List<Claims> faults) throws MalformedClaimsException {
        List<CardFault> read = new ArrayList<>();
        for (Claims fault : faults) {
            String name = fault.text("effect");
            CardFault.Effect effect = Arrays.stream(CardFault.Effect.values())
                    .filter(candidate -> candidate.wireName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new MalformedClaimsException("Not an effect: effect"));
            read.add(new CardFault(
                    fault.has("instruction") ? number(fault.text("instruction")) : 0,
                    fault.has("occurrence") ? smallNumber(fault, "occurrence", Integer.MAX_VALUE) : 0,
                    effect,
                    fault.has("argument") ? smallNumber(fault, "argument", 0xFFFF) : 0));
        }
        return read;
    }

    private static int smallNumber(Claims claims, String name, int max) throws MalformedClaimsException {
        long number = claims.number(name);
        if (number < 0 || number > max) {
            throw new MalformedClaimsException("Not a number in range: " + name);
        }
        return (int) number;
    }

    private static int number(String hex) throws MalformedClaimsException {
        try {
            return Integer.parseInt(hex, HEXADECIMAL);
        } catch (NumberFormatException malformed) {
            throw new MalformedClaimsException("Not a hexadecimal number.");
        }
    }

    private static String hex(int number) {
        return String.format("%02X", number);
    }
}
