package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Occasion;
import io.github.steadwork.notify.channel.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All rules, in their order. */
final class Rules {

    private final List<NotificationRule> all;
    private final Set<Occasion> mentioned = EnumSet.noneOf(Occasion.class);

    /** What a rule says: who is told, about which of the topics; never about nothing to nobody. */
    record Match(Topic topic, List<String> channels) {}

    Rules(List<NotificationRule> all) {
        this.all = List.copyOf(all);
        all.forEach(rule -> mentioned.addAll(rule.occasions()));
    }

    /** Whether any rule speaks of this occasion; quick. */
    boolean mention(Occasion occasion) {
        return mentioned.contains(occasion);
    }

    /** Who is told on this occasion, where it happened to what is each of these; empty if nobody. */
    Optional<Match> match(Occasion occasion, List<Topic> candidates) {
        if (!mention(occasion)) {
            return Optional.empty();
        }
        for (NotificationRule rule : all) {
            Optional<Topic> named = rule.named(occasion, candidates);
            if (named.isPresent()) {
                return named.map(topic -> new Match(topic, rule.channels()))
                        .filter(match -> !match.channels().isEmpty());
            }
        }
        return Optional.empty();
    }
}
