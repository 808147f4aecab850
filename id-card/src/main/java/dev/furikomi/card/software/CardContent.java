package dev.furikomi.card.software;

import com.nimbusds.jose.jwk.ECKey;
import dev.furikomi.card.piv.PivSlot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a software card holds.
 *
 * @param label what is printed on the card, as it were
 * @param objects whole data objects by their tag
 * @param pin the PIN's digits
 */
record CardContent(
        String label,
        Map<Integer, byte[]> objects,
        Map<PivSlot, ECKey> keys,
        String pin,
        int pinTriesMax,
        int pinTriesLeft,
        List<CardFault> faults) {

    CardContent {
        objects = Map.copyOf(objects);
        keys = Map.copyOf(keys);
        faults = List.copyOf(faults);
    }

    CardContent withObject(int tag, byte[] object) {
        Map<Integer, byte[]> changed = new TreeMap<>(objects);
        changed.put(tag, object);
        return new CardContent(label, changed, keys, pin, pinTriesMax, pinTriesLeft, faults);
    }

    CardContent withoutObject(int tag) {
        Map<Integer, byte[]> changed = new TreeMap<>(objects);
        changed.remove(tag);
        return new CardContent(label, changed, keys, pin, pinTriesMax, pinTriesLeft, faults);
    }

    CardContent withKey(PivSlot slot, ECKey key) {
        Map<PivSlot, ECKey> changed = new EnumMap<>(PivSlot.class);
        changed.putAll(keys);
        changed.put(slot, key);
        return new CardContent(label, objects, changed, pin, pinTriesMax, pinTriesLeft, faults);
    }

    CardContent withPinTriesLeft(int tries) {
        return new CardContent(label, objects, keys, pin, pinTriesMax, tries, faults);
    }

    CardContent withFaults(List<CardFault> newFaults) {
        return new CardContent(label, objects, keys, pin, pinTriesMax, pinTriesLeft, newFaults);
    }

    CardContent withLabel(String newLabel) {
        return new CardContent(newLabel, objects, keys, pin, pinTriesMax, pinTriesLeft, faults);
    }

    /** Neither keys nor PIN. */
    @Override
    public String toString() {
        return "CardContent[" + label + "]";
    }
}
