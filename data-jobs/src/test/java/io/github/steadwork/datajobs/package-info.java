@NullMarked
package io.github.steadwork.datajobs;

import org.jspecify.annotations.NullMarked;
