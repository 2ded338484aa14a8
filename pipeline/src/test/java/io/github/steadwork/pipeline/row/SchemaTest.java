package io.github.steadwork.pipeline.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final Schema SCHEMA = Schema.of(
            Column.required("id", ColumnType.LONG),
            Column.of("Origin State", ColumnType.STRING),
            Column.of("cost", ColumnType.DECIMAL));

    @Test
    void aColumnThatDoesNotExistIsAnErrorThatNamesTheNearest() {
        assertThatThrownBy(() -> SCHEMA.index("Origin Stat"))
                .isInstanceOf(DataException.class)
                .hasMessage("there is no column 'Origin Stat'; did you mean 'Origin State'?");
        assertThatThrownBy(() -> SCHEMA.column("zzz")).hasMessageContaining("known are id, Origin State, cost");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Schema.of(Column.of("a", ColumnType.LONG), Column.of("a", ColumnType.DATE)))
                .hasMessage("column 'a' stands at 1 and at 2; each name is allowed once");
        assertThatThrownBy(() -> Column.of(" ", ColumnType.LONG)).hasMessageContaining("not blank");
    }

    @Test
    void changedSchemasLeaveTheFirstOneAlone() {
        assertThat(SCHEMA.with(Column.of("day", ColumnType.DATE)).names())
                .containsExactly("id", "Origin State", "cost", "day");
        assertThat(SCHEMA.with(Column.of("cost", ColumnType.DOUBLE)).column(2).type())
                .isEqualTo(ColumnType.DOUBLE);
        assertThat(SCHEMA.without("id").names()).containsExactly("Origin State", "cost");
        assertThat(SCHEMA.rename("cost", "price").index("price")).isEqualTo(2);
        assertThat(SCHEMA.select(List.of("cost", "id")).names()).containsExactly("cost", "id");
        assertThat(SCHEMA.indexes(List.of("cost", "id"))).containsExactly(2, 0);
        assertThat(SCHEMA.has("cost")).isTrue();
        assertThatThrownBy(() -> SCHEMA.without("nope")).isInstanceOf(DataException.class);
    }

    @Test
    void asJsonItIsTheListOfItsColumns() throws Exception {
        assertThat(Json.read(Json.write(SCHEMA), Schema.class)).isEqualTo(SCHEMA);
        assertThat(Json.read("[{\"name\": \"a\"}]", Schema.class))
                .isEqualTo(Schema.of(Column.of("a", ColumnType.STRING)));
        assertThatThrownBy(() -> Column.read(null, ColumnType.LONG, true)).hasMessageContaining("a column has no name");
    }

    @Test
    void aRowIsCheckedAgainstItsSchema() {
        assertThat(Row.of(SCHEMA, 1L, "Texas", null).get("Origin State")).isEqualTo("Texas");
        assertThatThrownBy(() -> Row.of(SCHEMA, 1L)).hasMessageContaining("1 values, but the schema has 3 columns");
        assertThatThrownBy(() -> Row.of(SCHEMA, null, "x", null)).hasMessageContaining("column 'id' is null");
        assertThatThrownBy(() -> Row.of(SCHEMA, 1, "x", null))
                .hasMessage("column 'id' is a Integer, but a LONG is a Long");
    }

    @Test
    void aRowLooksLikeAMap() {
        Row row = Row.of(SCHEMA, 1L, "Texas", null);
        Map<String, Object> map = row.asMap();

        assertThat(map).hasSize(3).containsEntry("id", 1L).containsKey("cost");
        assertThat(map.get("cost")).isNull();
        assertThat(map.containsKey("nope")).isFalse();
        assertThat(map.keySet()).containsExactly("id", "Origin State", "cost");
        assertThat(row).hasToString("{id=1, Origin State=Texas, cost=null}");
    }

    @Test
    void rowsAreEqualByTheirValues() {
        Row row = Row.of(SCHEMA, 1L, "Texas", null);

        assertThat(row).isEqualTo(Row.wrap(SCHEMA.rename("id", "key"), new Object[] {1L, "Texas", null}, 7));
        assertThat(row).hasSameHashCodeAs(Row.wrap(SCHEMA, new Object[] {1.0, "Texas", null}, 7));
        assertThat(row).isNotEqualTo(row.with(1, "Ohio")).isNotEqualTo("x");
        assertThat(row.get(1)).isEqualTo("Texas");
        assertThat(row.toArray()).containsExactly(1L, "Texas", null);
    }
}
