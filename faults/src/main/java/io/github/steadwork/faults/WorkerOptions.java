package io.github.steadwork.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker process is told on its command line.
 *
 * @param name who it is
 * @param url its database
 * @param folder where ledger and gates are
 * @param knowsRareDeeds whether it runs {@link Deed#RARE_TYPE} as well
 * @param clockShift how wrong the clock is that it is given
 * @param losesRepliesOf the start of the names of the threads whose commits lose their replies; empty for none
 * @param settings settings of the engine
 */
public record WorkerOptions(
        String name,
        String url,
        Path folder,
        boolean knowsRareDeeds,
        Duration clockShift,
        String losesRepliesOf,
        Map<String, String> settings) {

    private static final int FIXED = 6;

    /** Makes the map immutable. */
    public WorkerOptions {
        settings = Map.copyOf(settings);
    }

    /** The words of the command line. */
    public List<String> arguments() {
        List<String> words = new ArrayList<>(List.of(
                name, url, folder.toString(), Boolean.toString(knowsRareDeeds), clockShift.toString(), losesRepliesOf));
        settings.forEach((key, value) -> words.add(key + "=" + value));
        return words;
    }

    static WorkerOptions parse(List<String> words) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String word : words.subList(FIXED, words.size())) {
            int equals = word.indexOf('=');
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new WorkerOptions(
                words.get(0),
                words.get(1),
                Path.of(words.get(2)),
                Boolean.parseBoolean(words.get(3)),
                Duration.parse(words.get(4)),
                words.get(5),
                settings);
    }

    Path ledger() {
        return folder.resolve("ledger");
    }

    Path gates() {
        return folder.resolve("gates");
    }
}
