package dev.furikomi.card.software;

import dev.furikomi.card.piv.PivSlot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a software card holds.
 *
 * @param label what is printed on the card, as it were
 * @param objects whole data objects by their tag
 * @param puk empty: a blocked PIN stays blocked
 * @param managementKey empty: nobody personalises this card by commands
 * @param yubiKey whether it also knows a YubiKey's own commands
 * @param serialNumber what it then says its serial number is
 */
record CardContent(
        String label,
        Map<Integer, byte[]> objects,
        Map<PivSlot, CardKey> keys,
        RetryCode pin,
        Optional<RetryCode> puk,
        Optional<StoredManagementKey> managementKey,
        boolean yubiKey,
        int serialNumber,
        List<CardFault> faults) {

    CardContent {
        objects = Map.copyOf(objects);
        keys = Map.copyOf(keys);
        faults = List.copyOf(faults);
    }

    CardContent withObject(int tag, byte[] object) {
        Map<Integer, byte[]> changed = new TreeMap<>(objects);
        changed.put(tag, object);
        return withObjects(changed);
    }

    CardContent withoutObject(int tag) {
        Map<Integer, byte[]> changed = new TreeMap<>(objects);
        changed.remove(tag);
        return withObjects(changed);
    }

    private CardContent withObjects(Map<Integer, byte[]> changed) {
        return new CardContent(label, changed, keys, pin, puk, managementKey, yubiKey, serialNumber, faults);
    }

    CardContent withKey(PivSlot slot, CardKey key) {
        Map<PivSlot, CardKey> changed = new EnumMap<>(PivSlot.class);
        changed.putAll(keys);
        changed.put(slot, key);
        return new CardContent(label, objects, changed, pin, puk, managementKey, yubiKey, serialNumber, faults);
    }

    CardContent withPin(RetryCode changed) {
        return new CardContent(label, objects, keys, changed, puk, managementKey, yubiKey, serialNumber, faults);
    }

    CardContent withPuk(RetryCode changed) {
        return new CardContent(
                label, objects, keys, pin, Optional.of(changed), managementKey, yubiKey, serialNumber, faults);
    }

    CardContent withFaults(List<CardFault> changed) {
        return new CardContent(label, objects, keys, pin, puk, managementKey, yubiKey, serialNumber, changed);
    }

    CardContent withLabel(String changed) {
        return new CardContent(changed, objects, keys, pin, puk, managementKey, yubiKey, serialNumber, faults);
    }

    /** Neither keys nor PIN. */
    @Override
    public String toString() {
        return "CardContent[" + label + "]";
    }
}
