/**
 * Data jobs: what is read from several sources on a schedule, and what has become of each.
 *
 * <p>Start here: a {@link io.github.steadwork.datajobs.DataJob} says what and when, {@link io.github.steadwork.datajobs.DataJobs} lets an
 * engine run it and shows its runs, and the scheduler fires it.
 */
@NullMarked
package io.github.steadwork.datajobs;

import org.jspecify.annotations.NullMarked;
