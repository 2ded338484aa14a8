package io.github.steadwork.benchmarks.rounds;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param full whether it may take long
 * @param only the measures; all if empty
 * @param peers the peers; all if empty
 * @param rounds how many rounds count, where that was said
 * @param url the server, where one is given
 */
public record Options(
        boolean full, Set<String> only, Set<String> peers, Optional<Integer> rounds, Optional<String> url) {

    /**
     * Reads the words of a command line.
     *
     * @throws IllegalArgumentException if one is not known
     */
    public static Options of(List<String> words) {
        boolean full = false;
        Set<String> only = Set.of();
        Set<String> peers = Set.of();
        Optional<Integer> rounds = Optional.empty();
        Optional<String> url = Optional.empty();
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--full" -> full = true;
                case "--only" -> only = Set.of(value(word, left).split(","));
                case "--peers" -> peers = Set.of(value(word, left).split(","));
                case "--rounds" -> rounds = Optional.of(Integer.valueOf(value(word, left)));
                case "--url" -> url = Optional.of(value(word, left));
                default -> throw new IllegalArgumentException("there is no option '" + word + "'");
            }
        }
        return new Options(full, only, peers, rounds, url);
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(option + " wants a value");
        }
        return left.pop();
    }

    public boolean wants(String measure) {
        return only.isEmpty() || only.contains(measure);
    }

    /** Whether this measure was asked for by name. */
    public boolean names(String measure) {
        return only.contains(measure);
    }

    /** Whether this peer, or the one whose variant it is, was asked for. */
    public boolean wantsPeer(String name) {
        return peers.isEmpty() || peers.stream().anyMatch(asked -> name.equals(asked) || name.startsWith(asked + "-"));
    }
}
