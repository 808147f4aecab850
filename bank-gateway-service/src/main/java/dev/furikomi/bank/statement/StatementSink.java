package dev.furikomi.bank.statement;

import java.io.IOException;
import java.util.List;

/** Takes a statement in parts and keeps none of them. */
public interface StatementSink {

    void begin(AccountStatement statement) throws IOException;

    void entries(List<StatementEntry> page) throws IOException;

    void end() throws IOException;
}
