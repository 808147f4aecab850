package dev.furikomi.events;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses records in which a component is missing that is not marked as nullable, at any depth. */
final class RequiredComponents {

    private RequiredComponents() {}

    static void check(@Nullable Object value) {
        if (value instanceof Record record && record.getClass().getPackage().equals(Money.class.getPackage())) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = read(component, record);
                if (part == null && !isNullable(component)) {
                    throw new IllegalArgumentException("Missing: " + component.getName());
                }
                check(part);
            }
        } else if (value instanceof List<?> list) {
            list.forEach(element -> {
                if (element == null) {
                    throw new IllegalArgumentException("A list with a hole.");
                }
                check(element);
            });
        } else if (value == null) {
            return;
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().equals(Nullable.class));
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
