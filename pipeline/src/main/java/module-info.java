import io.github.steadwork.pipeline.csv.CsvFormat;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.rowfile.RowsFormat;

/** Rows, schemas, datasets and expressions: what data jobs are made of. */
module io.github.steadwork.pipeline {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires com.fasterxml.jackson.annotation;
    requires de.siegmar.fastcsv;

    exports io.github.steadwork.pipeline.csv;
    exports io.github.steadwork.pipeline.data;
    exports io.github.steadwork.pipeline.expression;
    exports io.github.steadwork.pipeline.row;
    exports io.github.steadwork.pipeline.spill;

    uses DataFormat;

    provides DataFormat with
            CsvFormat,
            RowsFormat;
}
