/**
 * Excel files. Start here: with this module on the class path {@link io.github.steadwork.format.excel.ExcelFormat} is a format like all
 * others, as in {@code Dataset.of("excel", "orders.xlsx")}.
 */
@NullMarked
package io.github.steadwork.format.excel;

import org.jspecify.annotations.NullMarked;
