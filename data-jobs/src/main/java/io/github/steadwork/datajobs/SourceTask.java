package io.github.steadwork.datajobs;

/**
 * What is stored of the job that reads one source.
 *
 * @param dataJob the name of the data job
 * @param source what is read
 */
record SourceTask(String dataJob, DataJobSource source) {}
