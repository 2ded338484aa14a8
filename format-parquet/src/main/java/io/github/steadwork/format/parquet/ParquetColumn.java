package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A column that is read.
 *
 * @param column its name and type in the rows
 * @param leaf its place in the file
 * @param cells takes its values
 */
record ParquetColumn(Column column, ColumnDescriptor leaf, Cells cells) {

    /** The columns of the file, or those of them that are declared. */
    static List<ParquetColumn> of(Dataset dataset, ParquetOptions options, MessageType file) {
        Map<String, ColumnDescriptor> leaves = leaves(dataset, file);
        List<ParquetColumn> columns = new ArrayList<>();
        if (dataset.schema().isEmpty()) {
            leaves.forEach((name, leaf) -> columns.add(found(dataset, options, file, name, leaf)));
            return columns;
        }
        for (Column declared : dataset.schema().get().columns()) {
            ColumnDescriptor leaf = leaves.get(declared.name());
            if (leaf == null) {
                throw new DataException(dataset.location() + ": there is no column '" + declared.name() + "'; "
                        + NameHint.of(declared.name(), leaves.keySet()));
            }
            ParquetColumn found = found(dataset, options, file, declared.name(), leaf);
            columns.add(new ParquetColumn(declared, leaf, found.cells()));
        }
        return columns;
    }

    private static Map<String, ColumnDescriptor> leaves(Dataset dataset, MessageType file) {
        Map<String, ColumnDescriptor> leaves = new LinkedHashMap<>();
        for (ColumnDescriptor leaf : file.getColumns()) {
            String name = String.join(".", leaf.getPath());
            if (leaves.put(name, leaf) != null) {
                throw new DataException(
                        dataset.location() + ": two columns would be called '" + name + "'; rename one in the file");
            }
        }
        return leaves;
    }

    private static ParquetColumn found(
            Dataset dataset, ParquetOptions options, MessageType file, String name, ColumnDescriptor leaf) {
        Optional<Cells> cells =
                isFlat(file, leaf) ? CellTypes.of(leaf.getPrimitiveType(), options.textual()) : Optional.empty();
        if (cells.isEmpty()) {
            throw new DataException(dataset.location() + ": column '" + leaf.getPath()[0] + "' is "
                    + file.getType(leaf.getPath()[0])
                            .toString()
                            .replaceAll("\\s+", " ")
                            .strip()
                    + ", which cannot be read; declare the columns without it");
        }
        boolean nullable = leaf.getMaxDefinitionLevel() > 0;
        return new ParquetColumn(new Column(name, cells.get().type(), nullable), leaf, cells.get());
    }

    /** Whether there is one value a row, and nothing around it that has a meaning of its own. */
    private static boolean isFlat(MessageType file, ColumnDescriptor leaf) {
        GroupType group = file;
        for (String name : leaf.getPath()) {
            Type type = group.getType(name);
            if (type.isPrimitive()) {
                break;
            }
            group = type.asGroupType();
            if (group.getLogicalTypeAnnotation() != null) {
                return false;
            }
        }
        return leaf.getMaxRepetitionLevel() == 0;
    }
}
