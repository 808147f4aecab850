package dev.furikomi.e2e.system;

import dev.furikomi.e2e.browser.Browser;
import dev.furikomi.e2e.browser.SkippedStories;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands stories the one running system and the one browser of this test run; both end with the run. No card is in the reader at first. */
public final class RunningSystem implements ParameterResolver, ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(RunningSystem.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean needsBrowser = context.getElement().stream()
                .flatMap(RunningSystem::executables)
                .anyMatch(each -> List.of(each.getParameterTypes()).contains(Browser.class));
        return needsBrowser && Browser.find().isEmpty()
                ? ConditionEvaluationResult.disabled(SkippedStories.NO_BROWSER)
                : ConditionEvaluationResult.enabled("nothing is missing");
    }

    private static Stream<Executable> executables(AnnotatedElement element) {
        return element instanceof Class<?> story
                ? Stream.of(story.getDeclaredConstructors())
                : Stream.of(element).filter(Executable.class::isInstance).map(Executable.class::cast);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Furikomi.class || type == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        if (parameter.getParameter().getType() == Furikomi.class) {
            return system(store);
        }
        Browser browser = store.computeIfAbsent(Browser.class, key -> Browser.start(), Browser.class);
        system(store).emptyReader();
        return browser;
    }

    private static Furikomi system(ExtensionContext.Store store) {
        return store.computeIfAbsent(Furikomi.class, key -> Furikomi.start(), Furikomi.class);
    }
}
