/**
 * A real PostgreSQL server and a real Kafka broker from Maven artefacts, for the quickstart and for the tests of the
 * services.
 */
@NullMarked
package dev.furikomi.quickstart.embedded;

import org.jspecify.annotations.NullMarked;
