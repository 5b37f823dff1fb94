/** What people agree to before their first ask, vote or upload: the text, who agreed to which version, and their choices. */
@NullMarked
package dev.parley.core.consent;

import org.jspecify.annotations.NullMarked;
