package io.github.steadwork.format.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where the library wants a receiver of values: here they are asked for instead. */
final class NoConverter extends GroupConverter {

    private final PrimitiveConverter leaf = new PrimitiveConverter() {};

    @Override
    public Converter getConverter(int field) {
        return this;
    }

    @Override
    public PrimitiveConverter asPrimitiveConverter() {
        return leaf;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
}
