package dev.furikomi.benchmarks.ledger;

import dev.furikomi.bank.ledger.PostingEngine;
import dev.furikomi.benchmarks.Figures;
import dev.furikomi.benchmarks.Scenario;
import dev.furikomi.benchmarks.Stage;
import dev.furikomi.benchmarks.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** (e) The same engine on small books and on large ones. */
public final class GrowthScenario implements Scenario {

    private static final int IN_FLIGHT = 512;

    private final List<Books> books = new ArrayList<>();

    /** Books of one size. */
    /**
     * The first change of a page after a checkpoint logs the whole page. Books of this size have a hundred times the pages
     * of the small ones, and a checkpoint comes every few minutes: what is measured is the time between.
     */
    private static final Duration LEAD = Duration.ofSeconds(10);

    private record Books(String key, String name, int accounts, EngineDatabase database, PostingEngine engine) {}

    /** How large. */
    private record Size(String key, String name, int accounts, long entries) {}

    @Override
    public String key() {
        return "e";
    }

    @Override
    public String title() {
        return "Growth";
    }

    @Override
    public void prepare(Stage stage) throws Exception {
        List<Size> sizes = stage.quick()
                ? List.of(
                        new Size("1k", "1 thousand accounts, no entries", 1_000, 0),
                        new Size("100k", "100 thousand accounts, 400 thousand entries", 100_000, 400_000))
                : List.of(
                        new Size("1k", "1 thousand accounts, no entries", 1_000, 0),
                        new Size("100k", "100 thousand accounts, 1 million entries", 100_000, 1_000_000),
                        new Size("2m", "2 million accounts, 12 million entries", 2_000_000, 12_000_000));
        for (int index = 0; index < sizes.size(); index++) {
            Size size = sizes.get(index);
            stage.progress().say("  filling books of %s", size.name());
            EngineDatabase database =
                    new EngineDatabase(stage.postgres(), "growth" + index, size.accounts(), size.entries() / 2);
            PostingEngine engine = database.engine(() -> {});
            books.add(new Books(size.key(), size.name(), size.accounts(), database, engine));
            new EngineLoad(engine, size.accounts(), false).run(IN_FLIGHT, Duration.ofSeconds(stage.quick() ? 1 : 5));
        }
    }

    @Override
    public void measure(Stage stage, Figures figures) throws Exception {
        double smallest = 0;
        double largest = 0;
        for (int index = 0; index < books.size(); index++) {
            Books each = books.get(index);
            EngineLoad load = new EngineLoad(each.engine(), each.accounts(), false);
            if (!stage.quick()) {
                load.run(IN_FLIGHT, LEAD);
            }
            double rate = load.run(IN_FLIGHT, stage.span()).transfersPerSecond();
            figures.record("growth." + each.key(), "transfers/s", rate);
            smallest = index == 0 ? rate : smallest;
            largest = rate;
        }
        figures.record(Target.GROWTH.figure(), "times", largest / smallest);
        figures.note(
                "growth",
                "From " + books.get(0).name() + " to "
                        + books.get(books.size() - 1).name() + ".");
    }

    @Override
    public void verify() throws Exception {
        for (Books each : books) {
            each.database().requireRightBooks();
        }
    }

    @Override
    public void close() {
        for (Books each : books) {
            each.engine().close();
            each.database().close();
        }
    }
}
