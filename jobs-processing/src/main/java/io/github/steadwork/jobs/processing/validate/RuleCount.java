package io.github.steadwork.jobs.processing.validate;

/**
 * How often one rule was checked in one field.
 *
 * @param rule its name
 * @param field the column, or several, or empty for a rule over the whole row
 * @param severity how bad a failure is
 * @param checked how many values or rows it looked at; nulls are only looked at by "required"
 * @param failed how many of them broke it
 */
public record RuleCount(String rule, String field, Severity severity, long checked, long failed) {}
