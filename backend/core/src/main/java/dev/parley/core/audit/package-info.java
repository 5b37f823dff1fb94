/** What people in charge did: written once, read by those who answer for it. */
@NullMarked
package dev.parley.core.audit;

import org.jspecify.annotations.NullMarked;
