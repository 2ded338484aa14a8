import io.github.steadwork.pipeline.data.DataFormat;

/** Rows, schemas, datasets and expressions: what data jobs are made of. */
module io.github.steadwork.pipeline {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;
    requires com.fasterxml.jackson.annotation;
    requires de.siegmar.fastcsv;

    exports io.github.steadwork.pipeline.data;
    exports io.github.steadwork.pipeline.row;

    uses DataFormat;
}
