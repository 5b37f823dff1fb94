@NullMarked
package dev.parley.ui.prompt;

import org.jspecify.annotations.NullMarked;
