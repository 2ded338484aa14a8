/** What the parts of the monitor do again and again. Not exported. */
@NullMarked
package io.github.steadwork.monitor.loop;

import org.jspecify.annotations.NullMarked;
