@NullMarked
package dev.parley.policy.picture;

import org.jspecify.annotations.NullMarked;
