import io.github.steadwork.format.excel.ExcelFormat;
import io.github.steadwork.pipeline.data.DataFormat;

/** Excel files as a format of the data jobs. */
module io.github.steadwork.format.excel {
    requires static org.jspecify;
    requires transitive io.github.steadwork.pipeline;
    requires org.dhatim.fastexcel;
    requires org.dhatim.fastexcel.reader;

    exports io.github.steadwork.format.excel;

    provides DataFormat with
            ExcelFormat;
}
