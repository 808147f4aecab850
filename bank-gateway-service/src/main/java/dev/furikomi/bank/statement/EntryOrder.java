package dev.furikomi.bank.statement;

/** In which direction entries are read. */
public enum EntryOrder {
    NEWEST,
    OLDEST
}
