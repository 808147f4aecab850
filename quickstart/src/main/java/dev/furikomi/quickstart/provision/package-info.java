/** What a new Furikomi needs before somebody can buy: the scheme's keys, the services' settings, customers and cards. */
@NullMarked
package dev.furikomi.quickstart.provision;

import org.jspecify.annotations.NullMarked;
