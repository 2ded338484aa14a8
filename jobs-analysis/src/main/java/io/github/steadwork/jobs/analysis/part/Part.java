package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.page.Block;
import java.util.List;
import java.util.Map;

/** A section at work: first its sinks are told of rows, then it gives its blocks. */
public interface Part {

    /** What is to be told of the rows of which dataset. */
    Map<String, List<RowSink>> sinks();

    /** What the page shows; asked for when all rows have been told. */
    List<Block> blocks();
}
