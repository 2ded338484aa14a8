package io.github.steadwork.monitor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What happened under one name within one window: a cell for each of its steps, used again when the window has passed. */
final class Ring {

    private final long stepMicros;
    private final @Nullable Cell[] cells;
    private final long[] numbers;

    Ring(Window window) {
        this.stepMicros = window.stepMicros();
        this.cells = new Cell[window.steps()];
        this.numbers = new long[window.steps()];
        Arrays.fill(numbers, Long.MIN_VALUE);
    }

    /** Adds what happened at this time; what is older than the window is past. */
    void add(long micros, Cell seen) {
        long number = Math.floorDiv(micros, stepMicros);
        int place = Math.floorMod(number, cells.length);
        Cell cell = cells[place];
        if (cell == null || numbers[place] < number) {
            cell = new Cell();
            cells[place] = cell;
            numbers[place] = number;
        }
        if (numbers[place] == number) {
            cell.add(seen);
        }
    }

    void addTo(Sum sum, long nowMicros) {
        long newest = Math.floorDiv(nowMicros, stepMicros);
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            if (cell != null && numbers[i] <= newest && numbers[i] > newest - cells.length) {
                cell.addTo(sum);
            }
        }
    }
}
