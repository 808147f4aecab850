/** The processes of one Furikomi on this machine: their ports, their start, their death and their end. */
@NullMarked
package dev.furikomi.quickstart.process;

import org.jspecify.annotations.NullMarked;
