package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Notifications that wait to be sent together, oldest first. Bounded: what happens again is counted, and what finds no place is
 * counted too.
 *
 * @param notifications at most {@value #MOST}, each of another occasion or topic
 * @param omitted how often something happened that found no place
 */
record Pile(List<Notification> notifications, long omitted) {

    static final int MOST = 100;

    static final Pile EMPTY = new Pile(List.of(), 0);

    Pile {
        notifications = List.copyOf(notifications);
    }

    boolean isEmpty() {
        return notifications.isEmpty();
    }

    Pile plus(Notification added) {
        List<Notification> all = new ArrayList<>(notifications);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isRepeatedBy(added)) {
                all.set(i, all.get(i).and(added));
                return new Pile(all, omitted);
            }
        }
        if (all.size() == MOST) {
            return new Pile(all, omitted + added.count());
        }
        all.add(added);
        return new Pile(all, omitted);
    }

    Pile plus(Pile newer) {
        Pile all = this;
        for (Notification notification : newer.notifications) {
            all = all.plus(notification);
        }
        return new Pile(all.notifications, all.omitted + newer.omitted);
    }

    /** What is left when that much of it has been told. */
    Pile minus(Pile told) {
        List<Notification> left = new ArrayList<>();
        for (Notification notification : notifications) {
            told.notifications.stream()
                    .filter(notification::isRepeatedBy)
                    .findFirst()
                    .map(notification::without)
                    .orElse(Optional.of(notification))
                    .ifPresent(left::add);
        }
        return new Pile(left, Math.max(0, omitted - told.omitted));
    }
}
