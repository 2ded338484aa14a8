package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Dataset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Groups the parts of an input side by side, and merges what was kept of them in the order of the source, as later values to
 * earlier ones. One half of the memory is for the parts, the other for what they are merged into.
 */
final class GroupedParts {

    private GroupedParts() {}

    static void group(
            List<Dataset> parts, GroupPlan plan, RowInput input, SpillPlace place, Grouping.GroupAction action)
            throws IOException, InterruptedException {
        List<Grouping> groupings = new ArrayList<>();
        try (Grouping merged = new Grouping(plan, place.share(2))) {
            input.forEachPart("aggregating", parts, place.folder(), (part, badRows) -> {
                Grouping grouping = new Grouping(plan, place.share(2 * parts.size()));
                groupings.add(grouping);
                return new GroupFeed(plan, grouping, input.source(), badRows)::take;
            });
            KeyCodec codec = new KeyCodec();
            for (Grouping grouping : groupings) {
                grouping.finish((key, states) -> merged.merge(codec.encode(key), states));
                grouping.close();
            }
            merged.finish(action);
        } finally {
            for (Grouping grouping : groupings) {
                grouping.close();
            }
        }
    }
}
