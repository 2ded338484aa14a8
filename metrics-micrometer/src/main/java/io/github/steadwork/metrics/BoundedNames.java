package io.github.steadwork.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Values of a tag, so many of them at most; the rest goes by one name. Metrics systems pay for each value, and for ever. */
final class BoundedNames {

    static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    BoundedNames(int most) {
        this.most = most;
    }

    /** The name itself, if it is one of the first. */
    String of(String name) {
        if (known.contains(name)) {
            return name;
        }
        if (known.size() >= most) { // a few more may slip through at the same moment, which does no harm
            return OTHER;
        }
        known.add(name);
        return name;
    }
}
