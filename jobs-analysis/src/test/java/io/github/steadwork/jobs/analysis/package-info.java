@NullMarked
package io.github.steadwork.jobs.analysis;

import org.jspecify.annotations.NullMarked;
