package dev.furikomi.bridge.window;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.furikomi.bridge.edition.WindowExtension;
import dev.furikomi.bridge.screen.ScreenDialogue;
import dev.furikomi.bridge.session.Answer;
import dev.furikomi.bridge.session.Call;
import dev.furikomi.bridge.session.Closing;
import dev.furikomi.bridge.session.Opening;
import dev.furikomi.bridge.session.Password;
import dev.furikomi.bridge.session.Pin;
import dev.furikomi.bridge.session.Session;
import dev.furikomi.bridge.session.Sessions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page's script may ask: open a session, drive it, answer its questions. */
final class WindowCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG_POLL = Duration.ofSeconds(5);
    private static final String SESSIONS = "/api/sessions";
    private static final String EXTENSION = "/api/development/";

    private final Sessions sessions;
    private final InstantSource clock;
    private final String version;
    private final Optional<WindowExtension> extension;
    private volatile @Nullable Open current;

    WindowCalls(Sessions sessions, InstantSource clock, String version, Optional<WindowExtension> extension) {
        this.sessions = sessions;
        this.clock = clock;
        this.version = version;
        this.extension = extension;
    }

    Reply answer(String method, String path, @Nullable String query, byte[] body) {
        try {
            if (path.startsWith(EXTENSION)) {
                return extension
                        .flatMap(more -> more.call(method, path, body))
                        .map(value -> Reply.json(200, value))
                        .orElseGet(WindowCalls::unknown);
            }
            if (method.equals("POST") && path.equals(SESSIONS)) {
                return open(JSON.readTree(body));
            }
            Open open = current;
            if (open == null || !path.startsWith(SESSIONS + "/" + open.handle() + "/")) {
                return unknown();
            }
            return drive(open, method + " " + path.substring(path.lastIndexOf('/') + 1), query, body);
        } catch (IOException | IllegalArgumentException malformed) {
            return Reply.error(400, "request-invalid", "The call is malformed.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Reply.error(503, "bridge-error", "The bridge is stopping.");
        }
    }

    private Reply open(JsonNode asked) {
        WindowSession window = new WindowSession(clock, LONG_POLL);
        window.dialogue().speaks(text(asked, "language"));
        Opening opening = sessions.open(
                asked.path("origin").asText(), asked.path("sessionRequest").asText(), window.dialogue());
        return opening.fold(
                opened -> {
                    String handle = UUID.randomUUID().toString();
                    current = new Open(handle, opened.session(), window);
                    Map<String, Object> reply =
                            ScreenDialogue.opened(opened.session().view(), version);
                    reply.put("session", handle);
                    return Reply.json(201, reply);
                },
                refused -> Reply.error(409, refused.code().wire(), refused.message()));
    }

    private Reply drive(Open open, String what, @Nullable String query, byte[] body)
            throws IOException, InterruptedException {
        return switch (what) {
            case "GET messages" ->
                Reply.json(200, Map.of("messages", open.window().messagesAfter(heard(query))));
            case "POST calls" -> call(open, JSON.readTree(body));
            case "POST password" -> typed(open, body);
            case "POST acceptance" ->
                found(open.dialogue()
                        .decided(JSON.readTree(body).path("accepted").asBoolean(false)));
            case "POST pin" -> typed(open, Pin.of(body));
            case "POST card" ->
                found(open.dialogue().chosen(JSON.readTree(body).path("card").asInt(-1)));
            case "POST confirmation" ->
                found(open.dialogue()
                        .confirmed(JSON.readTree(body).path("confirmed").asBoolean(false)));
            case "POST language" ->
                open.dialogue().speaks(text(JSON.readTree(body), "language"))
                        ? Reply.nothing(204)
                        : Reply.error(400, "request-invalid", "The bridge does not speak that.");
            case "POST cancellation" -> {
                open.session().cancel();
                yield Reply.nothing(204);
            }
            default -> unknown();
        };
    }

    private static Reply call(Open open, JsonNode asked) {
        int id = asked.path("id").asInt();
        Optional<Call> call = Call.of(asked.path("call").asText());
        if (call.isEmpty()) {
            return unknown();
        }
        Closing closing = Closing.of(text(asked, "outcome"), text(asked, "reason"));
        open.session()
                .call(call.get(), closing, (Answer answer) -> open.dialogue().answered(id, answer));
        return Reply.nothing(202);
    }

    private static Reply typed(Open open, byte[] body) {
        try {
            Password password = Password.ofUtf8(body);
            boolean asked = open.dialogue().typed(password);
            if (!asked) {
                password.close();
            }
            return found(asked);
        } catch (CharacterCodingException e) {
            return Reply.error(400, "request-invalid", "The password is not UTF-8.");
        }
    }

    private static Reply typed(Open open, Pin pin) {
        boolean asked = open.dialogue().typed(pin);
        if (!asked) {
            pin.close();
        }
        return found(asked);
    }

    private static Reply found(boolean asked) {
        return asked ? Reply.nothing(204) : Reply.error(409, "request-invalid", "Nothing of the kind was asked.");
    }

    private static int heard(@Nullable String query) {
        return query != null && query.startsWith("after=") ? Integer.parseInt(query.substring("after=".length())) : 0;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }

    private static Reply unknown() {
        return Reply.error(404, "request-invalid", "There is no such call.");
    }

    private record Open(String handle, Session session, WindowSession window) {
        ScreenDialogue dialogue() {
            return window.dialogue();
        }
    }
}
