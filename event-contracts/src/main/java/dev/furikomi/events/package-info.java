/** What the parties say to each other on the event bus: records, schemas and golden samples. */
@NullMarked
package dev.furikomi.events;

import org.jspecify.annotations.NullMarked;
