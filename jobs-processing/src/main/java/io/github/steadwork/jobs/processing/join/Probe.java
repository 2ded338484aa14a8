package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/** Looks for the partners of left rows in a table of right rows. */
record Probe(JoinPlan plan, JoinTable table, JoinRows rows) {

    /** Takes a left row. */
    void take(Row left) throws IOException {
        int partner = table.first(plan.leftKey(left));
        if (partner == JoinTable.NONE) {
            rows.leftAlone(left);
        } else if (plan.type() == JoinType.SEMI) {
            rows.met(left);
        }
        while (partner != JoinTable.NONE) {
            if (plan.type().pairs()) {
                rows.pair(left, table.row(partner));
            }
            partner = table.next(partner);
        }
    }

    /** Takes the right rows that no left row has met. */
    void finish() throws IOException {
        for (int i = 0; i < table.rows().size(); i++) {
            if (!table.isMet(i)) {
                rows.rightAlone(table.row(i));
            }
        }
    }
}
