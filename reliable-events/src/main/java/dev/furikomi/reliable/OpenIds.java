package dev.furikomi.reliable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which ids of the outbox are still to be read: all after the highest one that was read, and the gaps before it. A gap
 * is a transaction that has not committed yet, or never will: identity order is not commit order.
 */
final class OpenIds {

    /** First id of each gap, with its last. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    private long highest;

    long highest() {
        return highest;
    }

    boolean hasGaps() {
        return !gaps.isEmpty();
    }

    Long[] gapStarts() {
        return gaps.keySet().toArray(Long[]::new);
    }

    Long[] gapEnds() {
        return gaps.values().toArray(Long[]::new);
    }

    /** Notes that the row with this id has been read; ids come in ascending order after the highest, or fill a gap. */
    void read(long id) {
        if (id > highest) {
            if (id > highest + 1) {
                gaps.put(highest + 1, id - 1);
            }
            highest = id;
        } else {
            fill(id);
        }
    }

    /** Forgets gaps that no transaction can fill any more. */
    void closeUpTo(long id) {
        Map<Long, Long> closed = gaps.headMap(id, true);
        List<Long> ends = new ArrayList<>(closed.values());
        closed.clear();
        if (!ends.isEmpty() && ends.get(ends.size() - 1) > id) {
            gaps.put(id + 1, ends.get(ends.size() - 1));
        }
    }

    private void fill(long id) {
        Map.Entry<Long, Long> gap = gaps.floorEntry(id);
        if (gap == null || gap.getValue() < id) {
            throw new IllegalStateException("Read twice: " + id);
        }
        gaps.remove(gap.getKey());
        if (gap.getKey() < id) {
            gaps.put(gap.getKey(), id - 1);
        }
        if (id < gap.getValue()) {
            gaps.put(id + 1, gap.getValue());
        }
    }
}
