package dev.furikomi.card.software;

import dev.furikomi.card.apdu.DataObject;
import dev.furikomi.card.apdu.MalformedTlvException;
import dev.furikomi.card.piv.Piv;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The dynamic authentication template 7C of a GENERAL AUTHENTICATE: an empty part is asked for, another one is given. */
final class AuthenticationTemplate {

    private final Map<Integer, byte[]> parts;

    private AuthenticationTemplate(Map<Integer, byte[]> parts) {
        this.parts = parts;
    }

    static AuthenticationTemplate read(byte[] data) throws MalformedTlvException {
        Map<Integer, byte[]> parts = new HashMap<>();
        for (DataObject part : DataObject.readOnly(Piv.TAG_DYNAMIC_AUTHENTICATION_TEMPLATE, data)
                .parts()) {
            if (parts.put(part.tag(), part.value()) != null) {
                throw new MalformedTlvException("A part of the template is there twice.");
            }
        }
        return new AuthenticationTemplate(parts);
    }

    /** Whether this and nothing else is asked for or given. */
    boolean asksFor(int tag) {
        byte[] part = parts.get(tag);
        return part != null && part.length == 0 && parts.keySet().stream().allMatch(other -> other == tag);
    }

    /** The challenge, when all that is asked for is the response to it. */
    Optional<byte[]> challengeToRespondTo() {
        byte[] response = parts.get(Piv.TAG_RESPONSE);
        return parts.size() == 2 && response != null && response.length == 0
                ? value(Piv.TAG_CHALLENGE)
                : Optional.empty();
    }

    Optional<byte[]> value(int tag) {
        return Optional.ofNullable(parts.get(tag)).filter(part -> part.length > 0);
    }
}
