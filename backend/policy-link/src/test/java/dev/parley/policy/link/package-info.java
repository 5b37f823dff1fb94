@NullMarked
package dev.parley.policy.link;

import org.jspecify.annotations.NullMarked;
