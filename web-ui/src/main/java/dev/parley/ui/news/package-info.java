/** What a person wants to be told, on every page with a session. */
@NullMarked
package dev.parley.ui.news;

import org.jspecify.annotations.NullMarked;
