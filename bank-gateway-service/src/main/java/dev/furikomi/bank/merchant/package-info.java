/** The merchants that may ask for transfers: keys, payee accounts and return origins. */
@NullMarked
package dev.furikomi.bank.merchant;

import org.jspecify.annotations.NullMarked;
