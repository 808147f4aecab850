package dev.furikomi.reliable;

import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/** Who may sign for which source: each service that consumes events provides one bean. */
public interface EventKeys {

    /** The P-256 public key with this id, if it belongs to this source now. Called on a worker thread. */
    Optional<ECPublicKey> find(String source, String keyId);
}
