/** Pages without a session: the same bytes for everybody, so that caches and crowds may share them. */
@NullMarked
package dev.parley.ui.html;

import org.jspecify.annotations.NullMarked;
