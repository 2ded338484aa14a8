package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.NameHint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All functions, by name. */
final class Functions {

    private static final SortedMap<String, Function> ALL =
            index(List.of(TextFunctions.ALL, NumberFunctions.ALL, TimeFunctions.ALL));

    private Functions() {}

    private static SortedMap<String, Function> index(List<List<Function>> groups) {
        SortedMap<String, Function> all = new TreeMap<>();
        groups.forEach(group -> group.forEach(function -> all.put(function.name(), function)));
        return Collections.unmodifiableSortedMap(all);
    }

    static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(ALL.keySet());
        names.addAll(SpecialForms.NAMES);
        return names;
    }

    static Typed bind(Binder binder, Node.Call node) {
        if (SpecialForms.NAMES.contains(node.function())) {
            return SpecialForms.bind(binder, node);
        }
        Function function = ALL.get(node.function());
        if (function == null) {
            throw binder.problem(
                    node.at(),
                    "there is no function '" + node.function() + "'; " + NameHint.of(node.function(), names()));
        }
        return function.bind(binder, node);
    }
}
