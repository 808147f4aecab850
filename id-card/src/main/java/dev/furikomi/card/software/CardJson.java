package dev.furikomi.card.software;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.jose.Base64Url;
import dev.furikomi.card.jose.Claims;
import dev.furikomi.card.jose.MalformedClaimsException;
import dev.furikomi.card.piv.PivSlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The JSON form of a software card; {@code docs/card.md} describes it. */
final class CardJson {

    private static final String FORMAT = "furikomi-software-card:1";
    private static final int OBJECT_LENGTH_MAX = 64 * 1024;
    private static final int HEXADECIMAL = 16;
    private static final Pattern PIN = Pattern.compile("[0-9]{6,8}");
    private static final int PIN_TRIES_MAX = 15;

    private CardJson() {}

    static byte[] write(CardContent card) {
        ObjectNode json = Claims.newObject().put("format", FORMAT).put("label", card.label());
        ObjectNode objects = json.putObject("objects");
        new TreeMap<>(card.objects()).forEach((tag, object) -> objects.put(hex(tag), Base64Url.encode(object)));
        ObjectNode keys = json.putObject("keys");
        new TreeMap<>(card.keys()).forEach((slot, key) -> keys.set(slot.hex(), Claims.privateKey(key)));
        json.putObject("pin")
                .put("value", card.pin())
                .put("triesMax", card.pinTriesMax())
                .put("triesLeft", card.pinTriesLeft());
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
        Claims pin = json.object("pin");
        int triesMax = smallNumber(pin, "triesMax", PIN_TRIES_MAX);
        String digits = pin.text("value");
        if (!PIN.matcher(digits).matches()) {
            throw new MalformedClaimsException("Not a PIN of 6 to 8 digits: value");
        }
        return new CardContent(
                json.text("label", 140),
                readObjects(json.object("objects")),
                readKeys(json.object("keys")),
                digits,
                triesMax,
                smallNumber(pin, "triesLeft", triesMax),
                json.has("faults") ? readFaults(json.objects("faults")) : List.of());
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

    private static Map<PivSlot, ECKey> readKeys(Claims keys) throws MalformedClaimsException {
        Map<PivSlot, ECKey> bySlot = new EnumMap<>(PivSlot.class);
        for (String reference : keys.names()) {
            PivSlot slot = PivSlot.ofKeyReference(number(reference))
                    .orElseThrow(() -> new MalformedClaimsException("Not a PIV key reference: keys"));
            bySlot.put(slot, keys.privateKey(reference));
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
                    number(fault.text("instruction")),
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
