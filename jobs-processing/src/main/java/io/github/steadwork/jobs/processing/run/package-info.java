/** What every job of this module does around its loop. Not exported. */
@NullMarked
package io.github.steadwork.jobs.processing.run;

import org.jspecify.annotations.NullMarked;
