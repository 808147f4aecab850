package dev.furikomi.benchmarks.purchase;

import java.util.Random;

/** When customers who know nothing of each other come: the times between them are exponentially distributed. */
public final class PoissonArrivals {

    private PoissonArrivals() {}

    /** Nanoseconds from the start to each arrival, rising; the same seed gives the same. */
    public static long[] offsets(int count, double perSecond, long seed) {
        Random random = new Random(seed);
        long[] offsets = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++) {
            at -= Math.log(1 - random.nextDouble()) / perSecond * 1e9;
            offsets[i] = (long) at;
        }
        return offsets;
    }
}
