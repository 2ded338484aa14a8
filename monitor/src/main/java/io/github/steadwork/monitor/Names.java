package io.github.steadwork.monitor;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Numbers names, the first so many; all that come later are number 0, {@link JobMonitor#OTHER}. Safe for many threads. */
final class Names {

    /** The index of no name. */
    static final int NONE = -1;

    private static final int OTHER = 0;

    private final int most;
    private final ConcurrentMap<String, Integer> indexes = new ConcurrentHashMap<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    Names(int most) {
        this.most = most;
        indexes.put(JobMonitor.OTHER, OTHER);
        names.add(JobMonitor.OTHER);
    }

    int indexOf(String name) {
        Integer index = indexes.get(name);
        if (index != null) {
            return index;
        }
        return full ? OTHER : learn(name);
    }

    private synchronized int learn(String name) {
        Integer index = indexes.get(name);
        if (index != null) {
            return index;
        }
        if (full) {
            return OTHER;
        }
        names.add(name);
        indexes.put(name, names.size() - 1);
        full = names.size() > most;
        return names.size() - 1;
    }

    String name(int index) {
        return names.get(index);
    }
}
