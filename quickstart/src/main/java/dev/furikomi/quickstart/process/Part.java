package dev.furikomi.quickstart.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process of its own.
 *
 * @param name as people know it
 * @param ready answers 200 once the part can be used
 */
public record Part(String name, List<String> command, Map<String, String> environment, URI ready, Path log) {}
