package dev.furikomi.e2e.browser;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Names at the end of the build what could not be told for lack of a browser. */
public final class SkippedStories implements TestExecutionListener {

    /** Why a story is skipped. */
    public static final String NO_BROWSER =
            "no browser was found: install chromium, or name a Chromium in FURIKOMI_BROWSER";

    private final Set<String> skipped = new ConcurrentSkipListSet<>();

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        if (reason.contains(NO_BROWSER)) {
            skipped.add(identifier.getUniqueIdObject().getSegments().stream()
                    .filter(segment -> !segment.getType().equals("engine"))
                    .map(segment -> segment.getValue().replaceAll("\\(.*", "").replaceAll(".*\\.", ""))
                    .collect(Collectors.joining(".")));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!skipped.isEmpty()) {
            System.out.println("[WARNING] Skipped, because " + NO_BROWSER + ": " + String.join(", ", skipped));
        }
    }
}
