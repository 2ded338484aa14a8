@NullMarked
package io.github.steadwork.report.pdf;

import org.jspecify.annotations.NullMarked;
