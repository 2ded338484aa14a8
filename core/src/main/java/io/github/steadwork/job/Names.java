package io.github.steadwork.job;

import java.util.regex.Pattern;

/** What names of job types, queues and tags may look like. */
final class Names {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

    private Names() {}

    static String require(String what, String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " is '" + name
                    + "', allowed are 1 to 128 letters, digits and . _ : / - with a letter or digit first");
        }
        return name;
    }
}
