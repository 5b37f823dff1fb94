/** Signing in, one's own account, and the desks of those who look after accounts: plain pages over REST. */
@NullMarked
package dev.parley.ui.account;

import org.jspecify.annotations.NullMarked;
