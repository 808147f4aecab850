package dev.furikomi.benchmarks.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A transaction of a reference: for pgbench a file, for Java prepared statements. Both send the same. */
record Script(String name, List<Variable> variables, List<String> statements) {

    private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]+)");

    /** A whole number, drawn evenly for each transaction. */
    record Variable(String name, long min, long max) {}

    /** A statement with a question mark for each use of a variable. */
    record Prepared(String sql, List<String> variables) {}

    String forPgbench() {
        StringBuilder file = new StringBuilder();
        for (Variable variable : variables) {
            file.append("\\set %s random(%d, %d)%n".formatted(variable.name, variable.min, variable.max));
        }
        if (statements.size() == 1) {
            return file.append(statements.get(0)).append(";\n").toString();
        }
        file.append("begin;\n");
        statements.forEach(statement -> file.append(statement).append(";\n"));
        return file.append("end;\n").toString();
    }

    List<Prepared> prepared() {
        List<Prepared> prepared = new ArrayList<>();
        for (String statement : statements) {
            List<String> used = new ArrayList<>();
            Matcher matcher = VARIABLE.matcher(statement);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
            prepared.add(new Prepared(matcher.replaceAll("?"), used));
        }
        return prepared;
    }
}
