package dev.furikomi.bank.operator;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV by the letter of RFC 4180. */
final class Csv {

    private Csv() {}

    static List<List<String>> read(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char character = csv.charAt(i);
            if (quoted && character == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == ',' || character == '\r')) {
                row.add(field.toString());
                field.setLength(0);
                if (character == '\r') {
                    rows.add(row);
                    row = new ArrayList<>();
                    i++;
                }
            } else {
                field.append(character);
            }
        }
        return rows;
    }
}
