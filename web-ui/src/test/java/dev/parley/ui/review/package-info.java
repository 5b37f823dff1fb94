@NullMarked
package dev.parley.ui.review;

import org.jspecify.annotations.NullMarked;
