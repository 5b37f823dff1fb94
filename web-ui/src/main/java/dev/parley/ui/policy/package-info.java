/** What one policy can do, by what was tried, for anybody. */
@NullMarked
package dev.parley.ui.policy;

import org.jspecify.annotations.NullMarked;
