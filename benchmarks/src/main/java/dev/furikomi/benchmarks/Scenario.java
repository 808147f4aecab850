package dev.furikomi.benchmarks;

/** Something that is measured; its rounds are interleaved with those of the other scenarios. */
public interface Scenario extends AutoCloseable {

    /** The letter by which {@code --only} names it. */
    String key();

    String title();

    /** Sets up and warms up; nothing is recorded. */
    void prepare(Stage stage) throws Exception;

    /** One round of measurements. */
    void measure(Stage stage, Figures figures) throws Exception;

    /** Proves that what was measured was done right; throws when not. */
    default void verify() throws Exception {}

    @Override
    default void close() throws Exception {}
}
