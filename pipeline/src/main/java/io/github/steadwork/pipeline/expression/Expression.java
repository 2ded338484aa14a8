package io.github.steadwork.pipeline.expression;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.steadwork.pipeline.row.Schema;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * An expression that has been read: {@code upper(state) = 'TEXAS' and "Cost Total $" > 1000}. Immutable; as JSON it is its
 * text. Two expressions are equal if their texts are.
 */
public final class Expression {

    private final String text;
    private final Parser.Parsed parsed;

    private Expression(String text) {
        this.text = text;
        this.parsed = Parser.parse(text);
    }

    /**
     * Reads an expression.
     *
     * @throws ExpressionException if it cannot be read, with the place and what is expected there
     */
    @JsonCreator
    public static Expression parse(String text) {
        return new Expression(text);
    }

    /** The text that was read. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The columns that it names, in the order of their first use. */
    public Set<String> columns() {
        return Collections.unmodifiableSet(parsed.columns());
    }

    /**
     * Ties the expression to the columns of a schema.
     *
     * @throws ExpressionException if a column, function or parameter does not exist, or types do not fit
     */
    public BoundExpression bind(Schema schema) {
        return bind(schema, Map.of());
    }

    /**
     * As {@link #bind(Schema)}, with values for the parameters: {@code :today} in the text takes what is given as "today".
     * Nothing else can change from run to run; an expression knows neither time nor chance.
     */
    public BoundExpression bind(Schema schema, Map<String, ?> parameters) {
        return new BoundExpression(text, new Binder(text, schema, parameters).bind(parsed.root()));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Expression expression && text.equals(expression.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
