package dev.furikomi.bank.operator;

import dev.furikomi.bank.http.Problem;
import dev.furikomi.bank.http.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats of statements. */
enum StatementFormat {
    JSON("json", MediaType.APPLICATION_JSON_TYPE),
    CSV("csv", new MediaType("text", "csv")),
    CAMT("camt", MediaType.APPLICATION_XML_TYPE);

    private final String name;
    private final MediaType type;

    StatementFormat(String name, MediaType type) {
        this.name = name;
        this.type = type;
    }

    MediaType type() {
        return type.withCharset("utf-8");
    }

    /** What {@code ?format=} names, else the first that the caller accepts. */
    static StatementFormat of(@Nullable String wanted, HttpHeaders headers, List<StatementFormat> offered) {
        if (wanted != null) {
            return offered.stream()
                    .filter(format -> format.name.equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> refused(offered));
        }
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(accepted -> offered.stream().filter(format -> accepted.isCompatible(format.type)))
                .findFirst()
                .orElseThrow(() -> refused(offered));
    }

    private static ProblemException refused(List<StatementFormat> offered) {
        return new ProblemException(Problem.of(406, "not-acceptable", "This address does not answer in that format.")
                .with("formats", offered.stream().map(format -> format.name).toList()));
    }
}
