package dev.furikomi.bridge.development;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.edition.EditionExtension.Carrier;
import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.Call;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Language;
import dev.furikomi.bridge.session.RefusalCode;
import dev.furikomi.bridge.session.Session;
import dev.furikomi.bridge.session.Sessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carrier 3: one JSON object a line on standard input and output. Nobody attests the origin here, the counterpart
 * just names it; that is why this carrier exists in the development build only and only for development bank lists.
 */
final class StandardStreams implements Carrier {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 64 * 1024;

    private final BufferedReader in;
    private final Appendable out;
    private @Nullable Session session;
    private @Nullable StreamDialogue dialogue;

    StandardStreams(BufferedReader in, Appendable out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public String environment() {
        return "development";
    }

    @Override
    public void run(Sessions sessions) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                take(line, sessions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (session != null) {
                session.cancel();
            }
        }
    }

    private void take(String line, Sessions sessions) {
        if (line.isBlank()) {
            return;
        }
        JsonNode said;
        try {
            said = JSON.readTree(line.length() <= LONGEST_LINE ? line : "");
        } catch (JsonProcessingException malformed) {
            said = JSON.missingNode();
        }
        JsonNode id = said.path("id");
        if (said.path("dialogue").isTextual()) {
            boolean asked =
                    dialogue != null && dialogue.answered(said.path("dialogue").asText(), said.path("value"));
            if (!asked) {
                answer(id, new Answer.Refused(RefusalCode.REQUEST_INVALID, "Nothing of the kind was asked."));
            }
        } else if (said.path("call").asText().equals("open")) {
            open(sessions, said);
        } else {
            call(said);
        }
    }

    private void open(Sessions sessions, JsonNode said) {
        StreamDialogue opened = new StreamDialogue(
                this::write, Language.of(said.path("language").asText()).orElse(Language.ENGLISH));
        Answer answer = sessions.open(
                        said.path("origin").asText(),
                        said.path("sessionRequest").asText(),
                        opened)
                .fold(
                        it -> {
                            session = it.session();
                            dialogue = opened;
                            opened.about(it.session().view());
                            return new Answer.Granted(
                                    Map.of("sid", it.session().view().sid(), "bridge", sessions.version()));
                        },
                        refused -> refused);
        answer(said.path("id"), answer);
    }

    private void call(JsonNode said) {
        JsonNode id = said.path("id");
        String name = said.path("call").asText();
        Session open = session;
        if (open == null) {
            answer(id, new Answer.Refused(RefusalCode.REQUEST_INVALID, "No session is open."));
        } else if (name.equals("cancel")) {
            open.cancel();
            answer(id, new Answer.Granted(Map.of()));
        } else {
            Optional<Call> call = Call.of(name);
            if (call.isEmpty()) {
                answer(id, new Answer.Refused(RefusalCode.REQUEST_INVALID, "There is no such call."));
                return;
            }
            Closing closing = Closing.of(
                    said.path("outcome").asText(null), said.path("reason").asText(null));
            open.call(call.get(), closing, answer -> answer(id, answer));
        }
    }

    private void answer(JsonNode id, Answer answer) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id.isMissingNode() ? JSON.nullNode() : id);
        answer.fold(
                granted -> line.put("result", granted.result()),
                refused -> line.put("error", Map.of("code", refused.code().wire(), "message", refused.message())));
        write(line);
    }

    private void write(Map<String, Object> line) {
        try {
            synchronized (out) {
                out.append(JSON.writeValueAsString(line)).append('\n');
                if (out instanceof java.io.Flushable flushable) {
                    flushable.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
