package dev.furikomi.bank.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of an account's entries.
 *
 * @param next where to go on; null when these are the last for now
 */
public record EntryPage(
        StatementAccount account,
        List<StatementEntry> entries,
        @Nullable EntryCursor next) {}
