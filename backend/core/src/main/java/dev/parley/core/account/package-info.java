/** Who prompts and votes: guests by signed cookie, later accounts. */
@NullMarked
package dev.parley.core.account;

import org.jspecify.annotations.NullMarked;
