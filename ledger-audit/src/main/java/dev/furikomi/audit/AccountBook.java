package dev.furikomi.audit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** All accounts, in a few dozen bytes each, so that millions of them fit into memory. */
final class AccountBook {

    private static final int ABSENT = -1;

    /** Open addressing: the place of an id is its index plus one. */
    private int[] places = new int[1 << 10];

    private int size;
    private long[] ids = new long[512];
    private byte[][] numbers = new byte[512][];
    private String[] currencies = new String[512];
    private long[] balances = new long[512];
    private long[] reserved = new long[512];

    /** What entries and open reservations come to. */
    final Sums sums = new Sums();

    private final Map<String, String> sharedCurrencies = new HashMap<>();

    /** By account index: what the entries seen so far say. */
    static final class Sums {
        long[] entries = new long[512];
        long[] running = new long[512];
        long[] lastEntry = new long[512];
        long[] lastBooked = new long[512];
        long[] reservations = new long[512];

        private void grow(int length) {
            entries = Arrays.copyOf(entries, length);
            running = Arrays.copyOf(running, length);
            lastEntry = Arrays.copyOf(lastEntry, length);
            lastBooked = Arrays.copyOf(lastBooked, length);
            reservations = Arrays.copyOf(reservations, length);
        }
    }

    void add(AuditedAccount account) {
        if (size == ids.length) {
            grow();
        }
        int index = size++;
        ids[index] = account.id();
        numbers[index] = account.number().getBytes(StandardCharsets.UTF_8);
        currencies[index] = sharedCurrencies.computeIfAbsent(account.currency(), same -> same);
        balances[index] = account.balanceMinor();
        reserved[index] = account.reservedMinor();
        sums.lastEntry[index] = Long.MIN_VALUE;
        sums.lastBooked[index] = Long.MIN_VALUE;
        place(index);
    }

    private void grow() {
        int length = ids.length * 2;
        ids = Arrays.copyOf(ids, length);
        numbers = Arrays.copyOf(numbers, length);
        currencies = Arrays.copyOf(currencies, length);
        balances = Arrays.copyOf(balances, length);
        reserved = Arrays.copyOf(reserved, length);
        sums.grow(length);
        places = new int[length * 2];
        for (int index = 0; index < size; index++) {
            place(index);
        }
    }

    private void place(int index) {
        int at = slot(ids[index]);
        while (places[at] != 0) {
            at = at + 1 & places.length - 1;
        }
        places[at] = index + 1;
    }

    private int slot(long id) {
        long mixed = id * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & places.length - 1;
    }

    /** The account's index; negative when there is none. */
    int index(long id) {
        int at = slot(id);
        while (places[at] != 0) {
            int index = places[at] - 1;
            if (ids[index] == id) {
                return index;
            }
            at = at + 1 & places.length - 1;
        }
        return ABSENT;
    }

    int size() {
        return size;
    }

    String number(int index) {
        return new String(numbers[index], StandardCharsets.UTF_8);
    }

    byte[] numberBytes(int index) {
        return numbers[index];
    }

    String currency(int index) {
        return currencies[index];
    }

    long balance(int index) {
        return balances[index];
    }

    long reserved(int index) {
        return reserved[index];
    }
}
