/** Everything on one machine: embedded PostgreSQL, a Kafka broker and all services. */
@NullMarked
package dev.furikomi.quickstart;

import org.jspecify.annotations.NullMarked;
