package dev.furikomi.quickstart.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.card.issuing.BankCredentials;
import dev.furikomi.card.issuing.CardAuthority;
import dev.furikomi.card.issuing.KeyFiles;
import dev.furikomi.quickstart.provision.HttpApi;
import dev.furikomi.quickstart.provision.HttpApi.Answer;
import dev.furikomi.quickstart.provision.RefusedException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bank as its staff meets it: its operator API and, where it is at hand, its card authority. */
final class OperatorBank {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "/v1/operator/";

    private final String name;
    private final HttpApi api;
    private final @Nullable Path authorityDirectory;

    /**
     * A bank whose staff's token the API already carries.
     *
     * @param authorityDirectory with {@code card-authority-key.json} and {@code card-authority.pem}
     */
    OperatorBank(String name, HttpApi api, @Nullable Path authorityDirectory) {
        this.name = name;
        this.api = api;
        this.authorityDirectory = authorityDirectory;
    }

    String name() {
        return name;
    }

    /** The key that makes a card this bank's card. */
    CardAuthority authority() {
        if (authorityDirectory == null) {
            throw new CardRefusedException(
                    "card-authority-missing",
                    "issuing needs the bank's card authority: --card-authority DIR with "
                            + BankCredentials.CARD_AUTHORITY_KEY_FILE + " and " + BankCredentials.CARD_AUTHORITY_FILE);
        }
        try {
            return new CardAuthority(
                    KeyFiles.readAuthorityKey(authorityDirectory.resolve(BankCredentials.CARD_AUTHORITY_KEY_FILE)),
                    KeyFiles.readCertificate(authorityDirectory.resolve(BankCredentials.CARD_AUTHORITY_FILE)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CardRefusedException(
                    "card-authority-unreadable", "no card authority can be read in " + authorityDirectory, e);
        }
    }

    JsonNode get(String path) {
        return call("GET", path, BodyPublishers.noBody());
    }

    void put(String path, Object content) {
        call("PUT", path, json(content));
    }

    private JsonNode call(String method, String path, BodyPublisher content) {
        try {
            return body(api.call(method, OPERATOR + path, Map.of(), content));
        } catch (RefusedException noAnswer) {
            throw new CardRefusedException("bank-unreachable", String.valueOf(noAnswer.getMessage()), noAnswer);
        }
    }

    private static BodyPublisher json(Object content) {
        try {
            return BodyPublishers.ofString(JSON.writeValueAsString(content));
        } catch (com.fasterxml.jackson.core.JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /** The answer, or the bank's own reason as a refusal. */
    private JsonNode body(Answer answer) {
        if (answer.status() / 100 == 2) {
            return answer.body();
        }
        JsonNode problem = answer.body();
        String reason = problem.path("reason").asText("bank-refused");
        String detail = problem.path("detail").asText(problem.path("title").asText("status " + answer.status()));
        throw new CardRefusedException(
                reason, name + " refused: " + detail.strip().replaceAll("\\s+", " "));
    }
}
