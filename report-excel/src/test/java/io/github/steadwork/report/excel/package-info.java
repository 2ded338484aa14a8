@NullMarked
package io.github.steadwork.report.excel;

import org.jspecify.annotations.NullMarked;
