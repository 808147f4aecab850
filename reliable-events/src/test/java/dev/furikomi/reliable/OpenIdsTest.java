package dev.furikomi.reliable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdsTest {

    /** Against a plain set of ids: whatever comes in whichever order of commits, what is open is what was not read. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void whatIsOpenIsWhatWasNotRead(long seed) {
        Random random = new Random(seed);
        OpenIds open = new OpenIds();
        TreeSet<Long> unread = new TreeSet<>();
        for (int step = 0; step < 500; step++) {
            long highest = open.highest();
            int kind = random.nextInt(10);
            if (kind < 5) {
                long id = highest + 1 + random.nextInt(4);
                for (long skipped = highest + 1; skipped < id; skipped++) {
                    unread.add(skipped);
                }
                open.read(id);
            } else if (kind < 9 && !unread.isEmpty()) {
                List<Long> some = new ArrayList<>(unread);
                Collections.shuffle(some, random);
                open.read(some.get(0));
                unread.remove(some.get(0));
            } else if (highest > 0) {
                long closed = random.nextLong(highest) + 1;
                open.closeUpTo(closed);
                unread.headSet(closed, true).clear();
            }

            assertThat(gaps(open)).containsExactlyElementsOf(unread);
        }
    }

    private static List<Long> gaps(OpenIds open) {
        List<Long> starts = Arrays.asList(open.gapStarts());
        List<Long> ends = Arrays.asList(open.gapEnds());
        List<Long> ids = new ArrayList<>();
        for (int gap = 0; gap < starts.size(); gap++) {
            for (long id = starts.get(gap); id <= ends.get(gap); id++) {
                ids.add(id);
            }
        }
        return ids;
    }
}
