package dev.furikomi.e2e.browser;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Names at the end of the build what could not be told for lack of a browser. */
public final class SkippedStories implements TestExecutionListener {

    private final Set<String> skipped = new ConcurrentSkipListSet<>();

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            skipped.add(name(identifier));
        }
    }

    private static String name(TestIdentifier identifier) {
        String container = identifier.getUniqueIdObject().getSegments().stream()
                .filter(segment -> segment.getType().equals("class"))
                .map(segment -> segment.getValue().replaceAll(".*\\.", ""))
                .findFirst()
                .orElse("");
        String story = identifier.getDisplayName();
        return container.equals(story) || container.isEmpty() ? story : container + "." + story;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!skipped.isEmpty()) {
            System.out.println("[WARNING] Skipped, because no browser was found (install chromium, or name one in "
                    + "FURIKOMI_BROWSER): " + String.join(", ", skipped));
        }
    }
}
