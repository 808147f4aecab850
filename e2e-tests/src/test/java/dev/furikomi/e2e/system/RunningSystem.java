package dev.furikomi.e2e.system;

import dev.furikomi.e2e.browser.Browser;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands stories the one running system and the one browser of this test run; both end with the run. No card is in the reader at first. */
public final class RunningSystem implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunningSystem.class);

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
